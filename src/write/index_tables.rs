//! Cells, contributions, conflicts and rejects to rows.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    cells::{Cells, RowCells},
    rows::Rows,
    table::{
        IndexTable,
        columns::{
            Conflicts, Contributions, Rejects, ThemeDays, ThemePeriods, ThemeShares, ThemeSources,
        },
    },
};
use crate::model::{ClaimId, Contribution, IndexDay, Note, Reject};

/// What a row of an index is of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Labels<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a str,
}

impl Labels<'_> {
    /// The cells of the keys of a table.
    fn write<T: IndexTable>(self, rows: &mut Rows) {
        rows.text(T::key(), Some(self.id));
        if let Some(name) = T::name() {
            rows.text(name, Some(self.name));
        }
    }
}

/// A row of `theme_days` or `entity_days`.
pub(crate) fn day_row<T: IndexTable<Themes = ThemeDays>, K>(
    labels: Labels<'_>,
    cell: &IndexDay<K>,
    rows: &mut Rows,
) {
    let sentences: u32 = cell.sentences.iter().sum();
    let [positive, neutral, negative] =
        cell.sentences.map(|n| (sentences > 0).then(|| f64::from(n) / f64::from(sentences)));
    let buzz =
        (cell.day_stories > 0).then(|| f64::from(cell.stories) / f64::from(cell.day_stories));
    labels.write::<T>(rows);
    rows.day(T::of(ThemeDays::Day), cell.day);
    rows.int(T::of(ThemeDays::Articles), i64::from(cell.articles));
    rows.int(T::of(ThemeDays::Stories), i64::from(cell.stories));
    rows.int(T::of(ThemeDays::Sources), i64::from(cell.sources));
    rows.int(T::of(ThemeDays::Sentences), i64::from(sentences));
    rows.float(T::of(ThemeDays::NEff), cell.n_eff);
    rows.float(T::of(ThemeDays::Sentiment), cell.sentiment);
    rows.float(T::of(ThemeDays::StdError), cell.std_error);
    rows.float(T::of(ThemeDays::CiLow), cell.interval.map(|interval| interval.0));
    rows.float(T::of(ThemeDays::CiHigh), cell.interval.map(|interval| interval.1));
    rows.float(T::of(ThemeDays::Dispersion), cell.dispersion);
    rows.float(T::of(ThemeDays::Positive), positive);
    rows.float(T::of(ThemeDays::Neutral), neutral);
    rows.float(T::of(ThemeDays::Negative), negative);
    rows.int(T::of(ThemeDays::DayStories), i64::from(cell.day_stories));
    rows.float(T::of(ThemeDays::Buzz), buzz);
    rows.float(T::of(ThemeDays::Novelty), cell.novelty);
    rows.float(T::of(ThemeDays::SentimentSmoothed), cell.sentiment_smoothed);
    rows.float(T::of(ThemeDays::ZScore), cell.z_score);
    rows.text(T::of(ThemeDays::Note), cell.note.map(Note::as_str));
    rows.float(T::of(ThemeDays::SentimentShrunk), cell.sentiment_shrunk);
    rows.float(T::of(ThemeDays::Mood), cell.mood);
    rows.end_row();
}

/// The rows of `contributions` or `entity_contributions` for the cell of a day.
pub(crate) fn contribution_rows<T: IndexTable<Themes = Contributions>>(
    labels: Labels<'_>,
    day: Option<Date>,
    contributions: &[Contribution],
    rows: &mut Rows,
) {
    for contribution in contributions {
        labels.write::<T>(rows);
        rows.day(T::of(Contributions::Day), day);
        rows.id(T::of(Contributions::ArticleId), contribution.article_id);
        rows.id(T::of(Contributions::StoryId), contribution.story_id);
        rows.float(T::of(Contributions::Weight), Some(contribution.weight));
        rows.float(T::of(Contributions::Sentiment), Some(contribution.sentiment));
        rows.float(T::of(Contributions::Contribution), Some(contribution.value()));
        rows.end_row();
    }
}

/// Writes a row of `conflicts`.
pub(crate) fn conflict_row(conflict: &Conflicting<'_>, rows: &mut Rows) {
    let [low, high, spread] = conflict.values;
    rows.text(Conflicts::SubjectId, conflict.subject_id);
    rows.text(Conflicts::Subject, Some(conflict.subject));
    rows.text(Conflicts::Metric, conflict.metric);
    rows.text(Conflicts::Kind, Some(conflict.kind));
    rows.text(Conflicts::Unit, Some(conflict.unit));
    rows.text(Conflicts::Period, conflict.period);
    rows.day(Conflicts::PeriodStart, conflict.days.0);
    rows.day(Conflicts::PeriodEnd, conflict.days.1);
    rows.day(Conflicts::AsOf, conflict.as_of);
    rows.decimal(Conflicts::Low, Some(low));
    rows.decimal(Conflicts::High, Some(high));
    rows.decimal(Conflicts::Spread, Some(spread));
    rows.float(Conflicts::RelativeSpread, conflict.relative_spread);
    rows.list(Conflicts::Sources, conflict.sources.iter().map(String::as_str));
    rows.int(Conflicts::Articles, i64::from(conflict.counts.0));
    rows.int(Conflicts::Stories, i64::from(conflict.counts.1));
    let claims: Vec<String> = conflict.claims.iter().map(ToString::to_string).collect();
    rows.list(Conflicts::Claims, claims.iter().map(String::as_str));
    rows.text(Conflicts::Verdict, Some(conflict.verdict));
    rows.text(Conflicts::Note, Some(conflict.note));
    rows.text(Conflicts::MeasureId, conflict.measure_id);
    rows.end_row();
}

