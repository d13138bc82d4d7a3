//! Labelled sentences to a model.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{
    Quality, RulesVersion,
    features::{FEATURES, HASHED, Reader},
    file, rule_features,
    softmax::{CLASSES, Rows, Weights},
};
use crate::{model::Label, score::model::ModelInput};

/// Rows that a word must occur in to be learned: what occurs once is a name as a rule.
const MIN_ROWS: u32 = 2;

/// Features with a smaller weight are not shown.
const MIN_SHOWN: f64 = 0.005;

/// Labelled sentences as features.
#[derive(Debug, Default)]
pub struct TrainingSet {
    reader: Reader,
    rows: Vec<Row>,
    /// The words of each hashed feature; where several share one, the first that were read.
    names: FxHashMap<u32, String>,
}

/// A sentence: its features with their values, and its label.
#[derive(Debug)]
struct Row {
    cells: Vec<(u32, f32)>,
    label: Label,
}

impl TrainingSet {
    /// Adds a sentence and its label.
    pub fn push(&mut self, sentence: &ModelInput<'_>, label: Label) {
        let Self { reader, rows, names } = self;
        reader.read(sentence, |feature, words| {
            names.entry(feature).or_insert_with(|| words.name(sentence.text));
        });
        let cells = reader
            .words
            .iter()
            .map(|feature| (*feature, 1.0))
            .chain(reader.rules.iter().copied())
            .collect();
        rows.push(Row { cells, label });
    }

    /// For each strength of the penalty the model of the rows that `is_chosen` names by their
    /// numbers. Each fit begins where the one before ended, which takes fewer steps and ends at the
    /// same weights.
    pub fn fit(&self, is_chosen: impl Fn(usize) -> bool, strengths: &[f64]) -> Vec<FittedModel> {
        let chosen: Vec<&Row> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(n, _)| is_chosen(*n))
            .map(|(_, row)| row)
            .collect();
        let mut counts = vec![0_u32; FEATURES];
        chosen
            .iter()
            .flat_map(|row| &row.cells)
            .for_each(|(feature, _)| counts[*feature as usize] += 1);
        let features: Vec<u32> =
            (0..FEATURES as u32).filter(|feature| counts[*feature as usize] >= MIN_ROWS).collect();
        let mut columns = vec![u32::MAX; FEATURES];
        (0..).zip(&features).for_each(|(column, feature)| columns[*feature as usize] = column);
        let mut rows = Rows::new(features.len());
        for row in chosen {
            let cells =
                row.cells.iter().map(|(feature, value)| (columns[*feature as usize], *value));
            rows.push(cells.filter(|(column, _)| *column != u32::MAX), row.label as usize);
        }
        let mut weights = Weights::zero(features.len());
        let fits = strengths.iter().map(|l2| {
            weights = std::mem::replace(&mut weights, Weights::zero(0)).fitted(&rows, *l2);
            let by_feature = features
                .iter()
                .enumerate()
                .map(|(column, feature)| (*feature, weights.column(column)));
            FittedModel { weights: by_feature.collect(), bias: weights.bias() }
        });
        fits.collect()
    }

    /// The likeliest label of a row by a model; neutral where two are equally likely.
    #[must_use]
    pub fn label(&self, model: &FittedModel, row: usize) -> Label {
        let mut logits = model.bias;
        for (feature, value) in self.rows.get(row).map_or(&[][..], |row| &row.cells) {
            if let Some(weights) = model.weights.get(feature) {
                logits
                    .iter_mut()
                    .zip(weights)
                    .for_each(|(logit, weight)| *logit += weight * f64::from(*value));
            }
        }
        let [positive, neutral, negative] = logits;
        if positive > neutral.max(negative) {
            Label::Positive
        } else if negative > neutral.max(positive) {
            Label::Negative
        } else {
            Label::Neutral
        }
    }

    /// The `most` features that speak most for `label`, with their weights, strongest first.
    #[must_use]
    pub fn strongest(&self, model: &FittedModel, label: Label, most: usize) -> Vec<(String, f64)> {
        let class = label as usize;
        let mut found: Vec<(u32, f64)> =
            model.weights.iter().map(|(feature, weights)| (*feature, weights[class])).collect();
        found.retain(|(_, weight)| *weight >= MIN_SHOWN);
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let name = |feature: u32| match feature.checked_sub(HASHED) {
            Some(rule) => rule_features::name(rule as usize),
            None => self.names.get(&feature).cloned().unwrap_or_default(),
        };
        found.into_iter().take(most).map(|(feature, weight)| (name(feature), weight)).collect()
    }

    /// Rows of each label: positive, neutral, negative.
    #[must_use]
    pub fn balance(&self) -> [usize; CLASSES] {
        Label::ALL.map(|label| self.rows.iter().filter(|row| row.label == label).count())
    }
}

/// A model before it is written.
#[derive(Debug, Clone)]
pub struct FittedModel {
    /// By feature.
    weights: BTreeMap<u32, [f64; CLASSES]>,
    bias: [f64; CLASSES],
}

impl FittedModel {
    /// The file that [`super::LinearModel::load`] reads.
    #[must_use]
    pub fn to_bytes(&self, rules: &RulesVersion, quality: Quality) -> Vec<u8> {
        let weights: Vec<(u32, [f64; CLASSES])> =
            self.weights.iter().map(|(feature, weights)| (*feature, *weights)).collect();
        file::write(self.bias, &weights, rules, quality)
    }
}
