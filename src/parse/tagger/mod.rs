//! The part of speech of each word: a greedy linear model over hashed features, with weights of
//! eight bits.
//!
//! Trained by `scripts/train-tagger` from the English Web Treebank of the Universal Dependencies;
//! single words of `WordNet`, inflected, tell it what a word can be (NOTICE names both). Headlines in
//! Title Case or in capitals have weights of their own, which do not look at capitals.

mod dictionary;
mod features;
mod file;
mod memory;
#[cfg(any(test, feature = "stages"))]
mod training;
mod weights;

use std::{hint::black_box, sync::LazyLock};

pub use memory::TaggerMemory;
#[cfg(any(test, feature = "stages"))]
pub use training::{TaggedSentence, TrainingInput, read_treebank, train};

use self::{
    dictionary::Dictionary,
    features::{NO_TAG, OUTSIDE, Word, around},
    file::read_model,
    memory::{SeenWord, Window, WordContext},
    weights::Weights,
};
use crate::model::Pos;

/// The trained model.
#[derive(Debug, PartialEq)]
pub struct Tagger {
    cased: Weights,
    caseless: Weights,
    dictionary: Dictionary,
}

static BUILT_IN: LazyLock<Tagger> = LazyLock::new(|| {
    let file = include_bytes!("model.zst");
    read_model(file).unwrap_or_else(|error| unreachable!("the built-in tagger: {error}"))
});

