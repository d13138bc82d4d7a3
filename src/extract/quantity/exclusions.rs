//! Numbers that are no quantities: names, labels, telephone and model numbers, list and section
//! numbers, times of day.

use super::{
    money,
    names::{is_name_inside, is_possessive, opens_sentence, with_letter},
    power::with_exponent,
    ratio::is_ratio,
    reference::{house, labelled, note_mark, web_address},
    terms::NumberTerms,
    unit::short_unit,
};
use crate::{
    lang::Token,
    lexicon::{Class, Layer, SentenceView, WordClasses, any_of},
    model::{BlockKind, Pos},
};

/// What follows the pronoun "one" and no number.
const AFTER_PRONOUN: WordClasses =
    any_of![Be | Have | Modal | OneNoun | Preposition | RelativePronoun];

/// Whether the words of a sentence mostly begin with capitals, so that capitals tell nothing.
pub(super) fn is_title_case(view: &SentenceView<'_>) -> bool {
    if matches!(view.sentence().kind, BlockKind::Headline | BlockKind::Heading) {
        return true;
    }
    let opening = view.tokens_in(view.range().first(40));
    let long = opening.iter().filter(|t| t.is_word() && t.span().len() > 3);
    let (capital, all) =
        long.fold((0, 0), |(capital, all), t| (capital + u32::from(t.is_capital()), all + 1));
    all > 3 && capital * 3 > all * 2
}

/// Where what begins with the number at `at` is no quantity: one past its last token.
pub(super) fn exclusion(view: &SentenceView<'_>, at: u32, is_title_case: bool) -> Option<u32> {
    if !view.is_number(at) {
        return pronoun_one(view, at);
    }
    if money::before(view, at, at, view.start()).is_some() {
        return None;
    }
    // "a 40-foot container" is a unit of its own
    let unit = view.term(at, Class::Unit).map(|t| t.end);
    unit.or_else(|| web_address(view, at))
        .or_else(|| cut_from_name(view, at))
        .or_else(|| with_letter(view, at))
        .or_else(|| labelled(view, at, |n| has_unit(view, n)))
        .or_else(|| list_number(view, at))
        .or_else(|| joined_to_name(view, at))
        .or_else(|| telephone(view, at))
        .or_else(|| clock(view, at))
        .or_else(|| reading_time(view, at))
        .or_else(|| numbered(view, at, is_title_case))
        .or_else(|| house(view, at))
        .or_else(|| note_mark(view, at))
}

/// "one of the banks", "no one", "one another".
fn pronoun_one(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    if !view.is_word(at, "one") {
        return None;
    }
    let next = at + 1;
    let goes_on = view.is_of_any(next, AFTER_PRONOUN)
        || view.is_any(next, &["of", "or"])
        || view.is_word(next, "another");
    let is_count = view.is_any(next, &["in", "per"])
        || view.is_word(next, "day")
            && (view.prev_is_any(at, &["for", "in"]) || view.prev_is(at, "least"))
        || view.is_word(next, "to") && view.is_number(at + 2)
        || view.is_word(next, "or") && view.is_any(at + 2, &["two", "more"]);
    let is_told_apart = view.prev_is_of(at, Class::Determiner)
        || view.prev_is(at, "only")
        || view.prev(at).is_some_and(|n| {
            view.pos(n) == Pos::Adjective
                && view.term_right_before(at, Class::Approximator).is_none()
                || view.has_at(Layer::Period, n, |e| e.class == Class::PeriodOrder)
        });
    let ends = view.token(next).is_none_or(|t| t.punct().is_some())
        && !view.is_hyphen(next)
        && at > view.start();
    (goes_on && !is_count || is_told_apart || ends).then_some(next)
}

/// "v2.1", "PM2.5", and the marks of footnotes in "$2 million1" and "3.7%2": digits right after
/// letters or a percent sign.
fn cut_from_name(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let may_have_footnote = |n: u32| view.is_alphabetic(n) || view.is_punct(n, '%');
    (view.is_joined(at) && view.prev(at).is_some_and(may_have_footnote)).then_some(at + 1)
}

/// "1." and "(2)" at the beginning of a sentence.
fn list_number(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let start = view.start();
    let is_bracket = |n: u32| ['(', '•', '#'].iter().any(|mark| view.is_punct(n, *mark));
    let is_first = at == start || at == start + 1 && is_bracket(start);
    if !is_first || view.word(at).len() > 2 {
        return None;
    }
    let is_end = |n: u32| ['.', ')', ':'].iter().any(|mark| view.is_punct(n, *mark));
    let after = view.range().after(at).skip_first(1);
    let is_alone = !after.is_empty() && after.first(2).iter().all(is_end);
    let is_numbered =
        (view.is_punct(at + 1, '.') || view.is_punct(at + 1, ')')) && view.is_joined(at + 1);
    let is_sentence = after.is_empty() && at > start;
    (is_alone || is_numbered || is_sentence).then_some(at + 2)
}

