//! Which of many patterns may match a line: those of whose letters it holds some.

use aho_corasick::AhoCorasick;
use regex_syntax::{
    ParserBuilder,
    hir::{
        Hir, HirKind, Look,
        literal::{ExtractKind, Extractor},
    },
};

/// Letters of a pattern that are looked for.
const MAX_LETTERS: usize = 8;

/// A pattern that begins with so many known letters is looked for at the start of a line alone.
const TELLING: usize = 2;

/// A search for letters that every match of one of many patterns holds.
#[derive(Debug)]
pub(super) struct PatternSearch {
    /// Those of patterns that match at the start of a line alone.
    at_start: Letters,
    anywhere: Letters,
    /// Patterns of which no letters are known.
    always: Vec<usize>,
    /// By pattern: letters one of which a line that it matches ends with; empty where none are known.
    endings: Vec<Vec<Vec<u8>>>,
}

/// Letters, and the pattern of each.
#[derive(Debug, Default)]
struct Letters {
    prefixes: Vec<Vec<u8>>,
    patterns: Vec<usize>,
    automaton: Option<AhoCorasick>,
}

impl Letters {
    /// Makes the search; `None` where it cannot be made.
    fn build(&mut self) -> Option<()> {
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&self.prefixes);
        self.automaton = Some(automaton.ok()?);
        Some(())
    }

    /// The places of letters in a line, each with its pattern.
    fn find<'a>(&'a self, line: &'a [u8]) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let automaton = self.automaton.iter();
        let matches = automaton.flat_map(move |automaton| automaton.find_overlapping_iter(line));
        matches.map(|found| (found.start(), self.patterns[found.pattern().as_usize()]))
    }
}

impl PatternSearch {
    /// The search for regular expressions that do not mind capitals.
    pub(super) fn new<'a>(patterns: impl Iterator<Item = &'a str>) -> Self {
        let (mut at_start, mut anywhere) = (Letters::default(), Letters::default());
        let (mut always, mut endings) = (Vec::new(), Vec::new());
        for (number, pattern) in patterns.enumerate() {
            let hir = parsed(pattern);
            endings.push(hir.as_ref().and_then(last_letters).unwrap_or_default());
            match hir.as_ref().and_then(letters_of) {
                None => always.push(number),
                Some((is_at_start, letters)) => {
                    let own = if is_at_start { &mut at_start } else { &mut anywhere };
                    own.patterns.extend(std::iter::repeat_n(number, letters.len()));
                    own.prefixes.extend(letters);
                }
            }
        }
        for own in [&mut at_start, &mut anywhere] {
            if own.build().is_none() {
                always.append(&mut own.patterns);
            }
        }
        Self { at_start, anywhere, always, endings }
    }

    /// The numbers of the patterns that may match a line, ascending.
    pub(super) fn candidates(&self, line: &[u8]) -> Vec<usize> {
        let mut found = self.always.clone();
        let opening = &line[..line.len().min(MAX_LETTERS)];
        let at_start = self.at_start.find(opening).filter(|(start, _)| *start == 0);
        found.extend(at_start.chain(self.anywhere.find(line)).map(|(_, pattern)| pattern));
        found.sort_unstable();
        found.dedup();
        found.retain(|pattern| self.may_end(*pattern, line));
        found
    }

    fn may_end(&self, pattern: usize, line: &[u8]) -> bool {
        let endings = &self.endings[pattern];
        let ends_with = |letters: &Vec<u8>| {
            let from = line.len().checked_sub(letters.len());
            from.is_some_and(|from| line[from..].eq_ignore_ascii_case(letters))
        };
        endings.is_empty() || endings.iter().any(ends_with)
    }
}

fn parsed(pattern: &str) -> Option<Hir> {
    ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()
}

/// The letters one of which a line ends with that a pattern matches to its end; `None` where they
/// are not known.
fn last_letters(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let ends_line = hir.properties().look_set_suffix().contains(Look::End);
    let all = Extractor::new().kind(ExtractKind::Suffix).extract(hir);
    let is_plain = |letters: &Vec<u8>| !letters.is_empty() && letters.is_ascii();
    let letters: Vec<Vec<u8>> =
        all.literals().filter(|_| ends_line)?.iter().map(|l| l.as_bytes().to_vec()).collect();
    letters.iter().all(is_plain).then(|| in_order(letters))
}

/// Letters one of which every match of a pattern holds, and whether it begins a line with them;
/// `None` where none are known.
fn letters_of(hir: &Hir) -> Option<(bool, Vec<Vec<u8>>)> {
    if hir.properties().look_set_prefix().contains(Look::Start)
        && let Some(letters) = first_letters(hir).filter(|own| shortest(own) >= TELLING)
    {
        return Some((true, letters));
    }
    required_letters(hir).map(|letters| (false, letters))
}

/// The letters one of which every match holds, wherever in it: of all such sets the one whose
/// shortest is the longest, and of those the smallest.
fn required_letters(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let better = |a: Vec<Vec<u8>>, b: Vec<Vec<u8>>| {
        let rank = |own: &[Vec<u8>]| (shortest(own), usize::MAX - own.len());
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
fn first_letters(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let all = Extractor::new().kind(ExtractKind::Prefix).extract(hir);
    let letters = all.literals()?.iter().map(|literal| caseless(literal.as_bytes())).collect();
    let letters = in_order(letters);
    (shortest(&letters) > 0).then_some(letters)
}

/// The beginning of these bytes that has no capitals but those of ASCII.
fn caseless(literal: &[u8]) -> Vec<u8> {
    let known = literal.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let has_capitals = |c: char| !c.is_ascii() && c.is_alphabetic();
    let len = known.find(has_capitals).unwrap_or(known.len());
    known[..len.min(known.floor_char_boundary(MAX_LETTERS))].to_ascii_lowercase().into_bytes()
}

fn in_order(mut letters: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    letters.sort_unstable();
    letters.dedup();
    letters
}

fn shortest(letters: &[Vec<u8>]) -> usize {
    letters.iter().map(Vec::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_found_by_letters_that_they_hold() {
        let patterns = [
            "^(?:share|print) this",
            "read more$",
            "^\\d+ views",
            "[^a]b",
            "^É|e",
            "^(?:\\S+ ){0,3}(?:sold|bought) on",
            "^(?:\\w+ ?(?:★|%))+$",
            "[a-z]+",
        ];
        let search = PatternSearch::new(patterns.into_iter());
        let found = |line: &str| search.candidates(line.as_bytes());
        assert_eq!(found("Print THIS"), [0, 4, 7]);
        assert_eq!(found("To READ More"), [1, 4, 7]);
        assert_eq!(found("7 views"), [2, 4, 7]);
        assert_eq!(found("do not bring this"), [3, 4, 7]);
        assert_eq!(found("All was Sold on it"), [4, 5, 7]);
        assert_eq!(found("12 ★ 4"), [4, 6, 7]);
    }

    #[test]
    fn patterns_that_reach_the_end_are_known_by_their_last_letters() {
        let search =
            PatternSearch::new(["\\(photo.*\\)$", "\\(by\\b.*", "view(?:s|ed)$"].into_iter());
        let found = |line: &str| search.candidates(line.as_bytes());
        assert_eq!(found("A dam (Photo: Ada)"), [0]);
        assert_eq!(found("A dam (photo) broke"), [] as [usize; 0]);
        assert_eq!(found("A dam (by Ada) broke"), [1]);
        assert_eq!(found("Often VIEWED"), [2]);
    }
}
