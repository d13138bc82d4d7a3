//! Which of many patterns may match a line: those of whose letters it holds some.

use aho_corasick::AhoCorasick;

use super::pattern_letters::{MAX_LETTERS, PatternLetters};

/// A search for letters that every match of one of many patterns holds.
#[derive(Debug)]
pub(super) struct PatternSearch {
    /// Those of patterns that match at the start of a line alone.
    at_start: Openings,
    anywhere: Letters,
    /// Patterns of which no letters are known.
    always: Vec<usize>,
    /// By pattern.
    forms: Vec<LineForm>,
}

/// What the lines are like that a pattern matches.
#[derive(Debug)]
struct LineForm {
    /// Bytes of the longest.
    longest: usize,
    /// Letters one of which they end with; empty where none are known.
    endings: Vec<String>,
}

impl LineForm {
    fn fits(&self, line: &[u8]) -> bool {
        let ends_with = |letters: &String| {
            let from = line.len().checked_sub(letters.len());
            from.is_some_and(|from| line[from..].eq_ignore_ascii_case(letters.as_bytes()))
        };
        line.len() <= self.longest
            && (self.endings.is_empty() || self.endings.iter().any(ends_with))
    }
}

/// Letters that lines begin with, each with its pattern, in order. There are thousands: to make an
/// automaton of them would be a tenth of the start.
#[derive(Debug, Default)]
struct Openings(Vec<(String, usize)>);

impl Openings {
    fn new(mut letters: Vec<(String, usize)>) -> Self {
        for (own, _) in &mut letters {
            own.make_ascii_lowercase();
        }
        letters.sort_unstable();
        Self(letters)
    }

    /// The patterns of those that a line begins with.
    fn find(&self, line: &[u8], found: &mut Vec<usize>) {
        // those that begin like the line so far, and go on
        let mut left = &self.0[..];
        for (n, byte) in line.iter().take(MAX_LETTERS).enumerate() {
            let next = |(own, _): &(String, usize)| own.as_bytes().get(n).copied();
            let byte = Some(byte.to_ascii_lowercase());
            left = &left[left.partition_point(|own| next(own) < byte)..];
            left = &left[..left.partition_point(|own| next(own) == byte)];
            let (whole, longer) =
                left.split_at(left.partition_point(|(own, _)| own.len() == n + 1));
            found.extend(whole.iter().map(|(_, pattern)| *pattern));
            left = longer;
            if left.is_empty() {
                break;
            }
        }
    }
}

/// Letters, and the pattern of each.
#[derive(Debug, Default)]
struct Letters {
    held: Vec<String>,
    patterns: Vec<usize>,
    automaton: Option<AhoCorasick>,
}

impl Letters {
    /// Makes the search; `None` where it cannot be made.
    fn build(&mut self) -> Option<()> {
        // not as a DFA: that would take longer to make than a run over 10 MB spends in it
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&self.held);
        self.automaton = Some(automaton.ok()?);
        Some(())
    }

    /// The patterns of those that a line holds, as often as it holds them.
    fn find<'a>(&'a self, line: &'a [u8]) -> impl Iterator<Item = usize> + use<'a> {
        let automaton = self.automaton.iter();
        let matches = automaton.flat_map(move |automaton| automaton.find_overlapping_iter(line));
        matches.map(|found| self.patterns[found.pattern().as_usize()])
    }
}

impl PatternSearch {
    /// The search for patterns of which these letters are known.
    pub(super) fn new(patterns: impl Iterator<Item = PatternLetters>) -> Self {
        let (mut at_start, mut anywhere) = (Vec::new(), Letters::default());
        let (mut always, mut forms) = (Vec::new(), Vec::new());
        for (number, letters) in patterns.enumerate() {
            let longest = letters.longest.unwrap_or(usize::MAX);
            forms.push(LineForm { longest, endings: letters.last });
            if letters.held.is_empty() {
                always.push(number);
                continue;
            }
            let number = std::iter::repeat(number);
            if letters.is_at_start {
                at_start.extend(letters.held.into_iter().zip(number));
            } else {
                anywhere.patterns.extend(number.take(letters.held.len()));
                anywhere.held.extend(letters.held);
            }
        }
        if anywhere.build().is_none() {
            always.append(&mut anywhere.patterns);
        }
        Self { at_start: Openings::new(at_start), anywhere, always, forms }
    }

    /// The numbers of the patterns that may match a line, ascending.
    pub(super) fn candidates(&self, line: &[u8]) -> Vec<usize> {
        let mut found = self.always.clone();
        self.at_start.find(line, &mut found);
        found.extend(self.anywhere.find(line));
        found.sort_unstable();
        found.dedup();
        found.retain(|pattern| self.forms[*pattern].fits(line));
        found
    }
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
        let search = PatternSearch::new(patterns.into_iter().map(PatternLetters::of));
        let found = |line: &str| search.candidates(line.as_bytes());
        assert_eq!(found("Print THIS"), [0, 4, 7]);
        assert_eq!(found("To READ More"), [1, 4, 7]);
        assert_eq!(found("7 views"), [2, 4, 7]);
        assert_eq!(found("do not bring this"), [3, 4, 7]);
        assert_eq!(found("All was Sold on it"), [4, 5, 7]);
        assert_eq!(found("12 ★ 4"), [4, 6, 7]);
    }

    #[test]
    fn patterns_of_whole_lines_are_known_by_their_length() {
        let patterns = ["^[-*]{3,5}$", "^-{3,5}", "(?:-|$)"];
        let search = PatternSearch::new(patterns.into_iter().map(PatternLetters::of));
        let found = |line: &str| search.candidates(line.as_bytes());
        assert_eq!(found("-----"), [0, 1, 2]);
        assert_eq!(found("----------"), [1, 2]);
    }

    #[test]
    fn patterns_that_reach_the_end_are_known_by_their_last_letters() {
        let patterns = ["\\(photo.*\\)$", "\\(by\\b.*", "view(?:s|ed)$"];
        let search = PatternSearch::new(patterns.into_iter().map(PatternLetters::of));
        let found = |line: &str| search.candidates(line.as_bytes());
        assert_eq!(found("A dam (Photo: Ada)"), [0]);
        assert_eq!(found("A dam (photo) broke"), [] as [usize; 0]);
        assert_eq!(found("A dam (by Ada) broke"), [1]);
        assert_eq!(found("Often VIEWED"), [2]);
    }
}
