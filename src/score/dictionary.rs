//! The dictionary methods that everybody uses, on word lists of the user's own: a baseline for our
//! scores.
//!
//! VADER (Hutto & Gilbert 2014): mean valences, turned by negators, raised by degree words,
//! capitals and exclamation marks, weighed around "but", and squashed by x / sqrt(x² + 15).
//! Loughran & `McDonald` (2011): (P - N) / (P + N) of positive and negative words. No word list
//! ships with the program; negators and degree words are those of our lexicons, so that scores may
//! differ a little from the VADER package, whose own lists and idioms are left out.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    lexicon::{Class, Lexicon},
    line_error::LineError,
    model::Label,
};

/// Words before a valence in which negators and degree words act on it.
const WINDOW: usize = 3;
/// Factor of a negator on a valence (VADER's `N_SCALAR`).
const NEGATION: f64 = -0.74;
/// What a degree word adds to a valence right after it, and one and two words further off (VADER's
/// `B_INCR`).
const DEGREE: [f64; WINDOW] = [0.293, 0.293 * 0.95, 0.293 * 0.9];
/// What a word in capitals adds in a text that is not all capitals (VADER's `C_INCR`).
const CAPITALS: f64 = 0.733;
/// What each exclamation mark adds, up to four.
const EXCLAMATION: f64 = 0.292;
/// Compound scores within this of zero are neutral.
const VADER_CUT: f64 = 0.05;

/// Why a word list is refused: file, line, what is wrong, what was expected.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DictionaryError {
    /// The part before the colon names no format.
    #[error("`{0}`: expected vader:FILE or lm:FILE")]
    Format(String),
    /// The file could not be read.
    #[error("{path}: cannot read the word list: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line or column that is not as the format requires.
    #[error(transparent)]
    Invalid(#[from] LineError),
}

/// Which method reads the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Vader,
    LoughranMcDonald,
}

/// A word list with the method that belongs to it.
#[derive(Debug)]
pub struct Dictionary {
    method: Method,
    words: FxHashMap<String, f64>,
    negators: FxHashSet<String>,
    degrees: FxHashMap<String, f64>,
}

impl Dictionary {
    /// Reads `vader:FILE` (a word, its mean valence, tabs between them, further columns left alone)
    /// or `lm:FILE` (a CSV file with the columns `Word`, `Negative` and `Positive`; a word belongs
    /// to a list where its number is above zero). Negators and degree words come from `lexicon`.
    ///
    /// # Errors
    /// When the format is another, or the file cannot be read or is not as its format requires; the
    /// message names file and line.
    pub fn read(spec: &str, lexicon: &Lexicon) -> Result<Self, DictionaryError> {
        let (method, path) = match spec.split_once(':') {
            Some(("vader", path)) => (Method::Vader, Path::new(path)),
            Some(("lm", path)) => (Method::LoughranMcDonald, Path::new(path)),
            _ => return Err(DictionaryError::Format(spec.to_owned())),
        };
        let bytes = std::fs::read(path)
            .map_err(|source| DictionaryError::Read { path: path.to_owned(), source })?;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{FEFF}');
        let words = match method {
            Method::Vader => valences(text, path)?,
            Method::LoughranMcDonald => lists(text, path)?,
        };
        let of = |class: Class| {
            lexicon
                .forms()
                .filter(move |(_, e)| e.class == class)
                .map(|(form, _)| form.to_lowercase())
        };
        let degrees = of(Class::Intensifier)
            .map(|w| (w, 1.0))
            .chain(of(Class::Diminisher).map(|w| (w, -1.0)));
        Ok(Self {
            method,
            words,
            negators: of(Class::Negator).collect(),
            degrees: degrees.collect(),
        })
    }

