//! Constructions that name what a number is told of: patterns of words, marks and classes around the
//! number, one file each (`lexicons/claims/*.toml`).

use serde::Deserialize;
use toml::Spanned;

use super::{Class, Layer, checked_group::expected};
use crate::{line_error::LineError, toml_file::TomlFile};

/// The folder of the files.
pub(super) const FOLDER: &str = "claims/";

/// The file of a construction.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConstructionFile {
    /// What it is called.
    id: Spanned<String>,
    /// What it says, and what not.
    #[serde(rename = "description")]
    _description: String,
    /// The words around the number `#`, in their order; `[` and `]` are around those that are bound.
    pattern: Spanned<String>,
    /// When it is asked.
    #[serde(default)]
    asked: Asked,
    /// Where the bound words may lie.
    #[serde(default)]
    within: Within,
    /// What keeps it from binding.
    #[serde(default)]
    unless: Vec<Refusal>,
    /// Sentences with `[`bound words`]` and `{`their number`}`.
    matches: Vec<Spanned<String>>,
    /// Sentences in which the words in `[` `]` must not be bound to the number in `{` `}`.
    #[serde(default)]
    ignores: Vec<Spanned<String>>,
}

/// When a construction is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asked {
    /// Before the verb of the clause, with the other constructions.
    #[default]
    Early,
    /// After the figures told before in the sentence.
    Late,
}

/// Where bound words may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Within {
    /// In the sentence of the number.
    #[default]
    Sentence,
    /// In its clause.
    Clause,
}

/// What keeps a construction from binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Refusal {
    /// The number is the base of a comparison.
    Base,
    /// The bound words are a clause: a verb of their own, and an adverb or a preposition.
    Clause,
    /// They are one word of at most two letters, as before an answer: "A: 5%".
    Letter,
}

/// A construction, ready to be looked for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Construction {
    /// What it is called.
    pub id: String,
    /// Its file.
    pub file: String,
    /// From the number backwards, the nearest first.
    pub(crate) before: Vec<Step>,
    /// From the number on.
    pub(crate) after: Vec<Step>,
    pub(crate) asked: Asked,
    pub(crate) within: Within,
    pub(crate) unless: Vec<Refusal>,
    /// Lines and sentences with `[`bound words`]` and `{`their number`}`.
    pub matches: Vec<(usize, String)>,
    /// The same with words that must not be bound.
    pub ignores: Vec<(usize, String)>,
}

/// As many tokens in a row as fit, within bounds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    /// A token fits where all tests of one of these hold.
    pub any: Vec<Vec<Test>>,
    pub least: u32,
    pub most: u32,
    /// Whether its tokens are among the bound words.
    pub is_bound: bool,
}

/// What is asked of a token.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Test {
    pub is_negated: bool,
    pub asks: Asks,
}

/// What a token may be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Asks {
    /// This word: `including`.
    Word(Box<str>),
    /// This mark: `','`.
    Mark(char),
    /// A word of this class: `@article`.
    Class(Class),
    /// The beginning of any term of this layer: `%number`.
    Layer(Layer),
    Kind(Kind),
}

/// Kinds of tokens, as patterns call them in capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Kind {
    /// Any token.
    Any,
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// A word with a capital.
    Capital,
    /// An auxiliary verb, by its part of speech.
    Auxiliary,
    /// A word in -ing.
    Gerund,
}

