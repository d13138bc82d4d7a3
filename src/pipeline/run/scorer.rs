//! A model of the user's over the sentences of several articles at once, beside the rules.

use std::sync::Arc;

use super::summary::Scorings;
use crate::{
    model::{Analysis, ModelTone, ModelTones},
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

/// Which sentences a model scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScorerOn {
    /// All of them.
    #[default]
    All,
    /// Those that bear a theme.
    Themes,
}

impl ScorerOn {
    /// What settings call it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Themes => "themes",
        }
    }
}

impl std::str::FromStr for ScorerOn {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        let known = [Self::All, Self::Themes].into_iter().find(|on| on.as_str() == value);
        known.ok_or_else(|| {
            format!(
                "`{value}` is neither all (every sentence) nor themes (sentences that bear a \
                 theme)"
            )
        })
    }
}

/// What a model says of an article.
#[derive(Debug, Default)]
pub(super) struct Scored {
    /// By sentence.
    pub tones: Vec<Option<ModelTone>>,
    pub sum: ModelTones,
}

impl RunScorer {
    /// What decides the scores, as `run.json` shows it: no path of this machine.
    pub(super) fn manifest(&self) -> serde_json::Value {
        serde_json::json!({"kind": self.spec.kind.as_str(), "hash": self.model.digest(), "on": self.on.as_str()})
    }

    /// The same with its name, and what it scored.
    pub(super) fn manifest_with_counts(&self, scored: Scorings) -> serde_json::Value {
        let mut manifest = self.manifest();
        manifest["name"] = self.spec.path.file_name().map(|name| name.to_string_lossy()).into();
        manifest["scored"] = scored.scored.into();
        manifest["agreeing"] = scored.agreeing.into();
        manifest["truncated"] = scored.truncated.into();
        manifest
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
