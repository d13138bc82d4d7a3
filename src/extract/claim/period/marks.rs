//! Marks of quarters, halves and years: `Q1`, `Q1'26`, `2026 Q1`, `2018Q4`, `3Q25`, `1H`, `FY26`.

use jiff::civil::Date;

use super::{
    calculus::{Days, closed, without_year},
    time::Time,
};
use crate::{lang::calendar, lexicon::SentenceView};

/// The mark that begins with token `at`: the token after it, and its days.
///
/// Without a year it is the latest that has begun at publication, or the next. Fiscal years are read
/// as civil ones: when a company's year ends its news seldom says.
pub(super) fn mark(
    view: &SentenceView<'_>,
    at: u32,
    published: Option<Date>,
) -> Option<(u32, Time)> {
    // cheap first: few words begin so
    let bytes = view.word(at).as_bytes();
    let may_be = match bytes {
        [b'1'..=b'4'] => view.is_joined(at + 1),
        [b'1' | b'2', b'0' | b'9', _, _] => true,
        [b'Q' | b'H', b'1'..=b'4', ..] | [b'F' | b'C', b'Y', ..] => bytes.len() <= 8,
        _ => false,
    };
    if !may_be {
        return None;
    }
    let (stretch, end) = stretch(view, at)?;
    let (end, year) = match stretch.year {
        Some(year) => (end, Some(year)),
        None => year_after(view, end).map_or((end, None), |(end, year)| (end, Some(year))),
    };
    let time = match (year, published) {
        (Some(year), _) => Time::of(stretch.of_year(year)),
        (None, Some(day)) if stretch.months < 12 => {
            let (past, ahead) = without_year(stretch.month, stretch.months, day);
            Time { past, ahead, ..Time::default() }
        }
        (None, None) if stretch.months < 12 => Time::default(),
        _ => return None,
    };
    Some((end, time))
}

/// A part of a year, and the year where it is in the mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PartOfYear {
    month: i8,
    months: i32,
    year: Option<i16>,
}

impl PartOfYear {
    fn of_year(self, year: i16) -> Days {
        closed(calendar::months(year, self.month, self.months))
    }
}

/// The mark of one or two tokens at `at`.
fn stretch(view: &SentenceView<'_>, at: u32) -> Option<(PartOfYear, u32)> {
    let word = view.word(at);
    if !view.is_number(at) {
        return parse(word).map(|stretch| (stretch, at + 1));
    }
    // "4Q25", "1H", "2018Q4" and "2026 Q1" are two tokens
    let next = view.word(at + 1);
    if word.len() == 1 {
        let is_mark = view.is_joined(at + 1) && view.is_capital(at + 1) && next.len() <= 5;
        let turned = is_mark.then(|| next.get(..1)).flatten()?;
        let mark = format!("{turned}{word}{}", next.get(1..)?);
        return parse(&mark).map(|stretch| (stretch, at + 2));
    }
    let own = parse(next).filter(|s| s.year.is_none() && s.months < 12)?;
    let year = word.parse().ok().filter(|y| (1900..2200).contains(y))?;
    Some((PartOfYear { year: Some(year), ..own }, at + 2))
}

/// `Q3`, `H1`, `Q325`, `FY26`, `FY2026`, `Q1FY26`.
fn parse(mark: &str) -> Option<PartOfYear> {
    let (month, months, rest) = match mark.as_bytes() {
        [b'Q', n @ b'1'..=b'4', ..] => (((n - b'1') * 3 + 1) as i8, 3, mark.get(2..)?),
        [b'H', n @ b'1'..=b'2', ..] => (((n - b'1') * 6 + 1) as i8, 6, mark.get(2..)?),
        [b'F' | b'C', b'Y', ..] => (1, 12, mark.get(2..)?),
        _ => return None,
    };
    let rest = rest.strip_prefix("FY").unwrap_or(rest);
    if rest.is_empty() {
        return Some(PartOfYear { month, months, year: None });
    }
    Some(PartOfYear { month, months, year: Some(year(rest)?) })
}

/// "26" and "2026".
fn year(digits: &str) -> Option<i16> {
    let number: i16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(2000 + number),
        4 => Some(number).filter(|y| (1900..2200).contains(y)),
        _ => None,
    }
}

/// The year after a mark: "Q1 2026", "Q1'26", "Q1 FY26", "Q2 of fiscal 2026", "Q3, 2025".
fn year_after(view: &SentenceView<'_>, end: u32) -> Option<(u32, i16)> {
    let is_apostrophe = view.is_punct(end, '\'') && view.is_joined(end);
    let mut at =
        end + u32::from(is_apostrophe || view.is_punct(end, ',') || view.is_word(end, "of"));
    at += u32::from(view.is_word(at, "fiscal"));
    let word = view.word(at);
    let digits = word.strip_prefix('\'').or_else(|| word.strip_prefix("FY")).unwrap_or(word);
    let is_year = is_apostrophe || digits.len() == 4 || digits.len() < word.len();
    (is_year && !view.is_word(end, "in")).then(|| Some((at + 1, year(digits)?)))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn marks_hold_a_part_and_a_year() {
        let of = |mark| parse(mark).map(|s| (s.month, s.months, s.year));
        assert_eq!(of("Q1"), Some((1, 3, None)));
        assert_eq!(of("Q425"), Some((10, 3, Some(2025))));
        assert_eq!(of("H2"), Some((7, 6, None)));
        assert_eq!(of("FY2026"), Some((1, 12, Some(2026))));
        assert_eq!(of("Q1FY26"), Some((1, 3, Some(2026))));
        assert_eq!([of("Q5"), of("QX"), of("H3"), of("FY1")], [None; 4]);
        let first = parse("Q1").and_then(|s| s.of_year(2026));
        assert_eq!(first, Some((date(2026, 1, 1), date(2026, 3, 31))));
    }
}
