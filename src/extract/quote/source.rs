//! Whose figures a document gives: "according to a study from software vendor Rellix", "LSEG data",
//! "a company filing".

use super::{
    speaker::Speaker,
    voice::{is_proper, words_of},
    who,
};
use crate::{
    lexicon::{Class, Layer, SentenceView},
    model::{EntityKind, TokenRange},
};

/// Who made the document that `words` name: nobody where no name is in them and it is not of the
/// company that the story is about. `None` where they name no document.
pub(super) fn of_document(view: &SentenceView<'_>, words: TokenRange) -> Option<Speaker> {
    let head = head(view, words)?;
    let named = view.references_in(words).iter().filter(|r| r.rule.is_name());
    let kind_of = |r: &crate::model::Reference| view.resolution().entity(r).map(|e| e.kind);
    let mut people = named.clone().filter(|r| kind_of(r) == Some(EntityKind::Person));
    if people.next().is_some() {
        return who::in_words(view, words);
    }
    let mut bodies = named
        .filter(|r| matches!(kind_of(r), Some(EntityKind::Company | EntityKind::Organisation)));
    let body = bodies.next().and_then(|r| view.resolution().entity(r));
    // "CME Group's FedWatch tool"
    let owner_of = possessor(view, words.before(head)).map(|name| words_of(view, name));
    let org = owner_of
        .or_else(|| body.map(|body| body.called().to_owned()))
        .or_else(|| name_in(view, words).map(|name| words_of(view, name)))
        .or_else(|| is_own(view, words, head).then(|| owner(view)).flatten());
    Some(Speaker { person: None, org, role: None })
}

/// The word for the document, where it is what the words are about: before any preposition.
fn head(view: &SentenceView<'_>, words: TokenRange) -> Option<u32> {
    let is_end =
        |n: &u32| view.pos(*n) == crate::model::Pos::Adposition || view.is_of(*n, Class::Authored);
    let end = words.iter().find(is_end).unwrap_or(words.token_end);
    words.before(end).last_token().filter(|n| view.is_of(*n, Class::Document))
}

/// The name in capitals before a possessive mark with more words after it.
fn possessor(view: &SentenceView<'_>, words: TokenRange) -> Option<TokenRange> {
    let mark = words.iter().find(|n| matches!(view.word(*n), "'s" | "’s"))?;
    let name = name_in(view, words.before(mark))?;
    (name.token_end == mark && mark + 1 < words.token_end).then_some(name)
}

/// A name in capitals that is no time and no place.
fn name_in(view: &SentenceView<'_>, words: TokenRange) -> Option<TokenRange> {
    let is_time = |n: u32| {
        view.has_at(Layer::Number, n, |e| matches!(e.class, Class::Weekday | Class::Month))
    };
    let is_place = |n: u32| view.has_at(Layer::Name, n, |e| e.class == Class::Demonym);
    let is_name = |n: &u32| {
        is_proper(view, *n)
            && !is_time(*n)
            && !is_place(*n)
            && !view.is_of(*n, Class::Document)
            && !view.is_of(*n, Class::NoName)
    };
    let first = words.iter().find(is_name)?;
    let end = words.after(first).iter().find(|n| !is_name(n)).unwrap_or(words.token_end);
    Some(TokenRange::new(first, end))
}

/// "A news release", "slides": what the company of the story gives out itself.
fn is_own(view: &SentenceView<'_>, words: TokenRange, head: u32) -> bool {
    let before = view.prev(head).filter(|n| words.contains(*n));
    let is_bare = before.is_none_or(|n| view.is_of(n, Class::Article));
    before.is_some_and(|n| view.is_of(n, Class::OwnDocument))
        || is_bare && view.is_of(head, Class::OwnPaper)
}

/// The company that the article is about.
fn owner(view: &SentenceView<'_>) -> Option<String> {
    view.resolution().owner().map(|company| company.called().to_owned())
}
