use jiff::{ToSpan as _, civil::date};
use proptest::prelude::*;

use super::{super::fixture, *};

/// Near what floats can tell, so that only rounding is between the result and the exact solution.
const EXACT: Convergence = Convergence { tolerance: 4e-16, max_rounds: 100_000 };

/// Near enough, on any graph that a test may draw.
const NEAR: Convergence = Convergence { tolerance: 1e-13, max_rounds: 100_000 };

fn scored(case: &serde_json::Value) -> Vec<Scored<u64>> {
    let rows = case["scored"].as_array().unwrap().iter();
    rows.map(|r| Scored {
        day: fixture::day(&r[0]),
        source: r[1].as_u64().unwrap(),
        score: r[2].as_f64().unwrap(),
    })
    .collect()
}

fn assert_effects(effects: &FixedEffects<u64>, expected: &serde_json::Value, what: &str) {
    assert_eq!(effects.days.len(), expected["days"].as_object().unwrap().len(), "{what}");
    assert_eq!(effects.sources.len(), expected["sources"].as_object().unwrap().len(), "{what}");
    for (day, f) in &effects.days {
        fixture::assert_close(*f, &expected["days"][day.to_string()], &format!("{what}, {day}"));
    }
    for (source, g) in &effects.sources {
        fixture::assert_close(
            *g,
            &expected["sources"][source.to_string()],
            &format!("{what}, source {source}"),
        );
    }
}

#[test]
fn effects_as_computed_elsewhere() {
    for case in fixture::section("fixed_effects") {
        let what = case["what"].as_str().unwrap();
        let settled = fixed_effects(scored(&case), Convergence::default()).unwrap();
        assert_eq!(settled.components as u64, case["components"], "{what}");
        assert_eq!(u64::from(settled.rounds), case["settled"]["rounds"], "{what}");
        assert_effects(&settled, &case["settled"], &format!("{what}, settled"));
        let exact = fixed_effects(scored(&case), EXACT).unwrap();
        assert_effects(&exact, &case["exact"], &format!("{what}, exact"));
    }
}

#[test]
fn point_in_time_effects_as_computed_elsewhere() {
    for case in fixture::section("fixed_effects") {
        let what = case["what"].as_str().unwrap();
        let mut expanding = Expanding::new(EXACT);
        for (day, rows) in by_day(&scored(&case)) {
            let level = expanding.push(day, &rows).unwrap();
            let expected = &case["expanding"][day.to_string()];
            fixture::assert_close_option(
                level.level,
                &expected["level"],
                &format!("{what}, {day}"),
            );
            assert_eq!(level.components as u64, expected["components"], "{what}, {day}");
            assert_eq!(u64::from(level.unseen), expected["unseen"], "{what}, {day}");
        }
    }
}

fn by_day(scored: &[Scored<u64>]) -> BTreeMap<Date, Vec<(u64, f64)>> {
    let mut days: BTreeMap<Date, Vec<(u64, f64)>> = BTreeMap::new();
    for a in scored {
        days.entry(a.day).or_default().push((a.source, a.score));
    }
    days
}

#[test]
fn one_sided_sources_do_not_move_the_index() {
    let mut rows = Vec::new();
    for n in 1..=20 {
        let f = f64::from(n) / 40.0 - 0.2;
        let own =
            |source: u64, g: f64| Scored { day: date(2026, 6, n as i8), source, score: f + g };
        rows.push(own(1, 0.3));
        rows.extend((0..n % 4).map(|_| own(2, -0.3)));
    }
    let effects = fixed_effects(rows, Convergence::default()).unwrap();
    let first = effects.days[&date(2026, 6, 1)];
    for (place, f) in effects.days.values().enumerate() {
        assert!((f - first - place as f64 / 40.0).abs() < 1e-8, "{place}: {f}");
    }
    assert_eq!(effects.components, 1);
}

#[test]
fn messages_say_what_was_expected() {
    let day = date(2026, 7, 2);
    let none = fixed_effects([Scored { day, source: 1, score: f64::NAN }], Convergence::default())
        .unwrap_err();
    assert_eq!(none.to_string(), "2026-07-02: a score is NaN; expected a finite number");
    let mut expanding = Expanding::new(Convergence::default());
    expanding.push(day, &[(1, 0.5)]).unwrap();
    let again = expanding.push(day, &[(1, 0.5)]).unwrap_err();
    assert_eq!(
        again.to_string(),
        "2026-07-02 comes after 2026-07-02; expected each day once, in order"
    );
    let stop = Convergence { tolerance: 0.0, max_rounds: 3 };
    let unsettled = fixed_effects([Scored { day, source: 1, score: 0.5 }], stop).unwrap_err();
    assert!(
        unsettled.to_string().starts_with("source effects still change by 0e0 after 3 rounds"),
        "{unsettled}"
    );
}

