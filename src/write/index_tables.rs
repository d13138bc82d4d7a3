//! Cells, contributions and rejects to rows.

use super::{cells::Cells, format::Rows};
use crate::model::{Contribution, ModelTones, Note, Reject, StoryOf, ThemeDay, ThemeId};

/// The id of a theme among those that [`ThemeId`] numbers.
fn id(themes: &[String], theme: ThemeId) -> Option<&str> {
    themes.get(usize::from(theme.0)).map(String::as_str)
}

/// The rows of `theme_days`; `themes` are the ids that [`ThemeId`] numbers.
pub fn theme_day_rows(days: &[ThemeDay], themes: &[String], rows: &mut Rows) {
    for cell in days {
        let sentences: u32 = cell.sentences.iter().sum();
        let share = |n: u32| (sentences > 0).then(|| f64::from(n) / f64::from(sentences));
        rows.code(id(themes, cell.theme));
        rows.date(cell.day);
        rows.int(Some(i64::from(cell.articles)));
        rows.int(Some(i64::from(cell.stories)));
        rows.int(Some(i64::from(cell.sources)));
        rows.int(Some(i64::from(sentences)));
        rows.float(cell.n_eff);
        rows.float(cell.sentiment);
        rows.float(cell.std_error);
        rows.float(cell.interval.map(|i| i.0));
        rows.float(cell.interval.map(|i| i.1));
        rows.float(cell.dispersion);
        rows.float(share(cell.sentences[0]));
        rows.float(share(cell.sentences[1]));
        rows.float(share(cell.sentences[2]));
        rows.int(Some(i64::from(cell.day_stories)));
        rows.float(
            (cell.day_stories > 0).then(|| f64::from(cell.stories) / f64::from(cell.day_stories)),
        );
        rows.float(cell.novelty);
        rows.float(cell.sentiment_smoothed);
        rows.float(cell.z_score);
        rows.code(cell.note.map(Note::as_str));
        rows.float(cell.sentiment_shrunk);
        rows.end_row();
    }
}

/// The rows of `contributions`.
pub fn contribution_rows(contributions: &[Contribution], themes: &[String], rows: &mut Rows) {
    for contribution in contributions {
        rows.code(id(themes, contribution.theme));
        rows.date(contribution.day);
        rows.code(Some(&hex(contribution.article_id)));
        rows.code(Some(&hex(contribution.story_id)));
        rows.float(Some(contribution.weight));
        rows.float(Some(contribution.sentiment));
        rows.float(Some(contribution.value()));
        rows.end_row();
    }
}

/// Writes a row of `conflicts`.
pub fn conflict_row(conflict: &Conflicting<'_>, rows: &mut Rows) {
    rows.code(conflict.subject_id);
    rows.text(Some(conflict.subject));
    rows.text(conflict.metric);
    rows.code(Some(conflict.kind));
    rows.code(Some(conflict.unit));
    rows.text(conflict.period);
    rows.date(conflict.days.0);
    rows.date(conflict.days.1);
    rows.date(conflict.as_of);
    conflict.values.iter().for_each(|value| rows.decimal(Some(*value)));
    rows.float(conflict.relative_spread);
    rows.text(Some(&conflict.sources.join("; ")));
    rows.int(Some(i64::from(conflict.counts.0)));
    rows.int(Some(i64::from(conflict.counts.1)));
    let claims: Vec<String> = conflict
        .claims
        .iter()
        .map(|(article, number)| format!("{}-{number}", hex(*article)))
        .collect();
    rows.code(Some(&claims.join("; ")));
    rows.code(Some(conflict.verdict));
    rows.text(Some(conflict.note));
    rows.end_row();
}

