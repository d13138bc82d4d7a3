//! What a figure is told of where the object of its verb names it, or a noun of moving: "economists
//! expect home sales of 4 million", "cut its inflation forecast to 2%", "a rise in the threshold to
//! $200".

use super::{
    clause_subject::{governing_clause, with_attributes},
    figure::Figure,
    measure::{is_of_company, is_of_economy},
    moves::is_move,
    noun_phrase::{is_ahead, named, phrase_ending},
};
use crate::{
    lexicon::{Class, Entry, Hit, Layer, SentenceView},
    model::{Clause, EntityKind, NounPhrase, Pos, QuantityKind, Reference, TokenRange, VerbForm},
};

/// Tokens between a noun of moving or expecting and its figure.
const REACH: u32 = 12;

/// The words that the object of the verb over a figure, or a noun of moving before it, tells of.
pub(super) fn subject(figure: &Figure<'_>) -> Option<TokenRange> {
    moved(figure)
        .or_else(|| forecast(figure))
        .or_else(|| expected(figure))
        .or_else(|| moved_by_verb(figure))
        .or_else(|| placed(figure))
        .or_else(|| sized(figure))
}

/// "Analysts had forecast leverage of 1.8 times", "blaming tariffs of 25%": the noun that a figure
/// is the size of, where who expects it is the subject, or a participle governs it.
fn sized(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let lead = lead_in(figure).filter(|n| view.is_word(*n, "of"))?;
    let phrase = phrase_ending(view, lead).copied().filter(|p| view.pos(p.head) == Pos::Noun)?;
    let words = named(view, phrase)?;
    let is_moving = |e: &Entry| matches!(e.class, Class::MoveUp | Class::MoveDown);
    if view.has_at(Layer::Claim, phrase.head, is_moving) || view.is_of(phrase.head, Class::Peer) {
        return None;
    }
    let subject = governing_clause(figure).and_then(|clause| clause.subject);
    let is_person =
        |r: &Reference| view.resolution().entity(r).is_some_and(|e| e.kind == EntityKind::Person);
    let expects = subject.is_some_and(|s| {
        view.is_of(s.head, Class::Forecaster)
            || view.is_any(s.head, &["he", "she"])
            || view.references_in(s.tokens).iter().any(is_person)
    });
    let is_aside = governing_clause(figure).is_some_and(|c| {
        let ends = c.verb.tokens.token_end;
        c.verb.form == VerbForm::PresentParticiple && ends == phrase.tokens.token_start
    });
    let is_rate = is_aside
        && figure.quantity.kind == QuantityKind::Percent
        && !is_forecast(view, phrase)
        && !is_of_company(view.lexicon(), view.text_of(words));
    (expects && !is_forecast(view, phrase) || is_rate).then_some(words)
}

/// "Puts the odds of a cut at 71%", "valued the firm at $3 billion": what somebody judges.
fn placed(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let clause = governing_clause(figure)?;
    let lead = lead_in(figure).filter(|n| view.is_word(*n, "at"))?;
    // "in a battle for a market valued at $2 trillion"
    if clause.verb.form == VerbForm::PastParticiple
        && clause.verb.tokens.token_end == lead
        && (view.is_of(clause.verb.head, Class::Placing)
            || view.has_at(Layer::Modality, clause.verb.head, |e| {
                matches!(e.class, Class::Forecast | Class::ModalityMask)
            }))
    {
        return named(view, *phrase_ending(view, clause.verb.tokens.token_start)?);
    }
    let object = object(view, clause).filter(|o| o.tokens.token_end <= lead)?;
    let judges = view.is_of(clause.verb.head, Class::Placing) && is_near(figure, object);
    named(view, object).filter(|_| judges).map(|words| with_attributes(view, words))
}

/// "A rise in the tax-free threshold to $19,500": what moves, after the noun of its move.
fn moved(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let lead = lead_in(figure)?;
    let phrase = *phrase_ending(view, lead)?;
    let of = view.prev(phrase.tokens.token_start)?;
    let noun = view.prev(of).filter(|_| view.is_any(of, &["in", "of"]))?;
    let is_move = view.pos(noun).is_noun()
        && view.has_at(Layer::Claim, noun, |e| matches!(e.class, Class::MoveUp | Class::MoveDown));
    // "a rise in Dublin to 3%" tells where
    let is_thing = view.pos(phrase.head) == Pos::Noun && is_move;
    named(view, phrase).filter(|_| is_thing)
}

