//! Which figures of one measure lie apart, and belong together all the same.

use rust_decimal::Decimal;

use super::{Figure, interval::Number};
use crate::model::ClaimKind;

/// Who speaks: figures of one party do not contradict one another.
pub(super) type Party = fn(&Figure) -> u64;

/// Values further apart than this are of different things rather than different values of one:
/// sales of a firm and of its shop.
const MAX_TIMES: Decimal = Decimal::TWO;
/// The same for the price of an index or a commodity, of which there is one.
const MAX_TIMES_OF_PRICES: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
/// Percentage points by which rates of one series differ at most, whatever their size.
const MAX_POINTS: Decimal = Decimal::TEN;
/// Values of opposite signs are one that somebody turned where they are of about one size.
const MAX_TIMES_TURNED: Decimal = Decimal::from_parts(125, 0, 0, false, 2);

/// Groups of figures, each of which contradicts one of another party in its group.
///
/// Figures are compared where they have one sign and the largest is at most twice the smallest
/// (three times for prices), or where they have about the same size and opposite signs.
pub(super) fn groups_apart<'a>(figures: &[&'a Figure], party: Party) -> Vec<Vec<&'a Figure>> {
    let figures = of_steady_parties(figures, party);
    let clusters = of_one_size(&figures);
    clusters.iter().map(|cluster| apart(cluster, party)).filter(|group| !group.is_empty()).collect()
}

/// Leaves out parties that state several values: what these are of is more than the claims say.
fn of_steady_parties<'a>(figures: &[&'a Figure], party: Party) -> Vec<&'a Figure> {
    let mut by_party = figures.to_vec();
    by_party.sort_by_key(|f| party(f));
    let unsteady: Vec<u64> = by_party
        .chunk_by(|a, b| party(a) == party(b))
        .filter(|figures| contradict_themselves(figures))
        .filter_map(|figures| figures.first().map(|f| party(f)))
        .collect();
    figures.iter().filter(|f| unsteady.binary_search(&party(f)).is_err()).copied().collect()
}

fn contradict_themselves(figures: &[&Figure]) -> bool {
    let highest_low = figures.iter().filter_map(|f| f.interval.low).max();
    let lowest_high = figures.iter().filter_map(|f| f.interval.high).min();
    matches!((highest_low, lowest_high), (Some(low), Some(high)) if high <= low)
}

/// Clusters of about one value, and of about one size with either sign.
fn of_one_size<'a>(figures: &[&'a Figure]) -> Vec<Vec<&'a Figure>> {
    let mut by_size = figures.to_vec();
    by_size.sort_by_key(|f| (f.value.0.abs(), f.ordinal, f.claim_number));
    // rates of a known series are compared with their signs
    if by_size.first().is_some_and(|f| f.is_rate) {
        let (low, high) =
            (figures.iter().map(|f| f.value.0).min(), figures.iter().map(|f| f.value.0).max());
        let spread = high.zip(low).map(|(high, low)| high.saturating_sub(low));
        if spread.is_some_and(|spread| spread <= MAX_POINTS) {
            return vec![by_size];
        }
    }
    let (falls, rises): (Vec<&Figure>, Vec<&Figure>) = by_size.iter().partition(|f| is_fall(f));
    let most = if by_size.iter().any(|f| f.is_price) { MAX_TIMES_OF_PRICES } else { MAX_TIMES };
    let has_both_signs = |cluster: &Vec<&Figure>| {
        cluster.iter().any(|f| is_fall(f)) && !cluster.iter().all(|f| is_fall(f))
    };
    let mut all = clusters(&rises, most);
    all.extend(clusters(&falls, most));
    if by_size.iter().all(|f| f.kind == ClaimKind::Change) {
        all.extend(clusters(&by_size, MAX_TIMES_TURNED).into_iter().filter(has_both_signs));
    }
    all
}

fn is_fall(figure: &Figure) -> bool {
    figure.value.0 < Decimal::ZERO
}

/// Figures sorted by size, cut where one is more than so many times the first of its cluster.
fn clusters<'a>(sorted: &[&'a Figure], max_times: Decimal) -> Vec<Vec<&'a Figure>> {
    let mut clusters: Vec<Vec<&Figure>> = Vec::new();
    for figure in sorted {
        let is_near =
            |first: &Figure| figure.value.0.abs() <= first.value.0.abs().saturating_mul(max_times);
        match clusters.last_mut() {
            Some(cluster) if cluster.first().is_some_and(|first| is_near(first)) => {
                cluster.push(figure);
            }
            _ => clusters.push(vec![figure]),
        }
    }
    clusters
}

/// The figures that lie apart from one of another party.
fn apart<'a>(figures: &[&'a Figure], party: Party) -> Vec<&'a Figure> {
    let mut lows: Vec<(Number, u64)> =
        figures.iter().filter_map(|f| Some((f.interval.low?, party(f)))).collect();
    let mut highs: Vec<(Number, u64)> =
        figures.iter().filter_map(|f| Some((f.interval.high?, party(f)))).collect();
    lows.sort_unstable_by(|a, b| b.cmp(a));
    highs.sort_unstable();
    let (lows, highs) = (of_two_parties(&lows), of_two_parties(&highs));
    let of_another = |ends: &[(Number, u64)], own: u64| {
        ends.iter().find(|(_, other)| *other != own).map(|(end, _)| *end)
    };
    let is_apart = |f: &Figure| {
        let is_below = matches!((f.interval.high, of_another(&lows, party(f))), (Some(high), Some(low)) if high <= low);
        is_below
            || matches!((f.interval.low, of_another(&highs, party(f))), (Some(low), Some(high)) if high <= low)
    };
    figures.iter().filter(|f| is_apart(f)).copied().collect()
}

/// The outermost ends of two parties: whoever compares is not one of them at least.
fn of_two_parties(sorted: &[(Number, u64)]) -> Vec<(Number, u64)> {
    let Some(first) = sorted.first() else { return Vec::new() };
    let second = sorted.iter().find(|(_, party)| *party != first.1);
    [Some(first), second].into_iter().flatten().copied().collect()
}
