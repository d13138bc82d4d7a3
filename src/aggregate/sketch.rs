//! The sketch of a story: what near-duplicates are found by, without the text.
//!
//! A sketch has three samples of fixed size (see [`Shared`]) and a few search keys:
//! - *pairs*: every two neighbouring words. Copies and light rewrites share them, and so do
//!   articles of one template.
//! - *numbers* and *names*: what the story states. Copies share them, articles of one template do
//!   not.
//! - *keys*: the least hashes of runs of five words and of runs of three facts, figures and names
//!   in the order of the text. Stories with a key in common are worth comparing: runs of words
//!   outlive cuts and additions, runs of facts outlive the rewording between them.

mod hash;
mod hex;
mod minima;
mod words;

pub use hex::SketchError;
pub use minima::Shared;

use hash::mix;
use minima::{Keys, Minima};
use words::{Kind, Words};

const PAIRS: usize = 80;
const NUMBERS: usize = 32;
const NAMES: usize = 40;
const RUN_KEYS: usize = 8;
const FACT_KEYS: usize = 8;
/// Words of a run.
const RUN: usize = 5;
/// Facts of a run of facts.
const FACT_RUN: usize = 3;

/// What is kept of a story's text to find its near-duplicates: 373 bytes, whatever its length.
///
/// ```
/// use newsvane::aggregate::Sketch;
///
/// let story = Sketch::of("Acme Corp said on Monday that its profit rose 5 percent to 20 million dollars.");
/// let again = Sketch::of("ACME CORP said on Monday  that its profit rose 5 percent to 20 million dollars");
/// let next_year = Sketch::of("Acme Corp said on Tuesday that its profit rose 7 percent to 31 million dollars.");
/// assert_eq!(story.compare(&again).pairs.share_of_first(), Some(1.0));
/// assert_eq!(story.compare(&next_year).numbers.both, 0);
/// assert_eq!(Sketch::from_hex(&story.to_hex()).unwrap(), story);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sketch {
    pub(super) keys: SearchKeys,
    pub(super) sample: Sample,
}

/// 0 stands for no key.
pub(super) type SearchKeys = [u32; RUN_KEYS + FACT_KEYS];

/// The part of the sketch that stories are compared by. The order says nothing; it makes
/// comparisons symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sample {
    pub(super) words: u32,
    pairs: [u16; PAIRS],
    numbers: [u16; NUMBERS],
    names: [u16; NAMES],
}

/// How the words and facts of two stories overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// Pairs of neighbouring words.
    pub pairs: Shared,
    /// Words with a digit.
    pub numbers: Shared,
    /// Words with a capital letter where no sentence begins, or in capitals only.
    pub names: Shared,
}

impl Sketch {
    /// Sketches the text of one story, without its headline. ASCII case, blanks and punctuation
    /// make no difference.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut pairs = Minima::<PAIRS>::new();
        let mut facts = Facts::new();
        let mut runs = Keys::<RUN_KEYS>::new();
        let mut last = [0; RUN];
        let mut words = 0u32;
        for word in Words::new(text) {
            last = [word.hash, last[0], last[1], last[2], last[3]];
            words = words.saturating_add(1);
            if words >= 2 {
                pairs.insert(mix(last[0], last[1].rotate_left(17)));
            }
            if words as usize >= RUN {
                runs.insert(run_hash(&last));
            }
            if word.kind != Kind::Plain {
                facts.insert(word.kind, word.hash);
            }
        }
        if (1..RUN as u32).contains(&words) {
            runs.insert(run_hash(&last));
        }
        let mut keys = [0; RUN_KEYS + FACT_KEYS];
        keys[..RUN_KEYS].copy_from_slice(&runs.codes());
        keys[RUN_KEYS..].copy_from_slice(&facts.runs.codes());
        Self {
            keys,
            sample: Sample {
                words,
                pairs: pairs.codes(),
                numbers: facts.numbers.codes(),
                names: facts.names.codes(),
            },
        }
    }

    /// Words of the text (at most `u32::MAX`).
    #[must_use]
    pub const fn words(&self) -> u32 {
        self.sample.words
    }

    /// How the story overlaps with another.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Comparison {
        let [numbers, names] = self.sample.shared_facts(&other.sample);
        Comparison { pairs: self.sample.shared_pairs(&other.sample), numbers, names }
    }
}

