//! What compiles and is yet probably a mistake: duplicate terms, terms that contradict one another,
//! masks that hide nothing.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Class, Entry, Layer, Lexicon};

/// What is odd about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// The same form does the same twice.
    Duplicate,
    /// The same form does the opposite of itself.
    Contradiction,
    /// No term of its layer begins inside it, so that it hides nothing.
    IdleMask,
}

impl Oddity {
    /// What it is called in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Contradiction => "contradiction",
            Self::IdleMask => "idle_mask",
        }
    }
}

/// An odd entry, and the one that it is odd beside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding<'a> {
    /// What is odd.
    pub oddity: Oddity,
    /// The form of the text that both match.
    pub form: &'a str,
    /// The entry.
    pub entry: &'a Entry,
    /// The earlier entry, for duplicates and contradictions.
    pub other: Option<&'a Entry>,
}

impl Lexicon {
    /// Entries that are probably mistakes, in the order of the files.
    ///
    /// ```
    /// use newsvane::lexicon::{Lexicon, Oddity};
    /// let contradictions = Lexicon::built_in().lint().into_iter().filter(|f| f.oddity == Oddity::Contradiction);
    /// assert_eq!(contradictions.count(), 0);
    /// ```
    #[must_use]
    pub fn lint(&self) -> Vec<Finding<'_>> {
        let mut seen: FxHashMap<String, Vec<&Entry>> = FxHashMap::default();
        let mut found: Vec<Finding<'_>> = Vec::new();
        for (form, entry) in self.forms() {
            let same_words = seen.entry(folded(form)).or_default();
            let own_theme = same_words
                .iter()
                .filter(|e| e.theme == entry.theme && e.class.layer() == entry.class.layer());
            for other in own_theme {
                if std::ptr::eq(*other, entry) {
                    continue;
                }
                let oddity = if opposite(entry.class) == Some(other.class) {
                    Oddity::Contradiction
                } else if same_effect(entry, other) {
                    Oddity::Duplicate
                } else {
                    continue;
                };
                let is_told = found
                    .iter()
                    .rev()
                    .take(8)
                    .any(|f| std::ptr::eq(f.entry, entry) && f.oddity == oddity);
                if !is_told {
                    found.push(Finding { oddity, form, entry, other: Some(*other) });
                }
            }
            same_words.push(entry);
        }
        found.extend(self.idle_masks(&seen));
        found
    }

    /// Masks inside which no term of their layer begins.
    fn idle_masks<'a>(&'a self, seen: &FxHashMap<String, Vec<&'a Entry>>) -> Vec<Finding<'a>> {
        // what terms begin with: the first words of each, up to all of them
        let mut openings: FxHashSet<(Layer, String)> = FxHashSet::default();
        for (form, entry) in self.forms().filter(|(_, e)| !is_mask(e.class)) {
            let mut words = String::new();
            for word in folded(form).split(' ') {
                words = if words.is_empty() { word.to_owned() } else { format!("{words} {word}") };
                openings.insert((entry.class.layer(), words.clone()));
            }
        }
        let is_whole = |words: &[&str], layer: Layer| {
            let same = seen.get(&words.join(" "));
            same.is_some_and(|entries| {
                entries.iter().any(|e| e.class.layer() == layer && !is_mask(e.class))
            })
        };
        let hides = |form: &str, mask: &Entry| {
            let (form, layer) = (folded(form), mask.class.layer());
            let words: Vec<&str> = form.split(' ').collect();
            let count = words.len();
            (0..count).any(|from| {
                let inside = (from + 1..=count)
                    .filter(|to| to - from < count)
                    .any(|to| is_whole(&words[from..to], layer));
                inside || from > 0 && openings.contains(&(layer, words[from..].join(" ")))
            })
        };
        let mut out: Vec<Finding<'_>> = Vec::new();
        let mut busy: Option<&Entry> = None;
        for (form, entry) in
            self.forms().filter(|(_, e)| is_mask(e.class) && !matches!(e.class, Class::NameMask))
        {
            let is_same = busy.is_some_and(|b| std::ptr::eq(b, entry));
            // of an inflected mask one form that hides something is enough; a term that is taken
            // out whole hides itself
            let stands_for_itself =
                seen.get(&folded(form)).is_some_and(|all| all.iter().any(|e| !is_mask(e.class)));
            if is_same || !entry.features.is_empty() || stands_for_itself || hides(form, entry) {
                busy = Some(entry);
                out.retain(|f| !std::ptr::eq(f.entry, entry));
            } else if !out.last().is_some_and(|f| std::ptr::eq(f.entry, entry)) {
                out.push(Finding { oddity: Oddity::IdleMask, form, entry, other: None });
            }
        }
        out
    }
}

/// The words of a form as the matcher compares them: without capitals and hyphens, "'s" and full
/// stops apart.
fn folded(form: &str) -> String {
    let apart = form.replace("'s", " 's").replace('.', " .");
    apart
        .split([' ', '-'])
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

const fn is_mask(class: Class) -> bool {
    matches!(
        class,
        Class::ThemeMask
            | Class::ToneMask
            | Class::NameMask
            | Class::SpeechMask
            | Class::ModalityMask
            | Class::ClaimMask
    )
}

const fn opposite(class: Class) -> Option<Class> {
    Some(match class {
        Class::Up => Class::Down,
        Class::Down => Class::Up,
        Class::GoodWhenUp => Class::BadWhenUp,
        Class::BadWhenUp => Class::GoodWhenUp,
        Class::Positive => Class::Negative,
        Class::Negative => Class::Positive,
        Class::MoveUp => Class::MoveDown,
        Class::MoveDown => Class::MoveUp,
        _ => return None,
    })
}

/// Whether nothing tells two entries of the same words apart: they may still differ in the capitals
/// that they ask for.
fn same_effect(a: &Entry, b: &Entry) -> bool {
    a.class == b.class
        && a.value == b.value
        && a.unit == b.unit
        && a.features == b.features
        && a.instrument == b.instrument
        && a.weight.to_bits() == b.weight.to_bits()
        && a.term == b.term
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lint(words: &str) -> Vec<(Oddity, String)> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("own.toml"), words).unwrap();
        let lexicon = Lexicon::with_folder(folder.path()).unwrap();
        let own = lexicon.lint();
        own.iter()
            .filter(|f| &*f.entry.file == "own.toml")
            .map(|f| (f.oddity, f.form.to_owned()))
            .collect()
    }

    #[test]
    fn terms_that_stand_twice_are_found() {
        let words = "layer = \"tone\"\n[[group]]\nclass = \"positive\"\nterms = [\"zorbly\", \
                     \"zorbly\", \"quafe\"]\n";
        assert_eq!(lint(words), [(Oddity::Duplicate, "zorbly".to_owned())]);
    }

    #[test]
    fn terms_that_contradict_one_another_are_found() {
        let words = "layer = \"tone\"\n[[group]]\nclass = \"positive\"\nterms = \
                     [\"zorbly\"]\n[[group]]\nclass = \"negative\"\nterms = [\"Zorbly\"]\n";
        assert_eq!(lint(words), [(Oddity::Contradiction, "Zorbly".to_owned())]);
    }

    #[test]
    fn masks_that_hide_nothing_are_found() {
        let words = "layer = \"tone\"\n[[group]]\nclass = \"mask\"\nterms = [\"zorbly quafe\", \
                     \"losses quafe\"]\n";
        assert_eq!(lint(words), [(Oddity::IdleMask, "zorbly quafe".to_owned())]);
    }
}