impl Kind {
    const NAMES: [(&'static str, Self); 6] = [
        ("ANY", Self::Any),
        ("WORD", Self::Word),
        ("NUMBER", Self::Number),
        ("CAPITAL", Self::Capital),
        ("AUXILIARY", Self::Auxiliary),
        ("GERUND", Self::Gerund),
    ];
}

/// No construction looks at more tokens in a row.
const MOST: u32 = 16;

/// Reads and checks a file.
pub(super) fn read(file: TomlFile<'_>) -> Result<Construction, LineError> {
    let source: ConstructionFile = file.read()?;
    let own = file.name();
    let id = source.id.get_ref();
    if *own != format!("{FOLDER}{id}.toml") {
        let message = format!("`{id}` is the id of {FOLDER}{id}.toml; a file is called as its id");
        return Err(file.error_on(&source.id, message));
    }
    let (before, after) = steps(source.pattern.get_ref())
        .map_err(|message| file.error_on(&source.pattern, format!("`pattern`: {message}")))?;
    for example in source.matches.iter().chain(&source.ignores) {
        if Example::of(example.get_ref()).is_none() {
            let message = "an example has [the words] and {the number}, once each";
            return Err(file.error_on(example, message));
        }
    }
    let examples = |all: Vec<Spanned<String>>| {
        all.into_iter().map(|own| (file.line_at(own.span().start), own.into_inner())).collect()
    };
    Ok(Construction {
        id: id.clone(),
        file: own.into_owned(),
        before,
        after,
        asked: source.asked,
        within: source.within,
        unless: source.unless,
        matches: examples(source.matches),
        ignores: examples(source.ignores),
    })
}

/// The steps before the number, backwards, and those after it.
fn steps(pattern: &str) -> Result<(Vec<Step>, Vec<Step>), String> {
    let (mut before, mut after, mut is_bound) = (Vec::new(), Vec::new(), false);
    let (mut is_after, mut bound, mut numbers) = (false, 0, 0);
    for item in pattern.split_whitespace() {
        if item == "#" {
            (is_after, numbers) = (true, numbers + 1);
            bound += u32::from(is_bound);
            continue;
        }
        let item = item.strip_prefix('[').map_or(item, |rest| {
            is_bound = true;
            bound += 1;
            rest
        });
        let (item, ends) = item.strip_suffix(']').map_or((item, false), |rest| (rest, true));
        let step = step(item, is_bound)?;
        if is_after {
            after.push(step);
        } else {
            before.push(step);
        }
        is_bound &= !ends;
    }
    before.reverse();
    let binds_before = before.iter().any(|step| step.is_bound);
    if numbers != 1 || bound != 1 || is_bound || !binds_before {
        return Err("expected one number `#` and before it one `[` ... `]`".to_owned());
    }
    Ok((before, after))
}

/// `WORD&!@article|'-'{1,6}` as a step.
fn step(item: &str, is_bound: bool) -> Result<Step, String> {
    let (tests, least, most) = match item.chars().last() {
        Some('?') => (&item[..item.len() - 1], 0, 1),
        Some('*') => (&item[..item.len() - 1], 0, MOST),
        Some('+') => (&item[..item.len() - 1], 1, MOST),
        Some('}') => {
            let (tests, bounds) = item.split_once('{').ok_or("`}` without `{`")?;
            let (least, most) = bounds
                .trim_end_matches('}')
                .split_once(',')
                .ok_or_else(|| format!("`{item}`: expected bounds such as {{1,6}}"))?;
            let number = |text: &str, otherwise| match text {
                "" => Ok(otherwise),
                text => text.parse().map_err(|e| format!("`{item}`: bound `{text}`: {e}")),
            };
            (tests, number(least, 0)?, number(most, MOST)?)
        }
        _ => (item, 1, 1),
    };
    if least > most || most > MOST {
        return Err(format!("`{item}`: expected bounds from 0 to {MOST}, the lower one first"));
    }
    let any: Result<Vec<Vec<Test>>, String> =
        parts(tests, '|').map(|all| parts(all, '&').map(test).collect()).collect();
    Ok(Step { any: any?, least, most, is_bound })
}

/// What is between separators; those in quotes are marks.
fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    text.split(move |letter| {
        is_quoted ^= letter == '\'';
        letter == separator && !is_quoted
    })
}

/// `!@article` as a test.
fn test(own: &str) -> Result<Test, String> {
    let (is_negated, own) = own.strip_prefix('!').map_or((false, own), |own| (true, own));
    Ok(Test { is_negated, asks: asks(own)? })
}

