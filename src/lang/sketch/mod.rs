//! The tokens of a story to its [`Sketch`].
//!
//! A sketch has three samples of fixed size and a few search keys:
//! - *pairs*: every two neighbouring words. Copies and light rewrites share them, and so do
//!   articles of one template.
//! - *numbers* and *names*: what the story states. Copies share them, articles of one template do
//!   not.
//! - *keys*: the least hashes of runs of five words and of runs of three facts, figures and names
//!   in the order of the text. Runs of words outlive cuts and additions, runs of facts outlive the
//!   rewording between them.

mod hash;
mod minima;

use self::{
    hash::{hash_word, mix},
    minima::{Keys, Minima},
};
#[cfg(any(test, feature = "stages"))]
use super::{Glue, tokenize};
use super::{Token, TokenKind};
use crate::model::{Sketch, SketchSample};

const RUN_KEYS: usize = 8;
const FACT_KEYS: usize = Sketch::KEYS - RUN_KEYS;
/// Words of a run.
const RUN: usize = 5;
/// Facts of a run of facts.
const FACT_RUN: usize = 3;

/// Makes the sketch of a story from its tokens, block by block.
#[derive(Debug)]
pub struct Sketcher {
    pairs: Minima<{ SketchSample::PAIRS }>,
    numbers: Minima<{ SketchSample::NUMBERS }>,
    names: Minima<{ SketchSample::NAMES }>,
    runs: Keys<RUN_KEYS>,
    fact_runs: Keys<FACT_KEYS>,
    words: u32,
    facts: usize,
    last_words: [u64; RUN],
    last_facts: [u64; FACT_RUN],
}

/// The sketch of a text on its own. ASCII case, blanks and punctuation make no difference.
#[must_use]
#[cfg(any(test, feature = "stages"))]
pub fn sketch(text: &str) -> Sketch {
    let mut tokens = Vec::new();
    tokenize(text, &Glue::default(), |_| Token::UNKNOWN, &mut tokens);
    let mut sketcher = Sketcher::default();
    sketcher.push_block(text, &tokens);
    sketcher.finish()
}

impl Default for Sketcher {
    fn default() -> Self {
        Self {
            pairs: Minima::new(),
            numbers: Minima::new(),
            names: Minima::new(),
            runs: Keys::new(),
            fact_runs: Keys::new(),
            words: 0,
            facts: 0,
            last_words: [0; RUN],
            last_facts: [0; FACT_RUN],
        }
    }
}

impl Sketcher {
    /// Takes the tokens of the next block of the story; they lie in `text`.
    pub fn push_block(&mut self, text: &str, tokens: &[Token]) {
        let bytes = text.as_bytes();
        // a capital says nothing where a sentence, a quotation or a bracket begins
        let mut begins = true;
        // the full stop after one letter ends no sentence
        let mut is_initial = false;
        for token in tokens {
            if token.kind == TokenKind::Punct {
                begins |= is_opening(token) || (token.is_punct('.') && !is_initial);
                is_initial = false;
            } else if !is_possessive(bytes, token) {
                let (hash, has_digit) =
                    hash_word(bytes, token.byte_start as usize, token.byte_end as usize);
                let letters = token.byte_end - token.byte_start;
                is_initial = letters == 1;
                let is_name = token.is_upper() || (token.is_capital() && !begins && !is_initial);
                begins = false;
                self.push_word(hash);
                if has_digit {
                    self.numbers.insert(mix(hash, 0));
                    self.push_fact(hash);
                } else if is_name {
                    self.names.insert(mix(hash, 0));
                    self.push_fact(hash);
                }
            }
        }
    }

    #[inline]
    fn push_word(&mut self, word: u64) {
        let last = &self.last_words;
        self.last_words = [word, last[0], last[1], last[2], last[3]];
        self.words = self.words.saturating_add(1);
        if self.words >= 2 {
            self.pairs.insert(mix(word, self.last_words[1].rotate_left(17)));
        }
        if self.words as usize >= RUN {
            self.runs.insert(hash_run(&self.last_words));
        }
    }

    fn push_fact(&mut self, fact: u64) {
        self.facts += 1;
        self.last_facts = [fact, self.last_facts[0], self.last_facts[1]];
        if self.facts >= FACT_RUN {
            self.fact_runs.insert(hash_run(&self.last_facts));
        }
    }

    /// The sketch of all blocks.
    #[must_use]
    pub fn finish(mut self) -> Sketch {
        if (1..RUN as u32).contains(&self.words) {
            self.runs.insert(hash_run(&self.last_words));
        }
        let mut keys = [0; Sketch::KEYS];
        keys[..RUN_KEYS].copy_from_slice(&self.runs.codes());
        keys[RUN_KEYS..].copy_from_slice(&self.fact_runs.codes());
        let sample = SketchSample {
            words: self.words,
            pairs: self.pairs.codes(),
            numbers: self.numbers.codes(),
            names: self.names.codes(),
        };
        Sketch { keys, sample }
    }
}

