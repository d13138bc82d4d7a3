//! Parts of a whole in words: two thirds, a fifth of, three and a quarter, one out of three.

use rust_decimal::Decimal;

use super::cursor::Cursor;
use crate::{lang::NumberWords, lexicon::Class};

/// "a third of", "half of", "fell by a fifth": a part of one and one past its word.
pub(super) fn part_of(c: &Cursor<'_>, at: u32) -> Option<(Decimal, u32)> {
    let part = c.term(at, Class::Fraction)?;
    let before = at.wrapping_sub(1);
    let is_half = c.is(at, "half");
    let is_article = c.is_any(
        before,
        &["a", "an", "about", "nearly", "almost", "roughly", "than", "over", "around"],
    ) || is_half
        && !c.is_any(
            before,
            &[
                "the", "first", "second", "last", "this", "other", "better", "that", "each",
                "final", "latter",
            ],
        );
    let is_whole = c.is(part.end, "of") && !c.is_any(part.end + 1, &["a", "one"])
        || is_half && c.is_any(part.end, &["the", "its", "their", "his"])
        || is_half && c.is_any(before, &["than"]) && !is_multiplied(c, part.end);
    let is_more = c.is(before.wrapping_sub(1), "and");
    let is_extent = !is_half && is_article && is_extent(c, at, part.end);
    let fits = (is_article && is_whole || is_extent)
        && !is_more
        && !c.is_punct(before, '-')
        && !c.word(at).ends_with('s');
    fits.then(|| Decimal::ONE.checked_div(part.value())).flatten().map(|value| (value, part.end))
}

/// "more than half a million", "more than half-owned": half of what follows.
fn is_multiplied(c: &Cursor<'_>, at: u32) -> bool {
    c.is_any(at, &["a", "an", "of", "one"])
        || c.is_punct(at, '-')
        || c.term(at, Class::Scale).is_some()
        || c.is_unit_word(at)
}

/// Whether "a fifth" tells how much: "cut by a fifth", "up a third", "a tenth lower". A place in an
/// order stands before a noun.
fn is_extent(c: &Cursor<'_>, at: u32, end: u32) -> bool {
    if c.is_any(end, &["more", "less", "higher", "lower", "fewer", "cheaper", "bigger", "smaller"])
    {
        return true;
    }
    let is_before_noun = c.token(end).is_some_and(crate::lang::Token::is_word)
        && !c.is_any(
            end,
            &[
                "in", "to", "from", "since", "this", "last", "on", "as", "over", "year", "after",
                "while", "but", "and", "at", "compared",
            ],
        );
    let article = at.wrapping_sub(1);
    let is_alone = article == c.start && c.token(end).is_none();
    let is_moved =
        c.is_any(article.wrapping_sub(1), &["by", "up", "down"]) || c.moves_before(article, 1);
    !is_before_noun && (is_alone || is_moved) && c.is_any(article, &["a", "an"])
}

/// The denominator that begins at `at`: its value, one past it, and whether it is a plural.
fn denominator(c: &Cursor<'_>, at: u32) -> Option<(Decimal, u32, bool)> {
    let part = c.term(at, Class::Fraction)?;
    Some((part.value(), part.end, c.word(part.end - 1).ends_with(['s', 'S'])))
}

/// One past the hyphen between numerator and denominator, or `end` itself.
fn after_joint(c: &Cursor<'_>, end: u32) -> u32 {
    let is_spaced = c.is_punct(end, '-') && !c.is_glued(end) && !c.is_glued(end + 1);
    if c.is_hyphen(end) || is_spaced { end + 1 } else { end }
}

/// "a half", "three fifths", "one fourth" behind "and": the part below one.
pub(super) fn part_behind(c: &Cursor<'_>, at: u32) -> Option<(Decimal, u32)> {
    let (over, end) = match c.term(at, Class::NumberWord) {
        Some(word) => small(c, at, &word)?,
        None => c.is(at, "a").then_some((Decimal::ONE, at + 1))?,
    };
    let (under, stop, is_plural) = denominator(c, after_joint(c, end))?;
    // "two and a quarter of the firms": another part of something else
    let is_of = c.is(stop, "of") && under != Decimal::TWO;
    let fits =
        over.fract().is_zero() && over < under && is_plural == (over > Decimal::ONE) && !is_of;
    fits.then(|| over.checked_div(under)).flatten().map(|value| (value, stop))
}

/// A whole number below a hundred in words, whose first word is `first`: its value and end.
fn small(c: &Cursor<'_>, at: u32, first: &super::cursor::Term<'_>) -> Option<(Decimal, u32)> {
    let mut words = NumberWords::default();
    if !words.push_small(first.value()) {
        return None;
    }
    let next = if c.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    match c.term(next, Class::NumberWord) {
        Some(second) if words.push_small(second.value()) => Some((words.value()?, second.end)),
        _ => Some((first.value(), first.end)),
    }
}

/// "three-quarters", "two thirds", "one-fifth", "one hundred thirty-two fifths": the fraction whose
/// numerator `over` ends at `end`.
pub(super) fn fraction_words(
    c: &Cursor<'_>,
    over: &NumberWords,
    end: u32,
) -> Option<(Decimal, u32)> {
    let begin = after_joint(c, end);
    let (under, stop, is_plural) = denominator(c, begin)?;
    let over = over.value()?;
    // "three quarters" are months, "five thirds" and "two halves" may be places and parts of a game
    let is_quarter_of_year = under == Decimal::from(4)
        && c.is_any(begin, &["quarter", "quarters"])
        && begin == end
        && !c.is(stop, "of");
    let fits = over.fract().is_zero()
        && over > Decimal::ZERO
        && is_plural != (over == Decimal::ONE)
        && !is_quarter_of_year;
    fits.then(|| over.checked_div(under)).flatten().map(|value| (value, stop))
}

/// "two in five", "one out of three": a part of all, and one past it. "One in 50,000" counts
/// instead, see [`super::quantities`].
pub(super) fn some_of_all(c: &Cursor<'_>, at: u32) -> Option<(Decimal, u32)> {
    let is_out_of = c.is(at + 1, "out") && c.is(at + 2, "of");
    if !is_out_of && !c.is(at + 1, "in") {
        return None;
    }
    let small = |at: u32, most: i64| {
        let number = super::number::numeral(c, at, false)
            .filter(|n| n.end == at + 1 && (n.is_word || n.is_plain))?;
        let fits = number.value.fract().is_zero() && number.value <= Decimal::from(most);
        fits.then_some(number.value)
    };
    let under_at = if is_out_of { at + 3 } else { at + 2 };
    let over =
        small(at, 9).filter(|over| *over > Decimal::ONE || is_out_of && *over == Decimal::ONE)?;
    let under = small(under_at, 100).filter(|under| *under > over)?;
    let end = under_at + 1;
    // "3 in 10 years", "2 in 5-4": something else is counted
    if c.is_unit_word(end) || c.is_punct(end, '-') || c.is_punct(end, '/') {
        return None;
    }
    Some((over.checked_div(under)?, end))
}
