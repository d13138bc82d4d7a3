//! The part of speech of each word: a greedy linear model over hashed features, with weights of
//! eight bits.
//!
//! Trained by `scripts/train-tagger` from the English Web Treebank of the Universal Dependencies;
//! single words of `WordNet`, inflected, tell it what a word can be (NOTICE names both). Headlines in
//! Title Case or in capitals have weights of their own, which do not look at capitals.

mod dictionary;
mod features;
mod file;
#[cfg(any(test, feature = "stages"))]
mod training;
mod weights;

use std::sync::LazyLock;

#[cfg(any(test, feature = "stages"))]
pub use training::{TaggedSentence, TrainingInput, read_treebank, train};

use self::{
    dictionary::{Dictionary, always},
    features::{NO_TAG, Word, rows},
    file::read_model,
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
        words: impl Iterator<Item = &'t str>,
        is_caseless: bool,
        tags: &mut Vec<Pos>,
    ) {
        let words: Vec<Word> =
            words.enumerate().map(|(n, word)| self.word(word, n == 0, is_caseless)).collect();
        let weights = if is_caseless { &self.caseless } else { &self.cased };
        let mut last = [NO_TAG; 2];
        for (at, word) in words.iter().enumerate() {
            let best = always(word, is_caseless).unwrap_or_else(|| {
                weights.best(&rows(&words, at, last, weights.bits()), word.may_be())
            });
            last = [best as u32, last[0]];
            tags.push(Pos::ALL[best]);
        }
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
        let mut tags = Vec::new();
        for sentence in sentences {
            tags.clear();
            self.tag(sentence.words.iter().map(String::as_str), is_caseless, &mut tags);
            let same = |(a, b): (&Pos, &Pos)| u32::from(a.universal() == b.universal());
            right += tags.iter().zip(&sentence.tags).map(same).sum::<u32>();
            all += tags.len() as u32;
        }
        f64::from(right) / f64::from(all.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::{features::hash_folded, *};

    fn tags(text: &str) -> Vec<Pos> {
        let mut tags = Vec::new();
        Tagger::built_in().tag(text.split(' '), false, &mut tags);
        tags
    }

    #[test]
    fn verbs_that_no_lexicon_holds_are_verbs() {
        assert_eq!(tags("The stock cratered on Tuesday .")[2], Pos::Verb);
        assert_eq!(tags("Zorbex notched a gain of 3 % .")[1], Pos::Verb);
        assert_eq!(tags("Orders have swelled since March .")[2], Pos::PastParticiple);
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
        fn any_words_are_tagged(words in proptest::collection::vec(".{0,12}", 0..20), caseless: bool) {
            let mut tags = Vec::new();
            Tagger::built_in().tag(words.iter().map(String::as_str), caseless, &mut tags);
            proptest::prop_assert_eq!(tags.len(), words.len());
        }
    }
}
