//! Movers: the largest changes of a theme from one day with news to the next.

use jiff::civil::Date;

use super::figures::{Cell, Figures};

/// Movers that are shown.
const SHOWN: usize = 12;
/// Days between the two figures at most.
const MAX_GAP_DAYS: i32 = 7;

/// A change of one theme.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mover {
    /// Number of the theme.
    pub theme: usize,
    /// The day before, and its cell.
    pub from: (Date, Cell),
    /// The day, and its cell.
    pub to: (Date, Cell),
    /// By how much the sentiment changed.
    pub change: f64,
    /// The change weighed by the stories behind it.
    weight: f64,
}

/// How many changes there are, and the largest, weighed by the stories behind them: `|change|
/// sqrt(n1 n2 / (n1 + n2))`, so that a change between two single stories does not hide one between
/// two days of many. Of a theme, its parents and its branches only the largest change of a day.
pub(super) fn choose(figures: &Figures) -> (usize, Vec<Mover>) {
    let mut all = 0;
    let mut largest: Vec<Mover> = Vec::new();
    for (theme, figure) in figures.themes.iter().enumerate() {
        let with_figure: Vec<&(Date, Cell)> =
            figure.days.iter().filter(|(_, cell)| cell.sentiment.is_some()).collect();
        for pair in with_figure.windows(2) {
            if let [from, to] = pair
                && let Some(mover) = mover(theme, from, to)
            {
                all += 1;
                largest.push(mover);
            }
        }
        // keeps memory small; kin that is left out later is not many
        largest.sort_by(|a, b| {
            b.weight.total_cmp(&a.weight).then(a.theme.cmp(&b.theme)).then(b.to.0.cmp(&a.to.0))
        });
        largest.truncate(SHOWN * 100);
    }
    let mut chosen: Vec<Mover> = Vec::new();
    for mover in largest {
        let is_kin = |other: &Mover| {
            other.to.0 == mover.to.0
                && are_kin(&figures.themes[other.theme].id, &figures.themes[mover.theme].id)
        };
        if chosen.len() < SHOWN && !chosen.iter().any(is_kin) {
            chosen.push(mover);
        }
    }
    (all, chosen)
}

fn mover(theme: usize, from: &(Date, Cell), to: &(Date, Cell)) -> Option<Mover> {
    let change = to.1.sentiment? - from.1.sentiment?;
    let (before, after) = (from.1.stories as f64, to.1.stories as f64);
    let gap = (to.0 - from.0).get_days();
    (gap <= MAX_GAP_DAYS && before + after > 0.0 && change != 0.0).then(|| Mover {
        theme,
        from: from.clone(),
        to: to.clone(),
        change,
        weight: change.abs() * (before * after / (before + after)).sqrt(),
    })
}

/// Whether one theme is the other or above it.
fn are_kin(a: &str, b: &str) -> bool {
    let is_above = |above: &str, below: &str| {
        below.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    is_above(a, b) || is_above(b, a)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{super::figures::Theme, super::timeline::Timeline, *};

    fn theme(id: &str, days: &[(&str, f64, u64)]) -> Theme {
        let cell = |s, stories| Cell { sentiment: Some(s), stories, ..Cell::default() };
        let days = days
            .iter()
            .map(|(day, s, stories)| (day.parse().unwrap(), cell(*s, *stories)))
            .collect();
        Theme { id: id.into(), title: id.into(), days, cells: vec![], undated: None }
    }

    #[test]
    fn many_stories_outweigh_a_single_one_and_kin_stands_once() {
        let themes = vec![
            theme(
                "macro",
                &[("2026-07-01", 0.0, 50), ("2026-07-02", 0.5, 50), ("2026-07-30", -1.0, 50)],
            ),
            theme(
                "macro.rates",
                &[("2026-07-01", 0.0, 20), ("2026-07-02", 0.6, 20), ("2026-07-03", 0.7, 20)],
            ),
            theme("macros", &[("2026-07-01", -1.0, 1), ("2026-07-02", 1.0, 1)]),
        ];
        let figures = Figures {
            timeline: Timeline::of(&BTreeMap::new()),
            themes,
            hidden: vec![],
            silent: vec![],
        };
        let (all, movers) = choose(&figures);
        let shown: Vec<_> = movers.iter().map(|m| (m.theme, m.to.0.to_string())).collect();
        assert_eq!(all, 4, "a gap of four weeks is none from day to day");
        assert_eq!(
            shown,
            [
                (0, "2026-07-02".to_owned()),
                (2, "2026-07-02".to_owned()),
                (1, "2026-07-03".to_owned())
            ]
        );
    }
}
