//! Multinomial logistic regression over the three labels: the weights that maximise the likelihood
//! of labelled rows, held small by an L2 penalty.

use super::lbfgs::{StoppingRule, minimise};

/// Classes: the labels in the order of [`Label::ALL`](crate::model::Label::ALL).
pub(super) const CLASSES: usize = 3;

/// Weights by feature and class, then the bias of each class.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weights {
    /// `CLASSES` for each column, then `CLASSES` biases.
    values: Vec<f64>,
}

/// Rows of a sparse matrix, with the class of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// Where each row begins in `cells`, and where the last ends.
    ends: Vec<usize>,
    cells: Vec<(u32, f32)>,
    classes: Vec<u8>,
    /// One more than the last column.
    columns: usize,
}

impl Rows {
    /// No rows yet, of so many columns.
    pub(super) fn new(columns: usize) -> Self {
        Self { ends: vec![0], columns, ..Self::default() }
    }

    /// Adds a row; `cells` names columns below the number of them.
    pub(super) fn push(&mut self, cells: impl IntoIterator<Item = (u32, f32)>, class: usize) {
        self.cells.extend(cells);
        self.ends.push(self.cells.len());
        self.classes.push(class as u8);
    }

    fn iter(&self) -> impl Iterator<Item = (&[(u32, f32)], usize)> {
        let rows = self.ends.windows(2).map(|ends| &self.cells[ends[0]..ends[1]]);
        rows.zip(self.classes.iter().map(|class| usize::from(*class)))
    }
}

impl Weights {
    /// The same for every row.
    pub(super) fn zero(columns: usize) -> Self {
        Self { values: vec![0.0; (columns + 1) * CLASSES] }
    }

    /// The weights of a column.
    pub(super) fn column(&self, column: usize) -> [f64; CLASSES] {
        std::array::from_fn(|class| self.values[column * CLASSES + class])
    }

    /// The intercept of each class.
    pub(super) fn bias(&self) -> [f64; CLASSES] {
        self.column(self.values.len() / CLASSES - 1)
    }

    /// The weights that minimise the negative log-likelihood of `rows` plus half of `l2` times
    /// their squares (biases are not penalised), searched for from these on.
    pub(super) fn fitted(mut self, rows: &Rows, l2: f64) -> Self {
        let count = rows.classes.len().max(1) as f64;
        minimise(&mut self.values, UNTIL, |weights, slope| loss(rows, l2, count, weights, slope));
        self
    }

    /// The probability of each class.
    #[cfg(test)]
    fn probabilities(&self, cells: &[(u32, f32)]) -> [f64; CLASSES] {
        let mut logits = self.bias();
        for (column, value) in cells {
            let weights = self.column(*column as usize);
            logits
                .iter_mut()
                .zip(weights)
                .for_each(|(logit, weight)| *logit += weight * f64::from(*value));
        }
        softmax(logits)
    }
}

/// Slopes of the mean loss below this move no label.
const UNTIL: StoppingRule = StoppingRule { slope: 1e-5, steps: 500 };

/// The loss per row, and its slope.
fn loss(rows: &Rows, l2: f64, count: f64, weights: &[f64], slope: &mut [f64]) -> f64 {
    let bias = rows.columns * CLASSES;
    let mut sum = 0.0;
    for (slope, weight) in slope[..bias].iter_mut().zip(weights) {
        sum += 0.5 * l2 * weight * weight;
        *slope = l2 * weight;
    }
    slope[bias..].fill(0.0);
    for (cells, class) in rows.iter() {
        let mut logits: [f64; CLASSES] = std::array::from_fn(|class| weights[bias + class]);
        for (column, value) in cells {
            let weights = &weights[*column as usize * CLASSES..][..CLASSES];
            logits
                .iter_mut()
                .zip(weights)
                .for_each(|(logit, weight)| *logit += weight * f64::from(*value));
        }
        let mut errors = softmax(logits);
        sum -= errors[class].max(f64::MIN_POSITIVE).ln();
        errors[class] -= 1.0;
        for (column, value) in cells {
            let slope = &mut slope[*column as usize * CLASSES..][..CLASSES];
            slope
                .iter_mut()
                .zip(errors)
                .for_each(|(slope, error)| *slope += error * f64::from(*value));
        }
        slope[bias..].iter_mut().zip(errors).for_each(|(slope, error)| *slope += error);
    }
    for slope in slope {
        *slope /= count;
    }
    sum / count
}

/// Logits to probabilities, without overflow whatever their size.
pub(super) fn softmax(logits: [f64; CLASSES]) -> [f64; CLASSES] {
    let most = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let shares = logits.map(|logit| (logit - most).exp());
    let sum: f64 = shares.iter().sum();
    shares.map(|share| share / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What scikit-learn found on the same rows; `scripts/make-linear-fixtures` wrote it.
    #[derive(serde::Deserialize)]
    struct Fixture {
        columns: usize,
        rows: Vec<(Vec<(u32, f32)>, usize)>,
        fits: Vec<Fit>,
    }

    #[derive(serde::Deserialize)]
    struct Fit {
        l2: f64,
        weights: Vec<[f64; CLASSES]>,
        bias: [f64; CLASSES],
        probabilities: Vec<[f64; CLASSES]>,
    }

    #[test]
    fn weights_are_those_of_scikit_learn() {
        let fixture: Fixture =
            serde_json::from_str(include_str!("../../../../tests/fixtures/linear/logistic.json"))
                .unwrap();
        let mut rows = Rows::new(fixture.columns);
        fixture.rows.iter().for_each(|(cells, class)| rows.push(cells.iter().copied(), *class));
        let mut warm = Weights::zero(fixture.columns);
        for fit in &fixture.fits {
            let weights = Weights::zero(fixture.columns).fitted(&rows, fit.l2);
            warm = warm.fitted(&rows, fit.l2);
            let far = |a: [f64; CLASSES], b: [f64; CLASSES]| {
                a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
            };
            for (column, expected) in fit.weights.iter().enumerate() {
                assert!(
                    far(weights.column(column), *expected) < 1e-2,
                    "{column}: {:?} {expected:?}",
                    weights.column(column)
                );
            }
            // the biases are free, so that only their differences are known
            let centred =
                |bias: [f64; CLASSES]| bias.map(|b| b - bias.iter().sum::<f64>() / CLASSES as f64);
            assert!(
                far(centred(weights.bias()), centred(fit.bias)) < 1e-2,
                "{:?} {:?}",
                weights.bias(),
                fit.bias
            );
            for ((cells, _), expected) in fixture.rows.iter().zip(&fit.probabilities) {
                assert!(
                    far(weights.probabilities(cells), *expected) < 1e-3,
                    "{:?} {expected:?}",
                    weights.probabilities(cells)
                );
                assert!(
                    far(weights.probabilities(cells), warm.probabilities(cells)) < 1e-3,
                    "from where it begins makes no difference"
                );
            }
        }
    }

    #[test]
    fn probabilities_of_any_logits_add_up() {
        for logits in [[0.0; 3], [1e300, -1e300, 0.0], [800.0, 799.0, -800.0]] {
            let sum: f64 = softmax(logits).iter().sum();
            assert!((sum - 1.0).abs() < 1e-12, "{logits:?}");
        }
    }
}
