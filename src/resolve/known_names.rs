//! Names that the lexicon knows.

use crate::{
    lexicon::{Class, Hit, InstrumentKind, Layer, SentenceView},
    model::TokenRange,
};

/// What the lexicon says that a name is.
pub(super) fn kind_of(view: &SentenceView<'_>, hit: &Hit) -> Option<InstrumentKind> {
    let known = view.entry(hit).instrument.and_then(|n| view.lexicon().instruments.get(n as usize));
    known.map(|known| known.kind)
}

/// The longest name of the lexicon in a stretch.
pub(super) fn longest_known<'a>(view: &SentenceView<'a>, range: TokenRange) -> Option<&'a Hit> {
    let is_name = |hit: &&Hit| {
        let entry = view.entry(hit);
        entry.instrument.is_some()
            && hit.token_end <= range.token_end
            && matches!(
                entry.class,
                Class::CompanyName | Class::DoubtfulName | Class::Instrument | Class::Product
            )
    };
    let both = view.hits_in(Layer::Name, range).iter().chain(view.hits_in(Layer::Entity, range));
    // the first of the longest: names of the lexicon's own files before instruments
    both.filter(is_name).fold(None, |best: Option<&Hit>, hit| match best {
        Some(best) if best.tokens().len() >= hit.tokens().len() => Some(best),
        _ => Some(hit),
    })
}