    /// `vader` or `lm`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.method {
            Method::Vader => "vader",
            Method::LoughranMcDonald => "lm",
        }
    }

    /// The score of a text, from -1 to 1, and its label.
    #[must_use]
    pub fn score(&self, text: &str) -> (f64, Label) {
        let (score, cut) = match self.method {
            Method::Vader => (self.compound(text), VADER_CUT),
            Method::LoughranMcDonald => (self.polarity(text), 0.0),
        };
        let label = match score {
            s if s > cut || s >= cut && cut > 0.0 => Label::Positive,
            s if s < -cut || s <= -cut && cut > 0.0 => Label::Negative,
            _ => Label::Neutral,
        };
        (score, label)
    }

    fn polarity(&self, text: &str) -> f64 {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        let (sum, count) = words
            .filter_map(|w| self.words.get(&w.to_lowercase()))
            .fold((0.0, 0.0), |(s, n), v| (s + v, n + 1.0));
        if count > 0.0 { sum / count } else { 0.0 }
    }

    fn compound(&self, text: &str) -> f64 {
        let raw: Vec<&str> = text.split_whitespace().map(bare).collect();
        let words: Vec<String> = raw.iter().map(|w| w.to_lowercase()).collect();
        let is_shouted = |w: &str| {
            w.chars().any(char::is_alphabetic) && !w.chars().any(char::is_lowercase) && w.len() > 1
        };
        let is_mixed = raw.iter().any(|w| is_shouted(w)) && !raw.iter().all(|w| is_shouted(w));
        let mut valences: Vec<f64> = (0..words.len())
            .map(|at| self.valence(&words, at, is_mixed && is_shouted(raw[at])))
            .collect();
        // what follows "but" outweighs what precedes it
        if let Some(but) = words.iter().position(|w| w == "but") {
            valences[..but].iter_mut().for_each(|v| *v *= 0.5);
            valences[but + 1..].iter_mut().for_each(|v| *v *= 1.5);
        }
        let mut sum: f64 = valences.iter().sum();
        let questions = text.matches('?').count();
        let emphasis = text.matches('!').count().min(4) as f64 * EXCLAMATION
            + if questions > 3 {
                0.96
            } else {
                f64::from(u8::from(questions > 1)) * questions as f64 * 0.18
            };
        if sum != 0.0 {
            sum += emphasis.copysign(sum);
        }
        (sum / (sum * sum + 15.0).sqrt()).clamp(-1.0, 1.0)
    }

    /// The valence of the word at `at`, with what the words before it make of it.
    fn valence(&self, words: &[String], at: usize, is_shouted: bool) -> f64 {
        let Some(own) =
            self.words.get(&words[at]).copied().filter(|_| !self.degrees.contains_key(&words[at]))
        else {
            return 0.0;
        };
        let mut valence = own + if is_shouted { CAPITALS.copysign(own) } else { 0.0 };
        for (distance, degree) in DEGREE.iter().enumerate() {
            let Some(before) = at.checked_sub(distance + 1).map(|n| &words[n]) else { break };
            if self.words.contains_key(before) && !self.degrees.contains_key(before) {
                continue;
            }
            if let Some(sign) = self.degrees.get(before) {
                valence += (sign * degree).copysign(sign * own);
            }
            if self.negators.contains(before) || before.ends_with("n't") || before.ends_with("n’t")
            {
                valence *= NEGATION;
            }
        }
        valence
    }
}

/// A word without the punctuation around it; short ones are emoticons and stay.
fn bare(word: &str) -> &str {
    let inner = word.trim_matches(|c: char| c.is_ascii_punctuation());
    if inner.len() <= 2 { word } else { inner }
}

/// The lines of a VADER lexicon.
fn valences(text: &str, path: &Path) -> Result<FxHashMap<String, f64>, LineError> {
    let mut words = FxHashMap::default();
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut columns = line.split('\t');
        let valence = columns
            .next()
            .zip(columns.next())
            .and_then(|(word, mean)| Some((word.trim(), mean.trim().parse::<f64>().ok()?)));
        let Some((word, valence)) = valence.filter(|(_, v)| v.is_finite()) else {
            let message = format!(
                "`{}`: expected a word, a tab and its mean valence",
                line.chars().take(60).collect::<String>()
            );
            return Err(LineError::new(path, n + 1, message));
        };
        words.insert(word.to_lowercase(), valence);
    }
    Ok(words)
}