/// "COVID-19", "A320-200", "10-K", "3D", "5G", "401(k)", "/2024/", "#7".
fn joined_to_name(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    if view.is_joined(at) && follows_name(view, at) {
        return Some(at + 1);
    }
    let next = at + 1;
    if !view.is_joined(next) {
        return None;
    }
    if view.is_alphabetic(next) {
        return word_after(view, at);
    }
    let after = view.token(at + 2);
    let is_joined_capital = view.is_joined(at + 2) && after.is_some_and(Token::is_capital);
    let is_short = view.word(at + 2).len() <= 2;
    // futures codes: "0#FF"; "2330.TW"
    if view.is_punct(next, '#') || view.is_punct(next, '.') && is_joined_capital && is_short {
        return Some(at + 3);
    }
    // "10-K"
    if view.is_punct(next, '-')
        && is_joined_capital
        && is_short
        && view.terms(at + 2).all(|t| t.is_glued() || !money::stands_after(&t))
    {
        return Some(at + 3);
    }
    let is_clause =
        view.is_punct(next, '(') && view.word(at + 2).len() == 1 && view.is_punct(at + 3, ')');
    is_clause.then_some(at + 4)
}

/// Whether what is before the number at `at`, without a blank, makes it a part of a name.
fn follows_name(view: &SentenceView<'_>, at: u32) -> bool {
    let Some(before) = view.prev(at) else { return false };
    let Some(mark) = view.token(before).and_then(Token::punct) else { return false };
    match mark {
        // "1995-'96"
        '\'' => view.word(at).len() == 2,
        '=' => !view
            .prev(before)
            .is_some_and(|n| view.has_at(Layer::Claim, n, |e| e.class == Class::Measure)),
        '#' | '@' | '_' => true,
        _ => {
            let Some(word) = view.prev(before).filter(|n| view.is_alphabetic(*n)) else {
                return false;
            };
            view.is_joined(before)
                && match mark {
                    '/' => !view.is_unit_word(word),
                    '-' => {
                        let is_prefix = view.is_of_any(word, any_of![Edge | NumberPrefix])
                            || view.terms(word).next().is_some();
                        !is_prefix && !has_unit(view, at + 1)
                    }
                    '.' => view.is_joined(word),
                    _ => false,
                }
        }
    }
}

/// "3D", "5G": one past the word joined to the number at `at`, where both are a name.
fn word_after(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let next = at + 1;
    if with_exponent(view, at, rust_decimal::Decimal::ONE).is_some() {
        return None;
    }
    let is_short_unit = view.is_punct(next + 1, '/') && short_unit(view, next).is_some();
    // "the 1990s", "2025's"
    let is_ending = view.is_of_any(next, any_of![Clock | OrdinalEnding])
        || view.is_any(next, &["s", "'s", "’s", "t"]);
    let is_known = is_short_unit || view.terms(next).next().is_some() || is_ending;
    let is_stamp = view.word(next).starts_with('T');
    (!is_known && !is_stamp).then_some(next + 1)
}

/// Three or more groups of digits with hyphens, or seven digits in two: "1-800-555-0199".
fn telephone(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let mut end = at + 1;
    let mut groups = 1;
    if view.prev_is_punct(at, '(')
        && view.is_punct(end, ')')
        && view.word(at).len() == 3
        && view.is_number(end + 1)
    {
        end += 2;
        groups += 1;
    }
    while (view.is_punct(end, '-') || view.is_punct(end, '–'))
        && view.is_joined(end)
        && view.is_number(end + 1)
        && view.is_joined(end + 1)
        && groups < 9
    {
        end += 2;
        groups += 1;
    }
    // "+44 20 7946 0958"
    if groups == 1 && view.prev_is_punct(at, '+') && view.is_joined(at) && view.word(at).len() <= 3
    {
        let is_group = |n: u32| view.is_number(n) && !view.word(n).contains([',', '.']);
        while is_group(end) && groups < 9 {
            end += 1;
            groups += 1;
        }
    }
    let local = groups == 2
        && view.word(at).len() == 3
        && view.prev_token(end).is_some_and(|t| t.span().len() == 4)
        && !has_unit(view, end);
    (groups > 2 || local).then_some(end)
}

