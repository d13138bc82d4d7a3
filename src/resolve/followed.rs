//! What the next sentence says that a name is: "Selby Dairies opened its books. The group's debt
//! ..." tells of a company, whatever its name says.

use super::{refer::noun_at, runs::Run, vote::Vote};
use crate::{
    lexicon::{Class, SentenceView},
    model::EntityKind,
};

/// Tokens of the next sentence in which it refers to the name.
const OPENING: u32 = 6;

/// Has the next sentence vote for each name that opens its own sentence, alone and of several words.
pub(super) fn vote(views: &[SentenceView<'_>], runs: &mut [Run]) {
    let mut from = 0;
    while let Some(first) = runs.get(from).map(|run| run.sentence) {
        let len = runs[from..].iter().take_while(|run| run.sentence == first).count();
        let followed = runs.get(from + len).filter(|run| run.sentence == first + 1);
        let next_name = followed.map(|run| run.name.token_start);
        if let ([run], Some([view, next])) =
            (&mut runs[from..from + len], views.get(first as usize..first as usize + 2))
            && is_open(view, run)
            && next.sentence().block == view.sentence().block
            && refers_back(next, next_name)
        {
            run.vote = Some(Vote::strong(EntityKind::Company));
        }
        from += len;
    }
}

/// Whether a run may be the name of a company of which nothing else is known.
fn is_open(view: &SentenceView<'_>, run: &Run) -> bool {
    let words = run.name.iter().filter(|n| view.is_alphabetic(*n)).count();
    let is_undecided = run.vote.is_none_or(|v| !v.is_strong && v.kind == EntityKind::Company);
    run.known.is_none() && is_undecided && run.name.token_start == view.start() && words >= 2
}

/// Whether a sentence begins with "the company", "the lender's", "the stock", before any name.
fn refers_back(view: &SentenceView<'_>, name: Option<u32>) -> bool {
    let end = name.unwrap_or(view.end());
    view.range().before(end).first(OPENING).iter().any(|at| {
        let is_paper = view.is_of(at, Class::Paper) && view.prev_is_any(at, &["the", "its"]);
        is_paper || noun_at(view, at).is_some()
    })
}
