//! Names, roles and measures of several words that the lexicons know, and codes of instruments.

use crate::{
    lexicon::{Class, Hit, Layer, SentenceView},
    model::Pos,
};

/// Settles the tags of the words of known names, roles and measures.
pub(super) fn settle(view: &SentenceView<'_>, tags: &mut [Pos]) {
    settle_names(view, tags);
    settle_roles(view, tags);
    settle_measures(view, tags);
}

/// "Pick n Pay fell", "Maybank slipped": companies that mean nothing else.
fn settle_names(view: &SentenceView<'_>, tags: &mut [Pos]) {
    let start = view.start();
    let is_sure = |hit: &&Hit| view.entry(hit).class == Class::CompanyName;
    for hit in view.hits(Layer::Name).iter().filter(is_sure) {
        let words = hit.tokens().iter().take_while(|n| *n < view.end());
        for at in words.filter(|n| view.is_alphabetic(*n)) {
            let tag = &mut tags[(at - start) as usize];
            let is_letter = view.word(at).len() == 1;
            let is_mistaken = is_letter || tag.is_verb() || *tag == Pos::Adjective;
            if view.is_capital(hit.token_start) && is_mistaken {
                *tag = Pos::ProperNoun;
            }
        }
    }
}

/// "Falk's chief executive": the last word of a role is a noun.
fn settle_roles(view: &SentenceView<'_>, tags: &mut [Pos]) {
    let start = view.start();
    for hit in view.hits(Layer::Speech).iter().filter(|h| view.entry(h).class == Class::Role) {
        let tag = hit.token_end.checked_sub(start + 1).and_then(|n| tags.get_mut(n as usize));
        if let Some(tag) = tag.filter(|tag| **tag == Pos::Adjective && hit.tokens().len() > 1) {
            *tag = Pos::Noun;
        }
    }
}

/// "Housing starts ran": the last word of a measure of several words is a noun.
fn settle_measures(view: &SentenceView<'_>, tags: &mut [Pos]) {
    let start = view.start();
    let is_long = |hit: &&Hit| view.entry(hit).class == Class::Measure && hit.tokens().len() > 1;
    for hit in view.hits(Layer::Claim).iter().filter(is_long) {
        let tag = hit.token_end.checked_sub(start + 1).and_then(|n| tags.get_mut(n as usize));
        if let Some(tag) = tag.filter(|tag| tag.is_verb()) {
            *tag = Pos::Noun;
        }
    }
}

/// "Falk FLK.N rose": codes of instruments are no words of the sentence.
pub(super) fn settle_codes(view: &SentenceView<'_>, tags: &mut [Pos]) {
    let start = view.start();
    let mut at = 0;
    while at < tags.len() {
        let Some(end) = view.code_end(start + at as u32) else {
            at += 1;
            continue;
        };
        let end = ((end - start) as usize).min(tags.len());
        tags[at..end].fill(Pos::Other);
        at = end;
    }
}
