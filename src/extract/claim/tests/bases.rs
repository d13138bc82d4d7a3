//! What a figure is set against, and bounds and days that hang on other figures.

use super::read;
use crate::model::Modality;

fn fields<T>(text: &str, field: impl Fn(&crate::model::Claim) -> T) -> Vec<T> {
    read(text).1.iter().map(field).collect()
}

#[test]
fn a_reading_is_bounded_by_what_stands_after_above_and_below() {
    let told = "The services PMI stood at 48.7. A reading above 50 points to growth in output.";
    assert_eq!(fields(told, |c| c.unit.clone()), ["index_point"; 2]);
    assert_eq!(fields(told, |c| c.subject.clone())[1].as_deref(), Some("reading"));
    assert_eq!(fields(told, |c| c.direction)[1], None);
}

#[test]
fn the_time_of_a_base_is_not_that_of_the_figure() {
    let (text, claims) = read("The barometer climbed to 48.9 from April's 47.6.");
    let periods: Vec<_> = claims.iter().map(|c| c.period.map(|p| p.of(&text))).collect();
    assert_eq!(periods, [None, Some("April")]);
    assert_eq!(claims[1].subject.as_deref(), Some("barometer"));
}

#[test]
fn a_base_has_the_unit_of_its_figure() {
    let told = "The dollar bought 149.2 yen, up from 147.8 a day earlier.";
    assert_eq!(fields(told, |c| c.unit.clone()), ["JPY"; 2]);
    let per_share =
        "Profit rose to $40 million, or 90 cents a share, from $30 million, or 70 cents.";
    assert_eq!(fields(per_share, |c| c.unit.clone()), ["USD", "USD/share", "USD", "USD/share"]);
}

#[test]
fn what_was_ago_does_not_follow_publication() {
    let told = "Traders see 35 basis points of cuts by the end of 2027, down from 50 a month ago.";
    let days = fields(told, |c| c.period_end.map(|d| d.to_string()));
    assert_eq!(days, [Some("2027-12-31".to_owned()), Some("2026-06-02".to_owned())]);
}

#[test]
fn a_source_of_money_parts_no_figure_from_its_time() {
    let (text, claims) =
        read("Savers pulled $3 billion from bond funds in the week ended June 24.");
    assert_eq!(claims[0].period.map(|p| p.of(&text)), Some("in the week ended June 24"));
    assert!(claims[0].basis.is_empty(), "the end of a week closes no market");
}

#[test]
fn measures_are_of_what_their_unit_can_measure() {
    let stocks = "Copper stocks in warehouses fell to 112,450 tonnes.";
    assert_eq!(fields(stocks, |c| c.measure_id.clone()), [None]);
    let staff = "Rook Mills said it would cut 140 jobs, or a third of its workforce.";
    let is_headcount = |c: &crate::model::Claim| {
        c.measure_id.as_deref().is_some_and(|id| id.ends_with(".headcount"))
    };
    assert_eq!(fields(staff, is_headcount), [false, false]);
}

#[test]
fn a_verb_in_the_past_hangs_on_no_modal() {
    let told = "Rook said it would buy back $2 million of shares, and raised its dividend 8%.";
    assert_eq!(fields(told, |c| c.modality), [Modality::Forecast, Modality::Actual]);
}

#[test]
fn subjects_by_the_verbs_and_names_of_the_sentence() {
    let subjects = |text: &str| fields(text, |c| c.subject.clone().unwrap_or_default());
    assert_eq!(
        subjects(
            "Profit fell 3% as costs climbed, and free cash flow swung to a loss of $9 million."
        ),
        ["Profit", "free cash flow"]
    );
    assert_eq!(
        subjects("Revenue rose to $4 billion. Its backlog more than doubled to $62 billion."),
        ["Revenue", "backlog"]
    );
    assert_eq!(subjects("Danish shipper Halvorsen A/S rose 3%."), ["Halvorsen A/S"]);
    assert_eq!(subjects("Traders price in 40 basis points of cuts."), ["cuts"]);
    assert_eq!(
        subjects("Jobs data lifted Spain's PMI to 51, while Italy's hit a low of 43.")[1],
        "Italy"
    );
    assert_eq!(
        subjects("The Brand Purchasing Managers' Index rose to 51.2."),
        ["Brand Purchasing Managers' Index"]
    );
}
