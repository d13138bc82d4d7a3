//! Figures that take the place of earlier ones and say so, and figures that differ by a magnitude
//! alone.

use rust_decimal::Decimal;

use super::{Conflict, Figure, Verdict, row::row};

/// The magnitudes by which a slip of "million" for "billion" is off.
const SLIP: Decimal = Decimal::ONE_THOUSAND;

/// Appends the rows of figures that were revised: those before the revision are `revised`, those
/// that tell the old value after it are `stale`. What is left is to be compared as it is.
pub(super) fn revisions<'a>(group: &[&'a Figure], rows: &mut Vec<Conflict>) -> Vec<&'a Figure> {
    let mut rest = group.to_vec();
    for figure in group.iter().filter(|f| f.revised_from.is_some()) {
        let is_old = |f: &&&Figure| f.story_id != figure.story_id && tells_old(f, figure);
        let (before, after): (Vec<&Figure>, Vec<&Figure>) =
            rest.iter().filter(is_old).partition(|f| f.day <= figure.day);
        for (others, verdict) in [(before, Verdict::Revised), (after, Verdict::Stale)] {
            if others.is_empty() {
                continue;
            }
            let mut members = others;
            members.push(figure);
            rows.extend(row(&members, verdict));
            rest.retain(|f| !members.iter().any(|m| m.key() == f.key()) || f.key() == figure.key());
        }
    }
    rest
}

/// Whether a figure tells the value that another one takes the place of.
fn tells_old(figure: &Figure, revised: &Figure) -> bool {
    let Some(old) = revised.revised_from else { return false };
    let is_above = figure.interval.low.is_none_or(|low| low.0 < old.0.max(-old.0));
    let is_below = figure.interval.high.is_none_or(|high| old.0 < high.0);
    is_above && is_below
}

/// Appends rows of figures with the same digits that are a thousand times one another: "$1.3 billion"
/// and "$1.3 million" of one series.
pub(super) fn slips(group: &[&Figure], rows: &mut Vec<Conflict>) {
    let mut by_digits: Vec<&Figure> =
        group.iter().filter(|f| f.measure_id.is_some() && f.written.is_some()).copied().collect();
    by_digits.sort_by_key(|f| (f.written, f.value, f.ordinal, f.claim_number));
    for figures in by_digits.chunk_by(|a, b| a.written == b.written) {
        let (Some(low), Some(high)) = (figures.first(), figures.last()) else { continue };
        let is_slip = low.article_id != high.article_id
            && high.value.0.checked_div(low.value.0).is_some_and(|times| times == SLIP);
        if is_slip {
            rows.extend(row(figures, Verdict::Disagree));
        }
    }
}
