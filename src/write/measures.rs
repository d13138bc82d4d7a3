//! What is known of each measure on each day: the latest figures of all sources up to then.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::Path,
};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    Row, TableError, TableReader,
    columns::{Articles, Claims},
};

/// One measure on one day: the latest figure of every source up to then, taken together. Nothing
/// that was published later moves it.
///
/// A measure is a series on a basis, for a part of its owner and a period; how high it is and by how
/// much it moves are two, and figures of other units or another modality are another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MeasureDay {
    /// The series: `us.cpi`, `company.pfizer.revenue`.
    pub measure_id: String,
    /// On which bases it is told, in order; empty where none is named.
    pub basis: String,
    /// The part of its owner; empty for all of it.
    pub segment: String,
    /// `change` (by how much) or `level` (how high).
    pub kind: String,
    /// What the values are counted in.
    pub unit: String,
    /// First day that the figures are of.
    pub period_start: Option<Date>,
    /// Last day that they are of.
    pub period_end: Option<Date>,
    /// actual, forecast, conditional or target.
    pub modality: String,
    /// The day up to which was read.
    pub day: Date,
    /// Median of the sources' latest figures; a fall is below zero.
    pub median: Decimal,
    /// The lowest of them.
    pub low: Decimal,
    /// The highest of them.
    pub high: Decimal,
    /// Sources that have told one; a story without a source is its own.
    pub sources: usize,
    /// Stories that these figures are in.
    pub stories: usize,
    /// Whether one of them takes the place of an earlier one by its own words.
    pub revised: bool,
}

impl MeasureDay {
    /// The names of its fields, in order: the columns of a table of such rows.
    pub const COLUMNS: [&'static str; 15] = [
        "measure_id",
        "basis",
        "segment",
        "kind",
        "unit",
        "period_start",
        "period_end",
        "modality",
        "day",
        "median",
        "low",
        "high",
        "sources",
        "stories",
        "revised",
    ];

    /// How long its period is, in a word or two: `quarter`, `2 years`; empty where none is told.
    /// Figures of a quarter and of a year make no series together.
    #[must_use]
    pub fn span(&self) -> String {
        let (Some(first), Some(last)) = (self.period_start, self.period_end) else {
            return String::new();
        };
        let days = last.since(first).map_or(0, |span| span.get_days()) + 1;
        let years = f64::from(days) / 365.25;
        match days {
            ..=1 => "day".to_owned(),
            2..=6 => format!("{days} days"),
            7 => "week".to_owned(),
            28..=31 => "month".to_owned(),
            89..=92 => "quarter".to_owned(),
            181..=184 => "half-year".to_owned(),
            364..=371 => "year".to_owned(),
            _ if years < 1.5 => format!("{days} days"),
            _ => format!("{years:.0} years"),
        }
    }

    /// What the values of one series have in common over days and periods: measure, kind, unit,
    /// modality, segment, basis and span.
    #[cfg(feature = "report")]
    pub(crate) fn series(&self) -> [String; 7] {
        let own = [
            &self.measure_id,
            &self.kind,
            &self.unit,
            &self.modality,
            &self.segment,
            &self.basis,
            &self.span(),
        ];
        own.map(String::clone)
    }
}

/// What the figures of one measure have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    measure_id: String,
    basis: String,
    segment: String,
    kind: &'static str,
    unit: String,
    period: (Option<Date>, Option<Date>),
    modality: String,
}

/// A figure of a measure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Figure {
    day: Date,
    claim_id: String,
    source: String,
    story_id: String,
    value: Decimal,
    is_revised: bool,
}

/// An article that claims are read of.
struct ArticleOrigin {
    day: Date,
    source: String,
    story_id: String,
}

/// The measures of the tables in `folder` whose ids begin with one of `prefixes`, all where there is
/// none, by measure and day. Figures that are undefined, suspect, of copies or of undated articles
/// count nowhere, nor does a share of those that have a price. All figures that have a measure are held
/// in memory.
///
/// # Errors
/// When the tables of articles or claims are missing or broken.
pub fn measure_days(folder: &Path, prefixes: &[String]) -> Result<Vec<MeasureDay>, TableError> {
    let origins = origins(folder)?;
    let mut measures: BTreeMap<Key, Vec<Figure>> = BTreeMap::new();
    for row in TableReader::<Claims>::open(folder)? {
        let row = row?;
        let id = row.get(Claims::MeasureId);
        let is_asked = prefixes.is_empty() || prefixes.iter().any(|prefix| id.starts_with(prefix));
        let origin = origins.get(row.get(Claims::ArticleId));
        let Some(origin) = origin.filter(|_| !id.is_empty() && is_asked && counts(&row)) else {
            continue;
        };
        measures.entry(key(&row)?).or_default().push(told(&row, origin)?);
    }
    Ok(measures.into_iter().flat_map(|(key, told)| days(&key, told)).collect())
}

/// The originals of known days, by id.
fn origins(folder: &Path) -> Result<HashMap<String, ArticleOrigin>, TableError> {
    let mut origins = HashMap::new();
    for row in TableReader::<Articles>::open(folder)? {
        let row = row?;
        let Some(day) = row.day(Articles::Day)?.filter(|_| row.is_true(Articles::IsOriginal))
        else {
            continue;
        };
        let story_id = row.get(Articles::StoryId).to_owned();
        let source = Some(row.get(Articles::Source)).filter(|source| !source.is_empty());
        let source = source.unwrap_or(&story_id).to_owned();
        origins.insert(
            row.get(Articles::ArticleId).to_owned(),
            ArticleOrigin { day, source, story_id },
        );
    }
    Ok(origins)
}

