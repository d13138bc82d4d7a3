//! Claims as the archives have them, made short.

mod values;

use jiff::civil::{Date, date};

use super::*;
use crate::model::{MetricKind, NormalPeriod, PeriodKind};

/// A decimal of its text.
pub(super) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

/// The Russell 2000, up 14% year-to-date, in an article of its own.
pub(super) fn fact(article: u64) -> ClaimFact {
    let day = date(2026, 7, 2);
    ClaimFact {
        ordinal: article,
        article_id: ArticleId(article),
        story_id: ArticleId(article),
        claim_number: 0,
        sentence: 0,
        source: Some(format!("Source {article}")),
        subject: Some("Russell 2000".to_owned()),
        subject_id: Some("index.rut".to_owned()),
        metric: None,
        kind: ClaimKind::Change,
        direction: Some(Direction::Up),
        unit: "percent".to_owned(),
        value: decimal("14"),
        value_hi: None,
        qualifier: Qualifier::Exact,
        modality: Modality::Actual,
        period_text: Some("year-to-date".to_owned()),
        period_start: Some(date(2026, 1, 1)),
        period_end: Some(day),
        as_of: None,
        normal: NormalForm {
            subject: "russell 2000".to_owned(),
            is_name: true,
            period: period("year to date", PeriodKind::YearToDate),
            written: Some(decimal("14")),
            ..NormalForm::default()
        },
        day: Some(day),
        undefined: false,
        is_base: false,
        surface: "14%".to_owned(),
    }
}

/// A period in words.
fn period(words: &str, kind: PeriodKind) -> NormalPeriod {
    NormalPeriod { words: words.to_owned(), kind, follows_for: false }
}

/// The same with another number.
pub(super) fn gain(article: u64, surface: &str, qualifier: Qualifier) -> ClaimFact {
    let value = decimal(surface.trim_end_matches('%'));
    let mut gain = ClaimFact { value, surface: surface.to_owned(), qualifier, ..fact(article) };
    gain.normal.written = Some(value);
    gain
}

/// Without a period.
fn unsaid(mut fact: ClaimFact) -> ClaimFact {
    (fact.period_text, fact.period_start, fact.period_end) = (None, None, None);
    fact.normal.period = NormalPeriod::default();
    fact
}

/// Revenue of a company in the second quarter of 2026.
fn revenue(article: u64, billions: &str) -> ClaimFact {
    ClaimFact {
        subject: Some("Apple".to_owned()),
        subject_id: Some("company.apple".to_owned()),
        metric: Some("Revenue".to_owned()),
        kind: ClaimKind::Level,
        direction: None,
        unit: "USD".to_owned(),
        value: decimal(billions) * decimal("1000000000"),
        surface: format!("${billions} billion"),
        period_text: Some("in the second quarter".to_owned()),
        period_start: Some(date(2026, 4, 1)),
        period_end: Some(date(2026, 6, 30)),
        normal: NormalForm {
            subject: "apple".to_owned(),
            is_name: true,
            metric: "revenue".to_owned(),
            metric_kind: MetricKind::Headline,
            period: period("second quarter", PeriodKind::Plain),
            written: Some(decimal(billions)),
            ..NormalForm::default()
        },
        ..fact(article)
    }
}

pub(super) fn published(fact: ClaimFact, day: Date) -> ClaimFact {
    ClaimFact { day: Some(day), ..fact }
}

pub(super) fn verdicts(facts: Vec<ClaimFact>) -> Vec<Verdict> {
    find_conflicts(facts).iter().map(|row| row.verdict).collect()
}

