//! What a number is told of where the text names it after the number: "a 2% drop in oats", "33.09
//! for Falk", "the $2 billion flour market", "two senators are".

use super::{
    clause_subject,
    figure::Figure,
    moves::is_move,
    noun_phrase::{self, is_auxiliary},
};
use crate::{
    lexicon::{Class, Layer, Role, SentenceView, any_of, words},
    model::{NounPhrase, Pos, QuantityKind, TokenRange, VerbForm},
};

/// Tokens of a noun phrase after a number.
const MAX_TOKENS: u32 = 6;

/// The tokens of the noun phrase after a figure that it is told of.
pub(super) fn subject(figure: &Figure<'_>) -> Option<TokenRange> {
    after_for(figure)
        .or_else(|| after_off(figure))
        .or_else(|| after_move(figure))
        .or_else(|| before_move(figure))
        .or_else(|| of_move(figure))
        .or_else(|| attributed(figure))
        .or_else(|| partitive(figure))
        .or_else(|| bounded(figure))
        .or_else(|| counted(figure))
}

fn is_name_word(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_alphabetic(at) && view.is_capital(at)
}

/// The noun phrase that begins at `at`, its article left out.
fn phrase(view: &SentenceView<'_>, at: u32) -> Option<TokenRange> {
    let has_article = view.is_of_any(at, any_of![Article | Possessive]);
    let window = view.range().after(at).skip_first(u32::from(has_article)).first(MAX_TOKENS);
    let ends = |n: u32| {
        !view
            .token(n)
            .is_some_and(|t| t.is_word() || t.is_number() || t.is_punct('&') || t.is_punct('-'))
            || view.is_of(n, Class::PhraseBoundary) && !view.is_word(n, "in")
            || is_auxiliary(view, n)
            || is_finite_verb(view, n)
            || view.has_at(Layer::Modality, n, |e| e.features.role == Some(Role::PastVerb))
    };
    let mut words = window.iter().find(|n| ends(*n)).map_or(window, |end| window.before(end));
    while let Some(last) = words.last_token()
        && !view.is_alphabetic(last)
        && !view.is_number(last)
    {
        words = words.skip_last(1);
    }
    (!words.is_empty()).then_some(words)
}

/// Whether the finite verb of a clause is at `at`.
fn is_finite_verb(view: &SentenceView<'_>, at: u32) -> bool {
    let own = view.clauses_in(TokenRange::single(at));
    own.iter().any(|c| c.verb.form == VerbForm::Finite)
}

/// "33.09 for Falk Mills": whose it is.
fn after_for(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let is_name = |n: &u32| is_name_word(view, *n);
    if !figure.is_plain() || !view.is_word(figure.end(), "for") {
        return None;
    }
    let first = view.next(figure.end()).filter(is_name)?;
    if crate::lang::month_number(view.word(first)).is_some() {
        return None;
    }
    let after = view.after(first, 4);
    Some(after.iter().find(|n| !is_name(n)).map_or(after, |end| after.before(end)))
}

/// "an 11.1% drop in the bank's shares", "2 percent for growth in output".
fn after_move(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let after = view.after(figure.end(), 3);
    let noun = after.iter().find(|n| is_move(view, *n) || view.is_word(*n, "growth"))?;
    let is_open = after
        .before(noun)
        .iter()
        .all(|n| view.is_alphabetic(n) && !view.is_of(n, Class::ApartOfMove));
    let preposition = view.next(noun).filter(|n| view.is_any(*n, words!["in", "of"]))?;
    if !is_open {
        return None;
    }
    let words = phrase(view, view.next(preposition)?)?;
    let first = words.token_start;
    // "a 2% rise in May", "growth in the second quarter"
    let is_time = !view.hits_in(Layer::Period, words).is_empty()
        || view.has_at(Layer::Number, first, |e| matches!(e.class, Class::Month | Class::Weekday))
        || view.is_number(first);
    // "its eighth advance in a row"
    (!is_time && !view.is_word(first, "row") && !is_where(figure, words)).then_some(words)
}

/// "A 6% wage rise", "5% real growth": what moves by its name before the noun of its move.
fn before_move(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let phrase = phrase_around(figure)?;
    let words = phrase.tokens.after(figure.end()).before(phrase.head);
    let is_growth = is_move(view, phrase.head) || view.is_word(phrase.head, "growth");
    let is_noun = |n: u32| matches!(view.pos(n), Pos::Noun | Pos::ProperNoun);
    let is_time = !view.hits_in(Layer::Period, words).is_empty();
    let first = words.iter().find(|n| is_noun(*n))?;
    let words = words.after(first);
    let is_name = words.iter().all(|n| is_noun(n) && view.is_alphabetic(n));
    (is_growth && is_name && !is_time && !view.is_of(first, Class::Deficit)).then_some(words)
}

