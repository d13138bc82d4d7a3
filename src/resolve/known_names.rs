//! Names that the lexicon knows.

use crate::{
    lexicon::{Class, Hit, InstrumentKind, Layer, SentenceView},
    model::{Pos, TokenRange},
};

/// What the lexicon says that a name is.
pub(super) fn kind_of(view: &SentenceView<'_>, hit: &Hit) -> Option<InstrumentKind> {
    let known = view.entry(hit).instrument.and_then(|n| view.lexicon().instruments.get(n as usize));
    known.map(|known| known.kind)
}

/// Whether a hit names an instrument here: "Swiss shares" are those of a country.
pub(super) fn is_name(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let entry = view.entry(hit);
    let is_class = matches!(
        entry.class,
        Class::CompanyName | Class::DoubtfulName | Class::Instrument | Class::Product
    );
    let is_people = || {
        let (at, next) = (hit.token_start, hit.token_end);
        view.has_at(Layer::Name, at, |e| e.class == Class::Demonym)
            && view.is_alphabetic(next)
            && !view.is_capital(next)
            && matches!(view.pos(next), Pos::Noun | Pos::Adjective)
    };
    let is_doubtful = entry.class == Class::DoubtfulName;
    entry.instrument.is_some() && is_class && !(is_doubtful && is_people())
}

/// The longest name of the lexicon in a stretch.
pub(super) fn longest_known<'a>(view: &SentenceView<'a>, range: TokenRange) -> Option<&'a Hit> {
    let is_name = |hit: &&Hit| hit.token_end <= range.token_end && is_name(view, hit);
    let both = view.hits_in(Layer::Name, range).iter().chain(view.hits_in(Layer::Entity, range));
    // the first of the longest: names of the lexicon's own files before instruments
    both.filter(is_name).fold(None, |best: Option<&Hit>, hit| match best {
        Some(best) if best.tokens().len() >= hit.tokens().len() => Some(best),
        _ => Some(hit),
    })
}
