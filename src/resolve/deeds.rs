//! What a name does says what it is: companies report results, decline to comment and move by amounts.

use super::vote::Vote;
use crate::{
    lexicon::{Class, Layer, SentenceView, words},
    model::{EntityKind, Pos, TokenRange},
};

/// What the verb right after a name says: it moves, says something, does what companies do.
pub(super) fn of_deed(view: &SentenceView<'_>, name: TokenRange) -> Option<Vote> {
    let (before, after) = (view.prev(name.token_start), name.token_end);
    let is_place = before.is_some_and(|n| view.is_of(n, Class::PlaceLead));
    let moves = is_move(view, after);
    let acts = moves || says(view, after) || view.is_of(after, Class::CompanyDeed);
    // "Quellin fell 3%", but not "the Bovespa fell 3%"
    let is_double = moves
        && view.pos(name.token_start) == Pos::ProperNoun
        && before.is_none_or(|n| view.pos(n) != Pos::Determiner)
        && view.after(after + 1, AMOUNT).iter().any(|n| view.is_punct(n, '%'));
    (acts && !is_place).then_some(Vote { is_double, ..Vote::weak(EntityKind::Company) })
}

fn is_move(view: &SentenceView<'_>, at: u32) -> bool {
    view.has_at(Layer::Claim, at, |e| matches!(e.class, Class::MoveUp | Class::MoveDown))
}

fn says(view: &SentenceView<'_>, at: u32) -> bool {
    view.has_at(Layer::Speech, at, |e| e.class == Class::SayVerb)
}

/// Tokens after a name in which it is asked for an answer.
const ANSWER: u32 = 6;

/// "Declined to comment", "did not immediately respond to", "said in a statement": whether what is
/// told at `at` is told of who answers the press.
pub(super) fn is_asked(view: &SentenceView<'_>, at: u32) -> bool {
    let near = view.after(at, ANSWER);
    let answers = |n: u32| view.is_of(n, Class::Answer);
    let is_silent = (view.is_word(at, "declined") && view.is_any(at + 1, words!["to"])
        || view.is_any(at, words!["did"]) && view.is_of(at + 1, Class::Not))
        && near.iter().any(answers);
    let is_said =
        says(view, at) && view.is_any(at + 1, words!["in"]) && view.is_of(at + 2, Class::Article);
    is_silent || is_said && near.skip_first(3).iter().any(|n| view.is_of(n, Class::OwnRelease))
}

/// Tokens of "of the consumer group Helvea" before a verb of saying.
const EMPLOYER: u32 = 9;

/// "Ana Reis of the consumer group Helvea reckons": whether a verb of saying comes after whom
/// somebody works for, which begins at `at`.
pub(super) fn says_of(view: &SentenceView<'_>, at: u32) -> bool {
    let is_part = |n: &u32| {
        view.pos(*n).is_noun() || matches!(view.pos(*n), Pos::Determiner | Pos::Adjective)
    };
    let end = view.after(at + 1, EMPLOYER).iter().find(|n| !is_part(n));
    view.is_of(at, Class::EmployerLead)
        && end.is_some_and(|n| n > at + 1 && says(view, n) && view.is_capital(n - 1))
}

/// Tokens after a verb of moving in which the amount is.
const AMOUNT: u32 = 4;

/// "Target dropped 6.3%", "Visa said": whether a noun in the singular that opens a sentence without
/// an article says something or moves by an amount, as only names do.
pub(super) fn is_bare_subject(view: &SentenceView<'_>, name: TokenRange) -> bool {
    let verb = name.token_end;
    let says = view.has_at(Layer::Speech, verb, |e| e.class == Class::SayVerb);
    let moves = view
        .has_at(Layer::Claim, verb, |e| matches!(e.class, Class::MoveUp | Class::MoveDown))
        && view.after(verb + 1, AMOUNT).iter().any(|n| view.is_number(n));
    let is_plural = name.last_token().is_some_and(|n| view.word(n).ends_with('s'));
    name.len() == 1 && !is_plural && (says || moves)
}

/// Tokens after a verb in which its object names a result.
const OBJECT: u32 = 6;

/// "Reported a net loss of", "posted record revenue": whether the verb at `verb` has a result of a
/// business as its object. Who "sees more orders" may be anybody.
pub(super) fn reports_result(view: &SentenceView<'_>, verb: u32) -> bool {
    if !view.is_of(verb, Class::CompanyDeed) {
        return false;
    }
    let is_inside = |n: &u32| {
        let pos = view.pos(*n);
        pos.is_noun()
            || matches!(pos, Pos::Adjective | Pos::Adverb | Pos::Numeral)
            || view.is_of(*n, Class::Article)
            || view.is_of(*n, Class::Possessive)
            || view.is_punct(*n, '-')
    };
    let is_result = |n: u32| view.is_of(n, Class::ResultNoun) || view.is_of(n, Class::Deficit);
    let object = view.after(verb + 1, OBJECT).iter().take_while(is_inside).last();
    object.is_some_and(|last| {
        is_result(last) && !matches!(view.pos(last + 1), Pos::Verb | Pos::Auxiliary)
    })
}
