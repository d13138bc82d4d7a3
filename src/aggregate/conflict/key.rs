//! What two claims must have in common to be about the same thing.

use super::{ClaimFact, period::Time};
use crate::model::ClaimKind;

/// Where a claim meets others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The subject is known by name: claims of all articles.
    Everywhere,
    /// "Sales", "the company" or an unknown part of something: claims of the same article.
    Article,
}

/// The words of a claim that its fellows share, and how far to look for them; `None` for a claim
/// that no other can contradict.
pub(super) fn measure(fact: &ClaimFact, time: &Time) -> Option<Measure> {
    let subject = fact.subject.as_deref()?;
    let metric = fact.metric.as_deref().map(normal_metric).unwrap_or_default();
    let is_told = !metric.is_empty() && !OF_SHARES.contains(&metric.as_str());
    let (reach, is_price) = match fact.subject_id.as_deref().map(Thing::of) {
        // imports of copper are those of some country, its price is that of all
        Some(Thing::Instrument) if metric.is_empty() && is_settled(fact, time) => {
            (Reach::Everywhere, true)
        }
        // a company's figure without a measure may be of its results where it is not of the year so
        // far, or said to be of its shares
        Some(Thing::Company)
            if metric.is_empty()
                && is_settled(fact, time)
                && (*time == Time::YearToDate || fact.metric.is_some()) =>
        {
            (Reach::Everywhere, true)
        }
        Some(Thing::Company) if is_told => (Reach::Everywhere, false),
        None if is_told && is_headline(&metric, fact) && is_name(subject, &metric) => {
            (Reach::Everywhere, false)
        }
        None if is_told => (Reach::Article, false),
        _ => return None,
    };
    let mut key = match (reach, &fact.subject_id) {
        (Reach::Article, _) => format!("a {} {}", fact.article_id, normal_subject(subject)?),
        (Reach::Everywhere, Some(id)) => format!("i {id}"),
        (Reach::Everywhere, None) => format!("s {}", normal_subject(subject)?),
    };
    let of = fact
        .of
        .as_deref()
        .filter(|_| fact.kind == ClaimKind::Count)
        .map(normal_metric)
        .unwrap_or_default();
    for part in [&metric, fact.kind.as_str(), &fact.unit, &of, &time.key()] {
        key.push('\n');
        key.push_str(part);
    }
    Some(Measure { key, reach, is_price })
}

/// What an id of the lexicon is of, by its first part; those of a user's own list are companies
/// unless they say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thing {
    /// What is said beside an agency is seldom measured of it: takes no part.
    Agency,
    /// Has results, and shares with a price.
    Company,
    /// Has a price.
    Instrument,
}

impl Thing {
    fn of(subject_id: &str) -> Self {
        match subject_id.split('.').next() {
            Some("agency" | "name") => Self::Agency,
            Some("index" | "commodity" | "rate" | "currency" | "volatility") => Self::Instrument,
            _ => Self::Company,
        }
    }
}

/// A claim's measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measure {
    /// Equal for claims of one measure.
    pub(super) key: String,
    /// Where those may stand.
    pub(super) reach: Reach,
    /// The price of something that is traded, of which there is one.
    pub(super) is_price: bool,
}

/// A measure that a country or a company has one of, in a unit.
fn is_headline(metric: &str, fact: &ClaimFact) -> bool {
    HEADLINE.contains(&metric) && !(fact.kind == ClaimKind::Level && fact.unit == "count")
}

/// Measures that move all day, or that a company has many of: of itself, and in others.
const OF_SHARES: &[&str] = &[
    "share",
    "shares traded",
    "stake",
    "trading volume",
    "volume",
    "short interest",
    "volatility",
];
/// Measures that a company or a country has one of. Of a thing without an id others are too often
/// those of a part, or of somebody else: its "sales" and "imports" may be sales to it and imports
/// from it.
const HEADLINE: &[&str] = &[
    "revenue",
    "net revenue",
    "total revenue",
    "turnover",
    "same store sales",
    "like for like sales",
    "comparable sales",
    "profit",
    "net profit",
    "gross profit",
    "operating profit",
    "pretax profit",
    "profit before tax",
    "net income",
    "operating income",
    "earnings",
    "core earnings",
    "earnings per share",
    "loss per share",
    "dividend",
    "book value",
    "ebit",
    "ebitda",
    "adjusted ebitda",
    "net loss",
    "operating loss",
    "pretax loss",
    "net debt",
    "free cash flow",
    "market value",
    "assets under management",
    "backlog",
    "order intake",
    "operating margin",
    "gross margin",
    "profit margin",
    "headcount",
    "workforce",
    "gdp",
    "growth",
    "industrial production",
    "retail sales",
    "home sales",
    "housing starts",
    "building permits",
    "payrolls",
    "jobless claims",
    "unemployment rate",
    "participation rate",
    "savings rate",
    "inflation",
    "core inflation",
    "inflation rate",
    "headline inflation",
    "annual inflation",
    "consumer prices",
    "producer prices",
    "house prices",
    "home prices",
    "budget deficit",
    "money supply",
    "foreign reserves",
    "consumer confidence",
    "consumer spending",
    "household spending",
];

