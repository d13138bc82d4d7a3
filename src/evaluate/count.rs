//! Counts of hits and misses, and the figures made of them.

use serde_json::{Value, json};

/// Counts of what was found, invented and missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) right: usize,
    pub(super) false_hits: usize,
    pub(super) missed: usize,
}

impl Found {
    pub(super) const fn new(right: usize, false_hits: usize, missed: usize) -> Self {
        Self { right, false_hits, missed }
    }

    pub(super) const fn add(&mut self, right: usize, false_hits: usize, missed: usize) {
        self.right += right;
        self.false_hits += false_hits;
        self.missed += missed;
    }

    pub(super) const fn absorb(&mut self, other: Self) {
        self.add(other.right, other.false_hits, other.missed);
    }

    /// F1; `None` where there was nothing to find and nothing was found.
    pub(super) fn f1(self) -> Option<f64> {
        ratio(2 * self.right, 2 * self.right + self.false_hits + self.missed)
    }

    /// The figures as `score_gold.py --json` names them.
    pub(super) fn json(self) -> Value {
        json!({
            "precision": ratio(self.right, self.right + self.false_hits),
            "recall": ratio(self.right, self.right + self.missed),
            "f1": self.f1(),
            "tp": self.right,
            "fp": self.false_hits,
            "fn": self.missed,
        })
    }
}

/// Counts of right answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Answers {
    pub(super) right: usize,
    pub(super) all: usize,
}

impl Answers {
    pub(super) fn add(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    pub(super) const fn absorb(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }

    /// The figures as `score_gold.py --json` names them.
    pub(super) fn json(self) -> Value {
        json!({"accuracy": ratio(self.right, self.all), "correct": self.right, "of": self.all})
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Fields of a claim that are judged, in the order of the table.
pub const CLAIM_FIELDS: [&str; 8] =
    ["unit", "qualifier", "direction", "kind", "modality", "period", "subject", "speaker"];
/// Kinds of entities that are judged.
pub(super) const KINDS: [&str; 3] = ["company", "organisation", "person"];

/// What is judged of claims.
#[derive(Debug, Default)]
pub(super) struct ClaimScores {
    pub(super) found: Found,
    pub(super) fields: [Answers; CLAIM_FIELDS.len()],
    /// Claims of which the text says what they measure: whether they were found.
    pub(super) defined: Answers,
    pub(super) defined_fields: [Answers; CLAIM_FIELDS.len()],
    pub(super) undefined_flag: Answers,
    /// All fields right at once.
    pub(super) whole: Answers,
    pub(super) prior_value: Answers,
    pub(super) subject_exact: Answers,
}

/// What is judged of quotes.
#[derive(Debug, Default)]
pub(super) struct QuoteScores {
    pub(super) found: Found,
    pub(super) speaker: Answers,
    pub(super) speaker_exact: Answers,
    pub(super) organisation: Answers,
}

/// What is judged of entities.
#[derive(Debug, Default)]
pub(super) struct EntityScores {
    pub(super) found: [Found; KINDS.len()],
    pub(super) polarity: Answers,
    pub(super) person_organisation: Answers,
    pub(super) sentences: Found,
    pub(super) sentence_polarity: Answers,
}
