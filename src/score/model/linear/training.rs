//! Labelled sentences to a model.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{
    Quality, RulesVersion,
    evaluate::{LABELS, number},
    features::{DIMENSION, PLACES, Reader},
    file, rule_features,
    softmax::{Rows, SIDES, Weights},
};
use crate::{model::Label, score::model::ModelInput};

/// Rows that a word must stand in to be learned: what stands once is a name as a rule.
const MIN_ROWS: u32 = 2;

/// Weaker features are not worth a look.
const MIN_SHOWN: f64 = 0.005;

/// Labelled sentences as features.
#[derive(Debug, Default)]
pub struct TrainingSet {
    reader: Reader,
    rows: Vec<Row>,
    /// What the place of a word stands for; where several share one, the first met.
    names: FxHashMap<u32, String>,
}

/// A sentence: its places with their values, and its side.
#[derive(Debug)]
struct Row {
    cells: Vec<(u32, f32)>,
    label: Label,
}

impl TrainingSet {
    /// Adds a sentence and its label.
    pub fn push(&mut self, sentence: &ModelInput<'_>, label: Label) {
        let Self { reader, rows, names } = self;
        reader.read(sentence, |place, words| {
            names.entry(place).or_insert_with(|| words.name(sentence.text));
        });
        let cells = reader
            .words
            .iter()
            .map(|place| (*place, 1.0))
            .chain(reader.rules.iter().copied())
            .collect();
        rows.push(Row { cells, label });
    }

    /// For each strength of the penalty the model of the rows that `is_chosen` names by their
    /// numbers. Each fit begins where the one before ended, which takes fewer steps and ends at the
    /// same place.
    pub fn fit(&self, is_chosen: impl Fn(usize) -> bool, strengths: &[f64]) -> Vec<FittedModel> {
        let chosen: Vec<&Row> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(n, _)| is_chosen(*n))
            .map(|(_, row)| row)
            .collect();
        let mut counts = vec![0_u32; PLACES];
        chosen
            .iter()
            .flat_map(|row| &row.cells)
            .for_each(|(place, _)| counts[*place as usize] += 1);
        let places: Vec<u32> =
            (0..PLACES as u32).filter(|place| counts[*place as usize] >= MIN_ROWS).collect();
        let mut columns = vec![u32::MAX; PLACES];
        (0..).zip(&places).for_each(|(column, place)| columns[*place as usize] = column);
        let mut rows = Rows::new(places.len());
        for row in chosen {
            let cells = row.cells.iter().map(|(place, value)| (columns[*place as usize], *value));
            rows.push(cells.filter(|(column, _)| *column != u32::MAX), number(row.label));
        }
        let mut weights = Weights::zero(places.len());
        let fits = strengths.iter().map(|l2| {
            weights = std::mem::replace(&mut weights, Weights::zero(0)).fitted(&rows, *l2);
            let by_place =
                places.iter().enumerate().map(|(column, place)| (*place, weights.column(column)));
            FittedModel { weights: by_place.collect(), bias: weights.bias() }
        });
        fits.collect()
    }

    /// The label that a model gives to a row.
    #[must_use]
    pub fn label(&self, model: &FittedModel, row: usize) -> Label {
        let mut logits = model.bias;
        for (place, value) in self.rows.get(row).map_or(&[][..], |row| &row.cells) {
            if let Some(weights) = model.weights.get(place) {
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
        let side = number(label);
        let mut found: Vec<(u32, f64)> =
            model.weights.iter().map(|(place, weights)| (*place, weights[side])).collect();
        found.retain(|(_, weight)| *weight >= MIN_SHOWN);
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let name = |place: u32| match place.checked_sub(DIMENSION) {
            Some(rule) => rule_features::name(rule as usize),
            None => self.names.get(&place).cloned().unwrap_or_default(),
        };
        found.into_iter().take(most).map(|(place, weight)| (name(place), weight)).collect()
    }

    /// Rows of each label: positive, neutral, negative.
    #[must_use]
    pub fn balance(&self) -> [usize; SIDES] {
        LABELS.map(|label| self.rows.iter().filter(|row| row.label == label).count())
    }
}

/// A model before it is written.
#[derive(Debug, Clone)]
pub struct FittedModel {
    /// By place.
    weights: BTreeMap<u32, [f64; SIDES]>,
    bias: [f64; SIDES],
}

impl FittedModel {
    /// The file that [`super::LinearModel::load`] reads.
    #[must_use]
    pub fn to_bytes(&self, rules: &RulesVersion, quality: Quality) -> Vec<u8> {
        let weights: Vec<(u32, [f64; SIDES])> =
            self.weights.iter().map(|(place, weights)| (*place, *weights)).collect();
        file::write(self.bias, &weights, rules, quality)
    }
}
