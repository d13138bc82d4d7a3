//! What two claims must have in common to be about the same thing.

use super::{ClaimFact, period::Time};
use crate::model::{ClaimKind, MetricKind, Modality};

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
    /// A rate of a known series: any two values may be of it.
    pub(super) is_rate: bool,
}

/// What a claim has in common with those of the same measure; `None` for a claim that no other can
/// contradict.
pub(super) fn measure(fact: &ClaimFact, time: &Time) -> Option<Measure> {
    let normal = &fact.normal;
    if let Some(key) = series(fact, time) {
        let is_rate = fact.unit == "percent";
        return Some(Measure { key, scope: Scope::Archive, is_price: false, is_rate });
    }
    if fact.modality != Modality::Actual {
        return None;
    }
    let (scope, is_price) = scope(fact, time)?;
    let subject = Some(&normal.subject).filter(|subject| !subject.is_empty());
    let mut key = match (scope, &fact.subject_id) {
        (Scope::Article, _) => format!("a {} {}", fact.article_id, subject?),
        (Scope::Archive, Some(id)) => format!("i {id}"),
        (Scope::Archive, None) => format!("s {}", subject?),
    };
    let parts = [
        &normal.metric,
        fact.kind.as_str(),
        &fact.unit,
        &normal.counted,
        &normal.basis,
        &normal.segment,
        &time.key(),
    ];
    push(&mut key, &parts);
    Some(Measure { key, scope, is_price, is_rate: false })
}

fn push(key: &mut String, parts: &[&str]) {
    for part in parts {
        key.push('\n');
        key.push_str(part);
    }
}

/// The key of a figure of a known series that is not a price: its owner and measure, its part, its
/// bases, its unit and its time. `None` where one of them is open.
fn series(fact: &ClaimFact, time: &Time) -> Option<String> {
    let normal = &fact.normal;
    let (owner, _) = normal.measure.split_once('.')?;
    if normal.measure.rsplit('.').next() == Some("price") {
        return None;
    }
    // economies have codes of two letters: "us.cpi"
    let is_macro = owner.len() == 2;
    let is_change = fact.kind == ClaimKind::Change && fact.unit == "percent";
    let has_span = normal.basis.split(' ').any(is_span);
    let is_of_days = matches!(time, Time::Fixed(..));
    let is_plan = fact.modality != Modality::Actual;
    if is_macro && (!is_of_days || is_change && !has_span) || !is_of_days && !is_plan {
        return None;
    }
    let kind = if is_macro || is_plan { "" } else { fact.kind.as_str() };
    let unit = fact.unit.strip_suffix("/share").unwrap_or(&fact.unit);
    let mut key = format!("m {}", normal.measure);
    let parts = [kind, unit, &normal.basis, &normal.segment, fact.modality.as_str(), &time.key()];
    push(&mut key, &parts);
    Some(key)
}

/// Whether a basis tells how far back what a change is measured against lies.
fn is_span(basis: &str) -> bool {
    basis.contains("_on_") || basis == "annualised"
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
            let is_over = |day| *end < day || fact.normal.is_close && *end == day;
            !fact.normal.period.follows_for && fact.day.is_some_and(is_over)
        }
        Time::Words(_) | Time::Unsaid => false,
    };
    is_over && fact.kind == ClaimKind::Change && fact.unit == "percent"
}
