//! Whose dollars are meant where papers of a country that has its own write "$": those of the country
//! that the article is about. One sentence does not tell it ("an Australian miner raised $5
//! million"), so that this is asked of the article as a whole.

use crate::{
    lexicon::{Class, Hit, InstrumentKind, Layer, NameRole, SentenceView},
    model::{Quantity, QuantityKind, Span},
};

/// So often words of the country occur in an article that is about it.
const MIN_WORDS: usize = 3;

/// How the papers of these countries write percent, and those of the United States do not.
const PER_CENT: &str = " per cent";

/// The unit of a bare dollar.
const US_DOLLAR: &str = "USD";

/// Puts the dollars of the article's country where a bare sign was read as that of the United
/// States.
pub(super) fn localise(views: &[SentenceView<'_>], quantities: &mut [Quantity]) {
    let Some(text) = views.first().map(|view| &view.document().text) else { return };
    let is_bare = |quantity: &Quantity| {
        quantity.kind == QuantityKind::Currency
            && quantity.unit.split('/').next() == Some(US_DOLLAR)
            && has_bare_sign(text, quantity.span)
    };
    if !quantities.iter().any(is_bare) {
        return;
    }
    let is_local_style = memchr::memmem::find(text.as_bytes(), PER_CENT.as_bytes()).is_some();
    let least = if is_local_style { 1 } else { MIN_WORDS };
    let Some(own) = home_of_article(views, least) else { return };
    // "A$5 million" tells that a bare sign means another
    if quantities.iter().any(|quantity| quantity.unit.split('/').next() == Some(own)) {
        return;
    }
    for quantity in quantities.iter_mut().filter(|quantity| is_bare(quantity)) {
        quantity.unit.replace_range(..US_DOLLAR.len(), own);
    }
}

/// Whether an amount is told in "$", "dollars" or "cents" without a country.
fn has_bare_sign(text: &str, span: Span) -> bool {
    let own = span.of(text);
    let is_of_country = own.contains(['U', 'u']);
    let before = text[..span.byte_start as usize].chars().next_back();
    !is_of_country && before.is_none_or(|c| !c.is_alphabetic())
}

/// The dollars of the country whose words occur in an article so often at least, and twice as often
/// as those of all other countries with dollars.
fn home_of_article<'a>(views: &[SentenceView<'a>], least: usize) -> Option<&'a str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for view in views {
        for iso in view.hits(Layer::Name).iter().filter_map(|hit| country(view, hit)) {
            match counts.iter_mut().find(|(own, _)| *own == iso) {
                Some((_, count)) => *count += 1,
                None => counts.push((iso, 1)),
            }
        }
    }
    let lexicon = views.first()?.lexicon();
    let dollar = |iso: &str| {
        let home = lexicon.instrument(&format!("country.{}", iso.to_ascii_lowercase()))?;
        home.profile.as_ref()?.dollar.as_deref()
    };
    let counts = counts.into_iter().filter_map(|(iso, count)| Some((dollar(iso)?, count)));
    let counts: Vec<(&str, usize)> = counts.collect();
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let (own, count) = counts.into_iter().max_by_key(|(unit, count)| (*count, *unit))?;
    (own != US_DOLLAR && count >= least && 3 * count >= 2 * all).then_some(own)
}

/// The country that a name is of: its own, that of its people, that of its central bank.
fn country<'a>(view: &SentenceView<'a>, hit: &Hit) -> Option<&'a str> {
    let entry = view.entry(hit);
    if entry.class == Class::DoubtfulName {
        return None;
    }
    let named = view.lexicon().instruments.get(entry.instrument? as usize)?;
    let profile = named.profile.as_ref()?;
    let is_of_state =
        named.kind == InstrumentKind::Country || profile.role == Some(NameRole::Authority);
    profile.country.as_deref().filter(|_| is_of_state)
}
