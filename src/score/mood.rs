//! Words of state, counted as they are.

use crate::{
    lexicon::{Class, SentenceView, any_of},
    model::{Analysis, Section},
};

use super::document::HEADLINE_WEIGHT;

/// The balance of the words of state in a sentence, `(good - bad) / (good + bad)`; 0 where it has
/// none. Nothing acts on them: "fears of a crisis" and "no crisis" talk of a crisis both.
#[must_use]
pub(crate) fn mood(sentence: &SentenceView<'_>) -> f64 {
    if !sentence.holds_any_of(any_of![GoodState | BadState]) {
        return 0.0;
    }
    let (mut good, mut bad) = (0.0, 0.0);
    for at in sentence.range() {
        good += f64::from(u8::from(sentence.is_of(at, Class::GoodState)));
        bad += f64::from(u8::from(sentence.is_of(at, Class::BadState)));
    }
    if good + bad > 0.0 { (good - bad) / (good + bad) } else { 0.0 }
}

/// Mean of the moods of sentences, of which those of the headline weigh more; repeated ones are not
/// given.
#[derive(Debug, Default)]
pub(super) struct MeanMood {
    sum: f64,
    weight: f64,
}

impl MeanMood {
    /// Takes a sentence of an article.
    pub(super) fn push(&mut self, analysis: &Analysis, sentence: usize) {
        let (Some(mood), Some(own)) =
            (analysis.moods.get(sentence), analysis.sentences.get(sentence))
        else {
            return;
        };
        let weight = if own.section == Section::Headline { HEADLINE_WEIGHT } else { 1.0 };
        self.sum += weight * mood;
        self.weight += weight;
    }

    /// The mean; 0 of no sentence.
    pub(super) fn mean(&self) -> f64 {
        if self.weight > 0.0 { self.sum / self.weight } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Pipeline, model::Article};

    fn moods(text: &str) -> Vec<f64> {
        let pipeline = Pipeline::builder().build().unwrap();
        pipeline.analyze(&Article { text: text.to_owned(), ..Article::default() }).moods
    }

    #[test]
    fn words_of_state_count_as_they_stand() {
        let own = moods(
            "Nobody in Turku fears a crisis. The harbour is robust but its canteen is in turmoil. \
             Exports fell 4 percent. A healthy, calm market ended the shortage.",
        );
        let third = 1.0 / 3.0;
        assert!(
            own.iter().zip([-1.0, 0.0, 0.0, third]).all(|(a, b)| (a - b).abs() < 1e-12),
            "{own:?}"
        );
    }
}
