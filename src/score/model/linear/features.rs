//! A sentence to numbers: hashed words and pairs of neighbours, and what the rules found in it.
//!
//! A model holds for these features only: whoever changes them raises the version of its file.

use super::rule_features;
use crate::{
    lang::{Glue, Token, TokenKind, tokenize},
    score::{model::ModelInput, occurrences},
};

/// Hashed features, for words and pairs; a power of two. Ten thousand labelled sentences have some
/// fifty thousand words and pairs.
pub(super) const HASHED: u32 = 1 << 18;
/// Decides which of them each word and pair is.
pub(super) const SEED: u64 = 0x6e65_7773_7661_6e65;
/// All features: those of the rules come after the hashed ones.
pub(super) const FEATURES: usize = HASHED as usize + rule_features::COUNT;

/// Units before or after a target that are near it.
const REACH: usize = 4;
/// Most tokens of one text that are read: a sentence can be as long as the article.
const MAX_TOKENS: usize = 1_000;
/// Marks that say something; all others are left out, so that the words before and after them are neighbours.
const MARKS: [char; 7] = ['$', '%', '?', '!', '+', '-', '<'];

/// A word in lower case, or its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    hash: u32,
    byte_start: u32,
    byte_end: u32,
    class: Class,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A word or mark of its own.
    Own,
    Percent,
    Money,
    Year,
    Number,
    Link,
    Target,
}

impl Class {
    const fn name(self) -> &'static str {
        match self {
            Self::Own => "",
            Self::Percent => "<percent>",
            Self::Money => "<money>",
            Self::Year => "<year>",
            Self::Number => "<number>",
            Self::Link => "<link>",
            Self::Target => "<target>",
        }
    }
}

/// Whether something is near the target, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Near {
    Not,
    Before,
    After,
}

/// The words of a hashed feature.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    near: Near,
    first: Unit,
    second: Option<Unit>,
}

impl Words {
    /// Their feature.
    fn feature(&self) -> u32 {
        let kind = self.near as u64 * 2 + u64::from(self.second.is_some());
        let pair =
            u64::from(self.first.hash) << 32 | u64::from(self.second.map_or(0, |unit| unit.hash));
        (mix(pair ^ mix(SEED ^ kind)) >> (u64::BITS - HASHED.trailing_zeros())) as u32
    }

    /// The words as people read them; `text` is the sentence.
    pub(super) fn name(&self, text: &str) -> String {
        let near = match self.near {
            Near::Not => "",
            Near::Before => " before the target",
            Near::After => " after the target",
        };
        let word = |unit: Unit| match unit.class {
            Class::Own => text
                .get(unit.byte_start as usize..unit.byte_end as usize)
                .unwrap_or_default()
                .to_lowercase(),
            class => class.name().to_owned(),
        };
        let second = self.second.map_or_else(String::new, |unit| format!(" {}", word(unit)));
        format!("{}{second}{near}", word(self.first))
    }
}

/// The finaliser of `MurmurHash3`: every bit of what goes in moves every bit of what comes out.
const fn mix(mut x: u64) -> u64 {
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ (x >> 33)
}

/// FNV-1a: the same on every machine and in every version.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Reads sentences one after another, with buffers that grow once.
#[derive(Debug, Default)]
pub(super) struct Reader {
    tokens: Vec<Token>,
    units: Vec<Unit>,
    near: Vec<Near>,
    /// Features of the words and pairs of the sentence read last, ascending, each once: their value
    /// is 1.
    pub(super) words: Vec<u32>,
    /// Features of what the rules say of it, with their values.
    pub(super) rules: Vec<(u32, f32)>,
    /// Whether the end of the sentence was left out.
    pub(super) is_truncated: bool,
}

