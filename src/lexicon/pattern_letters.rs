//! What is known of the lines that a pattern matches, by which a search leaves most patterns out. Pure
//! functions of the pattern: the build script works them out for the patterns that ship.

use regex_syntax::{
    ParserBuilder,
    hir::{
        Hir, HirKind, Look,
        literal::{ExtractKind, Extractor},
    },
};

/// Letters of a pattern that are looked for.
pub(super) const MAX_LETTERS: usize = 8;

/// A pattern that begins with so many known letters is looked for at the start of a line alone.
const TELLING: usize = 2;

/// What is known of the lines that a pattern matches which does not mind capitals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PatternLetters {
    /// One of them is in every line that it matches; empty where none are known.
    pub(super) held: Vec<String>,
    /// Whether a match begins the line with them.
    pub(super) is_at_start: bool,
    /// One of them ends every line that it matches; empty where none are known.
    pub(super) last: Vec<String>,
    /// Bytes of the longest line that it matches, where it matches whole lines of a bounded length.
    pub(super) longest: Option<usize>,
}

impl PatternLetters {
    /// Those of a regular expression over bytes.
    pub(super) fn of(pattern: &str) -> Self {
        let Some(hir) = parsed(pattern) else { return Self::default() };
        let (is_at_start, held) = letters_of(&hir).unwrap_or_default();
        let last = last_letters(&hir).unwrap_or_default();
        Self { held, is_at_start, last, longest: longest_line(&hir) }
    }
}

fn parsed(pattern: &str) -> Option<Hir> {
    ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()
}

/// Bytes of the longest line that a pattern of whole lines matches.
fn longest_line(hir: &Hir) -> Option<usize> {
    let properties = hir.properties();
    let is_whole = properties.look_set_prefix().contains(Look::Start)
        && properties.look_set_suffix().contains(Look::End);
    properties.maximum_len().filter(|_| is_whole)
}

/// The letters one of which a line ends with that a pattern matches to its end; `None` where they
/// are not known.
fn last_letters(hir: &Hir) -> Option<Vec<String>> {
    let ends_line = hir.properties().look_set_suffix().contains(Look::End);
    let all = Extractor::new().kind(ExtractKind::Suffix).extract(hir);
    let plain = |letters: &[u8]| {
        let own = str::from_utf8(letters).ok().filter(|own| !own.is_empty() && own.is_ascii());
        own.map(str::to_owned)
    };
    let literals = all.literals().filter(|_| ends_line)?;
    let letters: Option<Vec<String>> = literals.iter().map(|l| plain(l.as_bytes())).collect();
    letters.map(in_order)
}

/// Letters one of which every match of a pattern holds, and whether it begins a line with them;
/// `None` where none are known.
fn letters_of(hir: &Hir) -> Option<(bool, Vec<String>)> {
    if hir.properties().look_set_prefix().contains(Look::Start)
        && let Some(letters) = first_letters(hir).filter(|own| shortest(own) >= TELLING)
    {
        return Some((true, letters));
    }
    required_letters(hir).map(|letters| (false, letters))
}

/// The letters one of which every match holds, wherever in it: of all such sets the one whose
/// shortest is the longest, and of those the smallest.
fn required_letters(hir: &Hir) -> Option<Vec<String>> {
    let better = |a: Vec<String>, b: Vec<String>| {
        let rank = |own: &[String]| (shortest(own), usize::MAX - own.len());
        if rank(&b) > rank(&a) { b } else { a }
    };
    let within = match hir.kind() {
        HirKind::Concat(parts) => {
            let tails =
                (1..parts.len()).filter_map(|n| first_letters(&Hir::concat(parts[n..].to_vec())));
            tails.chain(parts.iter().filter_map(required_letters)).reduce(better)
        }
        HirKind::Capture(capture) => required_letters(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required_letters(&repetition.sub),
        HirKind::Alternation(branches) => {
            let all: Option<Vec<_>> = branches.iter().map(required_letters).collect();
            all.map(|sets| in_order(sets.concat()))
        }
        _ => None,
    };
    within.into_iter().chain(first_letters(hir)).reduce(better)
}

/// The letters one of which every match begins with; `None` where they are not known. Letters beyond
/// ASCII may have other capitals and end them.
fn first_letters(hir: &Hir) -> Option<Vec<String>> {
    let all = Extractor::new().kind(ExtractKind::Prefix).extract(hir);
    let letters = all.literals()?.iter().map(|literal| caseless(literal.as_bytes())).collect();
    let letters = in_order(letters);
    (shortest(&letters) > 0).then_some(letters)
}

/// The beginning of these bytes that has no capitals but those of ASCII.
fn caseless(literal: &[u8]) -> String {
    let known = literal.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let has_capitals = |c: char| !c.is_ascii() && c.is_alphabetic();
    let len = known.find(has_capitals).unwrap_or(known.len());
    known[..len.min(known.floor_char_boundary(MAX_LETTERS))].to_ascii_lowercase()
}

fn in_order(mut letters: Vec<String>) -> Vec<String> {
    letters.sort_unstable();
    letters.dedup();
    letters
}

fn shortest(letters: &[String]) -> usize {
    letters.iter().map(String::len).min().unwrap_or(0)
}
