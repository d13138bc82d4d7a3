//! A claim made ready to be compared.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ClaimFact,
    interval::{Interval, Number, interval, shown_value},
    key::{Measure, is_of_economy, measure},
    period::{anchor, time},
};
use crate::{
    lang::in_one_line,
    model::{ArticleId, Claim, ClaimKind, Modality, NormalForm, Qualifier},
};

/// A claim that others may contradict: what is left of it once its words have become a key and its
/// value an interval.
///
/// Sorted by [`key`](Self::key), the figures of one measure follow one another. Serializable, so
/// that a caller can sort on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Hash of everything that the claims of one measure share.
    pub(super) measure: u128,
    /// The day for which it holds, where that decides which figures it meets.
    pub(super) anchor: Option<Date>,
    /// Days that anchors may lie apart.
    pub(super) max_days_apart: Option<i32>,
    /// Any two values may be of the same thing, however far apart.
    pub(super) is_price: bool,
    /// Any two values may be of it, whatever their signs.
    pub(super) is_rate: bool,
    /// What somebody means to reach or expects, which a later one replaces.
    pub(super) is_plan: bool,
    /// The value whose place it takes.
    pub(super) revised_from: Option<Number>,
    /// Its digits as written.
    pub(super) written: Option<Number>,
    pub(super) measure_id: Option<String>,
    pub(super) ordinal: u64,
    pub(super) article_id: ArticleId,
    pub(super) story_id: ArticleId,
    pub(super) claim_number: u32,
    pub(super) sentence: u32,
    pub(super) interval: Interval,
    pub(super) value: Number,
    pub(super) day: Option<Date>,
    pub(super) as_of: Option<Date>,
    pub(super) kind: ClaimKind,
    pub(super) source: Option<String>,
    pub(super) subject: String,
    pub(super) subject_id: Option<String>,
    pub(super) metric: Option<String>,
    pub(super) unit: String,
    /// Qualifier and number as written: "over 21%".
    pub(super) wording: String,
    pub(super) period: Option<String>,
    pub(super) period_start: Option<Date>,
    pub(super) period_end: Option<Date>,
}

impl Figure {
    /// `None` for a claim that takes part in no conflict: no fact, undefined, a rank, a length of
    /// time, without a subject or measure, the base of a comparison without a time of its own, or a price of a market that is
    /// still open.
    #[must_use]
    pub fn new(fact: ClaimFact) -> Option<Self> {
        // "from a revised 8.7% in November" tells November's figure
        let is_of_own_time = fact.period_text.is_some() && is_of_economy(&fact.normal.measure);
        let is_open = fact.undefined || fact.is_base && !is_of_own_time;
        if !is_fact((fact.kind, fact.modality), &fact.normal) || is_open {
            return None;
        }
        let time = time(&fact)?;
        let Measure { key, is_price, is_rate } = measure(&fact, &time)?;
        let interval = interval(&fact)?;
        let hash = blake3::hash(key.as_bytes());
        let measure =
            hash.as_bytes().iter().take(16).fold(0, |sum, byte| sum << 8 | u128::from(*byte));
        let wording = wording(&fact);
        let anchor = anchor(&fact, &time);
        Some(Self {
            measure,
            anchor,
            max_days_apart: time.max_days_apart(),
            is_price,
            is_rate,
            is_plan: fact.modality != Modality::Actual,
            revised_from: fact.normal.revised_from.map(Number),
            written: fact.normal.written.map(|n| Number(n.normalize())),
            measure_id: Some(fact.normal.measure.clone()).filter(|id| !id.is_empty()),
            ordinal: fact.ordinal,
            article_id: fact.article_id,
            story_id: fact.story_id,
            claim_number: fact.claim_number,
            sentence: fact.sentence,
            interval,
            value: Number(shown_value(&fact)),
            day: fact.day,
            as_of: fact.as_of,
            kind: fact.kind,
            source: fact.source,
            subject: fact.subject?,
            subject_id: fact.subject_id,
            metric: fact.metric,
            unit: fact.unit,
            wording,
            period: fact.period_text,
            period_start: fact.period_start,
            period_end: fact.period_end,
        })
    }

    /// Whether it is of an economy, whose figures are revised for months.
    pub(super) fn is_of_economy(&self) -> bool {
        self.measure_id.as_deref().is_some_and(is_of_economy)
    }

    /// Measure, day, place: differs between any two claims.
    #[must_use]
    pub fn key(&self) -> (u128, Option<Date>, u64, u32) {
        (self.measure, self.anchor, self.ordinal, self.claim_number)
    }
}

/// Whether a claim may be a [`Figure`]: most are none, and nothing else of them need be copied.
pub(crate) fn may_be_figure(claim: &Claim) -> bool {
    let is_fact = |normal: &NormalForm| is_fact((claim.kind, claim.modality), normal);
    claim.subject.is_some() && !claim.undefined && claim.normal.as_deref().is_some_and(is_fact)
}

/// Whether a claim states what is, or a plan of a known series.
fn is_fact((kind, modality): (ClaimKind, Modality), normal: &NormalForm) -> bool {
    let is_plan = modality == Modality::Forecast && !normal.measure.is_empty();
    let is_value =
        matches!(kind, ClaimKind::Change | ClaimKind::Level | ClaimKind::Share | ClaimKind::Count);
    (modality == Modality::Actual || is_plan) && (is_value || is_plan && kind == ClaimKind::Target)
}

fn wording(fact: &ClaimFact) -> String {
    let number = in_one_line(&fact.surface);
    match fact.qualifier {
        Qualifier::Exact => number,
        qualifier => format!("{} {number}", qualifier.as_str().replace('_', " ")),
    }
}
