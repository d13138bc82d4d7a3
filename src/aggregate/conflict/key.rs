//! What two claims must have in common to be about the same thing.

use super::{ClaimFact, period::Time};
use crate::model::{ClaimKind, MetricKind};

/// Among which claims a claim is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The subject is known by name: claims of all articles.
    Archive,
    /// "Sales", "the company" or an unknown part of something: claims of the same article.
    Article,
}

/// A claim's measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measure {
    /// Equal for claims of one measure.
    pub(super) key: String,
    /// Among which claims others are looked for.
    pub(super) scope: Scope,
    /// The price of something that is traded, of which there is one.
    pub(super) is_price: bool,
}

/// What a claim has in common with those of the same measure; `None` for a claim that no other can
/// contradict.
pub(super) fn measure(fact: &ClaimFact, time: &Time) -> Option<Measure> {
    let normal = &fact.normal;
    let (scope, is_price) = scope(fact, time)?;
    let subject = Some(&normal.subject).filter(|subject| !subject.is_empty());
    let mut key = match (scope, &fact.subject_id) {
        (Scope::Article, _) => format!("a {} {}", fact.article_id, subject?),
        (Scope::Archive, Some(id)) => format!("i {id}"),
        (Scope::Archive, None) => format!("s {}", subject?),
    };
    for part in
        [&normal.metric, fact.kind.as_str(), &fact.unit, &normal.counted, time.key().as_str()]
    {
        key.push('\n');
        key.push_str(part);
    }
    Some(Measure { key, scope, is_price })
}

/// Among which claims a claim is compared, and whether it is of a price.
fn scope(fact: &ClaimFact, time: &Time) -> Option<(Scope, bool)> {
    let is_price = fact.normal.metric_kind == MetricKind::Price && is_settled(fact, time);
    let is_result = matches!(fact.normal.metric_kind, MetricKind::Headline | MetricKind::Other);
    match fact.subject_id.as_deref().map(SubjectKind::of) {
        // imports of copper are those of some country, its price is that of all
        Some(SubjectKind::Instrument) if is_price => Some((Scope::Archive, true)),
        // a company's figure without a measure may be of its results where it is not of the year so
        // far, or said to be of its shares
        Some(SubjectKind::Company)
            if is_price && (*time == Time::YearToDate || fact.metric.is_some()) =>
        {
            Some((Scope::Archive, true))
        }
        Some(SubjectKind::Company) if is_result => Some((Scope::Archive, false)),
        None if is_headline(fact) && fact.normal.is_name => Some((Scope::Archive, false)),
        None if is_result => Some((Scope::Article, false)),
        _ => None,
    }
}

/// What an id of the lexicon is of, by its first part; those of a user's own list are companies
/// unless they say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SubjectKind {
    /// What is said beside an agency is seldom measured of it: takes no part.
    Agency,
    /// Has results, and shares with a price.
    Company,
    /// Has a price.
    Instrument,
}

impl SubjectKind {
    fn of(subject_id: &str) -> Self {
        match subject_id.split('.').next() {
            Some("agency" | "name") => Self::Agency,
            Some("index" | "commodity" | "rate" | "currency" | "volatility") => Self::Instrument,
            _ => Self::Company,
        }
    }
}

/// A measure that a country or a company has one of, in a unit.
fn is_headline(fact: &ClaimFact) -> bool {
    fact.normal.metric_kind == MetricKind::Headline
        && !(fact.kind == ClaimKind::Level && fact.unit == "count")
}

/// Of prices only the moves over days that are past, or since the start of the year, are the same
/// in every article: a level has a high, a low and a close, and "for June" is the month of
/// delivery.
fn is_settled(fact: &ClaimFact, time: &Time) -> bool {
    let is_over = match time {
        Time::YearToDate => true,
        Time::Fixed(_, end) => {
            !fact.normal.period.follows_for && fact.day.is_some_and(|day| *end < day)
        }
        Time::Words(_) | Time::Unsaid => false,
    };
    is_over && fact.kind == ClaimKind::Change && fact.unit == "percent"
}
