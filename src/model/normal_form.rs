//! A claim in the form in which claims of different articles are compared.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The words of a claim brought to one form, equal for claims that mean the same by them, so that
/// nothing after `extract` reads words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NormalForm {
    /// The thing measured: lower case, no articles, no possessives. Empty where nothing is left.
    pub subject: String,
    /// The subject is a proper name, which means the same thing in another article.
    pub is_name: bool,
    /// What is measured of it, under one name. Empty for [`MetricKind::Price`].
    pub metric: String,
    /// What sort of measure that is.
    pub metric_kind: MetricKind,
    /// What a count counts, under one name.
    pub counted: String,
    /// The series that it belongs to; empty where that is unknown.
    pub measure: String,
    /// On which bases it is told, in order.
    pub basis: String,
    /// The part of its owner that it is of; empty for all of it.
    pub segment: String,
    /// The words that make the measure a smaller one, sorted: "europe retail"; empty for all of it.
    pub narrowing: String,
    /// Whose plan or forecast it is.
    pub forecaster: Forecaster,
    /// It is of a market's day that is over.
    pub is_close: bool,
    /// It takes the place of this value, where it says so.
    pub revised_from: Option<Decimal>,
    /// The period.
    pub period: NormalPeriod,
    /// The number in digits with its decimals, unscaled: 3.50 of "$3.50 billion". `None` where it
    /// is written in words.
    pub written: Option<Decimal>,
}

/// Who makes a forecast.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Forecaster {
    /// Whoever owns the measure, or nobody who is named.
    #[default]
    Owner,
    /// Analysts, economists and the like, who differ.
    Analysts,
    /// The body with this id.
    Body(String),
}

/// Sorts of measures by how many a thing has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum MetricKind {
    /// None is named, or the price of the thing itself.
    #[default]
    Price,
    /// Moves all day, or a company has many of it: trading volume, stake.
    OfShares,
    /// A company or a country has one: revenue, inflation.
    Headline,
    /// Any other.
    Other,
}

/// The words of a period in one form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NormalPeriod {
    /// Lower case, no hyphens, nothing that leads in.
    pub words: String,
    /// What the words say of it.
    pub kind: PeriodKind,
    /// It begins with "for": of prices the time of delivery.
    pub follows_for: bool,
}

/// How the words of a period tie it to the day on which they are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PeriodKind {
    /// Not at all, or there are none.
    #[default]
    Plain,
    /// From the first of January to that day.
    YearToDate,
    /// "The year": the year to date, in January perhaps the year before.
    Year,
    /// Ends with that day: "over the past year".
    Rolling,
    /// The period of another figure: "a year earlier", "from 2010".
    OfAnother,
    /// One of several that are told together: "in May and so far in June".
    Joined,
    /// A market that is still open: "in early trading".
    OpenMarket,
}
