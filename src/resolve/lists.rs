//! Names of one list: "suppliers such as Orro Forge and Vell Castings".

use super::{runs::Run, vote::Vote};
use crate::{
    lexicon::{Class, SentenceView, words},
    model::{EntityKind, TokenRange},
};

/// Names of one list.
const MEMBERS: usize = 12;

/// Has a noun for several companies vote for all names of the list after it, `runs` being those of
/// the sentence: "suppliers such as Orro Forge and Vell Castings", "Carmakers Orro and Vell".
pub(super) fn vote_members(view: &SentenceView<'_>, runs: &mut [Run]) {
    let mut in_list = 0;
    for n in 0..runs.len() {
        let start = runs[n].name.token_start;
        let goes_on =
            in_list > 0 && n > 0 && are_joined(view, TokenRange::new(runs[n - 1].end, start));
        in_list = if goes_on {
            in_list - 1
        } else if opens_list(view, start) {
            MEMBERS
        } else {
            0
        };
        let is_open = runs[n].vote.is_none_or(|vote| !vote.is_strong);
        if is_open && runs[n].is_doubtful && is_beside_company(view, runs, n) {
            runs[n].vote = Some(Vote::strong(EntityKind::Company));
        }
        if in_list > 0 && is_open && (runs[n].known.is_none() || runs[n].is_doubtful) {
            runs[n].vote = Some(Vote::strong(EntityKind::Company));
        }
    }
}

/// "Shell and TotalEnergies": whether "and" joins a name to that of a company that is sure.
fn is_beside_company(view: &SentenceView<'_>, runs: &[Run], n: usize) -> bool {
    let is_sure = |run: &Run| {
        let known = run.known.and_then(|known| view.lexicon().instruments.get(known as usize));
        !run.is_doubtful && known.is_some_and(|k| k.kind.entity() == Some(EntityKind::Company))
    };
    let joins = |a: &Run, b: &Run| {
        let between = TokenRange::new(a.end, b.name.token_start);
        between.len() == 1 && view.is_any(a.end, words!["and"])
    };
    let before = n.checked_sub(1).map(|before| &runs[before]);
    before.is_some_and(|before| is_sure(before) && joins(before, &runs[n]))
        || runs.get(n + 1).is_some_and(|next| is_sure(next) && joins(&runs[n], next))
}

/// Whether a noun for several companies leads to the name at `start`: "rivals", "rivals such as",
/// "companies including".
fn opens_list(view: &SentenceView<'_>, start: u32) -> bool {
    let Some(before) = view.prev(start) else { return false };
    let lead = if view.is_any(before, words!["including", "like"]) {
        view.prev(before)
    } else if view.is_any(before, words!["as"]) && view.prev_is_any(before, words!["such"]) {
        view.back(before, 2)
    } else {
        Some(before)
    };
    lead.is_some_and(|n| view.is_of(n, Class::Firms))
}

/// Whether what is between two names only joins them: ", ", " and ", ", or ".
fn are_joined(view: &SentenceView<'_>, between: TokenRange) -> bool {
    (1..=2).contains(&between.len())
        && between.iter().all(|n| view.is_punct(n, ',') || view.is_any(n, words!["and", "or"]))
}
