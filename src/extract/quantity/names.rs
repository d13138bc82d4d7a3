//! Numbers inside names: "Paragon 28", "Three Mile Island", "Oracle 12c", "3nm".

use super::terms::NumberTerms;
use crate::{
    lang::Token,
    lexicon::{Class, Layer, SentenceView},
};

/// No name has more words.
const LONGEST: u32 = 6;

/// "Three Mile Island", "the Big Four": one past the name of which the number word at `at` is a
/// part. Capitals tell nothing in a title, and little at the beginning of a sentence.
pub(super) fn of_words(view: &SentenceView<'_>, at: u32, is_title_case: bool) -> Option<u32> {
    if is_title_case || !view.is_alphabetic(at) || !view.is_capital(at) {
        return None;
    }
    view.term(at, Class::NumberWord).filter(|t| t.end == at + 1)?;
    let end = end_of_capitals(view, at + 1);
    let opens = view.prev_token(at).is_none_or(|t| t.punct().is_some());
    if opens {
        // "Three Fed officials", "Two Chinese Banks" are counted
        let is_counted = view.is_alphabetic(end) && !view.is_capital(end) && is_plural(view, end)
            || view.prev(end).is_some_and(|last| is_plural(view, last));
        return (end > at + 2 && !is_counted).then_some(end);
    }
    let follows_name = view.prev(at).is_some_and(|n| view.is_capital(n) && n > view.start());
    (end > at + 1 || follows_name).then_some(end)
}

/// One past the words with capitals from `at` on.
fn end_of_capitals(view: &SentenceView<'_>, at: u32) -> u32 {
    let words = view.after(at, LONGEST);
    let stop = words.iter().find(|n| !(view.is_alphabetic(*n) && view.is_capital(*n)));
    stop.unwrap_or(words.token_end)
}

/// Whether a word looks like a plural.
fn is_plural(view: &SentenceView<'_>, at: u32) -> bool {
    let word = view.word(at);
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.starts_with('\'')
}

/// "Oracle 12c", "iPhone 16e": one past the letter glued to the number at `at`, where a name is
/// before it and no amount is meant.
pub(super) fn with_letter(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let next = at + 1;
    let is_letter = view.is_joined(next) && view.is_alphabetic(next) && view.word(next).len() == 1;
    let follows_name = view.prev_token(at).is_some_and(|t| t.is_word() && t.is_capital())
        && view.prev(at).is_some_and(|n| {
            n > view.start() && view.terms(n).next().is_none() && !view.is_hyphen(n)
        });
    let is_small = view.word(at).len() <= 2;
    // "paid Holders 12c a share"
    let is_given_for = view.is_any(next + 1, &["a", "per"]) || view.is_punct(next + 1, '/');
    let may_be_name = view.term(next, Class::Currency).is_some() && !is_given_for;
    (is_letter && follows_name && is_small && may_be_name).then_some(next + 1)
}

/// "Paragon 28 fell", "Pier 39 Holdings": whether the word at `before`, which begins the sentence,
/// and the number after it that ends at `end` are a name.
pub(super) fn opens_sentence(view: &SentenceView<'_>, before: u32, end: u32) -> bool {
    let is_word = view.is_alphabetic(before)
        && view.is_capital(before)
        && view.word(before).len() > 1
        && !view.is_listed(before, Class::NumberLead)
        && view.terms(before).next().is_none();
    is_word && acts(view, end)
}

/// Whether what is at `at` is what names do and counted things do not: "'s", a verb, a further name,
/// "shares".
pub(super) fn acts(view: &SentenceView<'_>, at: u32) -> bool {
    let Some(next) = view.token(at) else { return false };
    let is_verb = || {
        view.has_at(Layer::Speech, at, |e| e.class == Class::SayVerb)
            || view.has_at(Layer::Modality, at, |e| e.class == Class::Forecast)
            || view.has_at(Layer::Tone, at, |e| {
                matches!(e.class, Class::Up | Class::Down | Class::Obtain)
            })
            || view.is_any(at, &["is", "was"])
            || view.is_any(at, &["has", "had"])
    };
    let is_share = || view.is_any(at, &["shares", "stock"]);
    let is_name = next.is_word() && next.is_capital();
    is_possessive(view, at) || is_name || next.is_word() && (is_verb() || is_share())
}

/// "'s" after a name.
pub(super) fn is_possessive(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_joined(at) && view.word(at).starts_with(['\'', '’']) && view.is_alphabetic(at)
}

/// "3nm chips": a size that names a sort of product.
pub(super) fn is_grade(view: &SentenceView<'_>, unit: &str, end: u32) -> bool {
    unit == "nanometre" && !view.is_any(end, &["wide", "thick"]) && !view.is_word(end, "long")
}

/// Whether a token is a word with a capital inside of a sentence.
pub(super) fn is_name_inside(view: &SentenceView<'_>, at: u32, token: &Token) -> bool {
    token.is_word() && token.is_capital() && at > view.start()
}
