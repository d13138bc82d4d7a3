//! The days that evidence comes to.

use super::*;
use crate::clean::stamp::{present_day, stamp_in_line, stamps_of};

fn evidence(origin: DateOrigin, surface: &str) -> DateEvidence {
    DateEvidence { origin, surface: surface.to_owned() }
}

#[test]
fn finer_evidence_of_the_same_day_wins_and_rank_decides_else() {
    let record = evidence(DateOrigin::Record, "2026-03-05");
    let byline = evidence(DateOrigin::Byline, "March 5, 2026, 9:30 a.m. EST");
    let other = evidence(DateOrigin::Byline, "March 6, 2026, 9:30 a.m. EST");
    let found = decide(std::slice::from_ref(&record), &[byline], &Known::default());
    assert_eq!((found.precision, found.origin), (Precision::Instant, Some(DateOrigin::Byline)));
    let found = decide(&[record], &[other], &Known::default());
    assert_eq!((found.precision, found.origin), (Precision::Day, Some(DateOrigin::Record)));
    let known = Known {
        order: Some(DateOrder::DayFirst),
        seen: "2026-03-05T10:00:00Z".parse().ok(),
        ..Known::default()
    };
    let day = |surface: &str| {
        decide(&[evidence(DateOrigin::Record, surface)], &[], &known).day().map(|d| d.to_string())
    };
    assert_eq!(day("03/04/2026").as_deref(), Some("2026-04-03"));
    let page =
        [evidence(DateOrigin::Page, "03/04/2026"), evidence(DateOrigin::Page, "4 March 2026")];
    assert_eq!(
        decide(&page, &[], &known).day().map(|d| d.to_string()).as_deref(),
        Some("2026-03-04")
    );
    assert_eq!(
        decide(&page[..1], &[], &known).day().map(|d| d.to_string()).as_deref(),
        Some("2026-04-03")
    );
    assert_eq!(day("14 HOURS AGO").as_deref(), Some("2026-03-04"));
    assert_eq!(
        decide(&[evidence(DateOrigin::Record, "14 HOURS AGO")], &[], &Known::default()),
        Published::default()
    );
    assert_eq!(
        decide(&[evidence(DateOrigin::Record, "yesterday")], &[], &Known::default()),
        Published::default()
    );
    let partial = [evidence(DateOrigin::Record, "2026"), evidence(DateOrigin::Page, "March 2026")];
    assert_eq!(decide(&partial, &[], &Known::default()).precision, Precision::Month);
}

#[test]
fn days_that_cannot_be_are_none() {
    let day = |surface: &str, known: &Known| {
        let found = decide(&[evidence(DateOrigin::Record, surface)], &[], known);
        found.day().map(|day| day.to_string())
    };
    for void in [
        "1970-01-01T00:00:00Z",
        "1969-12-31T19:00:00-05:00",
        "1900-01-01",
        "0001-01-01",
        "9999-12-31",
    ] {
        assert_eq!(day(void, &Known::default()), None, "{void}");
    }
    assert_eq!(day("1970-01-02", &Known::default()).as_deref(), Some("1970-01-02"));
    let seen = Known { seen_day: Some(jiff::civil::date(2024, 3, 5)), ..Known::default() };
    assert_eq!(day("2024-03-06", &seen).as_deref(), Some("2024-03-06"));
    assert_eq!(day("2024-03-07", &seen), None);
}

#[test]
fn times_without_a_zone_are_in_that_of_the_input() {
    let zone = TimeZone::get("America/New_York").ok();
    let found = |surface: &str| {
        let known = Known { zone: zone.clone(), ..Known::default() };
        decide(&[evidence(DateOrigin::Record, surface)], &[], &known)
    };
    let local = found("2024-03-05 16:30:00");
    assert_eq!(local.instant.map(|i| i.to_string()).as_deref(), Some("2024-03-05T21:30:00Z"));
    assert_eq!(local.offset.map(jiff::tz::Offset::seconds), Some(-5 * 3600));
    let own = found("2024-03-05T16:30:00Z");
    assert_eq!(own.instant.map(|i| i.to_string()).as_deref(), Some("2024-03-05T16:30:00Z"));
}

#[test]
fn lines_that_are_stamps() {
    for line in [
        "Updated 5 March 2026",
        "Posted on March 5, 2026 8:15 AM EST",
        "By Ann Lee | March 5, 2026",
        "-- Thu Mar 5, 2026 7:39pm EST",
        "Grain Weekly · 05.03.2026",
        "Published: 5 March 2026. Last updated: 6 March 2026",
    ] {
        assert!(stamp_in_line(line).is_some(), "{line}");
    }
    for line in [
        "Oats slide to a low of March 5, 2026",
        "Market wrap for March 5, 2026: oats fall",
        "Shares fell on March 5, 2026.",
    ] {
        assert!(stamp_in_line(line).is_none(), "{line}");
    }
    let stamps: Vec<String> = stamps_of("Updated 6 March 2026. Published 5 March 2026")
        .into_iter()
        .map(|e| e.surface)
        .collect();
    assert_eq!(stamps, ["5 March 2026", "6 March 2026"]);
}

#[test]
fn the_present_of_a_story() {
    let surface = |text: &str| present_day(text).map(|e| e.surface);
    assert_eq!(
        surface("Oats are up. As of March 5, 2026, the crop is short.").as_deref(),
        Some("As of March 5, 2026")
    );
    assert_eq!(surface("As of March 5, 2026, the bank had 300 branches."), None);
    assert_eq!(surface("The crop is short as of March 5, 2026."), None);
}
