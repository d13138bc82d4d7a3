//! Where a noun phrase begins and ends, for rules that look through words.

use crate::{
    lexicon::{Class, Entry, Hit, Layer, SentenceView},
    model::{EntityKind, NounPhrase, Pos, Reference, TokenRange},
};

/// Whether a hit looks ahead: a forecast or a condition.
pub(super) fn is_ahead(view: &SentenceView<'_>, hit: &Hit) -> bool {
    matches!(view.entry(hit).class, Class::Forecast | Class::Conditional)
}

/// Whether token `at` is an auxiliary or a copula.
pub(super) fn is_auxiliary(view: &SentenceView<'_>, at: u32) -> bool {
    view.pos(at) == Pos::Auxiliary
}

/// A noun phrase without a number that counts it and without the nouns that only say what a
/// company is: "11 sectors", "chip designer Arvaline"; with the name that a number belongs to:
/// "Phase 3 study".
pub(super) fn minimal(view: &SentenceView<'_>, words: TokenRange) -> TokenRange {
    let first = words.token_start;
    let stage = view.prev(first).filter(|n| view.is_capital(*n) && view.pos(*n).is_noun());
    if view.is_number(first)
        && let Some(stage) = stage
    {
        return TokenRange::new(stage, words.token_end);
    }
    let is_scale = |e: &Entry| e.class == Class::Scale;
    let is_count = |n: &u32| {
        let is_number = view.is_number(*n)
            || view.pos(*n) == Pos::Numeral
            || *n > words.token_start && view.has_at(Layer::Number, *n, is_scale);
        is_number && !view.is_joined(*n + 1) && !view.is_punct(*n + 1, '%')
    };
    // "the 5 mg arm" counts nothing
    let is_plural = words
        .last_token()
        .is_some_and(|n| view.word(n).ends_with('s') || view.is_of(n, Class::Voice));
    let counts = words.iter().take_while(is_count).count() as u32;
    let counts = if is_plural { counts.min(words.len().saturating_sub(1)) } else { 0 };
    let words = words.skip_first(counts);
    described_name(view, words).unwrap_or(words)
}

/// The name of the company at the end of words that else say what it is.
fn described_name(view: &SentenceView<'_>, words: TokenRange) -> Option<TokenRange> {
    let is_company = |r: &&Reference| {
        r.rule.is_name()
            && words.after(r.tokens.token_end).iter().all(|n| view.is_of(n, Class::CompanyForm))
            && r.tokens.token_start > words.token_start
            && view.resolution().entity(r).is_some_and(|e| e.kind == EntityKind::Company)
    };
    let name = view.references_in(words).iter().find(is_company)?.tokens;
    let is_noun = |n: u32| {
        (!view.is_capital(n) || n == view.start())
            && matches!(view.pos(n), Pos::Noun | Pos::Adjective | Pos::ProperNoun)
    };
    words.before(name.token_start).iter().all(is_noun).then_some(words.after(name.token_start))
}

/// The words of a phrase without article; `None` for pronouns, times and bare figures.
pub(super) fn named(view: &SentenceView<'_>, phrase: NounPhrase) -> Option<TokenRange> {
    // "2027 growth" is growth
    let is_year = |n: u32| {
        let word = view.word(n);
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && view.is_number(n)
    };
    // the rest of "so-called"
    let is_cut =
        |n: u32| n == phrase.tokens.token_start && view.is_joined(n) && view.prev_is_punct(n, '-');
    let is_opening = |n: &u32| {
        is_cut(*n)
            // "at least three funds"
            || view.is_any(*n, &["least", "most"]) && view.prev_is(*n, "at")
            || matches!(view.pos(*n), Pos::Determiner | Pos::Pronoun | Pos::Punctuation)
            || view.pos(*n) == Pos::Adverb
            || is_year(*n) && *n < phrase.head && view.pos(*n + 1) == Pos::Noun
    };
    let start = phrase.tokens.iter().find(|n| !is_opening(n))?;
    let words = phrase.tokens.after(start);
    let is_figure =
        !view.pos(phrase.head).is_noun() && view.is_number(phrase.head) || is_amount(view, phrase);
    (!words.is_empty() && !is_figure && !is_time(view, phrase)).then_some(words)
}

/// "80 million gallons", "2% more", "six": whether a phrase is nothing but a quantity.
fn is_amount(view: &SentenceView<'_>, phrase: NounPhrase) -> bool {
    let is_count = |n: u32| view.pos(n) == Pos::Numeral || view.is_number(n);
    let is_of_amount = |n: u32| {
        view.has_at(Layer::Number, n, |e| {
            matches!(
                e.class,
                Class::Unit | Class::PerUnit | Class::Currency | Class::Scale | Class::NumberWord
            )
        }) || !view.hits_at(Layer::Period, n).is_empty()
    };
    let is_word = |n: &u32| view.pos(*n).is_noun() || view.pos(*n) == Pos::Adjective;
    let own = phrase.tokens;
    own.iter().any(is_count) && own.iter().filter(is_word).all(|n| is_count(n) || is_of_amount(n))
}

/// Whether a phrase names a time: "last month", "Friday".
fn is_time(view: &SentenceView<'_>, phrase: NounPhrase) -> bool {
    let names_time = |class: Class| matches!(class, Class::Weekday | Class::Month);
    view.has_at(Layer::Number, phrase.head, |e| names_time(e.class))
        || view.hits_in(Layer::Period, phrase.tokens).iter().any(|h| h.token_end > phrase.head)
}

/// The phrase that ends right before token `at`.
pub(super) fn phrase_ending<'a>(view: &SentenceView<'a>, at: u32) -> Option<&'a NounPhrase> {
    view.prev(at).and_then(|n| view.noun_phrase_at(n)).filter(|p| p.tokens.token_end == at)
}
