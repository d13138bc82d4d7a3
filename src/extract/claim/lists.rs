//! "Gold, silver and zinc fell 1%, 2% and 3%": figures in a list, each told of its own member of
//! the list of subjects.

use super::{noun_phrase::named, subject::of_words};
use crate::{
    lexicon::SentenceView,
    model::{Claim, Clause, Pos, TokenRange},
};

/// Gives the claims of a sentence the members of their verb's list of subjects, where there are as
/// many figures as members.
pub(super) fn distribute(view: &SentenceView<'_>, claims: &mut [Claim]) {
    for clause in view.clauses().iter().filter(|c| !c.coordinated.is_empty()) {
        let verb = clause.verb.tokens.token_end;
        let from = claims.partition_point(|c| view.token_at(c.span.byte_start) < verb);
        let own = &mut claims[from..];
        let len = list_len(view, own);
        if len == clause.coordinated.len() + 1 {
            assign(view, clause, &mut own[..len]);
        }
    }
}

/// How many claims from the first on are a list of figures in one unit.
fn list_len(view: &SentenceView<'_>, claims: &[Claim]) -> usize {
    let joins = |n: u32| view.pos(n) == Pos::Coordinator || view.is_punct(n, ',');
    let is_joined = |pair: &&[Claim]| {
        let end = view.token_at(pair[0].span.byte_end);
        let gap = TokenRange::new(end, view.token_at(pair[1].span.byte_start));
        (1..=2).contains(&gap.len()) && gap.iter().all(joins)
    };
    claims.first().map_or(0, |_| 1 + claims.windows(2).take_while(is_joined).count())
}

fn assign(view: &SentenceView<'_>, clause: &Clause, claims: &mut [Claim]) {
    let members = clause.coordinated.iter().chain(&clause.subject);
    for (claim, member) in claims.iter_mut().zip(members) {
        if let Some(words) = named(view, *member) {
            let subject = of_words(view, words);
            claim.subject = subject.name;
            claim.subject_id = subject.id;
        }
    }
    // the unit and the move of a list are told once
    if let [first, rest @ ..] = claims {
        for claim in rest.iter_mut().filter(|c| c.unit == first.unit) {
            claim.kind = first.kind;
            claim.direction = first.direction;
        }
    }
}