/// "4:30 p.m.", "1355 GMT", "9 am", "16:00".
fn clock(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let mut end = at + 1;
    if is_ratio(view, at) {
        return None;
    }
    while view.is_punct(end, ':')
        && view.is_joined(end)
        && view.is_number(end + 1)
        && view.is_joined(end + 1)
        && end < at + 5
    {
        end += 2;
    }
    let has_minutes = end > at + 1;
    let half = view.is_of(end, Class::Clock);
    let end = if half { end + 1 } else { end };
    let zone = view.is_of(end, Class::TimeZone) && view.word(end).chars().all(char::is_uppercase);
    let is_military = zone && view.word(at).len() == 4;
    (has_minutes || half || is_military).then_some(if zone { end + 1 } else { end })
}

/// "7 min read".
fn reading_time(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let unit = if view.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    let is_minutes = view.term(unit, Class::Unit).is_some_and(|t| t.unit() == "minute");
    let read = if view.is_hyphen(unit + 1) { unit + 2 } else { unit + 1 };
    (is_minutes && view.is_of(read, Class::Listening)).then_some(read + 1)
}

/// A bare number after a name: "Boeing 737".
fn numbered(view: &SentenceView<'_>, at: u32, is_title_case: bool) -> Option<u32> {
    let is_plain = view.word(at).bytes().all(|b| b.is_ascii_digit()) && view.word(at).len() <= 4;
    let is_code = is_plain && view.word(at).len() > 1 && view.word(at).starts_with('0');
    if is_code || is_model(view, at) || is_version(view, at) {
        return Some(at + 1);
    }
    if !is_plain || has_unit(view, at + 1) {
        return None;
    }
    let before = view.prev(at)?;
    let mut end = at + 1;
    if (view.is_punct(end, '-') || view.is_punct(end, '–')) && view.is_number(end + 1) {
        end += 2;
    }
    // "the 737 was grounded": what is counted is in the plural
    let is_one = || view.is_any(end, &["is", "was"]) || view.is_word(end, "has");
    if view.is_word(before, "the")
        && view.word(at).len() == 3
        && (is_one() || is_possessive(view, end))
    {
        return Some(end);
    }
    if before == view.start() {
        return (!is_title_case && opens_sentence(view, before, end)).then_some(end);
    }
    let name = view.token(before).filter(|t| is_name_inside(view, before, t))?;
    let is_name = !is_title_case
        && view.terms(before).next().is_none()
        && name.byte_end - name.byte_start > 1;
    let counts = view.token(end).is_some_and(|t| {
        t.is_word() && !t.is_capital() && view.word(end).len() > 3 && view.word(end).ends_with('s')
    }) && !view.is_word(end, "shares");
    (is_name && !counts && view.word(at).len() < 5).then_some(end)
}

/// "767-300": a number after the hyphen that is not larger than the one before it.
fn is_model(view: &SentenceView<'_>, at: u32) -> bool {
    let plain = |n: u32| view.word(n).parse::<u32>().ok().filter(|_| view.word(n).len() >= 3);
    let (before, after, end) = if view.is_hyphen(at + 1) {
        (Some(at), at + 2, at + 3)
    } else if view.prev(at).is_some_and(|n| view.is_hyphen(n)) {
        (view.back(at, 2), at, at + 1)
    } else {
        return false;
    };
    before.and_then(plain).zip(plain(after)).is_some_and(|(b, a)| b >= a) && !has_unit(view, end)
}

/// "Web 3.0", "OCPP 2.1 Manager".
fn is_version(view: &SentenceView<'_>, at: u32) -> bool {
    let number = view.word(at);
    let is_short = number.len() == 3 && number.as_bytes().get(1) == Some(&b'.');
    let is_of_name = |n: u32| {
        n > view.start()
            && view.token(n).is_some_and(|t| {
                t.is_word() && t.is_capital() && (t.is_upper() || number.ends_with('0'))
            })
            && view.terms(n).next().is_none()
    };
    is_short && !has_unit(view, at + 1) && view.prev(at).is_some_and(is_of_name)
}

/// Whether a unit, currency or magnitude is at `at`, a joining hyphen skipped.
fn has_unit(view: &SentenceView<'_>, at: u32) -> bool {
    let begin = if view.is_hyphen(at) { at + 1 } else { at };
    view.terms(begin).any(|t| {
        let is_of_number = !t.is_glued() || view.is_joined(begin);
        is_of_number
            && (matches!(t.entry.class, Class::Unit | Class::Scale)
                || t.entry.class == Class::Currency && money::stands_after(&t))
    })
}
