//! A model of the user's over the sentences of several articles at once, beside the rules.

use std::sync::Arc;

use crate::pipeline::counts::Scorings;
use crate::{
    config::ScorerOn,
    model::{Analysis, ModelTone, ModelTones},
    pipeline::manifest::ScorerRecord,
    score::{ModelInput, ModelScore, ScorerSpec, SentenceModel},
};

/// Which model a run asks, and of which sentences.
#[derive(Debug, Clone)]
pub struct RunScorer {
    /// What the user asked for.
    pub spec: ScorerSpec,
    /// The model.
    pub model: Arc<dyn SentenceModel>,
    /// Which sentences it scores.
    pub on: ScorerOn,
}

/// What a model says of an article.
#[derive(Debug, Default)]
pub(super) struct Scored {
    /// By sentence.
    pub tones: Vec<Option<ModelTone>>,
    pub sum: ModelTones,
}

impl RunScorer {
    /// What decides the scores, and what was scored.
    pub(super) fn record(&self, scored: Scorings) -> ScorerRecord {
        ScorerRecord {
            kind: self.spec.kind.as_str().to_owned(),
            hash: self.model.digest().to_owned(),
            on: self.on.as_str().to_owned(),
            name: self.spec.path.file_name().map(|name| name.to_string_lossy().into_owned()),
            scored: scored.scored,
            agreeing: scored.agreeing,
            truncated: scored.truncated,
        }
    }

    /// What it says of several articles: their sentences go to the model together.
    pub(super) fn score(&self, analyses: &[&Analysis]) -> Vec<Scored> {
        let mut inputs = Vec::new();
        let mut places = Vec::new();
        for (article, analysis) in analyses.iter().enumerate() {
            for sentence in self.chosen(analysis) {
                let (Some(place), Some(rules)) =
                    (analysis.sentences.get(sentence), analysis.tones.get(sentence))
                else {
                    continue;
                };
                inputs.push(ModelInput {
                    text: place.span.of(&analysis.document.text),
                    target: None,
                    rules,
                });
                places.push((article, sentence));
            }
        }
        let mut scored: Vec<Scored> = analyses
            .iter()
            .map(|analysis| Scored {
                tones: vec![None; analysis.sentences.len()],
                sum: ModelTones::default(),
            })
            .collect();
        for ((article, sentence), score) in places.into_iter().zip(self.model.score(&inputs)) {
            scored[article].note(sentence, score, analyses[article]);
        }
        for article in &mut scored {
            article.sum.mean = article.sum.mean.map(|sum| sum / f64::from(article.sum.sentences));
        }
        scored
    }

    /// The sentences of an article that are scored, each once.
    fn chosen(&self, analysis: &Analysis) -> Vec<usize> {
        match self.on {
            ScorerOn::All => (0..analysis.sentences.len()).collect(),
            ScorerOn::Themes => {
                let mut bearing: Vec<usize> =
                    analysis.mentions.iter().map(|mention| mention.sentence as usize).collect();
                bearing.sort_unstable();
                bearing.dedup();
                bearing
            }
        }
    }
}

impl Scored {
    /// Takes the score of a sentence; the mean is the sum until all are there.
    fn note(&mut self, sentence: usize, score: ModelScore, analysis: &Analysis) {
        let tone = ModelTone { value: score.value(), label: score.label() };
        self.tones[sentence] = Some(tone);
        self.sum.sentences += 1;
        self.sum.agreeing += u32::from(analysis.tones[sentence].label == tone.label);
        self.sum.truncated += u32::from(score.is_truncated);
        self.sum.mean = Some(self.sum.mean.unwrap_or(0.0) + tone.value);
    }
}
