//! Parts of a whole in words: two thirds, a fifth of, three and a quarter.

use rust_decimal::Decimal;

use super::terms::{NumberTerms, Term};
use crate::{
    lang::NumberWords,
    lexicon::{Class, Layer, PartOfSpeech, SentenceView, any_of},
};

/// "a third of", "half of", "fell by a fifth": a part of one and one past its word.
pub(super) fn part_of(view: &SentenceView<'_>, at: u32) -> Option<(Decimal, u32)> {
    let part = view.term(at, Class::Fraction)?;
    let is_half = view.is_word(at, "half");
    let has_article = view.prev_is_of(at, Class::Indefinite)
        || view.term_right_before(at, Class::Approximator).is_some()
        || view.prev_is(at, "than")
        || is_half && !is_of_two(view, at);
    let is_whole = view.is_word(part.end, "of") && !view.is_any(part.end + 1, &["a", "one"])
        || is_half && (view.is_word(part.end, "the") || view.is_of(part.end, Class::Possessive))
        || is_half && view.prev_is(at, "than") && !is_multiplied(view, part.end);
    let is_more = view.back(at, 2).is_some_and(|n| view.is_word(n, "and"));
    let is_extent = !is_half && has_article && is_extent(view, at, part.end);
    let fits = (has_article && is_whole || is_extent)
        && !is_more
        && !view.prev_is_punct(at, '-')
        && !view.word(at).ends_with('s');
    fits.then(|| Decimal::ONE.checked_div(part.value())).flatten().map(|value| (value, part.end))
}

/// Whether the half at `at` is one of two that were told apart: "the second half".
fn is_of_two(view: &SentenceView<'_>, at: u32) -> bool {
    let Some(before) = view.prev(at) else { return false };
    view.is_of(before, Class::Determiner)
        || view.has_at(Layer::Period, before, |e| e.class == Class::PeriodOrder)
        || view.is_of(before, Class::OneOfTwo)
}

/// "more than half a million", "more than half-owned": half of what follows.
fn is_multiplied(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_of(at, Class::Indefinite)
        || view.is_any(at, &["of", "one"])
        || view.is_punct(at, '-')
        || view.term(at, Class::Scale).is_some()
        || view.is_unit_word(at)
}

/// Whether "a fifth" tells how much: "cut by a fifth", "up a third", "a tenth lower". A place in an
/// order is before a noun.
fn is_extent(view: &SentenceView<'_>, at: u32, end: u32) -> bool {
    if view.is_of_any(end, any_of![Greater | Lesser]) {
        return true;
    }
    let is_before_noun = view.is_alphabetic(end) && !view.is_of(end, Class::AfterExtent);
    let Some(article) = view.prev(at).filter(|n| view.is_of(*n, Class::Indefinite)) else {
        return false;
    };
    let is_alone = article == view.start() && view.token(end).is_none();
    let is_moved = view.prev_is_of(article, Class::ExtentLead) || view.moves_before(article, 1);
    !is_before_noun && (is_alone || is_moved)
}

/// The denominator that begins at `at`: its value, one past it, and whether it is a plural.
fn denominator(view: &SentenceView<'_>, at: u32) -> Option<(Decimal, u32, bool)> {
    let part = view.term(at, Class::Fraction)?;
    Some((
        part.value(),
        part.end,
        view.prev(part.end).is_some_and(|n| view.word(n).ends_with(['s', 'S'])),
    ))
}

/// One past the hyphen between numerator and denominator, or `end` itself.
fn after_hyphen(view: &SentenceView<'_>, end: u32) -> u32 {
    let is_spaced = view.is_punct(end, '-') && !view.is_joined(end) && !view.is_joined(end + 1);
    if view.is_hyphen(end) || is_spaced { end + 1 } else { end }
}

/// "a half", "three fifths", "one fourth" after "and": the part below one.
pub(super) fn part_after_and(view: &SentenceView<'_>, at: u32) -> Option<(Decimal, u32)> {
    let (over, end) = match view.term(at, Class::NumberWord) {
        Some(word) => small(view, at, &word)?,
        None => view.is_word(at, "a").then_some((Decimal::ONE, at + 1))?,
    };
    let (under, stop, is_plural) = denominator(view, after_hyphen(view, end))?;
    // "two and a quarter of the firms": another part of something else
    let is_of = view.is_word(stop, "of") && under != Decimal::TWO;
    let fits =
        over.fract().is_zero() && over < under && is_plural == (over > Decimal::ONE) && !is_of;
    fits.then(|| over.checked_div(under)).flatten().map(|value| (value, stop))
}

/// A whole number below a hundred in words, whose first word is `first`: its value and end.
fn small(view: &SentenceView<'_>, at: u32, first: &Term<'_>) -> Option<(Decimal, u32)> {
    let mut words = NumberWords::default();
    if !words.push_small(first.value()) {
        return None;
    }
    let next = if view.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    match view.term(next, Class::NumberWord) {
        Some(second) if words.push_small(second.value()) => Some((words.value()?, second.end)),
        _ => Some((first.value(), first.end)),
    }
}

/// "three-quarters", "two thirds", "one-fifth", "one hundred thirty-two fifths": the fraction whose
/// numerator `over` ends at `end`.
pub(super) fn fraction_words(
    view: &SentenceView<'_>,
    over: &NumberWords,
    end: u32,
) -> Option<(Decimal, u32)> {
    let begin = after_hyphen(view, end);
    let (under, stop, is_plural) = denominator(view, begin)?;
    let over = over.value()?;
    // "three quarters" are months, "five thirds" and "two halves" may be places and parts of a game
    let is_quarter_of_year = under == Decimal::from(4)
        && view.is_any(begin, &["quarter", "quarters"])
        && begin == end
        && !(view.is_word(stop, "of") && is_of_whole(view, over, stop + 1));
    let fits = over.fract().is_zero()
        && over > Decimal::ZERO
        && is_plural != (over == Decimal::ONE)
        && !is_quarter_of_year;
    fits.then(|| over.checked_div(under)).flatten().map(|value| (value, stop))
}

/// Whether "three quarters of" is of a whole that begins at `at`, and not the time that something
/// took: "two quarters of contraction".
fn is_of_whole(view: &SentenceView<'_>, over: Decimal, at: u32) -> bool {
    // nobody says two quarters for a half
    let is_part = over == Decimal::ONE || over == Decimal::from(3);
    view.is_listed(at, Class::Whole) || is_part && !is_course(view, at)
}

/// Whether a noun of moving is at `at`, or after an adjective there: "falling output" is none.
fn is_course(view: &SentenceView<'_>, at: u32) -> bool {
    let moves = |n: u32| {
        let is_noun = |e: &crate::lexicon::Entry| {
            matches!(e.class, Class::Up | Class::Down)
                && e.features.part_of_speech == Some(PartOfSpeech::Noun)
        };
        view.has_at(Layer::Tone, n, is_noun)
            || view.has_at(Layer::Claim, n, |e| matches!(e.class, Class::MoveUp | Class::MoveDown))
            || view.is_word(n, "growth")
    };
    let ends = |n: u32| view.token(n).is_none_or(|t| t.punct().is_some());
    moves(at) || !ends(at) && moves(at + 1)
}
