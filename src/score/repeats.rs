//! Sentences that an article says again: of each theme and company they count once.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Sentence;

/// Which sentences of an article say the same, worked out once for all that it tells of.
#[derive(Debug, Default)]
pub(crate) struct Repeats {
    /// Of each sentence the first with the same words; empty where no two have the same.
    first: Vec<u32>,
}

impl Repeats {
    /// Those among the sentences of a text.
    #[must_use]
    pub(crate) fn among(text: &str, sentences: &[Sentence]) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        numbers.reserve(sentences.len());
        let own = (0..).zip(sentences);
        let first: Vec<u32> =
            own.map(|(n, own)| *numbers.entry(own.span.of(text)).or_insert(n)).collect();
        if numbers.len() == first.len() { Self::default() } else { Self { first } }
    }

    /// Whether a sentence says what none of those before it did; `said` are they.
    pub(super) fn is_new(&self, sentence: u32, said: &mut FxHashSet<u32>) -> bool {
        self.first.get(sentence as usize).is_none_or(|first| said.insert(*first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Pipeline, model::Article};

    #[test]
    fn what_is_said_again_is_not_new() {
        let pipeline = Pipeline::builder().build().unwrap();
        let text = "Rye prices rose. Oats fell. Rye prices rose. Rye rose.";
        let analysis = pipeline.analyze(&Article { text: text.to_owned(), ..Article::default() });
        let repeats = Repeats::among(&analysis.document.text, &analysis.sentences);
        let mut said = FxHashSet::default();
        let mut is_new = |n| repeats.is_new(n, &mut said);
        // only what was told before counts: the first was not
        assert_eq!([1, 2, 0, 3].map(&mut is_new), [true, true, false, true]);
        let repeats = Repeats::among("", &[]);
        assert!(repeats.is_new(0, &mut FxHashSet::default()));
    }
}
