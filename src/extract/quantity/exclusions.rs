//! Numbers that are no quantities: names, labels, telephone and model numbers, list and section
//! numbers, times of day.

use super::{cursor::Cursor, number::with_exponent};
use crate::{
    lang::Token,
    lexicon::Class,
    model::{BlockKind, Sentence},
};

/// Whether the words of a sentence mostly begin with capitals, so that capitals tell nothing.
pub(super) fn is_title_case(c: &Cursor<'_>, sentence: &Sentence) -> bool {
    if matches!(sentence.kind, BlockKind::Headline | BlockKind::Heading) {
        return true;
    }
    let long = (c.start..c.end.min(c.start + 40))
        .filter_map(|n| c.token(n))
        .filter(|t| t.is_word() && t.byte_end - t.byte_start > 3);
    let (capital, all) =
        long.fold((0, 0), |(capital, all), t| (capital + u32::from(t.is_capital()), all + 1));
    all > 3 && capital * 3 > all * 2
}

/// Where what begins with the number at `at` is no quantity: one past its last token.
pub(super) fn exclusion(c: &Cursor<'_>, at: u32, is_title_case: bool) -> Option<u32> {
    if !c.is_number(at) {
        return word_trap(c, at);
    }
    let money = c.term_before(at, Class::Currency).is_some_and(|t| t.end == at);
    if money {
        return None;
    }
    list_number(c, at)
        .or_else(|| glued_to_name(c, at))
        .or_else(|| telephone(c, at))
        .or_else(|| clock(c, at))
        .or_else(|| reading_time(c, at))
        .or_else(|| labelled(c, at, is_title_case))
        .or_else(|| bracketed(c, at))
}

/// "one of the banks", "no one", "one another".
fn word_trap(c: &Cursor<'_>, at: u32) -> Option<u32> {
    if !c.is(at, "one") {
        return None;
    }
    let after = c.is_any(
        at + 1,
        &[
            "of", "another", "that", "who", "which", "can", "is", "was", "would", "thing", "side",
            "hand", "way", "day", "by", "to", "or", "might", "could", "should", "may", "will",
            "has", "at", "on", "with",
        ],
    ) && !(c.is(at + 1, "day")
        && c.is_any(at.wrapping_sub(1), &["for", "in", "least"]))
        && !(c.is(at + 1, "to") && c.is_number(at + 2))
        && !(c.is(at + 1, "or") && c.is_any(at + 2, &["two", "more"]));
    let before = c.is_any(
        at.wrapping_sub(1),
        &[
            "no", "any", "every", "each", "this", "that", "the", "which", "another", "first",
            "last", "next", "only", "good", "bad",
        ],
    );
    let ends =
        c.token(at + 1).is_none_or(|t| t.punct().is_some()) && !c.is_hyphen(at + 1) && at > c.start;
    (after || before || ends).then_some(at + 1)
}

/// "1." and "(2)" at the beginning of a sentence.
fn list_number(c: &Cursor<'_>, at: u32) -> Option<u32> {
    let is_first = at == c.start
        || at == c.start + 1
            && (c.is_punct(c.start, '(') || c.is_punct(c.start, '•') || c.is_punct(c.start, '#'));
    if !is_first || c.word(at).len() > 2 {
        return None;
    }
    let is_alone = (at + 1..c.end)
        .take(2)
        .all(|n| c.is_punct(n, '.') || c.is_punct(n, ')') || c.is_punct(n, ':'));
    let is_numbered = (c.is_punct(at + 1, '.') || c.is_punct(at + 1, ')')) && c.is_glued(at + 1);
    let is_sentence = c.end == at + 1 && at > c.start;
    ((is_alone && c.end > at + 1) || is_numbered || is_sentence).then_some(at + 2)
}

