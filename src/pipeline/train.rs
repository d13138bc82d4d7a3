//! Labelled texts to a linear model, judged by cross-validation beside the rules.

use std::{collections::BTreeMap, ops::ControlFlow};

use rayon::prelude::*;

use super::{Pipeline, Progress, Size};
use crate::{
    load::{self, LoadError, Options},
    model::{Article, Label, Score},
    score::{Confusion, LabelNames, ModelInput, Quality, TrainingSet, folds},
};

/// What a model is trained on, and how.
#[derive(Debug, Clone)]
pub struct TrainSettings {
    /// Files, folders or globs with the columns `text`, `label`, and as you like `target`.
    pub inputs: Vec<String>,
    /// How to read.
    pub load: Options,
    /// What labels mean whose names do not say.
    pub labels: LabelNames,
    /// Parts of the cross-validation.
    pub folds: usize,
    /// Strengths of the L2 penalty to choose from.
    pub strengths: Vec<f64>,
    /// Threads; `None` takes all cores.
    pub threads: Option<usize>,
}

/// A trained model, and how good it is.
#[derive(Debug, Clone)]
pub struct Training {
    /// Labelled rows by label: positive, neutral, negative.
    pub balance: [usize; 3],
    /// Rows that could not be used, by reason.
    pub unusable: BTreeMap<Unusable, u64>,
    /// Labels that are not known, with the number of rows that have them.
    pub unknown: BTreeMap<String, u64>,
    /// What the rules find on all rows.
    pub rules: Confusion,
    /// What models of the other parts find on each, by strength of the penalty, strongest first.
    pub candidates: Vec<(f64, Confusion)>,
    /// The best of them by macro-F1; the stronger penalty of equals.
    pub chosen: usize,
    /// The features that speak most for each label, with their weights: positive, neutral,
    /// negative.
    pub strongest: [Vec<(String, f64)>; 3],
    /// The file of the model.
    pub file: Vec<u8>,
}

/// Why a row cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unusable {
    /// It cannot be read, or has no text.
    Unreadable,
    /// It has no label.
    Unlabelled,
    /// Its label is not known.
    UnknownLabel,
}

/// Why no model could be trained.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrainError {
    /// An input that does not exist or cannot be opened.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The labels do not suffice.
    #[error(
        "{} different texts are positive, {} neutral and {} negative; at least {least} of each are needed to train and judge a model in \
         {folds} parts{hint}",
        texts[0], texts[1], texts[2]
    )]
    TooFew {
        /// Different texts of each label.
        texts: [usize; 3],
        /// Fewest of each.
        least: usize,
        /// Parts of the cross-validation.
        folds: usize,
        /// What may be the reason.
        hint: String,
    },
    /// The system has no threads to give.
    #[error("cannot start threads: {0}; try --threads 1")]
    Threads(rayon::ThreadPoolBuildError),
}

/// Fewest different texts of each label.
const MIN_TEXTS: usize = 10;
/// Rows whose rules are asked together.
const BATCH: usize = 4_096;
/// Features that are shown of each label.
const STRONGEST: usize = 15;

/// Trains a model on labelled texts, chooses its penalty by cross-validation, and judges it beside
/// the rules on the same rows. Equal texts are in the same part of the cross-validation. The same
/// rows make the same model for any number of threads.
///
/// # Errors
/// When an input does not exist, or there are too few rows of a label.
pub fn train(
    pipeline: &Pipeline,
    settings: &TrainSettings,
    progress: &dyn Progress,
) -> Result<Training, TrainError> {
    let mut strengths = settings.strengths.clone();
    strengths.sort_by(|a, b| b.total_cmp(a));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(settings.threads.unwrap_or(0))
        .build()
        .map_err(TrainError::Threads)?;
    progress.begin("reading", Size::Unknown);
    let mut rows = LabelledRows::read(settings)?;
    pool.install(|| rows.ask_rules(pipeline));
    let labelled = || rows.articles.iter().zip(&rows.labels);
    let parts =
        folds(labelled().map(|(article, label)| (*label, article.text.as_str())), settings.folds);
    rows.check(settings.folds)?;
    let rules =
        confusion(rows.labels.iter().zip(&rows.rules).map(|(label, score)| (*label, score.label)));
    let set = &rows.training_set();
    progress.begin("training", Size::Unknown);
    let judge = |fold: usize| -> Vec<Confusion> {
        let models = set.fit(|row| parts[row] != fold, &strengths);
        let own: Vec<usize> = (0..parts.len()).filter(|row| parts[*row] == fold).collect();
        models
            .iter()
            .map(|model| {
                confusion(own.iter().map(|row| (rows.labels[*row], set.label(model, *row))))
            })
            .collect()
    };
    let judged: Vec<Vec<Confusion>> =
        pool.install(|| (0..settings.folds).into_par_iter().map(judge).collect());
    let mut candidates: Vec<(f64, Confusion)> =
        strengths.iter().map(|l2| (*l2, Confusion::default())).collect();
    for fold in &judged {
        candidates.iter_mut().zip(fold).for_each(|((_, sum), own)| sum.merge(own));
    }
    let better = |best: usize, n: usize| {
        if candidates[n].1.macro_f1() > candidates[best].1.macro_f1() { n } else { best }
    };
    let chosen = (0..candidates.len()).fold(0, better);
    let (l2, confusion) = candidates[chosen];
    let quality = Quality {
        rows: parts.len(),
        l2,
        folds: settings.folds,
        accuracy: confusion.accuracy(),
        macro_f1: confusion.macro_f1(),
    };
    let model = set.fit(|_| true, &[l2]).swap_remove(0);
    Ok(Training {
        balance: set.balance(),
        strongest: Label::ALL.map(|label| set.strongest(&model, label, STRONGEST)),
        file: model.to_bytes(&pipeline.rules_version(), quality),
        rules,
        candidates,
        chosen,
        unusable: rows.unusable,
        unknown: rows.unknown,
    })
}