impl Sample {
    pub(super) fn shared_pairs(&self, other: &Self) -> Shared {
        Shared::of(&self.pairs, &other.pairs)
    }

    /// Of numbers and of names.
    pub(super) fn shared_facts(&self, other: &Self) -> [Shared; 2] {
        [Shared::of(&self.numbers, &other.numbers), Shared::of(&self.names, &other.names)]
    }
}

/// The figures and names of a text.
struct Facts {
    numbers: Minima<NUMBERS>,
    names: Minima<NAMES>,
    runs: Keys<FACT_KEYS>,
    last: [u64; FACT_RUN],
    count: usize,
}

impl Facts {
    const fn new() -> Self {
        Self {
            numbers: Minima::new(),
            names: Minima::new(),
            runs: Keys::new(),
            last: [0; FACT_RUN],
            count: 0,
        }
    }

    fn insert(&mut self, kind: Kind, word: u64) {
        match kind {
            Kind::Number => self.numbers.insert(mix(word, 0)),
            Kind::Name => self.names.insert(mix(word, 0)),
            Kind::Plain => return,
        }
        self.count += 1;
        self.last = [word, self.last[0], self.last[1]];
        if self.count >= FACT_RUN {
            self.runs.insert(run_hash(&self.last));
        }
    }
}

/// One hash of words in their order.
fn run_hash(words: &[u64]) -> u64 {
    let sum = words.iter().fold(0u64, |sum, word| sum.rotate_left(13).wrapping_add(*word));
    mix(sum, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "LONDON (Agency) - Shares of Alder Plc rose 4.5 percent to 312 pence on \
                         Tuesday after the firm said that profit would beat forecasts. Chief \
                         executive Ann Baker said demand in Brazil and India was strong. The firm \
                         employs 12,000 people.";

    #[test]
    fn blanks_case_and_quotes_make_no_difference_to_the_words() {
        let plain = Sketch::of("The firm's \"best\" year, it said - since 1,999 units.");
        assert_eq!(
            plain,
            Sketch::of(
                "  the firm\u{2019}s\n\u{201c}best\u{201d} year;\tit said \u{2014} since 1999 \
                 units"
            )
        );
    }

    #[test]
    fn a_cut_is_contained() {
        let (story, cut) = (Sketch::of(STORY), Sketch::of(&STORY[..130]));
        let found = cut.compare(&story);
        assert!(found.pairs.share_of_first().unwrap() > 0.9, "{found:?}");
        assert_eq!((found.numbers.first, found.names.first), (0, 0));
        assert!(found.pairs.second > 5);
    }

    #[test]
    fn a_comparison_turns_round() {
        let (a, b) = (Sketch::of(STORY), Sketch::of("Shares of Alder Plc fell on Tuesday."));
        let (there, back) = (a.compare(&b).pairs, b.compare(&a).pairs);
        assert_eq!((there.both, there.first, there.second), (back.both, back.second, back.first));
    }

    #[test]
    fn few_words_have_keys_too() {
        assert_eq!(Sketch::of("").keys, [0; RUN_KEYS + FACT_KEYS]);
        assert_ne!(Sketch::of("Dow up").keys, [0; RUN_KEYS + FACT_KEYS]);
        assert_eq!(Sketch::of("!").words(), 0);
    }

    /// Whoever changes what a sketch holds makes the sketches in written tables useless: then
    /// [`Sketch::VERSION`] must change, and this.
    #[test]
    fn sketches_of_earlier_runs_stay_good() {
        let hex = Sketch::of(STORY).to_hex();
        let sum = hex.bytes().fold(0u64, |sum, byte| mix(sum, u64::from(byte)));
        assert_eq!((Sketch::VERSION, sum), (1, 14_084_449_078_240_125_188), "{hex}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_sketch(text in "\\PC{0,300}") {
            let sketch = Sketch::of(&text);
            proptest::prop_assert_eq!(Sketch::of(&text), sketch);
            proptest::prop_assert_eq!(Sketch::from_bytes(&sketch.to_bytes()).unwrap(), sketch);
            proptest::prop_assert_eq!(Sketch::from_hex(&sketch.to_hex()).unwrap(), sketch);
            let with_itself = sketch.compare(&sketch);
            proptest::prop_assert_eq!((with_itself.pairs.first, with_itself.numbers.second), (0, 0));
        }
    }
}