fn asks(own: &str) -> Result<Asks, String> {
    if let Some(class) = own.strip_prefix('@') {
        let is_of_text = |layer| !matches!(layer, Layer::Comparison | Layer::Leaning);
        let known = Class::ALL.iter().filter(|c| is_of_text(c.layer)).map(|c| c.name);
        let found = Class::from_name(class).filter(|c| is_of_text(c.layer()));
        return found
            .map(Asks::Class)
            .ok_or_else(|| format!("unknown class `{class}`{}", expected(class, known)));
    }
    if let Some(layer) = own.strip_prefix('%') {
        let known = Layer::NAMES.iter().map(|(_, name)| *name);
        let found = Layer::from_name(layer);
        return found
            .map(Asks::Layer)
            .ok_or_else(|| format!("unknown layer `{layer}`{}", expected(layer, known)));
    }
    let mut letters = own.chars();
    if let (Some('\''), Some(mark), Some('\''), None) =
        (letters.next(), letters.next(), letters.next(), letters.next())
    {
        return Ok(Asks::Mark(mark));
    }
    let is_word = |own: &str| !own.is_empty() && own.chars().all(char::is_lowercase);
    if is_word(own) {
        return Ok(Asks::Word(own.into()));
    }
    let known = Kind::NAMES.iter();
    let found = known.clone().find(|(name, _)| *name == own).map(|(_, kind)| Asks::Kind(*kind));
    let known = known.map(|(name, _)| *name);
    found.ok_or_else(|| {
        format!(
            "`{own}` is no word in small letters, mark such as ',', @class or %layer{}",
            expected(own, known)
        )
    })
}

/// An example, its brackets taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The words in `[` `]`.
    pub words: String,
    /// The number in `{` `}`.
    pub number: String,
}

impl Example {
    /// The example that a file writes so.
    ///
    /// ```
    /// use newsvane::lexicon::Example;
    /// let example = Example::of("Falk rose 3%, [Brand] {2%}.").unwrap();
    /// assert_eq!(example.text, "Falk rose 3%, Brand 2%.");
    /// assert_eq!((&*example.words, &*example.number), ("Brand", "2%"));
    /// ```
    #[must_use]
    pub fn of(written: &str) -> Option<Self> {
        let inner = |open: char, close: char| {
            let (before, rest) = written.split_once(open)?;
            let (inner, after) = rest.split_once(close)?;
            (!before.contains(close) && !after.contains([open, close])).then(|| inner.to_owned())
        };
        Some(Self {
            words: inner('[', ']')?,
            number: inner('{', '}')?,
            text: written.replace(['[', ']', '{', '}'], ""),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn error(pattern: &str, example: &str) -> String {
        let text = format!(
            "id = \"own\"\ndescription = \"\"\npattern = \"{pattern}\"\nmatches = [\"{example}\"]\n"
        );
        let file = TomlFile::new(Path::new("claims/own.toml"), &text);
        read(file).map_or_else(|e| e.to_string(), |_| "none".to_owned())
    }

    #[test]
    fn patterns_say_what_is_wrong_and_where() {
        let example = "[Oats] rose {3%}.";
        assert_eq!(error("[WORD&!@article|'-'|'&'{1,3}] including? #", example), "none");
        for (pattern, says) in [
            ("[WORD]", "claims/own.toml:3: `pattern`: expected one number `#`"),
            ("# [WORD]", "expected one number `#` and before it one `[`"),
            ("[WORD+ #", "expected one number `#`"),
            ("[@artikle] #", "unknown class `artikle`"),
            ("[@synonym] #", "unknown class `synonym`"),
            ("[%numbr] #", "(`number`?)"),
            ("[WORT] #", "(`WORD`?)"),
            ("[WORD{3,1}] #", "the lower one first"),
            ("[WORD{x,1}] #", "bound `x`"),
        ] {
            let found = error(pattern, example);
            assert!(found.contains(says), "{pattern}: {found}");
        }
        let found = error("[WORD] #", "Oats rose {3%}.");
        assert!(found.starts_with("claims/own.toml:4: an example has"), "{found}");
    }
}
