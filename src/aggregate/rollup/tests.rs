use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use proptest::prelude::*;

use super::*;
use crate::aggregate::{interval::summarize, weights::fixture};

#[test]
fn keys_as_computed_elsewhere() {
    let cases = fixture::section("period_keys");
    assert!(cases.len() > 100);
    for case in cases {
        let day = fixture::day(&case["day"]);
        for period in [Period::Week, Period::Month, Period::Quarter] {
            let (key, expected) = (period.key(day), &case[period.name()]);
            assert_eq!(key.to_string(), expected[0].as_str().unwrap(), "{day}");
            assert_eq!(
                (key.first_day(), key.last_day()),
                (fixture::day(&expected[1]), fixture::day(&expected[2])),
                "{day}"
            );
        }
    }
}

#[test]
fn periods_as_computed_elsewhere() {
    for case in fixture::section("rollup") {
        let cells = case["days"].as_array().unwrap().iter();
        let cells: Vec<DayCell> = cells
            .map(|r| DayCell {
                day: fixture::day(&r[0]),
                stories: r[1].as_u64().unwrap() as u32,
                sentiment: r[2].as_f64(),
                dispersion: None,
                n_eff: None,
                mood: None,
            })
            .collect();
        for period in [Period::Week, Period::Month, Period::Quarter] {
            let rolled = roll_up(&by(period), cells.iter().copied());
            let expected = case[period.name()].as_array().unwrap();
            assert_eq!(rolled.len(), expected.len());
            for (cell, expected) in rolled.iter().zip(expected) {
                assert_eq!(cell.key.to_string(), expected["key"].as_str().unwrap());
                fixture::assert_close_option(cell.sentiment, &expected["sentiment"], period.name());
                let counts = [cell.stories, u64::from(cell.days), u64::from(cell.null_days)];
                assert_eq!(serde_json::json!(counts), expected["counts"], "{}", cell.key);
            }
        }
    }
}

#[test]
fn names_and_ends_of_the_calendar() {
    for period in Period::ALL {
        assert_eq!(Period::from_name(period.name()), Some(period));
        for day in [Date::MIN, Date::MAX] {
            let key = period.key(day);
            assert!(key.first_day() <= day && day <= key.last_day(), "{key}");
        }
    }
    assert_eq!(Period::from_name("decade"), None);
}

fn by(period: Period) -> Rollup {
    Rollup { period, z_periods: 4, z_least: 3 }
}

#[test]
fn periods_are_numbered_without_a_gap() {
    for period in Period::ALL {
        let mut key = period.key(date(2019, 11, 5));
        for _ in 0..120 {
            let next = period.key(key.last_day().tomorrow().unwrap());
            assert_eq!(next.number(), key.number() + 1, "{key} {next}");
            key = next;
        }
    }
    let earliest = Period::ALL.map(|period| period.key(Date::MIN));
    assert!(
        earliest
            .iter()
            .zip(Period::ALL)
            .all(|(first, period)| { first.number() < period.key(date(1, 1, 1)).number() })
    );
}

/// Worked out by hand: 0.1, 0.2 and 0.6 have the mean 0.3 and the standard deviation √0.07.
#[test]
fn z_scores_look_at_the_periods_before() {
    let month = |month, sentiment| DayCell { day: date(2026, month, 9), ..day_of(1, &[sentiment]) };
    let silent = DayCell { stories: 0, sentiment: None, ..month(4, 0.0) };
    let given = [month(1, 0.1), month(2, 0.2), month(3, 0.6), silent, month(5, 0.5), month(9, 0.5)];
    let cells = roll_up(&by(Period::Month), given);
    let z: Vec<Option<f64>> = cells.iter().map(|cell| cell.z_score).collect();
    assert!((z[4].unwrap() - 0.2 / 0.07_f64.sqrt()).abs() < 1e-12, "{z:?}");
    // of the four months before September one alone has a figure
    assert_eq!([z[0], z[1], z[2], z[3], z[5]], [None; 5]);
    assert_eq!(roll_up(&by(Period::Month), given[..3].iter().copied()), cells[..3]);
}

