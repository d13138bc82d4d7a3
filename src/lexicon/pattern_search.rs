//! Which of many patterns may match a line: those whose first letters it holds.

use aho_corasick::AhoCorasick;
use regex_syntax::{
    ParserBuilder,
    hir::{
        Look,
        literal::{ExtractKind, Extractor},
    },
};

/// Letters of a pattern that are looked for.
const MAX_LETTERS: usize = 8;

/// A search for the letters that many patterns begin with.
#[derive(Debug)]
pub(super) struct PatternSearch {
    /// Those of patterns that match at the start of a line alone.
    at_start: Letters,
    anywhere: Letters,
    /// Patterns of which no letters are known.
    always: Vec<usize>,
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
        let mut always = Vec::new();
        for (number, pattern) in patterns.enumerate() {
            match first_letters(pattern) {
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
        Self { at_start, anywhere, always }
    }

    /// The numbers of the patterns that may match a line, ascending.
    pub(super) fn candidates(&self, line: &[u8]) -> Vec<usize> {
        let mut found = self.always.clone();
        let opening = &line[..line.len().min(MAX_LETTERS)];
        let at_start = self.at_start.find(opening).filter(|(start, _)| *start == 0);
        found.extend(at_start.chain(self.anywhere.find(line)).map(|(_, pattern)| pattern));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The letters one of which every match of a pattern begins with, and whether it can only match at
/// the start; `None` where they are not known. Letters beyond ASCII may have other capitals and end
/// them.
fn first_letters(pattern: &str) -> Option<(bool, Vec<Vec<u8>>)> {
    let hir = ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()?;
    let is_at_start = hir.properties().look_set_prefix().contains(Look::Start);
    let all = Extractor::new().kind(ExtractKind::Prefix).extract(&hir);
    let mut letters: Vec<Vec<u8>> = Vec::new();
    for literal in all.literals()? {
        let own = literal.as_bytes();
        let len = own.iter().take(MAX_LETTERS).take_while(|b| b.is_ascii()).count();
        letters.push(own[..len].to_ascii_lowercase());
    }
    letters.sort_unstable();
    letters.dedup();
    (!letters.is_empty() && letters.iter().all(|own| !own.is_empty()))
        .then_some((is_at_start, letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_found_by_their_first_letters() {
        let patterns = ["^(?:share|print) this", "read more$", "^\\d+ views", "[^a]b", "^É|e"];
        let search = PatternSearch::new(patterns.into_iter());
        let found = |line: &str| search.candidates(line.as_bytes());
        assert_eq!(found("Print THIS"), [0, 3, 4]);
        assert_eq!(found("To READ More"), [1, 3, 4]);
        assert_eq!(found("7 views"), [2, 3, 4]);
        assert_eq!(found("do not share this"), [3, 4]);
    }
}
