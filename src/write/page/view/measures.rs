//! Measures: what is known of each, and how it went.

use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::Serialize;

use super::{super::measures::Measure, Read, small_chart, text};

#[derive(Serialize)]
pub(super) struct MeasuresView {
    all: String,
    shown: String,
    is_whole: bool,
    list: Vec<MeasureView>,
}

#[derive(Serialize)]
struct MeasureView {
    id: String,
    /// `change · percent · forecast`.
    what: String,
    period: String,
    day: String,
    median: String,
    /// `3.1 to 3.4`; empty where all sources agree.
    range: String,
    sources: String,
    days: String,
    spark: String,
    label: String,
    revised: bool,
}

impl MeasuresView {
    pub(super) fn of(read: &Read<'_>) -> Self {
        let measures = read.measures;
        Self {
            all: text::count(measures.all, "measure", "measures"),
            shown: text::whole(measures.shown.len() as u64),
            is_whole: measures.shown.len() as u64 == measures.all,
            list: measures.shown.iter().filter_map(|measure| view(measure, read)).collect(),
        }
    }
}

fn view(measure: &Measure, read: &Read<'_>) -> Option<MeasureView> {
    let latest = measure.latest()?;
    let [_, what @ ..] = latest.series();
    let what: Vec<String> = what
        .iter()
        .filter(|part| !part.is_empty() && *part != "actual")
        .map(|part| text::cut(&part.replace('_', " "), 40))
        .collect();
    let period = match (latest.period_start, latest.period_end) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (first, last) => first.or(last).map_or_else(String::new, |day| day.to_string()),
    };
    let timeline = &read.figures.timeline;
    let mut values: Vec<Option<f64>> = vec![None; timeline.all.len()];
    for own in &measure.days {
        if let Some(value) = timeline.of_day(own.day).and_then(|n| values.get_mut(n)) {
            *value = own.median.to_f64();
        }
    }
    let days = text::count(measure.days.len() as u64, "day", "days");
    Some(MeasureView {
        id: text::cut(&latest.measure_id, 60),
        what: what.join(" · "),
        period,
        day: latest.day.to_string(),
        median: number(latest.median),
        range: if latest.low == latest.high {
            String::new()
        } else {
            format!("{} to {}", number(latest.low), number(latest.high))
        },
        sources: text::count(latest.sources as u64, "source", "sources"),
        spark: small_chart::steps(&values, timeline),
        label: format!("{}: told on {days}, at last {}.", latest.measure_id, number(latest.median)),
        days,
        revised: latest.revised,
    })
}

/// A figure with commas: `-1,234.5`.
fn number(value: Decimal) -> String {
    let text = value.abs().normalize().to_string();
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), text::whole);
    let sign = if value.is_sign_negative() && !value.is_zero() { "−" } else { "" };
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_commas_and_no_empty_digits() {
        let shown = ["-1234567.50", "0.30", "-0", "12"].map(|text| number(text.parse().unwrap()));
        assert_eq!(shown, ["−1,234,567.5", "0.3", "0", "12"]);
    }
}
