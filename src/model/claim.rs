//! Quantities and the claims made of them.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    mention::Label, mention::ThemeId, normal_form::NormalForm, sentence::Modality, span::Span,
};

/// A number with its unit as written in the text, whether or not the story asserts it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quantity {
    /// Sign, currency, number, magnitude and unit; no approximator.
    pub span: Span,
    /// What family it is of.
    pub kind: QuantityKind,
    /// Fully scaled, signed as written. Dates have `date` instead.
    pub value: Decimal,
    /// Upper end of a range.
    pub value_hi: Option<Decimal>,
    /// The unit in the words of [`Claim::unit`]; empty for a bare number.
    pub unit: String,
    /// How exact the text says it is.
    pub qualifier: Qualifier,
    /// First day, for dates and date ranges.
    pub date: Option<Date>,
    /// One past the last day, for date ranges.
    pub date_end: Option<Date>,
    /// Why it is no claim (a name, a date, a list number), if so.
    pub not_claim: Option<Cow<'static, str>>,
    /// Why its value is doubtful (`unread_magnitude`, `cut_from_longer`, `unknown_unit`), if so.
    pub suspect: Option<Cow<'static, str>>,
}

/// Families of quantities, as `annotate --quantities` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuantityKind {
    /// A bare number or a count of things.
    Number,
    /// An amount of money.
    Currency,
    /// Percent.
    Percent,
    /// Percentage points.
    #[serde(rename = "pp")]
    PercentagePoint,
    /// Basis points.
    #[serde(rename = "bps")]
    BasisPoint,
    /// 2x, threefold, doubled.
    Multiple,
    /// 14th, eighth.
    Ordinal,
    /// A length of time.
    Duration,
    /// A day.
    Date,
    /// A year, month, quarter or span of days.
    DateRange,
}

impl QuantityKind {
    /// Its name in `annotate --quantities`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Currency => "currency",
            Self::Percent => "percent",
            Self::PercentagePoint => "pp",
            Self::BasisPoint => "bps",
            Self::Multiple => "multiple",
            Self::Ordinal => "ordinal",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::DateRange => "date_range",
        }
    }
}

/// A quantity that the story asserts. `docs/claims.md` says more about its fields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Claim {
    /// The number with sign, currency, range, magnitude and unit.
    pub span: Span,
    /// Index into [`crate::model::Analysis::sentences`].
    pub sentence: u32,
    /// Fully scaled; a change has its magnitude, a level is signed.
    pub value: Decimal,
    /// Upper end of a range.
    pub value_hi: Option<Decimal>,
    /// The value that it had before, where the text gives it.
    pub prior_value: Option<Decimal>,
    /// The words that bound the time of that, where they differ.
    pub prior_period: Option<Span>,
    /// The value that the text sets it against, whatever that is of.
    pub compared_value: Option<Decimal>,
    /// What that value is to it.
    pub relation: Option<Relation>,
    /// On which bases it is told, by their codes in order: `year_on_year`, `seasonally_adjusted`.
    pub basis: Vec<Cow<'static, str>>,
    /// The part of its owner that it is of: "repair division".
    pub segment: Option<String>,
    /// The series that it belongs to: `us.cpi`, `company.pfizer.revenue`.
    pub measure_id: Option<String>,
    /// The change that follows from `value` and `prior_value`, as a fraction of the prior.
    pub change_derived: Option<Decimal>,
    /// `percent`, `percentage_point`, `basis_point`, ISO 4217, `USD/share`, `index_point`,
    /// `multiple`, `count`, `ordinal`, a duration or physical unit.
    pub unit: String,
    /// What a count counts.
    pub of: Option<String>,
    /// How exact the text says it is.
    pub qualifier: Qualifier,
    /// Which way a change goes.
    pub direction: Option<Direction>,
    /// What kind of statement.
    pub kind: ClaimKind,
    /// The thing measured.
    pub subject: Option<String>,
    /// The lexicon's id of the subject.
    pub subject_id: Option<String>,
    /// The id of the company whose figure it is, where the subject names only the measure or a part
    /// of it.
    pub owner_id: Option<String>,
    /// What is measured of it.
    pub metric: Option<String>,
    /// The verbatim words that bound the time.
    pub period: Option<Span>,
    /// First day of the period.
    pub period_start: Option<Date>,
    /// Last day of the period.
    pub period_end: Option<Date>,
    /// The day the figure holds for.
    pub as_of: Option<Date>,
    /// How sure the text is.
    pub modality: Modality,
    /// Who says so.
    pub speaker: Option<String>,
    /// The themes of its sentence.
    pub themes: Vec<ThemeId>,
    /// Whether the sentence is favourable to what is measured.
    pub sentiment: Option<Label>,
    /// The text never says what the number measures.
    pub undefined: bool,
    /// Why its value is doubtful, if so: see [`Quantity::suspect`]. Such a claim counts nowhere.
    pub suspect: Option<Cow<'static, str>>,
    /// How often the article says it again.
    pub repeats: u32,
    /// The rule that found it.
    pub rule: Cow<'static, str>,
    /// What claims of other articles are compared by; `None` where none can contradict this one.
    pub normal: Option<Box<NormalForm>>,
}

/// What the value is that a figure is set against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Relation {
    /// The same before: "from 4.4%", "a year earlier".
    Prior,
    /// What it was before somebody corrected or raised it.
    RevisedFrom,
    /// What had been expected of it.
    Expected,
    /// The same of others.
    Peer,
    /// Its highest or lowest before: "below its record high of 520".
    Peak,
}

impl Relation {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Prior => "prior",
            Self::RevisedFrom => "revised_from",
            Self::Expected => "expected",
            Self::Peer => "peer",
            Self::Peak => "peak",
        }
    }
}

/// How exact a number is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// As stated.
    #[default]
    Exact,
    /// About, roughly, a fuzzy form.
    About,
    /// More than.
    Over,
    /// Less than.
    Under,
    /// At least.
    AtLeast,
    /// Up to, as much as.
    AtMost,
}

impl Qualifier {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }
}

/// Which way something moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More.
    Up,
    /// Less.
    Down,
    /// The same.
    Flat,
}

impl Direction {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Flat => "flat",
        }
    }
}

/// What a claim states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// A difference to before.
    Change,
    /// A value.
    Level,
    /// A part of a whole, a probability, margin, yield or rate.
    Share,
    /// A number of things.
    Count,
    /// An ordinal, a streak, a record.
    Rank,
    /// A length of time.
    Duration,
    /// A price target or guidance.
    Target,
}

impl ClaimKind {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Level => "level",
            Self::Share => "share",
            Self::Count => "count",
            Self::Rank => "rank",
            Self::Duration => "duration",
            Self::Target => "target",
        }
    }
}