impl Tagger {
    /// The model that is built into the library.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Appends the part of speech of each word of one sentence to `tags`. `is_caseless` says that
    /// capitals tell nothing, as in most headlines.
    pub fn tag<'t>(
        &self,
        mut words: impl Iterator<Item = &'t str>,
        is_caseless: bool,
        memory: &mut TaggerMemory,
        tags: &mut Vec<Pos>,
    ) {
        let weights = self.weights(is_caseless);
        let outside = SeenWord::new(OUTSIDE, weights);
        let mut window = Window::new(&outside);
        let mut last = [NO_TAG; 2];
        // a word is tagged when the two after it are known
        let mut tag = |window: &Window, entered: usize| {
            let Some(at) = entered.checked_sub(2).filter(|at| *at >= Window::FIRST) else { return };
            let WordContext { words, sums, guess, tags: guessed } = window.around(at);
            let best_after = |tags: [u32; 2]| {
                let mut sums = sums;
                for feature in around(words, tags) {
                    sums.add(weights.row(feature));
                }
                sums.largest() as u32
            };
            let best = if guess.is_sure {
                guess.tag
            } else {
                // rows are far away: they are fetched for the tags before as these were guessed, which
                // mostly proves right, and not after them. The compiler may not know that it is the same
                let best = best_after(black_box(guessed));
                if guessed == last { best } else { best_after(last) }
            };
            last = [best, last[0]];
            tags.push(Pos::ALL[best as usize]);
        };
        let mut at = Window::FIRST;
        loop {
            let next = memory.next_words(self, &mut words, at - Window::FIRST, is_caseless);
            if next.is_empty() {
                break;
            }
            for word in next {
                window.enter(at, word, is_caseless);
                tag(&window, at);
                at += 1;
            }
        }
        for end in [at, at + 1] {
            window.enter(end, &outside, is_caseless);
            tag(&window, end);
        }
    }

    const fn weights(&self, is_caseless: bool) -> &Weights {
        if is_caseless { &self.caseless } else { &self.cased }
    }

    /// A word with its weights.
    fn look_up(&self, word: &str, is_first: bool, is_caseless: bool) -> SeenWord {
        SeenWord::new(self.word(word, is_first, is_caseless), self.weights(is_caseless))
    }

    fn word(&self, word: &str, is_first: bool, is_caseless: bool) -> Word {
        let word = Word::new(word, is_first, is_caseless);
        word.knowing(self.dictionary.get(word.hash()))
    }

    /// Share of words whose universal part of speech is right.
    #[cfg(any(test, feature = "stages"))]
    #[must_use]
    pub fn accuracy(&self, sentences: &[TaggedSentence], is_caseless: bool) -> f64 {
        let (mut right, mut all) = (0_u32, 0_u32);
        let (mut memory, mut tags) = (TaggerMemory::default(), Vec::new());
        for sentence in sentences {
            tags.clear();
            let words = sentence.words.iter().map(String::as_str);
            self.tag(words, is_caseless, &mut memory, &mut tags);
            let same = |(a, b): (&Pos, &Pos)| u32::from(a.universal() == b.universal());
            right += tags.iter().zip(&sentence.tags).map(same).sum::<u32>();
            all += tags.len() as u32;
        }
        f64::from(right) / f64::from(all.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::{
        dictionary::always,
        features::{features, hash_folded},
        weights::Sums,
        *,
    };

    fn tags(text: &str) -> Vec<Pos> {
        let mut tags = Vec::new();
        Tagger::built_in().tag(text.split(' '), false, &mut TaggerMemory::default(), &mut tags);
        tags
    }

    #[test]
    fn verbs_that_no_lexicon_holds_are_verbs() {
        assert_eq!(tags("The stock cratered on Tuesday .")[2], Pos::Verb);
        assert_eq!(tags("Zorbex notched a gain of 3 % .")[1], Pos::Verb);
        assert_eq!(tags("Orders have swelled since March .")[2], Pos::PastParticiple);
    }

    #[test]
    fn a_word_is_what_its_forms_can_be() {
        // the same words where another part of speech could stand
        assert_eq!(
            tags("as costs climbed , and free cash flow swung to an outflow .")[8],
            Pos::Verb
        );
        assert_eq!(tags("Youth joblessness edged down .")[1], Pos::Noun);
        assert_eq!(tags("They made a build of it .")[3], Pos::Noun);
    }

    #[test]
    fn training_learns_what_it_is_shown_and_its_file_is_read_again() {
        let text = "1\tOats\toat\tNOUN\t_\n2\tglorped\tglorp\tVERB\tVerbForm=Fin\n\n\
                    1\tA\ta\tDET\t_\n2\tglorp\tglorp\tNOUN\t_\n\n";
        let sentences = read_treebank(text);
        let dictionary = [("glorp".to_owned(), 5)];
        let input = TrainingInput { sentences: &sentences, dictionary: &dictionary, epochs: 5 };
        let (file, tagger) = train(input).unwrap();
        assert!((tagger.accuracy(&sentences, false) - 1.0).abs() < f64::EPSILON);
        assert_eq!(read_model(&file).unwrap(), tagger);
        assert_eq!(tagger.dictionary.get(hash_folded(b"Glorp")), Some(5));
    }

    #[test]
    fn the_treebanks_are_tagged_as_measured() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/data/treebank");
        for (file, least) in [("ewt-test.tsv", 0.945), ("pud-test.tsv", 0.945)] {
            let Ok(text) = std::fs::read_to_string(folder.join(file)) else {
                println!(
                    "skipped: {} is absent (scripts/train-tagger)",
                    folder.join(file).display()
                );
                return;
            };
            let accuracy = Tagger::built_in().accuracy(&read_treebank(&text), false);
            assert!(accuracy >= least, "{file}: {accuracy}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_tagged_by_all_their_features(
            sentences in proptest::collection::vec(proptest::collection::vec("[a-cA-C1]{1,2}|.{0,17}", 0..20), 1..4),
            caseless: bool,
        ) {
            let (tagger, mut memory) = (Tagger::built_in(), TaggerMemory::default());
            let weights = tagger.weights(caseless);
            for sentence in sentences {
                let mut tags = Vec::new();
                tagger.tag(sentence.iter().map(String::as_str), caseless, &mut memory, &mut tags);
                let word = |(n, word): (usize, &String)| tagger.word(word, n == 0, caseless);
                let words: Vec<Word> = sentence.iter().enumerate().map(word).collect();
                let (mut expected, mut last) = (Vec::new(), [NO_TAG; 2]);
                for (at, word) in words.iter().enumerate() {
                    let mut sums = Sums::of(word.may_be());
                    for feature in features(&words, at, last) {
                        sums.add(weights.row(feature));
                    }
                    let best = always(word, caseless).unwrap_or_else(|| sums.largest());
                    last = [best as u32, last[0]];
                    expected.push(Pos::ALL[best]);
                }
                proptest::prop_assert_eq!(tags, expected);
            }
        }
    }
}
