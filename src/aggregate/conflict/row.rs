//! Figures that contradict one another to a row of the table.

use rust_decimal::prelude::ToPrimitive as _;

use super::{Conflict, Figure, Verdict};
use crate::model::ClaimId;

/// Days between publications from which a row says so: figures may have been revised.
const LONG_APART: i32 = 7;

/// The row of figures that are apart; `None` for none.
pub(super) fn row(figures: &[&Figure], verdict: Verdict) -> Option<Conflict> {
    let mut sorted = figures.to_vec();
    sorted.sort_by_key(|f| (f.value, f.ordinal, f.claim_number));
    let (lowest, highest) = (sorted.first()?, sorted.last()?);
    let place = |f: &&&Figure| (f.ordinal, f.claim_number);
    let first = figures.iter().min_by_key(place)?;
    let timed = figures.iter().min_by_key(|f| {
        (f.period_start.is_none(), f.period.is_none(), f.ordinal, f.claim_number)
    })?;
    let (low, high) = (lowest.value.0, highest.value.0);
    let spread = high.saturating_sub(low);
    Some(Conflict {
        measure_id: first.measure_id.clone(),
        subject_id: first.subject_id.clone(),
        subject: first.subject.clone(),
        metric: figures
            .iter()
            .filter(|f| f.metric.is_some())
            .min_by_key(place)
            .and_then(|f| f.metric.clone()),
        kind: first.kind,
        unit: first.unit.clone(),
        period: timed.period.clone(),
        period_start: timed.period_start,
        period_end: timed.period_end,
        as_of: figures.iter().filter_map(|f| f.as_of.or(f.day)).max(),
        low,
        high,
        spread,
        relative_spread: spread.checked_div(low.abs().max(high.abs())).and_then(|r| r.to_f64()),
        sources: distinct(figures.iter().filter_map(|f| f.source.clone())),
        articles: distinct(figures.iter().map(|f| f.article_id)).len() as u32,
        stories: distinct(figures.iter().map(|f| f.story_id)).len() as u32,
        claims: sorted
            .iter()
            .map(|f| ClaimId { article: f.article_id, number: f.claim_number })
            .collect(),
        verdict,
        note: note(&sorted, lowest, highest, verdict),
    })
}

/// The words of both ends, and what makes them less comparable than they look.
fn note(figures: &[&Figure], lowest: &Figure, highest: &Figure, verdict: Verdict) -> String {
    let mut parts = vec![format!("{} / {}", lowest.wording, highest.wording)];
    if lowest.value.0.is_sign_negative() && highest.value.0.is_sign_positive() {
        parts.push("sign".to_owned());
    }
    if figures.iter().any(|f| f.day.is_none()) {
        parts.push("undated".to_owned());
    }
    if let (Verdict::Stale, Some(low), Some(high)) = (verdict, lowest.anchor, highest.anchor) {
        parts.push(format!("of {low} / {high}"));
    }
    let days = || figures.iter().filter_map(|f| f.day);
    let apart = days()
        .min()
        .zip(days().max())
        .and_then(|(first, last)| first.until(last).ok())
        .map_or(0, |span| span.get_days());
    if apart > LONG_APART {
        parts.push(format!("published {apart} days apart"));
    }
    parts.join("; ")
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort();
    items.dedup();
    items
}