/// Of prices only the moves over days that are past, or since the start of the year, are the same
/// whoever tells them: a level has a high, a low and a close, and "for June" is the month of
/// delivery.
fn is_settled(fact: &ClaimFact, time: &Time) -> bool {
    let is_delivery =
        fact.period_text.as_deref().is_some_and(|text| text.to_lowercase().starts_with("for "));
    let is_over = match time {
        Time::YearToDate => true,
        Time::Fixed(_, end) => !is_delivery && fact.day.is_some_and(|day| *end < day),
        Time::Words(_) | Time::Unsaid => false,
    };
    is_over && fact.kind == ClaimKind::Change && fact.unit == "percent"
}

/// Measures that go by several names, and what the price of a thing itself is called.
const SAME_METRIC: &[(&str, &str)] = &[
    ("revenues", "revenue"),
    ("profits", "profit"),
    ("prices", "price"),
    ("yields", "yield"),
    ("rates", "rate"),
    ("costs", "cost"),
    ("margins", "margin"),
    ("investments", "investment"),
    ("dividends", "dividend"),
    ("volumes", "volume"),
    ("interest rates", "interest rate"),
    ("gross domestic product", "gdp"),
    ("jobless rate", "unemployment rate"),
    ("eps", "earnings per share"),
    ("market cap", "market value"),
    ("market capitalization", "market value"),
    ("market capitalisation", "market value"),
    ("stock market value", "market value"),
];
const PRICE_ITSELF: &[&str] = &[
    "price",
    "share price",
    "stock price",
    "value",
    "gain",
    "gains",
    "shares",
    "year to date gain",
    "closing level",
    "closing high",
    "record close",
    "record high",
    "record low",
    "total return",
];

/// One name for a measure; nothing where it is the price of the subject itself.
fn normal_metric(metric: &str) -> String {
    let metric = metric.to_lowercase().replace('-', " ");
    let metric = SAME_METRIC
        .iter()
        .find(|(other, _)| *other == metric)
        .map_or(metric.as_str(), |(_, one)| one);
    if PRICE_ITSELF.contains(&metric) { String::new() } else { metric.to_owned() }
}

/// Lower case, single spaces, no articles, no possessive; `None` where nothing is left.
fn normal_subject(subject: &str) -> Option<String> {
    let lower = subject.to_lowercase().replace('\u{2019}', "'");
    let words: Vec<&str> = lower
        .split_whitespace()
        .map(|word| word.trim_end_matches("'s").trim_end_matches('\''))
        .filter(|word| !matches!(*word, "" | "the" | "a" | "an"))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Names something that is the same in another article: all its words have capitals, and none is a
/// measure or a common word.
fn is_name(subject: &str, metric: &str) -> bool {
    let plain = |word: &str| {
        word.trim_end_matches('.')
            .trim_end_matches("'s")
            .trim_end_matches('\u{2019}')
            .to_lowercase()
    };
    let is_proper = |word: &str| {
        let lower = plain(word);
        word.starts_with(char::is_uppercase)
            && lower.chars().count() > 2
            && lower != metric
            && !COMMON.contains(&lower.as_str())
    };
    let mut words = subject
        .split_whitespace()
        .filter(|w| !matches!(*w, "of" | "and" | "&" | "the" | "The"))
        .peekable();
    words.peek().is_some() && words.all(is_proper)
}

/// Words that begin a sentence, or stand for what another sentence names.
const COMMON: &[&str] = &[
    "according",
    "after",
    "all",
    "analysts",
    "april",
    "as",
    "august",
    "average",
    "bank",
    "banks",
    "both",
    "but",
    "case",
    "companies",
    "company",
    "compares",
    "consumer",
    "consumers",
    "core",
    "december",
    "demand",
    "domestic",
    "economists",
    "economy",
    "exports",
    "february",
    "government",
    "gross",
    "group",
    "growth",
    "home",
    "however",
    "imports",
    "income",
    "industrial",
    "inflation",
    "investors",
    "it",
    "its",
    "january",
    "july",
    "june",
    "march",
    "may",
    "more",
    "most",
    "nearly",
    "net",
    "new",
    "november",
    "october",
    "oil",
    "only",
    "operating",
    "output",
    "overall",
    "prices",
    "production",
    "profit",
    "profits",
    "retail",
    "revenue",
    "revenues",
    "rising",
    "sales",
    "september",
    "shares",
    "shipments",
    "spending",
    "stock",
    "stocks",
    "that",
    "there",
    "they",
    "this",
    "those",
    "total",
    "trade",
    "unemployment",
    "volume",
    "we",
    "while",
    "world",
];