/// What a row of `conflicts` says.
#[derive(Debug)]
pub struct Conflicting<'a> {
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
    pub days: (Option<jiff::civil::Date>, Option<jiff::civil::Date>),
    /// The latest day for which one of the figures holds.
    pub as_of: Option<jiff::civil::Date>,
    /// Lowest and highest figure, and what lies between.
    pub values: [rust_decimal::Decimal; 3],
    /// That over the larger of the two.
    pub relative_spread: Option<f64>,
    /// Publishers that are known.
    pub sources: &'a [String],
    /// Articles and stories that take part.
    pub counts: (u32, u32),
    /// The claims, from the lowest to the highest.
    pub claims: &'a [(u64, u32)],
    /// Why they differ.
    pub verdict: &'a str,
    /// What a reader should know.
    pub note: &'a str,
}

/// One row of `theme_periods`: the theme, the period's name, its first and last day, its figure,
/// its stories, and its days with and without a figure.
#[derive(Debug, Clone, Copy)]
pub struct PeriodRow<'a> {
    /// Id of the theme.
    pub theme: &'a str,
    /// `2026-W27`, `2026-07`, `2026-Q3`.
    pub period: &'a str,
    /// Its first day.
    pub first_day: jiff::civil::Date,
    /// Its last day: before its end the row is not final.
    pub last_day: jiff::civil::Date,
    /// Mean of the days, weighted by their stories.
    pub sentiment: Option<f64>,
    /// Stories of the days with a figure.
    pub stories: u64,
    /// Days with a figure.
    pub days: u32,
    /// Days without.
    pub null_days: u32,
}

/// Writes a row of `theme_sources`: articles, stories among them, and the publisher's stories of
/// the day on anything.
pub fn source_row(
    (theme, day, source): (&str, Option<jiff::civil::Date>, Option<&str>),
    [articles, stories, all]: [u32; 3],
    rows: &mut Rows,
) {
    rows.code(Some(theme));
    rows.date(day);
    rows.text(source);
    rows.int(Some(i64::from(articles)));
    rows.int(Some(i64::from(stories)));
    rows.int(Some(i64::from(all)));
    rows.float((all > 0).then(|| f64::from(stories) / f64::from(all)));
    rows.end_row();
}

/// Writes a row of `theme_shares`.
pub fn share_row(
    theme: &str,
    day: jiff::civil::Date,
    (index, sources, is_point_in_time): (f64, u32, bool),
    rows: &mut Rows,
) {
    rows.code(Some(theme));
    rows.date(Some(day));
    rows.float(Some(index));
    rows.int(Some(i64::from(sources)));
    rows.bool(Some(is_point_in_time));
    rows.end_row();
}

/// Writes a row of `theme_periods`.
pub fn period_row(row: &PeriodRow<'_>, rows: &mut Rows) {
    rows.code(Some(row.theme));
    rows.code(Some(row.period));
    rows.date(Some(row.first_day));
    rows.date(Some(row.last_day));
    rows.float(row.sentiment);
    rows.int(Some(row.stories as i64));
    rows.int(Some(i64::from(row.days)));
    rows.int(Some(i64::from(row.null_days)));
    rows.end_row();
}

/// The columns of `articles` from [`super::STORY_COLUMNS`] on; `model` is what a model of the
/// user's says, where there is one.
pub fn story_columns(story: StoryOf, model: Option<&ModelTones>, rows: &mut Rows) {
    rows.code(Some(&hex(story.story_id)));
    rows.float(Some(story.similarity));
    rows.bool(Some(story.is_original));
    rows.float(model.and_then(|model| model.mean));
    rows.float(model.and_then(ModelTones::agreement));
    rows.end_row();
}

/// One row of `rejects`.
pub fn reject_row(reject: &Reject, rows: &mut Rows) {
    rows.text(Some(&reject.locator));
    rows.code(Some(&reject.stage));
    rows.code(Some(reject.reason.as_str()));
    rows.text(Some(&reject.detail));
    rows.int(Some(reject.bytes as i64));
    rows.end_row();
}

/// An article id as outputs write it.
fn hex(article_id: u64) -> String {
    format!("{article_id:016x}")
}