/// Whether a claim is a figure of its measure.
fn counts(row: &Row<Claims>) -> bool {
    let is_price = row.get(Claims::MeasureId).rsplit('.').next() == Some("price");
    // "78% of the S&P 500" are companies
    let is_no_price = is_price && !matches!(row.get(Claims::Kind), "change" | "level");
    row.get(Claims::Suspect).is_empty()
        && !row.is_true(Claims::Undefined)
        && row.get(Claims::Rule) != "origin"
        && !is_no_price
}

fn key(row: &Row<Claims>) -> Result<Key, TableError> {
    let text = |column| row.get(column).to_owned();
    Ok(Key {
        measure_id: text(Claims::MeasureId),
        basis: text(Claims::Basis),
        segment: text(Claims::Segment),
        kind: if row.get(Claims::Kind) == "change" { "change" } else { "level" },
        unit: text(Claims::Unit),
        period: (row.day(Claims::PeriodStart)?, row.day(Claims::PeriodEnd)?),
        modality: text(Claims::Modality),
    })
}

fn told(row: &Row<Claims>, origin: &ArticleOrigin) -> Result<Figure, TableError> {
    let value: Option<Decimal> = row.parse(Claims::Value, "a number")?;
    let value = value.ok_or_else(|| row.bad(Claims::Value, "a number"))?;
    let is_fall = row.get(Claims::Direction) == "down";
    Ok(Figure {
        day: origin.day,
        claim_id: row.get(Claims::ClaimId).to_owned(),
        source: origin.source.clone(),
        story_id: origin.story_id.clone(),
        value: if is_fall { -value } else { value },
        is_revised: row.get(Claims::Relation) == "revised_from",
    })
}

/// The days on which a measure was told, each with the latest figures of all sources up to it.
fn days(key: &Key, mut told: Vec<Figure>) -> Vec<MeasureDay> {
    told.sort_unstable();
    let mut latest: BTreeMap<&str, &Figure> = BTreeMap::new();
    let mut out = Vec::new();
    for of_day in told.chunk_by(|a, b| a.day == b.day) {
        // of two figures of a source on one day the first counts
        for figure in of_day.iter().rev() {
            latest.insert(&figure.source, figure);
        }
        out.push(measure_day(key, of_day[0].day, &latest));
    }
    out
}

fn measure_day(key: &Key, day: Date, latest: &BTreeMap<&str, &Figure>) -> MeasureDay {
    let mut values: Vec<Decimal> = latest.values().map(|figure| figure.value).collect();
    values.sort_unstable();
    let stories: BTreeSet<&str> = latest.values().map(|figure| figure.story_id.as_str()).collect();
    let (lower, upper) = (values[(values.len() - 1) / 2], values[values.len() / 2]);
    MeasureDay {
        measure_id: key.measure_id.clone(),
        basis: key.basis.clone(),
        segment: key.segment.clone(),
        kind: key.kind.to_owned(),
        unit: key.unit.clone(),
        period_start: key.period.0,
        period_end: key.period.1,
        modality: key.modality.clone(),
        day,
        median: ((lower + upper) / Decimal::TWO).normalize(),
        low: values[0].normalize(),
        high: values[values.len() - 1].normalize(),
        sources: latest.len(),
        stories: stories.len(),
        revised: latest.values().any(|figure| figure.is_revised),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(day: &str, source: &str, value: i64) -> Figure {
        Figure {
            day: day.parse().unwrap(),
            claim_id: format!("{source}-{value}"),
            source: source.to_owned(),
            story_id: format!("s-{source}"),
            value: value.into(),
            is_revised: value < 0,
        }
    }

    #[test]
    fn periods_have_spans() {
        let all = [told("2026-07-02", "A", 1)].to_vec();
        let span = |first: &str, last: &str| {
            let key = Key {
                measure_id: "us.gdp".to_owned(),
                basis: String::new(),
                segment: String::new(),
                kind: "change",
                unit: "percent".to_owned(),
                period: (first.parse().ok(), last.parse().ok()),
                modality: "actual".to_owned(),
            };
            days(&key, all.clone())[0].span()
        };
        let spans = [
            span("2026-02-01", "2026-02-28"),
            span("2026-04-01", "2026-06-30"),
            span("2024-01-01", "2024-12-31"),
            span("2021-07-01", "2026-06-30"),
            span("2026-07-02", "2026-07-02"),
            span("", "2026-07-02"),
        ];
        assert_eq!(spans, ["month", "quarter", "year", "5 years", "day", ""]);
    }

    #[test]
    fn a_day_has_the_latest_figure_of_every_source_up_to_it() {
        let key = Key {
            measure_id: "us.payrolls".to_owned(),
            basis: String::new(),
            segment: String::new(),
            kind: "level",
            unit: "count".to_owned(),
            period: (None, None),
            modality: "actual".to_owned(),
        };
        let all = vec![
            told("2026-07-03", "B", -4),
            told("2026-07-02", "A", 1),
            told("2026-07-02", "A", 2),
            told("2026-07-03", "A", 7),
            told("2026-07-02", "B", 3),
        ];
        let found: Vec<_> = days(&key, all)
            .into_iter()
            .map(|d| (d.day.to_string(), d.median.to_string(), d.low, d.high, d.sources, d.revised))
            .collect();
        let day = |day: &str, median: &str, low: i64, high: i64, revised| {
            (day.to_owned(), median.to_owned(), low.into(), high.into(), 2, revised)
        };
        assert_eq!(
            found,
            [day("2026-07-02", "2", 1, 3, false), day("2026-07-03", "1.5", -4, 7, true)]
        );
    }
}
