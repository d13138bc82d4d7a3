mod refusals;

use std::path::Path;

use jiff::{
    ToSpan,
    civil::{date, time},
};
use proptest::prelude::*;

use super::*;

/// A market that trades from Sunday to Thursday, shorter on Sundays, and from 2026 on from Monday
/// to Friday.
const SUNDAY_TO_THURSDAY: &str = r#"
name = "sunday"
zone = "Asia/Jerusalem"
from = 2025-03-01
to = 2026-03-31

[[weekend]]
days = ["Friday", "Saturday"]
until = 2025-12-31

[[weekend]]
days = ["Saturday", "Sunday"]
from = 2026-01-01

[[close]]
time = 17:15:00

[[close]]
time = "15:45"
days = ["Sunday"]

[[holiday]]
name = "kept on a day of trading"
month = 6
day = 7
observed = { Saturday = "Thursday" }

[[closed]]
reason = "a storm"
days = [2025-07-06]

[[early]]
name = "last day of the year"
time = "13:00"
days = [2025-12-31]
"#;

fn nyse() -> &'static Exchange {
    Exchange::built_in("nyse").unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn cut_off(hour: i8, minute: i8, embargo_minutes: u32) -> CutOff {
    CutOff { time: Some(time(hour, minute, 0, 0)), embargo_minutes }
}

/// The session of an instant at the NYSE.
fn session(instant: &str, cut_off: CutOff) -> String {
    nyse().session_of(at(instant), cut_off).unwrap().to_string()
}

#[test]
fn built_in_calendars_can_be_read() {
    for name in Exchange::built_in_names() {
        assert!(Exchange::built_in(name).is_some(), "{name}");
    }
    assert_eq!(Exchange::built_in("XNYS").map(Exchange::name), Some("nyse"));
    assert!(Exchange::built_in("nowhere").is_none());
    // says why where the one above only says that
    Exchange::parse(include_str!("../../../calendars/nyse.toml"), "nyse.toml").unwrap();
}

/// Sessions and closes as the Python package `exchange_calendars` has them (scripts/make-sessions).
#[test]
fn nyse_has_the_sessions_and_closes_of_exchange_calendars() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sessions/xnys.csv");
    let fixture = std::fs::read_to_string(path).unwrap();
    let mut expected: Vec<(Date, Timestamp)> = Vec::new();
    for row in fixture.lines().skip(1) {
        let [month, close, days] = row.split(',').collect::<Vec<_>>()[..] else { panic!("{row}") };
        for day in days.split(' ') {
            let day: Date = format!("{month}-{day:0>2}").parse().unwrap();
            expected.push((day, at(&format!("{day}T{close}Z"))));
        }
    }
    expected.sort_unstable();
    assert_eq!(expected.len(), 10_322);
    let (from, to) = nyse().range();
    let found: Vec<_> = nyse()
        .sessions(from, to)
        .unwrap()
        .map(|day| (day, nyse().close(day).unwrap().unwrap()))
        .collect();
    let only = |a: &[(Date, Timestamp)], b: &[(Date, Timestamp)]| -> Vec<_> {
        a.iter().filter(|x| !b.contains(x)).copied().collect()
    };
    let (ours, theirs) = (only(&found, &expected), only(&expected, &found));
    assert!(found == expected, "only in nyse.toml: {ours:?}\nonly in the package: {theirs:?}");
}

#[test]
fn the_close_follows_the_clocks_of_new_york() {
    // standard time until 2026-03-07, summer time from 2026-03-08 to 2026-10-31
    for (day, close) in [
        ("2026-03-06", "2026-03-06T21:00Z"),
        ("2026-03-09", "2026-03-09T20:00Z"),
        ("2026-10-30", "2026-10-30T20:00Z"),
        ("2026-11-02", "2026-11-02T21:00Z"),
    ] {
        assert_eq!(nyse().close(day.parse().unwrap()), Ok(Some(at(close))));
        assert_eq!(nyse().session_of(at(close), CutOff::default()), Ok(day.parse().unwrap()));
    }
    assert_eq!(session("2026-03-06T20:30Z", CutOff::default()), "2026-03-06");
    assert_eq!(session("2026-03-09T20:30Z", CutOff::default()), "2026-03-10");
}

