//! Numbers that refer to something: addresses of pages and houses, items of forms, marks of
//! footnotes.

use super::terms::NumberTerms;
use crate::lexicon::{Class, SentenceView};

/// No address of a page is read further.
const LONGEST_ADDRESS: u32 = 80;

/// `https://example.org/a%20b?x=12`, `a.b12@example.org`: one past the address of a page or of mail
/// in which the number at `at` is.
pub(super) fn web_address(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    const MARKS: [char; 12] = ['%', '/', '=', '?', '&', '-', '_', '.', '~', '#', '@', ':'];
    let is_mark = |n: u32| MARKS.iter().any(|mark| view.is_punct(n, *mark));
    let is_inside = view.is_joined(at) && view.prev(at).is_some_and(is_mark)
        || view.is_joined(at + 1) && (is_mark(at + 1) || view.is_alphabetic(at + 1));
    if !is_inside {
        return None;
    }
    let is_parted = |n: u32| !view.is_joined(n);
    let before = view.before(at + 1, LONGEST_ADDRESS);
    let start = before.iter().rev().find(|n| is_parted(*n)).unwrap_or(before.token_start);
    let after = view.after(at + 1, LONGEST_ADDRESS);
    let end = after.iter().find(|n| is_parted(*n)).unwrap_or(after.token_end);
    let text = view.text_of(crate::model::TokenRange::new(start, end));
    let is_address = text.contains("://")
        || text.contains("www.")
        || text.contains(".com/")
        || text.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    is_address.then_some(end)
}

/// "221 King Street": one past the street.
pub(super) fn house(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let is_number = view.word(at).len() <= 5 && view.word(at).bytes().all(|b| b.is_ascii_digit());
    let words = view.after(at + 1, 4);
    let street = words
        .iter()
        .take_while(|n| view.is_capital(*n) && view.is_alphabetic(*n))
        .find(|n| *n > at + 1 && view.is_listed(*n, Class::Street))?;
    is_number.then_some(street + 1)
}

/// `[12]`, "$2 million(1)", "6.5%(2)(3)": marks of footnotes.
pub(super) fn note_mark(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let is_closed = |mark| view.is_punct(at + 1, mark) && view.is_joined(at + 1);
    if view.prev_is_punct(at, '[') && is_closed(']') {
        return Some(at + 2);
    }
    let digits = view.word(at);
    let is_short = digits.len() <= 5 && digits.split(',').all(|n| n.len() <= 2 && !n.contains('.'));
    let bracket = view.prev(at).filter(|n| view.is_punct(*n, '('))?;
    if !(is_short && is_closed(')') && view.is_joined(at)) {
        return None;
    }
    let is_measured = |n: u32| {
        view.is_number(n) || view.is_punct(n, '%') || view.is_unit_word(n) || ends_scale(view, n)
    };
    let before = view.prev(bracket)?;
    let is_glued = view.is_joined(bracket)
        && (view.is_alphabetic(before) || view.is_punct(before, ')') || is_measured(before));
    // "$45 million (2)", but "12 (8) million" has last year's figure in brackets
    let is_small =
        digits.len() == 1 && is_measured(before) && view.term(at + 2, Class::Scale).is_none();
    (is_glued || is_small && !view.is_number(before)).then_some(at + 2)
}

fn ends_scale(view: &SentenceView<'_>, at: u32) -> bool {
    view.term(at, Class::Scale).is_some()
}

/// "Item 2.02", "grade 3/4", "pages 3 and 12", "page 3 of 12", "Rule 10b-5": one past what the label
/// right before `at` numbers.
pub(super) fn labelled(
    view: &SentenceView<'_>,
    at: u32,
    has_unit: impl Fn(u32) -> bool,
) -> Option<u32> {
    let mut before = at;
    if view.prev(before).is_some_and(|n| view.is_punct(n, '.') && view.is_joined(n)) {
        before -= 1;
    }
    view.term_right_before(before, Class::Label)?;
    let digits = view.word(at);
    if digits.len() > 6 || digits.contains(',') {
        return None;
    }
    let mut end = one_more(view, at);
    let is_link = |n: u32| {
        let is_mark = ['/', '-', '–'].iter().any(|mark| view.is_punct(n, *mark));
        is_mark && view.is_joined(n) && view.is_joined(n + 1)
            || view.is_any(n, &["and", "or"])
            || view.is_any(n, &["to", "of"])
    };
    while is_link(end) && view.is_number(end + 1) && end < at + 12 {
        let is_counted =
            !view.is_word(end, "or") && !view.is_joined(end + 1) && counts(view, end + 2);
        if has_unit(end + 2) || is_counted {
            break;
        }
        end = one_more(view, end + 1);
    }
    let is_measured = has_unit(at + 1) && !(view.is_joined(at + 1) && view.is_alphabetic(at + 1));
    (!is_measured && !has_unit(end)).then_some(end)
}

/// "pages 3 and 40 tables": what the last number counts.
fn counts(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_alphabetic(at) && !view.is_capital(at) && view.word(at).ends_with('s')
}

/// One past the number at `at` and the letters, clauses and further digits glued to it: "10b-5",
/// "16(b)".
fn one_more(view: &SentenceView<'_>, at: u32) -> u32 {
    let mut end = at + 1;
    if view.is_joined(end) && view.is_alphabetic(end) && view.word(end).len() <= 2 {
        end += 1;
        if view.is_hyphen(end) && view.is_number(end + 1) {
            end += 2;
        }
    }
    while view.is_punct(end, '(')
        && view.is_joined(end)
        && view.word(end + 1).len() <= 2
        && view.is_punct(end + 2, ')')
    {
        end += 3;
    }
    end
}