/// "Falk notched a 14% gain in Dublin": whether the words after "in" are a place, and what moved is
/// the subject of the verb.
fn is_where(figure: &Figure<'_>, words: TokenRange) -> bool {
    let view = figure.view;
    let is_name = |n: u32| view.pos(n) == Pos::ProperNoun;
    let is_known = !view.hits_in(Layer::Entity, words).is_empty()
        || view.references_in(words).iter().any(|r| r.rule.is_name());
    let has_subject = clause_subject::governing_clause(figure)
        .and_then(|clause| clause.subject)
        .is_some_and(|subject| view.pos(subject.head) == Pos::ProperNoun);
    words.iter().all(is_name) && !is_known && has_subject
}

/// "Knocked 9% off the builder's shares": what something is taken off.
fn after_off(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let off = figure.end();
    let phrase = view.next(off).filter(|_| view.is_word(off, "off"));
    let phrase = view.noun_phrase_at(phrase?)?;
    noun_phrase::named(view, *phrase).map(|words| clause_subject::with_attributes(view, words))
}

/// "An uptick of 0.7% in lending": what moves where its move is told before.
fn of_move(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let end = figure.end();
    let noun = view.back(figure.start(), 2).filter(|_| view.prev_is(figure.start(), "of"))?;
    let is_of_thing = view.is_word(end, "in") && is_move(view, noun) && view.pos(noun).is_noun();
    // "notched a rise of 3% in Dublin" tells of what notched it
    if clause_subject::governing_clause(figure).is_some() {
        return None;
    }
    let phrase = view.next(end).filter(|_| is_of_thing).and_then(|n| view.noun_phrase_at(n))?;
    let words = noun_phrase::named(view, *phrase)?;
    let is_time = !view.hits_in(Layer::Period, words).is_empty()
        || view.has_at(Layer::Number, words.token_start, |e| e.class == Class::Month);
    (!is_time).then_some(words)
}

/// "The $2 billion flour market", "its 16 percent vacancy rate", "a 75 million euro issue of bonds":
/// what a figure is an attribute of. Moves, gaps and results are told of somebody.
fn attributed(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let phrase = phrase_around(figure)?;
    let words = phrase.tokens.after(after_figure(figure));
    let head = phrase.head;
    let is_thing = words.contains(head)
        && view.pos(head) == Pos::Noun
        && view.is_alphabetic(head)
        // "Falk, a $2 billion supplier of lasers"
        && !view.is_of(head, Class::CompanyNoun)
        // "the $6.4 billion analysts had estimated"
        && !view.is_of(head, Class::Forecaster)
        && !(words.len() == 1 && view.is_of(head, Class::AmountNoun));
    let is_money = figure.quantity.kind == QuantityKind::Currency;
    let is_amount = match figure.quantity.kind {
        // "to $12 from $15 drew crowds"
        QuantityKind::Currency => phrase.tokens.token_start < figure.start() || !figure.is_base(),
        // "70% market share" is told of whose it is, "its 16% vacancy rate" of the rate
        QuantityKind::Percent => {
            phrase.tokens.token_start < figure.start()
                || view.prev(figure.start()).is_some_and(|n| view.pos(n) == Pos::Particle)
        }
        QuantityKind::Number => !matches!(&*figure.quantity.unit, "" | "count"),
        _ => false,
    };
    let is_told_of_another = |n: u32| {
        is_move(view, n)
            || view.is_number(n)
            || view.is_of(n, Class::Deficit)
            || view.has_at(Layer::Claim, n, |e| {
                e.class == Class::Gap || e.class == Class::Measure && is_money
            })
            || view.has_at(Layer::Modality, n, |e| e.class == Class::Target)
            || view.has_at(Layer::Number, n, |e| e.class == Class::Unit)
            || view.hits_at(Layer::Period, n).iter().any(|hit| hit.token_end > head)
    };
    let is_free = is_thing && is_amount && !words.iter().any(is_told_of_another);
    let is_of = view.is_any(words.token_end, &["of", "for"]);
    let whole = || if is_of { clause_subject::with_attributes(view, words) } else { words };
    is_free.then(whole)
}

