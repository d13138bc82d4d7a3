//! What two claims must have in common to be about the same thing.

use super::{ClaimFact, period::Time};
use crate::model::{ClaimKind, Forecaster, MetricKind, Modality};

/// A claim's measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measure {
    /// Equal for claims of one measure.
    pub(super) key: String,
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
        return Some(Measure { key, is_price: false, is_rate });
    }
    if fact.modality != Modality::Actual {
        return None;
    }
    let is_price = price_or_result(fact, time)? == PriceOrResult::Price;
    let mut key = match &fact.subject_id {
        Some(id) => format!("i {id}"),
        None => format!("s {}", Some(&normal.subject).filter(|subject| !subject.is_empty())?),
    };
    let parts = [
        normal.metric.as_str(),
        fact.kind.as_str(),
        &fact.unit,
        &normal.counted,
        &normal.basis,
        &normal.segment,
        // an index has one price, a company those of its goods beside that of its shares
        if is_price && (fact.metric.is_none() || !is_company(fact)) {
            ""
        } else {
            normal.narrowing.as_str()
        },
        &time.key(),
    ];
    push(&mut key, &parts);
    Some(Measure { key, is_price, is_rate: false })
}

fn push(key: &mut String, parts: &[&str]) {
    for part in parts {
        key.push('\n');
        key.push_str(part);
    }
}

/// The key of a figure of a known series that is not a price: its owner and measure, its part, its
/// bases, its unit and its time, and of a plan whose it is. `None` where one of them is open.
fn series(fact: &ClaimFact, time: &Time) -> Option<String> {
    let normal = &fact.normal;
    let (_, series) = normal.measure.split_once('.')?;
    if series.rsplit('.').next() == Some("price") {
        return None;
    }
    let is_macro = is_of_economy(&normal.measure);
    let is_of_days = matches!(time, Time::Fixed(..));
    let is_plan = fact.modality != Modality::Actual;
    // of a level a percentage is growth, from a month or a year before
    let is_growth = fact.unit == "percent" && !series.ends_with("_rate") && !is_part(&normal.basis);
    let is_open = is_growth && !normal.basis.split(' ').any(is_span);
    if is_macro && (!is_of_days || is_open) || !is_of_days && !is_plan {
        return None;
    }
    // what others expect differs from one of them to the next, and from day to day
    let forecaster = match &normal.forecaster {
        Forecaster::Body(id) => id,
        Forecaster::Owner if !(is_plan && is_macro) => "",
        Forecaster::Owner | Forecaster::Analysts => return None,
    };
    let kind = if is_macro || is_plan { "" } else { fact.kind.as_str() };
    let unit = fact.unit.strip_suffix("/share").unwrap_or(&fact.unit);
    let mut key = format!("m {}", normal.measure);
    let parts = [
        kind,
        unit,
        &normal.basis,
        &normal.segment,
        &normal.narrowing,
        forecaster,
        fact.modality.as_str(),
        &time.key(),
    ];
    push(&mut key, &parts);
    Some(key)
}

/// Whether a series is that of an economy, which have codes of two letters: "us.cpi".
pub(super) fn is_of_economy(measure: &str) -> bool {
    measure.as_bytes().get(2) == Some(&b'.')
}

/// Whether a basis tells how far back what a change is measured against lies.
fn is_span(basis: &str) -> bool {
    basis.contains("_on_") || basis == "annualised"
}

/// Whether one of the bases tells what a figure is a part of: `of_gdp`.
fn is_part(bases: &str) -> bool {
    bases.split(' ').any(|basis| basis.starts_with("of_"))
}

/// Which kind of measure a claim outside of the known series is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PriceOrResult {
    /// The price of something that is traded.
    Price,
    /// A result of a company, or a measure of whom a name stands for.
    Result,
}

/// Which kind of measure a claim is of; `None` where it is none of which there is one.
fn price_or_result(fact: &ClaimFact, time: &Time) -> Option<PriceOrResult> {
    let is_price = fact.normal.metric_kind == MetricKind::Price && is_settled(fact, time);
    // a company may lose and hold several sums; those of a time that it names are one
    let is_result = is_headline(fact)
        || fact.normal.metric_kind == MetricKind::Other && matches!(time, Time::Fixed(..));
    match fact.subject_id.as_deref().map(SubjectKind::of) {
        // imports of copper are those of some country, its price is that of all
        Some(SubjectKind::Instrument) if is_price => Some(PriceOrResult::Price),
        // a company's figure without a measure may be of its results where it is not of the year so
        // far, or said to be of its shares
        Some(SubjectKind::Company)
            if is_price && (*time == Time::YearToDate || fact.metric.is_some()) =>
        {
            Some(PriceOrResult::Price)
        }
        Some(SubjectKind::Company) if is_result => Some(PriceOrResult::Result),
        None if is_headline(fact) && fact.normal.is_name => Some(PriceOrResult::Result),
        _ => None,
    }
}

fn is_company(fact: &ClaimFact) -> bool {
    fact.subject_id.as_deref().map(SubjectKind::of) == Some(SubjectKind::Company)
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