#[test]
fn a_story_at_the_cut_off_belongs_to_the_session() {
    assert_eq!(session("2026-07-08T16:00:00-04:00", CutOff::default()), "2026-07-08");
    assert_eq!(session("2026-07-08T16:00:00.000000001-04:00", CutOff::default()), "2026-07-09");
    assert_eq!(session("2026-07-08T15:30:00-04:00", cut_off(15, 30, 0)), "2026-07-08");
    assert_eq!(session("2026-07-08T15:30:00.000000001-04:00", cut_off(15, 30, 0)), "2026-07-09");
    // a time after the close changes nothing
    assert_eq!(session("2026-07-08T16:30:00-04:00", cut_off(18, 0, 0)), "2026-07-09");
}

#[test]
fn weekends_and_holidays_belong_to_the_next_session() {
    for (instant, day) in [
        ("2026-07-10T16:00:01-04:00", "2026-07-13"), // Friday evening
        ("2026-07-11T12:00:00-04:00", "2026-07-13"),
        ("2026-07-12T23:59:59-04:00", "2026-07-13"),
        ("2026-07-02T16:30:00-04:00", "2026-07-06"), // July 4 is kept on Friday 3
        ("2026-04-03T10:00:00-04:00", "2026-04-06"), // Good Friday
        ("2001-09-11T08:46:00-04:00", "2001-09-17"),
        ("2012-10-28T18:00:00-04:00", "2012-10-31"), // Sandy
        ("2022-06-18T12:00:00-04:00", "2022-06-21"), // Juneteenth is kept on Monday 20
        ("2021-12-31T17:00:00-05:00", "2022-01-03"), // New Year's Day on a Saturday is not kept
    ] {
        assert_eq!(session(instant, CutOff::default()), day, "{instant}");
    }
}

#[test]
fn early_closes_come_before_a_later_cut_off() {
    // the day after Thanksgiving closes at 13:00
    assert_eq!(session("2026-11-27T13:00:00-05:00", cut_off(16, 0, 0)), "2026-11-27");
    assert_eq!(session("2026-11-27T13:00:01-05:00", cut_off(16, 0, 0)), "2026-11-30");
    assert_eq!(session("2026-11-27T12:30:00-05:00", cut_off(12, 0, 0)), "2026-11-30");
    assert_eq!(nyse().close(date(1992, 12, 24)), Ok(Some(at("1992-12-24T19:00Z"))));
}

#[test]
fn an_embargo_moves_the_cut_off_forward() {
    let embargo = cut_off(16, 0, 30);
    assert_eq!(session("2026-07-08T15:30:00-04:00", embargo), "2026-07-08");
    assert_eq!(session("2026-07-08T15:30:01-04:00", embargo), "2026-07-09");
    assert_eq!(session("2026-11-27T12:30:01-05:00", embargo), "2026-11-30");
    assert_eq!(nyse().cut_off(date(2026, 11, 27), embargo), Ok(Some(at("2026-11-27T12:30-05:00"))));
    // longer than a session, over a weekend: the cut-off of Monday lies on Sunday
    assert_eq!(session("2026-07-12T16:00:00-04:00", cut_off(16, 0, 24 * 60)), "2026-07-13");
    assert_eq!(session("2026-07-12T16:00:01-04:00", cut_off(16, 0, 24 * 60)), "2026-07-14");
    assert!(nyse().session_of(at("2026-07-12T16:00Z"), cut_off(16, 0, u32::MAX)).is_err());
}

#[test]
fn bare_days_wait_for_the_next_session_unless_told_otherwise() {
    let of = |day: Date, date_only| nyse().session_of_day(day, date_only).unwrap();
    let wednesday = date(2026, 7, 8);
    assert_eq!(of(wednesday, DateOnly::default()), date(2026, 7, 9));
    assert_eq!(of(wednesday, DateOnly::SameSession), wednesday);
    let good_friday = date(2026, 4, 3);
    assert_eq!(of(good_friday, DateOnly::NextSession), date(2026, 4, 6));
    assert_eq!(of(good_friday, DateOnly::SameSession), date(2026, 4, 6));
}