/// What a row of `conflicts` says.
#[derive(Debug)]
pub(crate) struct Conflicting<'a> {
    /// The series.
    pub measure_id: Option<&'a str>,
    /// The lexicon's id of the thing measured.
    pub subject_id: Option<&'a str>,
    /// The thing measured.
    pub subject: &'a str,
    /// What is measured of it.
    pub metric: Option<&'a str>,
    /// What kind of statement.
    pub kind: &'a str,
    /// What the values are counted in.
    pub unit: &'a str,
    /// The words that bound the time.
    pub period: Option<&'a str>,
    /// First and last day of the period.
    pub days: (Option<Date>, Option<Date>),
    /// The latest day for which one of the figures holds.
    pub as_of: Option<Date>,
    /// Lowest and highest figure, and what lies between.
    pub values: [Decimal; 3],
    /// That over the larger of the two.
    pub relative_spread: Option<f64>,
    /// Publishers that are known.
    pub sources: &'a [String],
    /// Articles and stories that take part.
    pub counts: (u32, u32),
    /// The claims, from the lowest to the highest.
    pub claims: &'a [ClaimId],
    /// Why they differ.
    pub verdict: &'a str,
    /// What a reader should know.
    pub note: &'a str,
}

/// Writes a row of `theme_sources`: articles, stories among them, and the publisher's stories of
/// the day on anything.
pub(crate) fn source_row(
    theme: &str,
    day: Option<Date>,
    source: Option<&str>,
    [articles, stories, all]: [u32; 3],
    rows: &mut Rows,
) {
    rows.text(ThemeSources::Theme, Some(theme));
    rows.day(ThemeSources::Day, day);
    rows.text(ThemeSources::Source, source);
    rows.int(ThemeSources::Articles, i64::from(articles));
    rows.int(ThemeSources::Stories, i64::from(stories));
    rows.int(ThemeSources::SourceStories, i64::from(all));
    let share = (all > 0).then(|| f64::from(stories) / f64::from(all));
    rows.float(ThemeSources::Share, share);
    rows.end_row();
}

/// Writes a row of `theme_shares`.
pub(crate) fn share_row(
    theme: &str,
    day: Date,
    index: f64,
    sources: u32,
    is_point_in_time: bool,
    rows: &mut Rows,
) {
    rows.text(ThemeShares::Theme, Some(theme));
    rows.day(ThemeShares::Day, Some(day));
    rows.float(ThemeShares::ShareIndex, Some(index));
    rows.int(ThemeShares::Sources, i64::from(sources));
    rows.bool(ThemeShares::IsPointInTime, Some(is_point_in_time));
    rows.end_row();
}

/// What a row of `theme_periods` or `entity_periods` says of a period.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PeriodRow<'a> {
    /// `2026-W27`, `2026-07`, `2026-Q3`, `2026`.
    pub period: &'a str,
    /// Its first day.
    pub first_day: Date,
    /// Its last day: before its end the row is not final.
    pub last_day: Date,
    /// Mean of the days, weighted by their stories.
    pub sentiment: Option<f64>,
    /// Stories of the days with a figure.
    pub stories: u64,
    /// Days with a figure.
    pub days: u32,
    /// Days without.
    pub null_days: u32,
    /// Of the sentiment, over all stories of the period.
    pub std_error: Option<f64>,
    /// 95 % interval over all stories of the period.
    pub interval: Option<(f64, f64)>,
    /// Its stories as they weigh.
    pub n_eff: Option<f64>,
    /// Distance from the mean of earlier periods, in their standard deviations.
    pub z_score: Option<f64>,
    /// Mean mood of the days, weighted by their stories.
    pub mood: Option<f64>,
}

/// A row of `theme_periods` or `entity_periods`.
pub(crate) fn period_row<T: IndexTable<Themes = ThemePeriods>>(
    labels: Labels<'_>,
    row: &PeriodRow<'_>,
    rows: &mut Rows,
) {
    labels.write::<T>(rows);
    rows.text(T::of(ThemePeriods::Period), Some(row.period));
    rows.day(T::of(ThemePeriods::FirstDay), Some(row.first_day));
    rows.day(T::of(ThemePeriods::LastDay), Some(row.last_day));
    rows.float(T::of(ThemePeriods::Sentiment), row.sentiment);
    rows.int(T::of(ThemePeriods::Stories), row.stories as i64);
    rows.int(T::of(ThemePeriods::Days), i64::from(row.days));
    rows.int(T::of(ThemePeriods::NullDays), i64::from(row.null_days));
    rows.float(T::of(ThemePeriods::StdError), row.std_error);
    rows.float(T::of(ThemePeriods::CiLow), row.interval.map(|(low, _)| low));
    rows.float(T::of(ThemePeriods::CiHigh), row.interval.map(|(_, high)| high));
    rows.float(T::of(ThemePeriods::NEff), row.n_eff);
    rows.float(T::of(ThemePeriods::ZScore), row.z_score);
    rows.float(T::of(ThemePeriods::Mood), row.mood);
    rows.end_row();
}

/// One row of `rejects`.
pub(crate) fn reject_row(reject: &Reject, rows: &mut impl RowCells) {
    rows.text(Rejects::Locator, Some(&reject.locator));
    rows.text(Rejects::Stage, Some(&reject.stage));
    rows.text(Rejects::Reason, Some(reject.reason.as_str()));
    rows.text(Rejects::Detail, Some(&reject.detail));
    rows.int(Rejects::Bytes, reject.bytes as i64);
    rows.end_row();
}