/// Rows as they are read.
#[derive(Default)]
struct LabelledRows {
    articles: Vec<Article>,
    labels: Vec<Label>,
    rules: Vec<Score>,
    unusable: BTreeMap<Unusable, u64>,
    unknown: BTreeMap<String, u64>,
}

impl LabelledRows {
    fn read(settings: &TrainSettings) -> Result<Self, LoadError> {
        let mut rows = Self::default();
        for source in load::expand(&settings.inputs)?.sources {
            load::read(&source, &settings.load, &mut |record| {
                match record {
                    Ok(article) => rows.take(article, &settings.labels),
                    Err(_) => *rows.unusable.entry(Unusable::Unreadable).or_default() += 1,
                }
                ControlFlow::Continue(())
            });
        }
        Ok(rows)
    }

    fn take(&mut self, mut article: Article, names: &LabelNames) {
        let Some(label) = article.label.take() else {
            *self.unusable.entry(Unusable::Unlabelled).or_default() += 1;
            return;
        };
        let Some(known) = label_of(&label, names) else {
            *self.unusable.entry(Unusable::UnknownLabel).or_default() += 1;
            *self.unknown.entry(label).or_default() += 1;
            return;
        };
        if let Some(title) = article.title.take() {
            article.text = format!("{title}\n\n{}", article.text);
        }
        self.articles.push(article);
        self.labels.push(known);
    }

    fn ask_rules(&mut self, pipeline: &Pipeline) {
        let ask =
            |article: &Article| pipeline.score(&article.text, article.target.as_deref(), None);
        self.rules = self.articles.par_iter().with_min_len(BATCH / 64).map(ask).collect();
    }

    /// Whether there is enough of each label.
    fn check(&self, folds: usize) -> Result<(), TrainError> {
        let mut texts: [Vec<&str>; 3] = Default::default();
        for (article, label) in self.articles.iter().zip(&self.labels) {
            let own = *label as usize;
            texts[own].push(&article.text);
        }
        let texts = texts.map(|mut own| {
            own.sort_unstable();
            own.dedup();
            own.len()
        });
        let least = MIN_TEXTS.max(folds);
        if texts.iter().all(|count| *count >= least) {
            return Ok(());
        }
        let unlabelled = self.unusable.get(&Unusable::Unlabelled).copied().unwrap_or(0);
        let hint = if !self.unknown.is_empty() {
            let shown: Vec<String> = self
                .unknown
                .iter()
                .take(6)
                .map(|(label, rows)| format!("`{label}` ({rows} rows)"))
                .collect();
            let shown = shown.join(", ");
            format!(
                "; not known are the labels {shown}: say what they stand for, such as --labels \
                 positive=good,negative=bad"
            )
        } else if unlabelled > 0 {
            format!(
                "; {unlabelled} rows have no label: expected a column `label`, or --map label=NAME"
            )
        } else {
            String::new()
        };
        Err(TrainError::TooFew { texts, least, folds, hint })
    }

    fn training_set(&self) -> TrainingSet {
        let mut set = TrainingSet::default();
        for ((article, label), rules) in self.articles.iter().zip(&self.labels).zip(&self.rules) {
            set.push(
                &ModelInput { text: &article.text, target: article.target.as_deref(), rules },
                *label,
            );
        }
        set
    }
}

fn confusion(rows: impl Iterator<Item = (Label, Label)>) -> Confusion {
    let mut confusion = Confusion::default();
    rows.for_each(|(has, found)| confusion.add(has, found));
    confusion
}

/// What a label means: as the user says, or by its name, or 1, 0 and -1.
fn label_of(label: &str, names: &LabelNames) -> Option<Label> {
    if let Some(label) = names.label(label) {
        return Some(label);
    }
    let number: f64 = label.trim().parse().ok()?;
    [(1.0, Label::Positive), (0.0, Label::Neutral), (-1.0, Label::Negative)]
        .into_iter()
        .find(|(value, _)| (number - value).abs() < f64::EPSILON)
        .map(|(_, label)| label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_words_numbers_or_as_told() {
        let names: LabelNames = "positive=good,negative=0".parse().unwrap();
        for (label, expected) in [
            ("Positive", Some(Label::Positive)),
            ("1.0", Some(Label::Positive)),
            ("+1", Some(Label::Positive)),
            ("-1", Some(Label::Negative)),
            ("good", Some(Label::Positive)),
            ("0", Some(Label::Negative)),
            ("0.5", None),
            ("bad", None),
        ] {
            assert_eq!(label_of(label, &names), expected, "{label}");
        }
        assert_eq!(label_of("0", &LabelNames::default()), Some(Label::Neutral));
    }
}