#[test]
fn sessions_are_counted() {
    let days: Vec<_> = nyse().sessions(date(2026, 7, 2), date(2026, 7, 7)).unwrap().collect();
    assert_eq!(days, [date(2026, 7, 2), date(2026, 7, 6), date(2026, 7, 7)]);
    let distance =
        nyse().ordinal(date(2026, 7, 7)).unwrap() - nyse().ordinal(date(2026, 7, 2)).unwrap();
    assert_eq!(distance, 2);
    assert_eq!(nyse().sessions(date(2026, 7, 7), date(2026, 7, 2)).unwrap().len(), 0);
    assert_eq!(nyse().close(date(2026, 7, 4)), Ok(None));
}

#[test]
fn days_outside_of_the_calendar_are_errors_that_say_what_it_covers() {
    let last = nyse().session_of(at("2030-12-31T16:00-05:00"), CutOff::default());
    assert_eq!(last, Ok(date(2030, 12, 31)));
    // the first instant of 1990 in New York is in the calendar, the one before it is not
    assert_eq!(session("1990-01-01T05:00Z", CutOff::default()), "1990-01-02");
    let errors = [
        nyse().session_of(at("1990-01-01T04:59:59Z"), CutOff::default()).unwrap_err(),
        nyse().session_of(at("2030-12-31T16:00:01-05:00"), CutOff::default()).unwrap_err(),
        nyse().session_of(Timestamp::MAX, cut_off(16, 0, 30)).unwrap_err(),
        nyse().session_of_day(date(1989, 12, 31), DateOnly::NextSession).unwrap_err(),
        nyse().session_of_day(date(2030, 12, 31), DateOnly::NextSession).unwrap_err(),
        nyse().close(date(2031, 1, 2)).unwrap_err(),
        nyse().sessions(date(2030, 1, 1), date(2031, 1, 1)).err().unwrap(),
    ];
    for error in errors {
        assert!(
            error.to_string().contains("the calendar covers 1990-01-01 to 2030-12-31"),
            "{error}"
        );
    }
    let error = nyse().ordinal(date(2031, 1, 2)).unwrap_err().to_string();
    assert!(error.starts_with("nyse: no session for 2031-01-02: "), "{error}");
}

#[test]
fn another_market_is_another_file() {
    let market = Exchange::parse(SUNDAY_TO_THURSDAY, "sunday.toml").unwrap();
    let of = |instant: &str| market.session_of(at(instant), CutOff::default()).unwrap();
    // summer time begins on Friday 2025-03-28
    assert_eq!(of("2025-03-27T15:15Z"), date(2025, 3, 27));
    assert_eq!(of("2025-03-27T15:15:01Z"), date(2025, 3, 30));
    assert_eq!(of("2025-03-30T12:45Z"), date(2025, 3, 30)); // Sundays close at 15:45
    assert_eq!(of("2025-03-30T12:45:01Z"), date(2025, 3, 31));
    assert_eq!(of("2025-06-04T18:00Z"), date(2025, 6, 8)); // Saturday 7 is kept on Thursday 5
    assert_eq!(of("2025-07-04T12:00Z"), date(2025, 7, 7)); // the storm
    assert_eq!(of("2025-12-31T11:00:01Z"), date(2026, 1, 1));
    assert_eq!(of("2026-01-01T18:00Z"), date(2026, 1, 2)); // from 2026 on Fridays are sessions
    assert_eq!(of("2026-01-02T18:00Z"), date(2026, 1, 5));
}

#[test]
fn special_days_outside_of_the_calendar_do_no_harm() {
    let shorter = SUNDAY_TO_THURSDAY.replace("to = 2026-03-31", "to = 2025-06-30");
    assert!(Exchange::parse(&shorter, "a.toml").is_ok());
}

