//! Names of the lexicon among the words of a claim, and those that are a part of another name.

use crate::{
    lexicon::{Class, Hit, Layer, SentenceView},
    model::{BlockKind, EntityKind, Reference, TokenRange},
};

/// The last name of the lexicon in `range`.
pub(super) fn name_in<'a>(view: &SentenceView<'a>, range: TokenRange) -> Option<&'a Hit> {
    let is_meant =
        |hit: &&Hit| view.entry(hit).class == Class::Instrument && !is_part_of_name(view, hit);
    view.hits_in(Layer::Entity, range).iter().rfind(is_meant)
}

/// Whether a name of the lexicon is a part of a longer one that means something else: "Gold" of "the
/// Gold Coast", "Silver" of "Silver Lake".
fn is_part_of_name(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let instrument = view.entry(hit).instrument;
    let Some(known) = instrument.and_then(|n| view.lexicon().instruments.get(n as usize)) else {
        return false;
    };
    let own = TokenRange::new(hit.token_start, hit.token_end);
    let is_longer = |r: &Reference| {
        r.rule.is_name()
            && r.tokens.token_start <= own.token_start
            && own.token_end <= r.tokens.token_end
            && r.tokens.len() > own.len()
            && view.resolution().entity(r).is_some_and(|entity| entity.id != known.id)
    };
    if view.references().iter().any(is_longer) {
        return true;
    }
    let is_word = !matches!(known.kind.entity(), Some(EntityKind::Company | EntityKind::Index));
    is_word
        && view.sentence().kind != BlockKind::Headline
        && view.is_capital(hit.token_start)
        && view.is_capital(hit.token_end)
        && !view.has_at(Layer::Number, hit.token_end, |e| {
            matches!(e.class, Class::Month | Class::Weekday)
        })
        // "Gold ETFs" are of gold
        && view
            .text_of(TokenRange::new(hit.token_end, hit.token_end + 1))
            .chars()
            .skip(1)
            .all(char::is_lowercase)
}
