//! Figures of known series, and plans.

use jiff::civil::{Date, date};

use super::{
    tests::{gain, published, verdicts},
    *,
};
use crate::model::{Forecaster, PeriodKind};

/// A figure of an economy's series for May, told on a day.
fn of_series(article: u64, measure: &str, percent: &str, day: Date) -> ClaimFact {
    let mut told = published(gain(article, percent, Qualifier::Exact), day);
    (told.subject, told.subject_id) = (Some("prices".to_owned()), None);
    (told.period_text, told.normal.period.kind) = (Some("in May".to_owned()), PeriodKind::Plain);
    (told.period_start, told.period_end) = (Some(date(2026, 5, 1)), Some(date(2026, 5, 31)));
    (told.normal.measure, told.normal.basis) = (measure.to_owned(), "month_on_month".to_owned());
    told
}

#[test]
fn series_of_economies() {
    let june = date(2026, 6, 12);
    let cpi = |article, percent| of_series(article, "us.cpi", percent, june);
    assert_eq!(verdicts(vec![cpi(1, "0.3%"), cpi(2, "0.5%")]), [Verdict::Disagree]);
    let later = published(cpi(2, "0.5%"), date(2026, 7, 14));
    assert_eq!(
        verdicts(vec![cpi(1, "0.3%"), later.clone()]),
        [Verdict::Revised],
        "an office revises"
    );
    let back = published(cpi(3, "0.3%"), date(2026, 8, 12));
    assert_eq!(verdicts(vec![cpi(1, "0.3%"), later, back]), [Verdict::Disagree], "two steps");
    // without a basis nobody knows whether growth is of a month or a year, of a rate there is none
    let bare = |measure, article, percent| {
        let mut bare = of_series(article, measure, percent, june);
        (bare.normal.basis, bare.kind, bare.direction) = (String::new(), ClaimKind::Share, None);
        bare
    };
    let pair = |measure| vec![bare(measure, 1, "6.3%"), bare(measure, 2, "6.9%")];
    assert_eq!(verdicts(pair("us.gdp")), []);
    assert_eq!(verdicts(pair("us.unemployment_rate")), [Verdict::Disagree]);
    let mut part = cpi(2, "0.5%");
    part.normal.narrowing = "energy".to_owned();
    assert_eq!(verdicts(vec![cpi(1, "0.3%"), part]), [], "a part");
    let set_against = ClaimFact { is_base: true, ..cpi(2, "0.5%") };
    assert_eq!(
        verdicts(vec![cpi(1, "0.3%"), set_against]),
        [Verdict::Disagree],
        "May's own figure"
    );
    let mut joined = cpi(2, "0.5%");
    joined.normal.period.kind = PeriodKind::Joined;
    assert_eq!(verdicts(vec![cpi(1, "0.3%"), joined]), [], "in May and so far in June");
}

#[test]
fn plans_are_those_of_who_makes_them() {
    let plan = |article, percent, forecaster: &Forecaster, day| {
        let mut plan = of_series(article, "text.falk.revenue", percent, date(2026, 1, day));
        (plan.modality, plan.normal.forecaster) = (Modality::Forecast, forecaster.clone());
        plan
    };
    let own = Forecaster::Owner;
    assert_eq!(verdicts(vec![plan(1, "5%", &own, 6), plan(2, "7%", &own, 6)]), [Verdict::Disagree]);
    let moved = vec![plan(1, "5%", &own, 6), plan(2, "7%", &own, 9)];
    assert_eq!(verdicts(moved), [Verdict::Stale], "a plan that has changed");
    let many = Forecaster::Analysts;
    assert_eq!(verdicts(vec![plan(1, "5%", &many, 6), plan(2, "7%", &many, 6)]), []);
    let imf = Forecaster::Body("agency.imf".to_owned());
    assert_eq!(verdicts(vec![plan(1, "5%", &own, 6), plan(2, "7%", &imf, 6)]), []);
}