/// The definition itself, day by day from the article's own day on, with the clocks asked anew for
/// each.
fn by_definition(exchange: &Exchange, instant: Timestamp, cut_off: CutOff) -> Option<Date> {
    let first = instant.to_zoned(exchange.zone().clone()).date();
    first.series(1.day()).take(400).take_while(|day| *day <= exchange.range().1).find(|&day| {
        let Some(close) = exchange.close(day).unwrap() else { return false };
        let civil = cut_off.time.map(|time| {
            day.to_datetime(time).to_zoned(exchange.zone().clone()).unwrap().timestamp()
        });
        let last = civil.map_or(close, |civil| civil.min(close));
        last - SignedDuration::from_mins(i64::from(cut_off.embargo_minutes)) >= instant
    })
}

fn any_cut_off() -> impl Strategy<Value = CutOff> {
    let time =
        prop::option::of((0_i8..24, 0_i8..60).prop_map(|(hour, minute)| time(hour, minute, 0, 0)));
    (time, prop_oneof![Just(0_u32), 0_u32..120, 0_u32..5000])
        .prop_map(|(time, embargo_minutes)| CutOff { time, embargo_minutes })
}

/// Instants of the calendar, more of them near a full minute of the afternoon than chance would
/// give.
fn any_instant() -> impl Strategy<Value = Timestamp> {
    let near_close =
        (0_i32..14_900, 17_i8..23, 0_i8..60, -1_i64..=1).prop_map(|(days, hour, minute, nanos)| {
            let day = date(1990, 1, 2).checked_add(days.days()).unwrap();
            let utc = day.at(hour, minute, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
            utc + SignedDuration::from_nanos(nanos)
        });
    let any = (631_170_000_i64..1_924_970_000, 0_i32..1_000_000_000)
        .prop_map(|(second, nano)| Timestamp::new(second, nano).unwrap());
    prop_oneof![near_close, any]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn session_of_is_its_definition(instant in any_instant(), cut_off in any_cut_off()) {
        prop_assert_eq!(nyse().session_of(instant, cut_off).ok(), by_definition(nyse(), instant, cut_off));
    }

    #[test]
    fn session_of_never_goes_back(a in any_instant(), b in any_instant(), near in 0_i64..200_000, cut_off in any_cut_off()) {
        for later in [b.max(a), a + SignedDuration::from_secs(near)] {
            if let (Ok(first), Ok(second)) = (nyse().session_of(a.min(later), cut_off), nyse().session_of(later, cut_off)) {
                prop_assert!(first <= second);
            }
        }
    }

    #[test]
    fn no_session_holds_a_story_from_after_its_cut_off(instant in any_instant(), cut_off in any_cut_off()) {
        if let Ok(day) = nyse().session_of(instant, cut_off) {
            prop_assert!(nyse().cut_off(day, cut_off).unwrap().unwrap() >= instant);
            let own_day = instant.to_zoned(nyse().zone().clone()).date();
            prop_assert!(day >= nyse().session_of_day(own_day, DateOnly::SameSession).unwrap());
            // and none keeps waiting a story that an earlier one could have held
            let before = nyse().sessions(nyse().range().0, day).unwrap().rev().nth(1);
            prop_assert!(before.is_none_or(|before| nyse().cut_off(before, cut_off).unwrap().unwrap() < instant));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(place in 0_usize..900, length in 0_usize..30, instead in "[-a-z0-9\"=\\[\\]{},:\n. ]{0,12}") {
        let start = SUNDAY_TO_THURSDAY.floor_char_boundary(place);
        let end = SUNDAY_TO_THURSDAY.floor_char_boundary((start + length).min(SUNDAY_TO_THURSDAY.len()));
        let changed = [&SUNDAY_TO_THURSDAY[..start], &instead, &SUNDAY_TO_THURSDAY[end..]].concat();
        if let Err(error) = Exchange::parse(&changed, "a.toml") {
            prop_assert!(error.to_string().starts_with("a.toml:"));
        }
    }
}