#[test]
fn stories_that_weigh_unlike_lower_the_effective_number() {
    let days = [DayCell { n_eff: Some(1.6), ..day_of(1, &[0.5, -0.5]) }, day_of(2, &[0.1, 0.3])];
    // 1 / (0.25 / 1.6 + 0.25 / 2)
    assert!((pool(days).unwrap().n_eff - 1.0 / 0.28125).abs() < 1e-12);
    assert!((pool([day_of(1, &[0.5])]).unwrap().n_eff - 1.0).abs() < 1e-12);
}

fn day_of(n: i8, scores: &[f64]) -> DayCell {
    let own = summarize(&scores.iter().map(|s| (1.0, *s)).collect::<Vec<_>>()).unwrap();
    DayCell {
        day: date(2026, 7, n),
        stories: scores.len() as u32,
        sentiment: Some(own.mean),
        dispersion: own.dispersion,
        n_eff: Some(own.n_eff),
        mood: Some(-own.mean),
    }
}

#[test]
fn days_of_one_story_have_an_interval_together() {
    let pooled = pool([day_of(1, &[0.5]), day_of(2, &[0.5]), day_of(3, &[-0.7])]).unwrap();
    assert_eq!(pooled.stories, 3);
    let (low, high) = pooled.interval.unwrap();
    assert!(
        (pooled.std_error.unwrap() - 0.4).abs() < 1e-12
            && (low + 1.0).abs() < 1e-12
            && (high - 1.0).abs() < 1e-12
    );
    assert_eq!(pool([day_of(1, &[0.5])]).unwrap().interval, None);
    let no_news = DayCell { stories: 0, sentiment: None, ..day_of(1, &[0.5]) };
    assert_eq!(pool([no_news]), None);
}

proptest! {
    /// Where stories weigh alike, days pool to what all their stories say.
    #[test]
    fn days_pool_to_the_interval_of_all_their_stories(days in prop::collection::vec(prop::collection::vec(-1.0..1.0, 1..5), 1..12)) {
        let all: Vec<(f64, f64)> = days.iter().flatten().map(|s| (1.0, *s)).collect();
        let (own, pooled) = (summarize(&all).unwrap(), pool(days.iter().map(|scores| day_of(1, scores))).unwrap());
        prop_assert!((own.mean - pooled.sentiment).abs() < 1e-12);
        prop_assert!((own.mean + pooled.mood.unwrap()).abs() < 1e-12);
        prop_assert!((own.n_eff - pooled.n_eff).abs() < 1e-9);
        prop_assert!((own.std_error.unwrap_or(0.0) - pooled.std_error.unwrap_or(0.0)).abs() < 1e-9);
        let ends = |interval: Option<(f64, f64)>| interval.map_or([9.0; 2], |(low, high)| [low, high]);
        for (a, b) in ends(own.interval).into_iter().zip(ends(pooled.interval)) {
            prop_assert!((a - b).abs() < 1e-9);
        }
    }

    /// Weighted by stories, the order of the days and the way by months to quarters change no
    /// more than rounding.
    #[test]
    fn quarters_by_days_and_by_months_agree(rows in prop::collection::vec((0..800_i64, 0..9_u32, prop::option::of(-1.0..1.0)), 0..80)) {
        let cell = |(n, stories, sentiment): (i64, _, _)| DayCell { day: date(2025, 1, 1) + n.days(), stories, sentiment, dispersion: None, n_eff: None, mood: None };
        let days: Vec<DayCell> = rows.into_iter().map(cell).collect();
        let months = roll_up(&by(Period::Month), days.iter().rev().copied());
        let months = months.iter().map(|m| DayCell { day: m.key.first_day(), stories: m.stories as u32, sentiment: m.sentiment, dispersion: None, n_eff: None, mood: None });
        let (by_months, by_days) = (roll_up(&by(Period::Quarter), months), roll_up(&by(Period::Quarter), days));
        prop_assert_eq!(by_months.len(), by_days.len());
        for (a, b) in by_months.iter().zip(&by_days) {
            prop_assert_eq!((a.key, a.stories, a.sentiment.is_some()), (b.key, b.stories, b.sentiment.is_some()));
            prop_assert!((a.sentiment.unwrap_or(0.0) - b.sentiment.unwrap_or(0.0)).abs() < 1e-12);
        }
    }
}
