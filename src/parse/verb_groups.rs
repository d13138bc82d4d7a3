//! Verb groups: a verb with its auxiliaries, "not" and the adverbs between.

use super::sentence::TaggedView;
use crate::{
    lexicon::Class,
    model::{NounPhrase, Pos, TokenRange, VerbForm, VerbGroup},
};

/// Appends the verb groups of a sentence whose noun phrases are known.
pub(super) fn push_verb_groups(
    view: &TaggedView<'_>,
    phrases: &[NounPhrase],
    out: &mut Vec<VerbGroup>,
) {
    let mut rest = phrases;
    let mut at = view.start();
    while at < view.end() {
        while let [first, after @ ..] = rest
            && first.tokens.token_end <= at
        {
            rest = after;
        }
        if let Some(phrase) = rest.first().filter(|p| p.tokens.contains(at)) {
            at = phrase.tokens.token_end;
            continue;
        }
        let limit = rest.first().map_or(view.end(), |p| p.tokens.token_start);
        match verb_group(view, TokenRange::new(at, limit)) {
            Some(group) => {
                at = group.tokens.token_end;
                out.push(group);
            }
            None => at += 1,
        }
    }
}

/// The verb group that begins with the first token of `range` and stays in it.
fn verb_group(view: &TaggedView<'_>, range: TokenRange) -> Option<VerbGroup> {
    let start = range.token_start;
    let first = view.pos(start);
    let has_to = first == Pos::Particle
        && range.iter().skip(1).take(3).any(|n| is_verbal(view.pos(n)))
        && view.is_word(start, "to");
    if !has_to && !is_verbal(first) {
        return None;
    }
    let mut head = start;
    let mut end = start + 1;
    for at in range.iter().skip(1) {
        let is_full = view.pos(head).is_verb();
        match view.pos(at) {
            pos if is_verbal(pos) && !is_full => (head, end) = (at, at + 1),
            Pos::Adverb | Pos::Particle if !is_full => {}
            _ => break,
        }
    }
    let tokens = TokenRange::new(start, end);
    let has = |class: Class| tokens.iter().any(|n| view.is_of(n, class));
    let has_auxiliary = tokens.iter().any(|n| view.pos(n) == Pos::Auxiliary);
    Some(VerbGroup {
        tokens,
        head,
        form: match first {
            _ if has_to => VerbForm::Infinitive,
            Pos::PastParticiple if !has_auxiliary => VerbForm::PastParticiple,
            Pos::PresentParticiple if !has_auxiliary => VerbForm::PresentParticiple,
            _ => VerbForm::Finite,
        },
        is_passive: view.pos(head) == Pos::PastParticiple
            && (has(Class::Be) || has(Class::Get) || !has_auxiliary),
        is_negated: has(Class::Not),
        is_modal: has(Class::Modal),
    })
}

const fn is_verbal(pos: Pos) -> bool {
    pos.is_verb() || matches!(pos, Pos::Auxiliary)
}
