//! Which words can name somebody who speaks: names, roles, nouns of people and bodies.

use crate::{
    lang::in_one_line,
    lexicon::{Class, Hit, Layer, SentenceView, WordSet, words},
    model::{EntityKind, Pos, ReferenceRule, TokenRange},
};

/// Who tells the article itself.
pub(super) const FIRST_PERSON: &WordSet = words!["i", "we"];

/// Whether a word names people or a body.
pub(super) fn is_voice(view: &SentenceView<'_>, at: u32) -> bool {
    [Class::Voice, Class::CompanyNoun, Class::Forecaster].iter().any(|c| view.is_of(at, *c))
}

/// Whether a token is a name, and no word that has a capital because it opens the sentence.
pub(super) fn is_proper(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_capital(at) && (at > view.start() || view.pos(at) == Pos::ProperNoun)
}

/// The words for roles in `range`: "analyst", "chief economist".
pub(super) fn roles_in<'a>(view: &SentenceView<'a>, range: TokenRange) -> Vec<&'a Hit> {
    let hits = view.hits_in(Layer::Speech, range).iter();
    hits.filter(|h| view.entry(h).class == Class::Role).collect()
}

/// Whether a phrase begins with "the", "a" or "an".
pub(super) fn opens_with_article(view: &SentenceView<'_>, range: TokenRange) -> bool {
    view.is_of(range.token_start, Class::Article)
}

/// The words of `range` in one line, their article left out.
pub(super) fn words_of(view: &SentenceView<'_>, range: TokenRange) -> String {
    in_one_line(view.text_of(range.skip_first(u32::from(opens_with_article(view, range)))))
}

/// Whether a phrase is a name of an entity that can speak, or a noun that refers to one: "the chain",
/// but not "its forecast".
pub(super) fn means_somebody(view: &SentenceView<'_>, words: TokenRange) -> bool {
    view.references_in(words).iter().any(|r| {
        (r.rule.is_name() || r.rule == ReferenceRule::RoleNoun)
            && r.tokens.token_end == words.token_end
            && view.resolution().entity(r).is_some_and(|e| {
                matches!(
                    e.kind,
                    EntityKind::Company | EntityKind::Organisation | EntityKind::Person
                )
            })
    })
}

/// "One of them": somebody of the group that spoke before.
pub(super) fn is_one_of_group(view: &SentenceView<'_>, words: TokenRange) -> bool {
    let first = words.token_start;
    !view.pos(first).is_noun()
        && view.is_word(first + 1, "of")
        && words.token_end == first + 3
        && view.is_of(first + 2, Class::PersonalPronoun)
}

/// Whether a phrase names somebody: a pronoun alone, a role word, a name in capitals, an instrument
/// of kind company.
pub(super) fn can_speak(view: &SentenceView<'_>, words: TokenRange) -> bool {
    let first = words.token_start;
    if words.len() == 1 && view.is_of(first, Class::PersonalPronoun) {
        // "I think": the article itself tells it, which is no quote
        let is_anybody = view.is_any(first, FIRST_PERSON) || view.is_word(first, "you");
        return !is_anybody || !view.references_in(words).is_empty();
    }
    if is_one_of_group(view, words) {
        return true;
    }
    let has_role = !roles_in(view, words).is_empty() || means_somebody(view, words);
    let is_time = |n: u32| {
        view.has_at(Layer::Number, n, |e| matches!(e.class, Class::Weekday | Class::Month))
    };
    let named = words.iter().filter(|n| is_proper(view, *n) && !is_time(*n)).count();
    let is_first_only =
        named == 1 && view.is_capital(words.token_start) && words.len() > 1 && !has_role;
    has_role || words.iter().any(|n| is_voice(view, n)) || named >= 1 && !is_first_only
}