/// A mark after which a capital letter makes no name.
const fn is_opening(token: &Token) -> bool {
    matches!(char::from_u32(token.word), Some('!' | '?' | '"' | '(' | '['))
}

/// The `'s` after a name, which is no word of its own.
fn is_possessive(bytes: &[u8], token: &Token) -> bool {
    matches!(bytes.get(token.byte_start as usize), Some(b'\'' | 0xE2)) && {
        let word = &bytes[token.byte_start as usize..token.byte_end as usize];
        matches!(word, [b'\'', _] | [0xE2, 0x80, 0x99, _])
    }
}

/// One hash of words in their order.
fn hash_run(words: &[u64]) -> u64 {
    let sum = words.iter().fold(0u64, |sum, word| sum.rotate_left(13).wrapping_add(*word));
    mix(sum, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::compare;

    const STORY: &str = "LONDON (Agency) - Shares of Alder Plc rose 4.5 percent to 312 pence on \
                         Tuesday after the firm said that profit would beat forecasts. Chief \
                         executive Ann Baker said demand in Brazil and India was strong. The firm \
                         employs 12,000 people.";

    #[test]
    fn blanks_case_and_quotes_make_no_difference_to_the_words() {
        let plain = sketch("The firm's \"best\" year, it said - since 1,999 units.");
        assert_eq!(
            plain,
            sketch(
                "  the firm\u{2019}s\n\u{201c}best\u{201d} year;\tit said \u{2014} since 1999 \
                 units"
            )
        );
    }

    #[test]
    fn the_story_of_another_year_has_other_figures() {
        let told = |day: &str, figures: &str| {
            sketch(&format!("Acme Corp said on {day} that its profit rose {figures} dollars."))
        };
        let story = told("Monday", "5 percent to 20 million");
        let again = sketch(
            "ACME CORP said on Monday  that its profit rose 5 percent to 20 million dollars",
        );
        let next_year = told("Tuesday", "7 percent to 31 million");
        assert_eq!(compare(&story, &again).pairs.share_of_first(), Some(1.0));
        assert_eq!(compare(&story, &next_year).numbers.both, 0);
    }

    #[test]
    fn few_words_have_keys_too() {
        assert_eq!(sketch(""), Sketch::default());
        assert_ne!(sketch("Dow up").keys, [0; Sketch::KEYS]);
        assert_eq!(sketch("!").sample.words, 0);
    }

    fn slots(sample: &[u16]) -> usize {
        sample.iter().filter(|code| **code != SketchSample::EMPTY).count()
    }

    /// Words, numbers and names of a text; few enough that each name has a slot of its own.
    fn counts(text: &str) -> (u32, usize, usize) {
        let sample = sketch(text).sample;
        (sample.words, slots(&sample.numbers), slots(&sample.names))
    }

    #[test]
    fn numbers_and_names_are_told_from_other_words() {
        assert_eq!(counts("The Dow rose 3 pct. Investors in Paris"), (8, 1, 2));
        assert_eq!(counts("the J. Smith fund (Editing by Ann) \"We"), (8, 0, 2));
        assert_eq!(counts("LONDON said A"), (3, 0, 1));
        assert_eq!(counts("A320neo, Q2 and 1,234.5"), (4, 3, 0));
        assert_eq!(counts("nach Österreich, в Москве"), (4, 0, 2));
    }

    #[test]
    fn a_block_begins_a_sentence() {
        let text = "Outlook Shares";
        let mut tokens = Vec::new();
        tokenize(text, &Glue::default(), |_| Token::UNKNOWN, &mut tokens);
        let mut sketcher = Sketcher::default();
        tokens.chunks(1).for_each(|block| sketcher.push_block(text, block));
        assert_eq!(slots(&sketcher.finish().sample.names), 0);
    }

    /// Whoever changes what a sketch holds makes the sketches in written tables useless: then
    /// [`Sketch::VERSION`] must change, and this.
    #[test]
    fn sketches_of_earlier_runs_stay_good() {
        let hex = sketch(STORY).to_hex();
        let sum = hex.bytes().fold(0u64, |sum, byte| mix(sum, u64::from(byte)));
        assert_eq!((Sketch::VERSION, sum), (2, 11_864_030_392_403_941_900), "{hex}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_sketch(text in "\\PC{0,300}") {
            let found = sketch(&text);
            proptest::prop_assert_eq!(sketch(&text), found);
            proptest::prop_assert_eq!(Sketch::from_bytes(&found.to_bytes()).unwrap(), found);
            proptest::prop_assert_eq!(Sketch::from_hex(&found.to_hex()).unwrap(), found);
        }
    }
}