/// "COVID-19", "A320-200", "10-K", "3D", "5G", "401(k)", "/2024/", "#7".
fn glued_to_name(c: &Cursor<'_>, at: u32) -> Option<u32> {
    if c.is_glued(at) {
        let before = at.wrapping_sub(1);
        // "1995-'96"
        if c.is_punct(before, '\'') && c.word(at).len() == 2 {
            return Some(at + 1);
        }
        if c.is_punct(before, '#')
            || c.is_punct(before, '@')
            || c.is_punct(before, '_')
            || c.is_punct(before, '=')
        {
            return Some(at + 1);
        }
        let two = at.wrapping_sub(2);
        if c.is_punct(before, '/')
            && c.is_glued(before)
            && c.token(two).is_some_and(|t| t.is_word() && !c.is_unit_word(two))
        {
            return Some(at + 1);
        }
        if c.is_punct(before, '-')
            && c.is_glued(before)
            && c.token(two).is_some_and(Token::is_word)
            && !has_unit(c, at + 1)
        {
            let is_prefix = c.is_any(
                two,
                &[
                    "mid", "low", "high", "sub", "pre", "post", "plus", "minus", "to", "and",
                    "year", "fiscal", "late", "early",
                ],
            ) || c.terms(two).next().is_some();
            if !is_prefix {
                return Some(at + 1);
            }
        }
        if c.is_punct(before, '.')
            && c.is_glued(before)
            && c.token(two).is_some_and(|t| t.is_word() && !t.has_space_before())
        {
            return Some(at + 1);
        }
    }
    let next = at + 1;
    // futures codes: "0#FF"
    if c.is_punct(next, '#') && c.is_glued(next) {
        return Some(at + 3);
    }
    // "2330.TW"
    if c.is_punct(next, '.')
        && c.is_glued(next)
        && c.is_glued(at + 2)
        && c.word(at + 2).len() <= 2
        && c.token(at + 2).is_some_and(Token::is_capital)
    {
        return Some(at + 3);
    }
    if c.is_glued(next) && c.token(next).is_some_and(Token::is_word) {
        if with_exponent(c, at, rust_decimal::Decimal::ONE).is_some() {
            return None;
        }
        let known = c.terms(next).next().is_some()
            || c.is_any(
                next,
                &["s", "st", "nd", "rd", "th", "'s", "am", "pm", "a.m.", "p.m.", "T"],
            )
            || c.word(next) == "’s";
        let is_stamp = c.word(next).starts_with('T') && c.is_number(at);
        return (!known && !is_stamp).then_some(next + 1);
    }
    let is_form = c.is_punct(next, '-')
        && c.is_glued(next)
        && c.is_glued(at + 2)
        && c.token(at + 2).is_some_and(|t| t.is_capital() && t.byte_end - t.byte_start <= 2);
    if is_form && c.terms(at + 2).all(|t| t.unit() == "glued") {
        return Some(at + 3);
    }
    let is_clause = c.is_punct(next, '(')
        && c.is_glued(next)
        && c.word(at + 2).len() == 1
        && c.is_punct(at + 3, ')');
    is_clause.then_some(at + 4)
}

/// Three or more groups of digits with hyphens, or seven digits in two: "1-800-555-0199".
fn telephone(c: &Cursor<'_>, at: u32) -> Option<u32> {
    let mut end = at + 1;
    let mut groups = 1;
    if c.is_punct(at.wrapping_sub(1), '(')
        && c.is_punct(end, ')')
        && c.word(at).len() == 3
        && c.is_number(end + 1)
    {
        end += 2;
        groups += 1;
    }
    while (c.is_punct(end, '-') || c.is_punct(end, '–'))
        && c.is_glued(end)
        && c.is_number(end + 1)
        && c.is_glued(end + 1)
        && groups < 9
    {
        end += 2;
        groups += 1;
    }
    let local =
        groups == 2 && c.word(at).len() == 3 && c.word(end - 1).len() == 4 && !has_unit(c, end);
    (groups > 2 || local).then_some(end)
}

