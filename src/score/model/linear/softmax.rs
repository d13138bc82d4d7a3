//! Logistic regression over three sides: the weights that make labelled rows likeliest, held small
//! by an L2 penalty.

use super::lbfgs::{Until, minimise};

/// Sides of a sentence.
pub(super) const SIDES: usize = 3;

/// Weights by feature and side, and the bias of each side behind them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weights {
    /// `SIDES` for each column, then `SIDES` biases.
    values: Vec<f64>,
}

/// Rows of a sparse matrix, with the side of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    /// Where each row begins in `cells`, and where the last ends.
    ends: Vec<usize>,
    cells: Vec<(u32, f32)>,
    sides: Vec<u8>,
    /// One more than the last column.
    columns: usize,
}

impl Rows {
    /// No rows yet, of so many columns.
    pub(super) fn new(columns: usize) -> Self {
        Self { ends: vec![0], columns, ..Self::default() }
    }

    /// Adds a row; `cells` names columns below the number of them.
    pub(super) fn push(&mut self, cells: impl IntoIterator<Item = (u32, f32)>, side: usize) {
        self.cells.extend(cells);
        self.ends.push(self.cells.len());
        self.sides.push(side as u8);
    }

    fn iter(&self) -> impl Iterator<Item = (&[(u32, f32)], usize)> {
        let rows = self.ends.windows(2).map(|ends| &self.cells[ends[0]..ends[1]]);
        rows.zip(self.sides.iter().map(|side| usize::from(*side)))
    }
}

impl Weights {
    /// The same for every row.
    pub(super) fn zero(columns: usize) -> Self {
        Self { values: vec![0.0; (columns + 1) * SIDES] }
    }

    /// The weights of a column.
    pub(super) fn column(&self, column: usize) -> [f64; SIDES] {
        std::array::from_fn(|side| self.values[column * SIDES + side])
    }

    /// What each side has in advance.
    pub(super) fn bias(&self) -> [f64; SIDES] {
        self.column(self.values.len() / SIDES - 1)
    }

    /// The weights that minimise the negative log-likelihood of `rows` plus half of `l2` times
    /// their squares (biases are free), searched for from these on.
    pub(super) fn fitted(mut self, rows: &Rows, l2: f64) -> Self {
        let count = rows.sides.len().max(1) as f64;
        minimise(&mut self.values, UNTIL, |weights, slope| loss(rows, l2, count, weights, slope));
        self
    }

    /// The probability of each side.
    #[cfg(test)]
    fn probabilities(&self, cells: &[(u32, f32)]) -> [f64; SIDES] {
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
const UNTIL: Until = Until { slope: 1e-5, steps: 500 };

/// The loss per row, and its slope.
fn loss(rows: &Rows, l2: f64, count: f64, weights: &[f64], slope: &mut [f64]) -> f64 {
    let bias = rows.columns * SIDES;
    let mut sum = 0.0;
    for (slope, weight) in slope[..bias].iter_mut().zip(weights) {
        sum += 0.5 * l2 * weight * weight;
        *slope = l2 * weight;
    }
    slope[bias..].fill(0.0);
    for (cells, side) in rows.iter() {
        let mut logits: [f64; SIDES] = std::array::from_fn(|side| weights[bias + side]);
        for (column, value) in cells {
            let weights = &weights[*column as usize * SIDES..][..SIDES];
            logits
                .iter_mut()
                .zip(weights)
                .for_each(|(logit, weight)| *logit += weight * f64::from(*value));
        }
        let mut errors = softmax(logits);
        sum -= errors[side].max(f64::MIN_POSITIVE).ln();
        errors[side] -= 1.0;
        for (column, value) in cells {
            let slope = &mut slope[*column as usize * SIDES..][..SIDES];
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

/// Logits to probabilities, whatever their size.
pub(super) fn softmax(logits: [f64; SIDES]) -> [f64; SIDES] {
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
        weights: Vec<[f64; SIDES]>,
        bias: [f64; SIDES],
        probabilities: Vec<[f64; SIDES]>,
    }

    #[test]
    fn weights_are_those_of_scikit_learn() {
        let fixture: Fixture =
            serde_json::from_str(include_str!("../../../../tests/fixtures/linear/logistic.json"))
                .unwrap();
        let mut rows = Rows::new(fixture.columns);
        fixture.rows.iter().for_each(|(cells, side)| rows.push(cells.iter().copied(), *side));
        let mut warm = Weights::zero(fixture.columns);
        for fit in &fixture.fits {
            let weights = Weights::zero(fixture.columns).fitted(&rows, fit.l2);
            warm = warm.fitted(&rows, fit.l2);
            let far = |a: [f64; SIDES], b: [f64; SIDES]| {
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
                |bias: [f64; SIDES]| bias.map(|b| b - bias.iter().sum::<f64>() / SIDES as f64);
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
