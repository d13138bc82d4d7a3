//! Words of moving, and which way they go.

use crate::{
    lexicon::{Class, Hit, Layer, PartOfSpeech, Role, SentenceView},
    model::{Direction, Pos},
};

/// Which way a word of moving goes.
pub(super) fn direction(view: &SentenceView<'_>, hit: &Hit) -> Option<Direction> {
    if is_other_noun(view, hit) {
        return None;
    }
    match view.entry(hit).class {
        Class::MoveUp => Some(Direction::Up),
        Class::MoveDown => Some(Direction::Down),
        _ => None,
    }
}

/// Whether token `at` is a word of moving.
pub(super) fn is_move(view: &SentenceView<'_>, at: u32) -> bool {
    view.hits_at(Layer::Claim, at).iter().any(|hit| direction(view, hit).is_some())
}

/// "A hotel contract": whether a noun is written as a verb of moving that is none as a noun.
pub(super) fn is_other_noun(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let is_verb = matches!(
        view.entry(hit).features.part_of_speech,
        Some(PartOfSpeech::Verb | PartOfSpeech::TransitiveVerb)
    );
    // "an add-on to a membership"
    let is_joined = view.is_punct(hit.token_end, '-')
        && view.is_joined(hit.token_end)
        && view.is_joined(hit.token_end + 1);
    is_verb && (view.pos(hit.token_start) == Pos::Noun || is_joined)
}

/// Which way words of more or less go.
pub(super) const fn way(role: Role) -> Option<Direction> {
    match role {
        Role::More => Some(Direction::Up),
        Role::Less => Some(Direction::Down),
        _ => None,
    }
}