/// The Russell 2000 by the end of June, with the fields that the seed articles really have: the second
/// one has no day.
#[test]
fn the_russell_2000_of_the_seed_articles() {
    let first = gain(1, "14%", Qualifier::About);
    let again = ClaimFact {
        claim_number: 5,
        sentence: 4,
        period_text: Some("a year-to-date".to_owned()),
        ..first.clone()
    };
    let other = ClaimFact {
        subject: Some("Russell 2000 Index".to_owned()),
        period_text: Some("this year".to_owned()),
        period_start: None,
        period_end: None,
        day: None,
        source: None,
        ..gain(2, "21%", Qualifier::Over)
    };
    let mut half =
        ClaimFact { claim_number: 3, period_text: Some("first-half".to_owned()), ..other.clone() };
    half.normal.period = period("first half", PeriodKind::Plain);
    let rows = find_conflicts([half, other, again, first]);
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(
        (row.subject_id.as_deref(), row.subject.as_str(), row.unit.as_str()),
        (Some("index.rut"), "Russell 2000", "percent")
    );
    assert_eq!((row.low, row.high, row.spread), (decimal("14"), decimal("21"), decimal("7")));
    assert!((row.relative_spread.unwrap() - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!((row.period.as_deref(), row.as_of), (Some("year-to-date"), Some(date(2026, 7, 2))));
    let claims = [(1, 0), (1, 5), (2, 0)]
        .map(|(article, number)| ClaimId { article: ArticleId(article), number });
    assert_eq!((row.articles, row.stories, &row.claims[..]), (2, 2, &claims[..]));
    assert_eq!(
        (row.verdict, row.note.as_str()),
        (Verdict::Disagree, "about 14% / over 21%; undated")
    );
}

#[test]
fn what_held_on_another_day_is_stale() {
    let later = |day| published(gain(2, "21%", Qualifier::Exact), day);
    let rows = find_conflicts([fact(1), later(date(2026, 7, 6))]);
    assert_eq!(
        (rows[0].verdict, rows[0].note.as_str()),
        (Verdict::Stale, "14% / 21%; of 2026-07-02 / 2026-07-06")
    );
    // a day of its own goes before that of publication
    let of_then = ClaimFact { as_of: Some(date(2026, 7, 2)), ..later(date(2026, 7, 6)) };
    assert_eq!(verdicts(vec![fact(1), of_then]), [Verdict::Disagree]);
    assert_eq!(verdicts(vec![fact(1), later(date(2026, 7, 10))]), []);
    // where sources disagree on one day, that is what the row is about
    let rows = find_conflicts([
        fact(1),
        later(date(2026, 7, 2)),
        ClaimFact {
            ordinal: 3,
            article_id: ArticleId(3),
            story_id: ArticleId(3),
            ..later(date(2026, 7, 3))
        },
    ]);
    assert_eq!((rows.len(), rows[0].verdict, rows[0].articles), (1, Verdict::Disagree, 2));
}

#[test]
fn an_undated_claim_joins_no_long_archive() {
    let undated = ClaimFact {
        day: None,
        period_start: None,
        period_end: None,
        ..gain(9, "21%", Qualifier::Exact)
    };
    let march =
        ClaimFact { period_end: Some(date(2026, 3, 2)), ..published(fact(2), date(2026, 3, 2)) };
    assert_eq!(verdicts(vec![fact(1), undated.clone()]), [Verdict::Disagree]);
    assert_eq!(verdicts(vec![fact(1), march, undated]), []);
}

#[test]
fn this_year_is_another_one_on_new_years_day() {
    let year = |article, surface, start: i16, day: Date| ClaimFact {
        period_text: Some("this year".to_owned()),
        period_start: Some(date(start, 1, 1)),
        period_end: Some(date(start, 12, 31)),
        ..published(gain(article, surface, Qualifier::Exact), day)
    };
    let (before, after) =
        (year(1, "14%", 2025, date(2025, 12, 30)), year(2, "21%", 2026, date(2026, 1, 2)));
    assert_eq!(verdicts(vec![before.clone(), after]), []);
    // published in the evening of another zone
    assert_eq!(verdicts(vec![before, year(2, "21%", 2025, date(2026, 1, 1))]), [Verdict::Stale]);
}

#[test]
fn shares_of_companies_of_any_list_have_a_price() {
    let shares = |article, surface, id: &str| ClaimFact {
        subject_id: Some(id.to_owned()),
        metric: (article == 2).then(|| "share price".to_owned()),
        ..gain(article, surface, Qualifier::Exact)
    };
    assert_eq!(
        verdicts(vec![shares(1, "14%", "falk"), shares(2, "21%", "falk")]),
        [Verdict::Disagree]
    );
    assert_eq!(verdicts(vec![shares(1, "14%", "falk"), shares(2, "21%", "company.apple")]), []);
    // without a measure or a year to date it may be anything
    let quarter = |fact| ClaimFact {
        period_start: Some(date(2026, 4, 1)),
        period_end: Some(date(2026, 6, 30)),
        ..unsaid(fact)
    };
    assert_eq!(
        verdicts(vec![quarter(shares(1, "14%", "falk")), quarter(shares(3, "21%", "falk"))]),
        []
    );
}

#[test]
fn periods_that_are_over_are_compared_whenever_they_are_told() {
    let later = published(revenue(2, "96.1"), date(2026, 9, 20));
    let rows = find_conflicts([revenue(1, "94.0"), later]);
    assert_eq!(
        (rows[0].verdict, rows[0].note.as_str()),
        (Verdict::Disagree, "$94.0 billion / $96.1 billion; published 80 days apart")
    );
    let first = ClaimFact {
        period_start: Some(date(2026, 1, 1)),
        period_end: Some(date(2026, 3, 31)),
        ..revenue(2, "96.1")
    };
    assert_eq!(verdicts(vec![revenue(1, "94.0"), first]), []);
    let near = published(unsaid(revenue(2, "96.1")), date(2026, 7, 4));
    let far = published(unsaid(revenue(2, "96.1")), date(2026, 7, 6));
    assert_eq!(verdicts(vec![unsaid(revenue(1, "94.0")), near]), [Verdict::Stale]);
    assert_eq!(verdicts(vec![unsaid(revenue(1, "94.0")), far]), []);
}

#[test]
fn measures_are_compared_by_their_normal_names() {
    let revenues = ClaimFact { metric: Some("revenues".to_owned()), ..revenue(2, "96.1") };
    assert_eq!(verdicts(vec![revenue(1, "94.0"), revenues]), [Verdict::Disagree]);
    let mut profit = revenue(2, "96.1");
    profit.normal.metric = "profit".to_owned();
    assert_eq!(verdicts(vec![revenue(1, "94.0"), profit]), []);
    let mut stake = gain(2, "21%", Qualifier::Exact);
    (stake.normal.metric, stake.normal.metric_kind) = ("stake".to_owned(), MetricKind::OfShares);
    assert_eq!(verdicts(vec![fact(1), stake]), []);
}

#[test]
fn sales_of_nobody_meet_nowhere() {
    let sales = |article, sentence, value| {
        let mut sales = published(revenue(article, value), date(2026, 7, 20));
        (sales.subject, sales.subject_id) = (Some("Sales".to_owned()), None);
        (sales.sentence, sales.claim_number) = (sentence, sentence);
        (sales.normal.subject, sales.normal.is_name) = ("sales".to_owned(), false);
        (sales.normal.metric, sales.normal.metric_kind) = ("sales".to_owned(), MetricKind::Other);
        sales
    };
    assert_eq!(verdicts(vec![sales(1, 0, "9.4"), sales(2, 0, "9.8")]), []);
    assert_eq!(verdicts(vec![sales(1, 0, "9.4"), sales(1, 2, "9.8")]), [], "whose is open");
    let gdp = |article, value| {
        let mut gdp = sales(article, 0, value);
        (gdp.normal.subject, gdp.normal.is_name) = ("spain".to_owned(), true);
        (gdp.normal.metric, gdp.normal.metric_kind) = ("gdp".to_owned(), MetricKind::Headline);
        gdp
    };
    assert_eq!(verdicts(vec![gdp(1, "9.4"), gdp(2, "9.8")]), [Verdict::Disagree]);
}

#[test]
fn what_is_no_fact_takes_no_part() {
    let changes: [fn(&mut ClaimFact); 11] = [
        |f| f.modality = Modality::Forecast,
        |f| f.undefined = true,
        |f| f.is_base = true,
        |f| f.kind = ClaimKind::Rank,
        |f| f.kind = ClaimKind::Duration,
        |f| f.direction = None,
        |f| f.subject = None,
        |f| f.unit = "index_point".to_owned(),
        |f| f.normal.period.kind = PeriodKind::OfAnother,
        |f| f.normal.period.kind = PeriodKind::OpenMarket,
        |f| f.subject_id = Some("agency.fed".to_owned()),
    ];
    for (number, change) in changes.iter().enumerate() {
        let mut other = gain(2, "21%", Qualifier::Exact);
        change(&mut other);
        assert_eq!(verdicts(vec![fact(1), other]), [], "{number}");
    }
}

/// A figure of a known series for May 2026, told on a day of July.
fn series(article: u64, surface: &str, measure: &str, basis: &str, day: i8) -> ClaimFact {
    let mut fact = published(gain(article, surface, Qualifier::Exact), date(2026, 7, day));
    (fact.period_start, fact.period_end) = (Some(date(2026, 5, 1)), Some(date(2026, 5, 31)));
    (fact.subject_id, fact.period_text) = (None, Some("in May".to_owned()));
    fact.normal.period = period("may", PeriodKind::Plain);
    (fact.normal.measure, fact.normal.basis) = (measure.to_owned(), basis.to_owned());
    fact
}

#[test]
fn series_are_compared_by_owner_basis_and_segment() {
    let cpi = |article, surface, basis| series(article, surface, "us.cpi", basis, 2);
    let first = || cpi(1, "0.3%", "month_on_month");
    assert_eq!(verdicts(vec![first(), cpi(2, "0.5%", "month_on_month")]), [Verdict::Disagree]);
    assert_eq!(verdicts(vec![first(), cpi(2, "2.5%", "year_on_year")]), []);
    assert_eq!(verdicts(vec![first(), cpi(2, "0.5%", "core month_on_month")]), []);
    assert_eq!(verdicts(vec![first(), series(2, "0.5%", "ca.cpi", "month_on_month", 2)]), []);
    // without a basis a change may be of a month or of a year
    assert_eq!(verdicts(vec![cpi(1, "0.3%", ""), cpi(2, "2.5%", "")]), []);
    // a fall against a rise
    let fall = ClaimFact { direction: Some(Direction::Down), ..cpi(2, "0.1%", "month_on_month") };
    assert_eq!(verdicts(vec![first(), fall]), [Verdict::Disagree]);
    let part = |article, surface, segment: &str| {
        let mut part = cpi(article, surface, "month_on_month");
        part.normal.segment = segment.to_owned();
        part
    };
    assert_eq!(verdicts(vec![part(1, "0.3%", ""), part(2, "0.5%", "repair division")]), []);
}

#[test]
fn revised_figures_are_no_disagreement() {
    let jobs = |article, surface, day| ClaimFact {
        unit: "count".to_owned(),
        ..series(article, surface, "us.payrolls", "", day)
    };
    let mut revised = jobs(2, "118", 5);
    revised.normal.revised_from = Some(decimal("139"));
    let rows = find_conflicts([jobs(1, "139", 2), revised.clone(), jobs(3, "139", 9)]);
    let told: Vec<_> = rows.iter().map(|row| (row.verdict, row.articles)).collect();
    assert_eq!(told, [(Verdict::Revised, 2), (Verdict::Stale, 2)]);
    assert_eq!(verdicts(vec![jobs(1, "139", 2), jobs(3, "139", 9)]), []);
}

#[test]
fn same_day_closes_take_part() {
    let close = |article, surface, is_close| {
        let mut close = gain(article, surface, Qualifier::Exact);
        (close.period_start, close.period_end) = (close.day, close.day);
        close.normal.period = period("thursday", PeriodKind::Plain);
        close.normal.is_close = is_close;
        close
    };
    assert_eq!(verdicts(vec![close(1, "1.1%", true), close(2, "0.6%", true)]), [Verdict::Disagree]);
    assert_eq!(verdicts(vec![close(1, "1.1%", false), close(2, "0.6%", false)]), []);
}