impl Reader {
    /// Reads a sentence; `note` is called with every hashed feature and its words.
    pub(super) fn read(&mut self, input: &ModelInput<'_>, mut note: impl FnMut(u32, &Words)) {
        self.tokens.clear();
        tokenize(input.text, &Glue::default(), |word| word.with_bytes(hash), &mut self.tokens);
        self.is_truncated = self.tokens.len() > MAX_TOKENS;
        self.tokens.truncate(MAX_TOKENS);
        self.read_units(input.text);
        let target = input.target.map(str::trim).filter(|target| !target.is_empty());
        let read = input
            .text
            .get(..self.tokens.last().map_or(0, |last| last.byte_end as usize))
            .unwrap_or_default();
        let has_target = target.is_some_and(|target| self.replace_target(read, target));
        self.words.clear();
        let mut put = |words: Words| {
            let feature = words.feature();
            note(feature, &words);
            self.words.push(feature);
        };
        for (n, unit) in self.units.iter().enumerate() {
            put(Words { near: Near::Not, first: *unit, second: None });
            let before = n.checked_sub(1).map(|before| self.units[before]);
            if let Some(before) = before {
                put(Words { near: Near::Not, first: before, second: Some(*unit) });
            }
            if !has_target {
                continue;
            }
            let near = self.near[n];
            if near != Near::Not {
                put(Words { near, first: *unit, second: None });
            }
            if let Some(before) = before {
                let near = if near == Near::Not { self.near[n - 1] } else { near };
                if near != Near::Not {
                    put(Words { near, first: before, second: Some(*unit) });
                }
            }
        }
        self.words.sort_unstable();
        self.words.dedup();
        rule_features::read(input.rules, HASHED, &mut self.rules);
    }

    /// Words in lower case, numbers and links as classes.
    fn read_units(&mut self, text: &str) {
        self.units.clear();
        let mut in_link = false;
        let mut tokens = self.tokens.iter().enumerate().peekable();
        while let Some((n, token)) = tokens.next() {
            if in_link && !token.has_space_before() {
                continue;
            }
            in_link = false;
            let next = tokens.peek().map(|(_, next)| *next);
            let class = match token.kind {
                TokenKind::Word if is_link(text, token, next) => {
                    in_link = true;
                    Class::Link
                }
                TokenKind::Word => Class::Own,
                TokenKind::Punct if token.punct().is_some_and(|mark| MARKS.contains(&mark)) => {
                    Class::Own
                }
                TokenKind::Punct => continue,
                TokenKind::Number if next.is_some_and(|next| next.is_punct('%')) => Class::Percent,
                TokenKind::Number
                    if n > 0
                        && ['$', '€', '£', '¥']
                            .iter()
                            .any(|sign| self.tokens[n - 1].is_punct(*sign)) =>
                {
                    Class::Money
                }
                TokenKind::Number if is_year(token.of(text)) => Class::Year,
                TokenKind::Number => Class::Number,
            };
            // the marks have their character where words have their hash
            let hash = match (class, token.kind) {
                (Class::Own, TokenKind::Punct) => hash(&token.word.to_le_bytes()),
                (Class::Own, _) => token.word,
                _ => hash(class.name().as_bytes()),
            };
            self.units.push(Unit {
                hash,
                byte_start: token.byte_start,
                byte_end: token.byte_end,
                class,
            });
        }
    }

    /// Replaces each occurrence of the target by one unit, so that what is learned holds for others
    /// too, and notes what is near it. Returns whether it occurs.
    fn replace_target(&mut self, text: &str, target: &str) -> bool {
        let mut occurrences = occurrences(text, target)
            .map(|start| start as u32..(start + target.len()) as u32)
            .peekable();
        for unit in &mut self.units {
            while occurrences.next_if(|own| own.end <= unit.byte_start).is_some() {}
            if occurrences.peek().is_some_and(|own| own.contains(&unit.byte_start)) {
                *unit = Unit {
                    hash: hash(Class::Target.name().as_bytes()),
                    class: Class::Target,
                    ..*unit
                };
            }
        }
        self.units
            .dedup_by(|unit, before| unit.class == Class::Target && before.class == Class::Target);
        let far = usize::MAX;
        let distance = |last: &mut usize, unit: &Unit| {
            *last = if unit.class == Class::Target { 0 } else { last.saturating_add(1) };
            *last
        };
        self.near.clear();
        let mut last = far;
        let since: Vec<usize> = self.units.iter().map(|unit| distance(&mut last, unit)).collect();
        last = far;
        let mut until: Vec<usize> =
            self.units.iter().rev().map(|unit| distance(&mut last, unit)).collect();
        until.reverse();
        self.near.extend(until.iter().zip(&since).map(
            |(until, since)| match (*until).min(*since) {
                0 => Near::Not,
                nearest if nearest > REACH => Near::Not,
                nearest if nearest == *until => Near::Before,
                _ => Near::After,
            },
        ));
        since.last().is_some_and(|last| *last < far)
    }
}