/// The noun phrase that a figure stands in, with what a bracket or an adjective parts from it: "a $6bn
/// (£3bn) deal", "its 8% average growth rate".
fn phrase_around(figure: &Figure<'_>) -> Option<NounPhrase> {
    let view = figure.view;
    let phrase = *view.noun_phrase_at(figure.start())?;
    let end = phrase.tokens.token_end;
    if end != figure.end() || phrase.tokens.token_start == figure.start() {
        return Some(phrase);
    }
    let close = || view.after(end, BRACKET).iter().find(|n| view.is_punct(*n, ')'));
    let next = if view.is_punct(end, '(') { close()? + 1 } else { end };
    let rest = view.noun_phrase_at(next).filter(|rest| rest.tokens.token_start == next);
    let whole = |rest: &NounPhrase| NounPhrase {
        tokens: TokenRange::new(phrase.tokens.token_start, rest.tokens.token_end),
        ..*rest
    };
    let goes_on = next > end || view.pos(end) == Pos::Adjective;
    Some(rest.filter(|_| goes_on).map_or(phrase, whole))
}

/// Tokens in a bracket behind a figure.
const BRACKET: u32 = 8;

/// One past a figure and the word that a hyphen joins to it: "the $20 billion-plus purchase".
fn after_figure(figure: &Figure<'_>) -> u32 {
    let (view, end) = (figure.view, figure.end());
    if view.is_punct(end, '(') {
        let close = view.after(end, BRACKET).iter().find(|n| view.is_punct(*n, ')'));
        return close.map_or(end, |n| n + 1);
    }
    let is_joined = view.is_punct(end, '-') && view.is_joined(end) && view.is_joined(end + 1);
    end + if is_joined { 2 } else { 0 }
}

/// "Recover $2 billion of transfers", "imports of $9 billion in fuels": what an amount of money is of.
fn partitive(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let is_money =
        matches!(figure.quantity.kind, QuantityKind::Currency | QuantityKind::BasisPoint);
    let lead = figure.end();
    let is_of =
        view.is_word(lead, "of") || view.is_word(lead, "in") && view.prev_is(figure.start(), "of");
    let phrase = *view.noun_phrase_at(view.next(lead).filter(|_| is_money && is_of)?)?;
    let words = noun_phrase::named(view, phrase)?;
    let is_own = phrase.tokens.iter().any(|n| {
        view.is_of(n, Class::Possessive)
            || view.is_number(n)
            || view.is_of(n, Class::AmountNoun)
            || view.has_at(Layer::Claim, n, |e| e.class == Class::Measure)
    });
    let is_thing = view.pos(phrase.head) == Pos::Noun
        && view.is_alphabetic(phrase.head)
        && !view.is_capital(phrase.head)
        // "$12 billion of a surprise $21 billion windfall"
        && view.pos(words.token_end) != Pos::Symbol
        && !view.is_number(words.token_end);
    (is_thing && !is_own).then_some(words)
}

/// "A tax on incomes above 90,000 euros", "a return of oil below $18": the noun that a figure bounds
/// behind a preposition.
fn bounded(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let is_gap = |n: &u32| {
        view.pos(*n) == Pos::Adposition && view.has_at(Layer::Claim, *n, |e| e.class == Class::Gap)
    };
    let lead = view.before(figure.start(), 3).iter().rev().find(is_gap)?;
    let phrase = *view.prev(lead).and_then(|n| view.noun_phrase_at(n))?;
    let hangs = view
        .prev(phrase.tokens.token_start)
        .is_some_and(|n| view.pos(n) == Pos::Adposition && !view.is_of(n, Class::Subordinator));
    let words = noun_phrase::named(view, phrase)?;
    (hangs && view.pos(phrase.head).is_noun() && words.token_end == lead).then_some(words)
}

/// "Two U.S. senators are", "Of the 220 companies in the index": what is counted, where the
/// sentence or clause begins with it.
fn counted(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let opening = view.range().before(figure.start());
    let first = opening.iter().rev().take_while(|n| view.is_of(*n, Class::OpeningWord)).last();
    let first = first.unwrap_or(figure.start());
    let opens = first == view.start()
        || view.prev_is_punct(first, ',') && view.is_any(first, words!["of", "with"]);
    if !opens {
        return None;
    }
    let end = figure.end();
    let begin = if view.is_word(end, "of") { view.next(end)? } else { end };
    let is_noun = view.is_alphabetic(begin) && !view.is_of(begin, Class::PhraseBoundary);
    is_noun.then(|| phrase(view, begin)).flatten()
}