/// "4:30 p.m.", "1355 GMT", "9 am", "16:00".
fn clock(c: &Cursor<'_>, at: u32) -> Option<u32> {
    const ZONES: [&str; 14] = [
        "GMT", "ET", "EST", "EDT", "UTC", "BST", "CET", "PT", "PST", "PDT", "CT", "IST", "JST",
        "hrs",
    ];
    let mut end = at + 1;
    while c.is_punct(end, ':')
        && c.is_glued(end)
        && c.is_number(end + 1)
        && c.is_glued(end + 1)
        && end < at + 5
    {
        end += 2;
    }
    let has_minutes = end > at + 1;
    let half = c.is_any(end, &["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "noon"]);
    let end = if half { end + 1 } else { end };
    let zone = c.is_any(end, &ZONES) && c.word(end).chars().all(char::is_uppercase);
    let is_military = zone && c.word(at).len() == 4;
    (has_minutes || half || is_military).then_some(if zone { end + 1 } else { end })
}

/// "7 min read".
fn reading_time(c: &Cursor<'_>, at: u32) -> Option<u32> {
    let unit = if c.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    let is_minutes = c.is_any(unit, &["min", "mins", "minute", "minutes"]);
    let read = if c.is_hyphen(unit + 1) { unit + 2 } else { unit + 1 };
    (is_minutes && c.is_any(read, &["read", "reading", "listen", "watch"])).then_some(read + 1)
}

/// "Section 363", "page 47", "No. 5", and a bare number behind a name: "Boeing 737".
fn labelled(c: &Cursor<'_>, at: u32, is_title_case: bool) -> Option<u32> {
    let is_plain = c.word(at).bytes().all(|b| b.is_ascii_digit()) && c.word(at).len() <= 4;
    let is_code = is_plain && c.word(at).len() > 1 && c.word(at).starts_with('0');
    if is_code || is_model(c, at) || is_version(c, at) {
        return Some(at + 1);
    }
    if !is_plain || has_unit(c, at + 1) {
        return None;
    }
    let mut before = at.checked_sub(1)?;
    if c.is_punct(before, '.') && c.is_glued(before) {
        before = before.checked_sub(1)?;
    }
    let mut end = at + 1;
    if (c.is_punct(end, '-') || c.is_punct(end, '–')) && c.is_number(end + 1) {
        end += 2;
    }
    let label = c.term_before(before + 1, Class::Label).filter(|t| t.end == before + 1);
    if label.is_some() {
        return (!has_unit(c, end)).then_some(end);
    }
    let name = c
        .token(before)
        .filter(|t| t.is_word() && t.is_capital() && before > c.start && before + 1 == at)?;
    let is_name =
        !is_title_case && c.terms(before).next().is_none() && name.byte_end - name.byte_start > 1;
    let counts = c.token(end).is_some_and(|t| {
        t.is_word() && !t.is_capital() && c.word(end).len() > 3 && c.word(end).ends_with('s')
    });
    (is_name && !counts && c.word(at).len() < 5).then_some(end)
}

/// "767-300": a number behind the hyphen that is not larger than the one before it.
fn is_model(c: &Cursor<'_>, at: u32) -> bool {
    let plain = |n: u32| c.word(n).parse::<u32>().ok().filter(|_| c.word(n).len() >= 3);
    let (before, after) = if c.is_hyphen(at + 1) {
        (plain(at), plain(at + 2))
    } else if c.is_hyphen(at.wrapping_sub(1)) {
        (plain(at.wrapping_sub(2)), plain(at))
    } else {
        return false;
    };
    let end = if c.is_hyphen(at + 1) { at + 3 } else { at + 1 };
    before.zip(after).is_some_and(|(b, a)| b >= a) && !has_unit(c, end)
}

/// "Web 3.0", "OCPP 2.1 Manager".
fn is_version(c: &Cursor<'_>, at: u32) -> bool {
    let is_short = c.word(at).len() == 3 && c.word(at).as_bytes().get(1) == Some(&b'.');
    let before =
        c.token(at.wrapping_sub(1)).filter(|t| t.is_word() && t.is_capital() && at > c.start + 1);
    is_short
        && !has_unit(c, at + 1)
        && before.is_some_and(|t| t.is_upper() || c.word(at).ends_with('0'))
        && c.terms(at.wrapping_sub(1)).next().is_none()
}

/// `[12]`.
fn bracketed(c: &Cursor<'_>, at: u32) -> Option<u32> {
    (c.is_punct(at.wrapping_sub(1), '[') && c.is_punct(at + 1, ']')).then_some(at + 2)
}

/// Whether a unit, currency or magnitude stands at `at`, a joining hyphen skipped.
fn has_unit(c: &Cursor<'_>, at: u32) -> bool {
    let begin = if c.is_hyphen(at) { at + 1 } else { at };
    c.terms(begin).any(|t| {
        matches!(t.entry.class, Class::Unit | Class::Currency)
            || t.entry.class == Class::Scale && (t.unit() != "glued" || c.is_glued(begin))
    })
}