fn is_link(text: &str, token: &Token, next: Option<&Token>) -> bool {
    matches!(token.of(text), "http" | "https")
        && next.is_some_and(|next| next.is_punct(':') && !next.has_space_before())
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4
        && (digits.starts_with("19") || digits.starts_with("20"))
        && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Score;

    fn names(text: &str, target: Option<&str>) -> Vec<String> {
        let mut names = Vec::new();
        Reader::default().read(
            &ModelInput { text, target, rules: &Score::default() },
            |_, words| {
                names.push(words.name(text));
            },
        );
        names
    }

    #[test]
    fn words_pairs_and_classes() {
        let named = names("Oats ROSE 4.5% to $12, https://a.example/x?y=1 in 2026", None);
        for name in [
            "oats",
            "rose",
            "oats rose",
            "<percent>",
            "rose <percent>",
            "$ <money>",
            "<link>",
            "<link> in",
            "in <year>",
        ] {
            assert!(named.iter().any(|n| n == name), "{name} in {named:?}");
        }
        assert!(
            !named.iter().any(|n| n.contains("example") || n.contains("4.5") || n == ","),
            "{named:?}"
        );
    }

    #[test]
    fn a_target_is_one_word_and_its_neighbours_are_known() {
        let named = names(
            "Falk Mills rises as Northmill and Southmill close two more old sites today",
            Some("falk mills"),
        );
        for name in
            ["<target>", "<target> rises", "rises after the target", "rises as after the target"]
        {
            assert!(named.iter().any(|n| n == name), "{name} in {named:?}");
        }
        assert!(
            !named.iter().any(|n| n == "falk" || n == "mills" || n.starts_with("close after")),
            "{named:?}"
        );
        let named = names("Shares of Falk Mills fell", Some("Falk Mills"));
        assert!(
            named.iter().any(|n| n == "of before the target")
                && named.iter().any(|n| n == "fell after the target"),
            "{named:?}"
        );
        assert_eq!(names("Oats rose", Some("Falk")), names("Oats rose", None), "it does not occur");
    }

    #[test]
    fn features_are_the_same_everywhere_and_each_counts_once() {
        let mut reader = Reader::default();
        reader.read(
            &ModelInput { text: "rose rose rose", target: None, rules: &Score::default() },
            |_, _| (),
        );
        assert_eq!(
            reader.words,
            [93_812, 260_451],
            "a change of these needs another format version"
        );
        reader
            .read(&ModelInput { text: "", target: Some("x"), rules: &Score::default() }, |_, _| ());
        assert!(reader.words.is_empty());
    }

    #[test]
    fn what_is_longer_than_a_sentence_can_be_is_cut() {
        let mut reader = Reader::default();
        for (words, is_truncated) in [(MAX_TOKENS, false), (MAX_TOKENS + 1, true)] {
            let text = "rose ".repeat(words);
            reader.read(
                &ModelInput { text: &text, target: Some("Falk"), rules: &Score::default() },
                |_, _| (),
            );
            assert_eq!(reader.is_truncated, is_truncated);
        }
    }

    #[test]
    fn odd_texts_are_read() {
        for (text, target) in [
            ("É", "é"),
            ("a", ""),
            ("損失 — 損失 rose", "損失"),
            ("$", "$"),
            ("-up-", "up"),
            ("http://", "http"),
        ] {
            assert!(!names(text, Some(target)).iter().any(String::is_empty));
        }
    }
}