/// "Raised its prime rate to 6%", "reducing the jobless rate to 9%", "cut its exposure to Spain by
/// 19%": what a verb of moving moves, with nothing between it and the figure but when and how.
fn moved_by_verb(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let clause = governing_clause(figure).filter(|c| !c.verb.is_passive)?;
    let object = object(view, clause).filter(|o| o.tokens.token_end <= figure.start())?;
    let words = with_attributes(view, named(view, object)?);
    // "its five-year plan"
    let is_length = view.is_of(object.tokens.token_start, Class::Possessive)
        && view.is_punct(words.token_start + 1, '-')
        && !view.hits_in(Layer::Period, words.first(3)).is_empty();
    let words = if is_length { words.skip_first(3) } else { words };
    let between = TokenRange::new(words.token_end, figure.start());
    let is_apart = |n: u32| {
        view.is_punct(n, ',')
            || view.is_punct(n, '(')
            || matches!(view.pos(n), Pos::Coordinator | Pos::Subordinator)
    };
    let is_thing = view.pos(object.head) == Pos::Noun && !is_move(view, object.head);
    let is_near = between.len() <= REACH && !between.iter().any(is_apart);
    // "dropped 8 basis points"
    let is_amount = view.is_number(words.token_start)
        || view.pos(words.token_start) == Pos::Numeral
        || view.has_at(Layer::Number, words.token_start, |e| e.class == Class::Unit);
    // "pushed its products to shops in 60 countries"
    let is_end = between.is_empty()
        || lead(figure).is_none_or(|n| {
            view.pos(n) != Pos::Adposition && view.pos(n) != Pos::Particle
                || view.is_of(n, Class::EndLead)
                // "sending its shares up 6%"
                || is_move(view, n)
        });
    (is_thing && is_near && is_end && !is_amount && moves_object(figure, clause)).then_some(words)
}

/// Whether the verb of a clause moves its object: cut, raise, push.
fn moves_object(figure: &Figure<'_>, clause: &Clause) -> bool {
    let view = figure.view;
    let is_moving = |e: &Entry| matches!(e.class, Class::MoveUp | Class::MoveDown);
    let verb = clause.verb.head;
    view.has_at(Layer::Claim, verb, is_moving)
        || view.is_of(verb, Class::Causative)
        || view.is_of(verb, Class::Harming)
}

/// "Cut its inflation forecast to 2.9% from 3.2%": whether what the verb over a figure changes is a
/// forecast, which both figures then are.
pub(super) fn is_of_forecast(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let Some(object) = governing_clause(figure).and_then(|clause| object(view, clause)) else {
        return false;
    };
    is_forecast(view, object) && is_near(figure, object)
}

/// Whether the head of a phrase is a noun of expecting.
fn is_forecast(view: &SentenceView<'_>, phrase: NounPhrase) -> bool {
    let is_head =
        |hit: &Hit| hit.token_end == phrase.head + 1 && view.entry(hit).class == Class::Forecast;
    view.pos(phrase.head) == Pos::Noun
        && view.hits_in(Layer::Modality, phrase.tokens).iter().any(is_head)
}

/// Whether a figure comes soon after a phrase.
fn is_near(figure: &Figure<'_>, phrase: NounPhrase) -> bool {
    (phrase.tokens.token_end..=phrase.head + REACH).contains(&figure.start())
}

/// "Cut its inflation forecast for June to 2.9%", "raised its estimate for copper to $9,000": what
/// is forecast. Whose results they are is told by the subject.
fn forecast(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let clause = governing_clause(figure)?;
    let object = object(view, clause)?;
    let noun = object.head;
    if !is_forecast(view, object) || !is_near(figure, object) {
        return None;
    }
    let words = named(view, object)?;
    let is_own = |n: &u32| view.pos(*n) == Pos::Pronoun || view.is_of(*n, Class::Possessive);
    let first = words.iter().find(|n| !is_own(n))?;
    let before = TokenRange::new(first, noun);
    if !before.is_empty() && is_of_economy(view.lexicon(), view.text_of(before)) {
        return Some(before);
    }
    let of = view.next(noun).filter(|n| view.is_word(*n, "for") && before.is_empty())?;
    let whose = view.next(of).and_then(|n| view.noun_phrase_at(n))?;
    named(view, *whose).filter(|words| words.token_end <= figure.start())
}

/// "Economists expect existing-home sales of 3.9 million": what those who are paid to expect figures
/// expect, and any figure of an economy.
fn expected(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let clause = governing_clause(figure)?;
    let expects = clause.verb.form == VerbForm::Finite
        && !clause.verb.is_passive
        && view.hits_in(Layer::Modality, clause.verb.tokens).iter().any(|h| is_ahead(view, h));
    let object = object(view, clause).filter(|o| o.tokens.token_end <= figure.start())?;
    let lead = lead_in(figure).filter(|_| expects)?;
    if lead != object.tokens.token_end || !view.is_any(lead, &["of", "at"]) {
        return None;
    }
    let words = named(view, object)?;
    is_of_economy(view.lexicon(), view.text_of(words)).then_some(words)
}

/// The preposition before a figure, what tells how exact it is passed over.
fn lead_in(figure: &Figure<'_>) -> Option<u32> {
    lead(figure).filter(|n| matches!(figure.view.pos(*n), Pos::Adposition | Pos::Particle))
}

/// The word before a figure, what tells how exact it is passed over.
fn lead(figure: &Figure<'_>) -> Option<u32> {
    let view = figure.view;
    let is_approximator =
        |n: &u32| view.has_at(Layer::Number, *n, |e| e.class == Class::Approximator);
    view.before(figure.start(), 4).iter().rev().find(|n| !is_approximator(n))
}

/// The phrase right after a verb.
fn object(view: &SentenceView<'_>, clause: &Clause) -> Option<NounPhrase> {
    let end = clause.verb.tokens.token_end;
    // "push up output"
    let at = end + u32::from(matches!(view.pos(end), Pos::Particle | Pos::Adverb));
    view.noun_phrase_at(at).filter(|p| p.tokens.token_start == at).copied()
}
