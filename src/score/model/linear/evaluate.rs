//! How good labels are: parts of the rows to judge by, and the counts of what was found.

use crate::model::Label;

/// Counts of rows by the label that they have and the one that was found, in the order positive,
/// neutral, negative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confusion {
    /// `counts[has][found]`.
    pub counts: [[u64; 3]; 3],
}

impl Confusion {
    /// Counts a row.
    pub fn add(&mut self, has: Label, found: Label) {
        self.counts[has as usize][found as usize] += 1;
    }

    /// Counts the rows of another.
    pub fn merge(&mut self, other: &Self) {
        self.counts
            .iter_mut()
            .flatten()
            .zip(other.counts.iter().flatten())
            .for_each(|(own, other)| *own += other);
    }

    /// Rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.counts.iter().flatten().sum()
    }

    /// Share of the rows whose label was found; 0 without rows.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        let hits: u64 = (0..3).map(|n| self.counts[n][n]).sum();
        hits as f64 / self.rows().max(1) as f64
    }

    /// F1 of a label: the harmonic mean of its precision and recall; 0 where it was never found.
    #[must_use]
    pub fn f1(&self, label: Label) -> f64 {
        let n = label as usize;
        let (has, found) =
            (self.counts[n].iter().sum::<u64>(), self.counts.iter().map(|row| row[n]).sum::<u64>());
        2.0 * self.counts[n][n] as f64 / (has + found).max(1) as f64
    }

    /// The mean of F1 over the three labels.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        Label::ALL.iter().map(|label| self.f1(*label)).sum::<f64>() / 3.0
    }
}

/// Cuts rows into `folds` parts with the same share of each label: the part of every row. `rows`
/// are the label and the text of each. Equal texts are in one part, whatever their blanks and
/// capitals, and the order of rows makes no difference.
#[must_use]
pub fn folds<'t>(rows: impl Iterator<Item = (Label, &'t str)>, folds: usize) -> Vec<usize> {
    let folds = folds.max(1);
    let keys: Vec<([u8; 16], usize)> =
        rows.map(|(label, text)| (key(text), label as usize)).collect();
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    // a text takes its turn among those of its most frequent label
    let mut dealt = [0_usize; 3];
    let mut fold_of: Vec<([u8; 16], usize)> = Vec::new();
    for group in sorted.chunk_by(|a, b| a.0 == b.0) {
        let mut counts = [0_usize; 3];
        for (_, label) in group {
            counts[*label] += 1;
        }
        let most = (0..3).rev().max_by_key(|label| counts[*label]).unwrap_or(0);
        fold_of.push((group[0].0, (dealt[most] + most) % folds));
        dealt[most] += 1;
    }
    let fold = |key: &[u8; 16]| {
        fold_of.binary_search_by_key(key, |(key, _)| *key).map_or(0, |at| fold_of[at].1)
    };
    keys.iter().map(|(key, _)| fold(key)).collect()
}

/// The same for equal texts, and in an order that has nothing to do with what they say.
fn key(text: &str) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    for word in text.split_whitespace() {
        hasher.update(word.to_lowercase().as_bytes());
        hasher.update(b" ");
    }
    let mut key = [0; 16];
    key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_give_accuracy_and_f1() {
        let mut confusion = Confusion { counts: [[6, 2, 0], [1, 8, 1], [0, 2, 0]] };
        assert!((confusion.accuracy() - 0.7).abs() < 1e-12);
        // 12 / 15, 16 / 22, 0 / 3
        assert!((confusion.macro_f1() - (0.8 + 16.0 / 22.0) / 3.0).abs() < 1e-12);
        confusion.add(Label::Negative, Label::Negative);
        assert!((confusion.f1(Label::Negative) - 0.4).abs() < 1e-12);
        assert!((Confusion::default().macro_f1() + Confusion::default().accuracy()).abs() < 1e-12);
    }

    #[test]
    fn equal_texts_share_a_fold_and_labels_are_spread() {
        let texts: Vec<String> = (0..120).map(|n| format!("Text number {}", n % 100)).collect();
        let label = |n: usize| if n.is_multiple_of(4) { Label::Negative } else { Label::Neutral };
        let rows = || texts.iter().enumerate().map(|(n, text)| (label(n), text.as_str()));
        let parts = folds(rows(), 5);
        for n in 100..120 {
            assert_eq!(parts[n], parts[n - 100]);
        }
        for fold in 0..5 {
            let own: Vec<usize> = (0..100).filter(|n| parts[*n] == fold).collect();
            assert_eq!(own.len(), 20);
            assert_eq!(own.iter().filter(|n| n.is_multiple_of(4)).count(), 5);
        }
        let mut reversed: Vec<usize> = folds(rows().collect::<Vec<_>>().into_iter().rev(), 5);
        reversed.reverse();
        assert_eq!(reversed, parts, "the order of rows makes no difference");
        let spaced = folds(
            [(Label::Neutral, "Oats  ROSE"), (Label::Neutral, "oats rose "), (Label::Neutral, "b")]
                .into_iter(),
            2,
        );
        assert_eq!(spaced[0], spaced[1]);
    }
}
