//! Claims that contradict one another: the same measure of the same thing for the same time, with
//! values that cannot both be right.
//!
//! Works on the columns of `claims` and `articles` and on the normal forms of claims, never on text.
//! `docs/index.md` says what a conflict is, `docs/tables.md` what the columns mean.

mod apart;
mod figure;
mod group;
mod interval;
mod key;
mod period;
mod revision;
mod row;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::model::{ArticleId, ClaimId, ClaimKind, Direction, Modality, NormalForm, Qualifier};
pub use figure::Figure;
pub(crate) use figure::may_be_figure;
pub use group::Finder;

/// A claim as its row in `claims` has it, with what `articles` says of its article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimFact {
    /// Place of the claim's article in the archive.
    pub ordinal: u64,
    /// The article.
    pub article_id: ArticleId,
    /// The story of the article.
    pub story_id: ArticleId,
    /// Number of the claim in its article: what follows the dash in `claim_id`.
    pub claim_number: u32,
    /// Number of its sentence in the article; equal for claims of one sentence.
    pub sentence: u32,
    /// Publisher of the article.
    pub source: Option<String>,
    /// The thing measured.
    pub subject: Option<String>,
    /// The lexicon's id of it.
    pub subject_id: Option<String>,
    /// What is measured of it.
    pub metric: Option<String>,
    /// What kind of statement.
    pub kind: ClaimKind,
    /// Which way a change goes.
    pub direction: Option<Direction>,
    /// What the value is counted in.
    pub unit: String,
    /// Fully scaled.
    pub value: Decimal,
    /// Upper end of a range.
    pub value_hi: Option<Decimal>,
    /// How exact the text says it is.
    pub qualifier: Qualifier,
    /// How sure the text is.
    pub modality: Modality,
    /// The words that bound the time.
    pub period_text: Option<String>,
    /// First day of the period.
    pub period_start: Option<Date>,
    /// Last day of the period.
    pub period_end: Option<Date>,
    /// The day the figure holds for.
    pub as_of: Option<Date>,
    /// What decides which claims it is compared with; the words above are for rows.
    pub normal: NormalForm,
    /// Day of publication.
    pub day: Option<Date>,
    /// The text never says what the number measures.
    pub undefined: bool,
    /// Another figure is compared with it (rule `origin`): it holds for a time that the text may
    /// not name.
    pub is_base: bool,
    /// The number as written.
    pub surface: String,
}

/// Why figures differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They cannot both be right.
    Disagree,
    /// The later one takes the place of the earlier, and says so.
    Revised,
    /// They hold for different days, or one of them has been revised: it was right then.
    Stale,
    /// One article states both.
    WithinArticle,
}

impl Verdict {
    /// Its word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Disagree => "disagree",
            Self::Revised => "revised",
            Self::Stale => "stale",
            Self::WithinArticle => "within_article",
        }
    }
}

/// One row of the table `conflicts`.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The series that they belong to, where it is known.
    pub measure_id: Option<String>,
    /// The lexicon's id of the thing measured.
    pub subject_id: Option<String>,
    /// The thing measured, as the first claim names it.
    pub subject: String,
    /// What is measured of it.
    pub metric: Option<String>,
    /// What kind of statement.
    pub kind: ClaimKind,
    /// What the values are counted in.
    pub unit: String,
    /// The words that bound the time, of the first claim that has some.
    pub period: Option<String>,
    /// First day of the period.
    pub period_start: Option<Date>,
    /// Last day of the period.
    pub period_end: Option<Date>,
    /// The latest day for which one of the figures holds.
    pub as_of: Option<Date>,
    /// The lowest figure; falls are negative.
    pub low: Decimal,
    /// The highest figure.
    pub high: Decimal,
    /// `high - low`, in the unit of the figures.
    pub spread: Decimal,
    /// `spread / max(|low|, |high|)`; `None` where both are 0.
    pub relative_spread: Option<f64>,
    /// The publishers that are known, in alphabetical order.
    pub sources: Vec<String>,
    /// Articles that take part.
    pub articles: u32,
    /// Stories that take part.
    pub stories: u32,
    /// The claims from the lowest to the highest.
    pub claims: Vec<ClaimId>,
    /// Why they differ.
    pub verdict: Verdict,
    /// Codes of what a reader should know, with `; ` between them.
    pub note: String,
}

/// The conflicts among claims that come in any order, the same for every order. Who has more claims
/// than fit into memory sorts [`Figure`]s by their keys and passes them to a [`Finder`].
///
/// ```
/// use jiff::civil::date;
/// use newsvane::{aggregate::conflict::{ClaimFact, Verdict, find_conflicts}, model::{ArticleId, ClaimKind, Direction, Modality, NormalForm, NormalPeriod, PeriodKind, Qualifier}};
///
/// let gain = |article: u64, percent: i64, qualifier| ClaimFact {
///     ordinal: article,
///     article_id: ArticleId(article),
///     story_id: ArticleId(article),
///     claim_number: 0,
///     sentence: 0,
///     source: None,
///     subject: Some("Russell 2000".to_owned()),
///     subject_id: Some("index.rut".to_owned()),
///     metric: None,
///     kind: ClaimKind::Change,
///     direction: Some(Direction::Up),
///     unit: "percent".to_owned(),
///     value: percent.into(),
///     value_hi: None,
///     qualifier,
///     modality: Modality::Actual,
///     period_text: Some("year-to-date".to_owned()),
///     period_start: None,
///     period_end: None,
///     as_of: None,
///     normal: NormalForm {
///         period: NormalPeriod { kind: PeriodKind::YearToDate, ..NormalPeriod::default() },
///         written: Some(percent.into()),
///         ..NormalForm::default()
///     },
///     day: Some(date(2026, 7, 2)),
///     undefined: false,
///     is_base: false,
///     surface: format!("{percent}%"),
/// };
/// let rows = find_conflicts([gain(1, 14, Qualifier::About), gain(2, 21, Qualifier::Over)]);
/// assert_eq!((rows[0].verdict, rows[0].note.as_str()), (Verdict::Disagree, "about 14% / over 21%"));
/// ```
#[must_use]
pub fn find_conflicts(facts: impl IntoIterator<Item = ClaimFact>) -> Vec<Conflict> {
    let mut figures: Vec<Figure> = facts.into_iter().filter_map(Figure::new).collect();
    figures.sort_unstable_by_key(Figure::key);
    let mut finder = Finder::default();
    for figure in figures {
        finder.push(figure);
    }
    finder.finish()
}

#[cfg(test)]
mod series_tests;
#[cfg(test)]
pub(crate) mod tests;