/// Rounds that begin at 0 keep the sum at 0 but for rounding; those that go on from an earlier day
/// do not.
#[test]
fn the_level_goes_from_sources_to_days_in_each_part() {
    let mut panel = Panel::default();
    for (day, source, n) in [(0, 0, 2.0), (0, 1, 1.0), (1, 2, 3.0), (2, 1, 1.0), (3, 2, 1.0)] {
        panel.add(day, source, n, 0.0);
    }
    let before = Effects { f: vec![0.5, 0.25, -0.5, 0.0], g: vec![0.5, -0.25, 0.75] };
    let mut after = before.clone();
    assert_eq!(panel.normalise(&mut after), 2);
    for cell in &panel.cells {
        let fitted = |effects: &Effects| effects.f[cell.day] + effects.g[cell.source];
        assert!((fitted(&after) - fitted(&before)).abs() < 1e-15, "{cell:?}");
    }
    assert!(
        (2.0 * after.g[0] + 2.0 * after.g[1]).abs() < 1e-15 && after.g[2].abs() < 1e-15,
        "{after:?}"
    );
}

/// A chain, each day joined to the next by one source, is the slowest that there is: it must say so
/// and not give a figure.
#[test]
fn a_long_chain_does_not_settle() {
    let rows = (0..2_000_i64).flat_map(|n| {
        let day = date(2020, 1, 1).saturating_add(n.days());
        [n, n + 1].map(|source| Scored {
            day,
            source,
            score: (n as f64 / 200.0).sin() * if source == n { 0.5 } else { -0.25 },
        })
    });
    let error =
        fixed_effects(rows, Convergence { max_rounds: 500, ..Convergence::default() }).unwrap_err();
    assert!(matches!(error, FixedEffectsError::NotSettled { rounds: 500, .. }), "{error}");
}

fn rows() -> impl Strategy<Value = Vec<Scored<u64>>> {
    let row = (1..12_i8, 0..5_u64, -1.0..1.0).prop_map(|(day, source, score)| Scored {
        day: date(2026, 6, day),
        source,
        score,
    });
    prop::collection::vec(row, 0..60)
}

proptest! {
    #[test]
    fn effects_solve_the_normal_equations(rows in rows()) {
        let effects = fixed_effects(rows.iter().copied(), NEAR).unwrap();
        let left = |a: &Scored<u64>| a.score - effects.days[&a.day] - effects.sources[&a.source];
        for day in effects.days.keys() {
            prop_assert!(rows.iter().filter(|a| a.day == *day).map(left).sum::<f64>().abs() < 1e-11);
        }
        for source in effects.sources.keys() {
            prop_assert!(rows.iter().filter(|a| a.source == *source).map(left).sum::<f64>().abs() < 1e-11);
        }
        prop_assert!(rows.iter().map(|a| effects.sources[&a.source]).sum::<f64>().abs() < 1e-11);
    }

    /// What comes later changes nothing, and each day has the effects of all days before it.
    #[test]
    fn point_in_time_levels_do_not_look_ahead(rows in rows()) {
        let days = by_day(&rows);
        let levels = |until: usize| -> Vec<DayLevel> {
            let mut expanding = Expanding::new(NEAR);
            days.iter().take(until).map(|(day, rows)| expanding.push(*day, rows).unwrap()).collect()
        };
        let all = levels(days.len());
        for until in 0..days.len() {
            prop_assert_eq!(&levels(until)[..], &all[..until]);
        }
        for (level, (day, rows_of_day)) in all.iter().zip(&days) {
            let before = fixed_effects(rows.iter().copied().filter(|a| a.day < *day), NEAR).unwrap();
            let adjusted = rows_of_day.iter().map(|(source, score)| score - before.sources.get(source).unwrap_or(&0.0));
            prop_assert!((level.level.unwrap() - adjusted.sum::<f64>() / rows_of_day.len() as f64).abs() < 1e-10);
            prop_assert_eq!(level.components, before.components);
        }
    }
}