/// The words of a Loughran-McDonald master dictionary that are positive or negative.
fn lists(text: &str, path: &Path) -> Result<FxHashMap<String, f64>, LineError> {
    let invalid = |line: usize, message: String| LineError::new(path, line, message);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|e| invalid(1, e.to_string()))?.clone();
    let column = |name: &str| {
        let found = headers.iter().position(|h| h.eq_ignore_ascii_case(name));
        found.ok_or_else(|| {
            invalid(1, format!("no column `{name}`; expected Word, Negative and Positive"))
        })
    };
    let (word, negative, positive) = (column("Word")?, column("Negative")?, column("Positive")?);
    let mut words = FxHashMap::default();
    for record in reader.records() {
        let record = record
            .map_err(|e| invalid(e.position().map_or(1, |p| p.line() as usize), e.to_string()))?;
        let line = record.position().map_or(0, |p| p.line() as usize);
        let number = |n: usize| {
            let field = record.get(n).unwrap_or("");
            let number = if field.is_empty() { Some(0.0) } else { field.parse::<f64>().ok() };
            number.ok_or_else(|| {
                invalid(line, format!("`{field}`: expected a number (a year, or 0)"))
            })
        };
        let (negative, positive) = (number(negative)? > 0.0, number(positive)? > 0.0);
        if negative != positive {
            words.insert(
                record.get(word).unwrap_or("").to_lowercase(),
                if positive { 1.0 } else { -1.0 },
            );
        }
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: &str, text: &str) -> Result<Dictionary, DictionaryError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("words");
        std::fs::write(&path, text).unwrap();
        Dictionary::read(&format!("{format}:{}", path.display()), Lexicon::built_in())
    }

    #[test]
    fn valences_are_turned_raised_and_squashed() {
        let words = read("vader", "fine\t2.0\t0.5\t[2, 2]\nbleak\t-1.5\n:)\t2.0\n").unwrap();
        let squash = |x: f64| x / (x * x + 15.0).sqrt();
        for (text, sum) in [
            ("The crop is fine.", 2.0),
            ("The crop is not fine.", 2.0 * NEGATION),
            ("The crop isn't fine.", 2.0 * NEGATION),
            ("The crop is very fine.", 2.293),
            ("The crop is FINE.", 2.733),
            ("The crop is fine!!", 2.584),
            ("Oats are fine but rye is bleak.", 1.0 - 2.25),
            ("Oats :)", 2.0),
            ("Nothing here.", 0.0),
        ] {
            let (score, label) = words.score(text);
            assert!((score - squash(sum)).abs() < 1e-9, "{text}: {score} for {}", squash(sum));
            assert_eq!(label == Label::Neutral, sum == 0.0, "{text}");
        }
    }

    #[test]
    fn positive_and_negative_words_are_counted() {
        let words =
            read("lm", "Word,Seq,Negative,Positive\nGAIN,1,0,2009\nLOSS,2,2009,0\nODD,3,-2012,0\n")
                .unwrap();
        assert_eq!(words.score("A gain, a gain and a loss; odd."), (1.0 / 3.0, Label::Positive));
        assert_eq!(words.score("Loss."), (-1.0, Label::Negative));
        assert_eq!(words.score(""), (0.0, Label::Neutral));
    }

    #[test]
    fn errors_name_file_and_line() {
        for (format, text, message) in [
            ("vader", "fine\t2.0\nbleak\n", "words:2: `bleak`: expected a word, a tab"),
            ("lm", "Word,Positive\nA,1\n", "words:1: no column `Negative`"),
            ("lm", "Word,Negative,Positive\nA,x,1\n", "words:2: `x`: expected a number"),
        ] {
            let error = read(format, text).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
        let error = Dictionary::read("afinn:x", Lexicon::built_in()).unwrap_err().to_string();
        assert_eq!(error, "`afinn:x`: expected vader:FILE or lm:FILE");
        assert!(
            Dictionary::read("lm:/none", Lexicon::built_in())
                .unwrap_err()
                .to_string()
                .starts_with("/none: cannot read")
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_score(text in "(fine|bleak|not|very|but|[!?. ]|[A-Z]{1,4}){0,40}") {
            let words = read("vader", "fine\t2.0\nbleak\t-1.5\n").unwrap();
            let (score, _) = words.score(&text);
            proptest::prop_assert!((-1.0..=1.0).contains(&score));
        }
    }
}
