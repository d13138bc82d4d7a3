//! A company's own year where another sentence of the article says when it ends: "its fiscal year
//! ended June 30" settles what "in fiscal 2026" means elsewhere.

use jiff::{ToSpan as _, civil::Date};

use crate::{
    lang::month_number,
    lexicon::{ParsedDocument, SentenceView},
    model::Claim,
};

/// The last day of a company's own year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct YearEnd {
    month: i8,
    day: i8,
    /// How many years later it is than the year that its name has: fiscal 2025 may end in January
    /// 2026. `None` where the text does not say.
    offset: Option<i16>,
}

/// Gives the claims of an article that are told of a fiscal year its days, where the article says
/// once when such a year ends. Claims whose own sentence told that have other days than those of a
/// civil year, and keep them.
pub(in crate::extract::claim) fn settle(
    parsed: &ParsedDocument<'_>,
    views: &[SentenceView<'_>],
    claims: &mut [Claim],
) {
    let text = parsed.text();
    let of_year = |claim: &Claim| {
        let words = claim.period?.of(text);
        let (first, last) = claim.period_start.zip(claim.period_end)?;
        let is_civil = first == first.first_of_year() && last == last.last_of_year();
        let is_fiscal = words.split_whitespace().any(|word| word.eq_ignore_ascii_case("fiscal"));
        (is_civil && is_fiscal && first.year() == last.year()).then_some(first.year())
    };
    if !claims.iter().any(|claim| of_year(claim).is_some()) {
        return;
    }
    let Some(end) = year_end(views) else { return };
    for claim in claims {
        let Some(days) = of_year(claim).and_then(|year| end.days_of(year)) else { continue };
        (claim.period_start, claim.period_end) = (Some(days.0), Some(days.1));
        claim.as_of = claim.as_of.map(|_| days.1);
    }
}

impl YearEnd {
    /// The days of the year that is called `year`. A year that ends in its first two months may be
    /// called by the one before, and is left alone where the text does not say.
    fn days_of(self, year: i16) -> Option<(Date, Date)> {
        let offset = self.offset.or((self.month > 2).then_some(0))?;
        let last = Date::new(year.checked_add(offset)?, self.month, self.day).ok()?;
        let first = last.checked_sub(1.year()).ok()?.tomorrow().ok()?;
        Some((first, last))
    }
}

/// The only end of a fiscal year that the sentences tell of.
fn year_end(views: &[SentenceView<'_>]) -> Option<YearEnd> {
    let mut only: Option<YearEnd> = None;
    for view in views {
        for at in view.range().iter().filter(|n| view.is_word(*n, "fiscal")) {
            let Some(end) = end_told_at(view, at) else { continue };
            if only.is_some_and(|own| (own.month, own.day) != (end.month, end.day)) {
                return None;
            }
            let offset = only.and_then(|own| own.offset).or(end.offset);
            only = Some(YearEnd { offset, ..end });
        }
    }
    only
}

/// "Fiscal year ended June 30, 2026", "fiscal 2025, which ends on January 31, 2026": `at` is the token
/// of "fiscal".
fn end_told_at(view: &SentenceView<'_>, at: u32) -> Option<YearEnd> {
    let has_noun = view.is_word(at + 1, "year");
    let mut next = at + 1 + u32::from(has_noun);
    let called = year_at(view, next);
    next += u32::from(called.is_some());
    if !has_noun && called.is_none() {
        return None;
    }
    next += u32::from(view.is_punct(next, ','));
    next += u32::from(view.is_word(next, "which"));
    // "ended", "ending", "ends"
    let is_end = view.word(next).to_ascii_lowercase().starts_with("end");
    next += 1 + u32::from(view.is_word(next + 1, "on"));
    let month = month_number(view.word(next)).filter(|_| is_end)?;
    let day = view.word(next + 1).parse().ok().filter(|day| (1..=31).contains(day))?;
    let comma = next + 2;
    let ends = year_at(view, comma + u32::from(view.is_punct(comma, ',')));
    // a year is called by the one in which most of it lies, or in which it ends
    let offset = called.zip(ends).map(|(called, ends)| ends - called);
    let is_near = offset.is_none_or(|offset| (0..=1).contains(&offset));
    is_near.then_some(YearEnd { month, day, offset })
}

/// The year in four digits at a token.
fn year_at(view: &SentenceView<'_>, at: u32) -> Option<i16> {
    let word = view.word(at);
    word.parse().ok().filter(|year| word.len() == 4 && (1900..2100).contains(year))
}
