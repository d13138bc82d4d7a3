//! Constructions that name what a number is told of without a verb between: lists, gaps, bullets,
//! causes, expectations.

use super::{
    noun_phrase::{BORDERS, is_auxiliary},
    subject::Place,
};
use crate::lexicon::{Class, Layer, ParsedDocument};

/// "Falk gained 3%, Brand Mills 2% and Rook 1%": the name right before a number whose verb was left
/// out.
pub(super) fn gapped(parsed: &ParsedDocument<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    let start = place.number.0;
    let is_name = |n: u32| {
        let token = parsed.tokens().get(n as usize);
        token.is_some_and(|t| t.is_word() && t.is_capital())
            && parsed.scan.hits_in(Layer::Number, n, n + 1).is_empty()
            && crate::lang::month_number(parsed.word(n)).is_none()
    };
    let from = (place.clause.0..start).rev().take_while(|n| is_name(*n)).last()?;
    let before = from.checked_sub(1).filter(|n| *n > place.sentence.token_start)?;
    let is_listed = parsed.is_word(before, "and")
        || parsed.tokens().get(before as usize).is_some_and(|t| t.is_punct(','));
    (is_listed && !place.is_base).then_some((from, start))
}

/// "sent its shares tumbling 27 percent", "dragging sales 9 percent lower": what was moved, not
/// what moved it.
pub(super) fn caused(parsed: &ParsedDocument<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    const CAUSING: [&str; 12] = [
        "sent", "sending", "pushed", "pushing", "drove", "driving", "dragged", "dragging",
        "pulled", "pulling", "knocked", "sends",
    ];
    let start = place.number.0;
    let floor = place.clause.0.max(start.saturating_sub(12));
    let cause = (floor..start).rev().find(|n| parsed.is_any(*n, &CAUSING))?;
    let skips = |n: u32| parsed.is_any(n, &["the", "a", "its", "their"]);
    let from = (cause + 1..start).find(|n| !skips(*n))?;
    let is_noun = |n: u32| {
        let token = parsed.tokens().get(n as usize);
        let moves =
            parsed.is_any(n, &["up", "down", "to", "by", "more", "as", "about", "over", "nearly"]);
        token.is_some_and(|t| t.is_word() || t.is_punct('&') || t.is_punct('.'))
            && !moves
            && !parsed.word(n).ends_with("ing")
            && !parsed.is_any(n, &BORDERS)
    };
    let to = (from..start).find(|n| !is_noun(*n)).unwrap_or(start);
    (to > from && to - from <= 6).then_some((from, to))
}

/// "data points, including 3%, 7% and 9%": what the numbers are examples of.
pub(super) fn listed(parsed: &ParsedDocument<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    let token = |n: u32| parsed.tokens().get(n as usize);
    let is_list = |n: u32| {
        token(n).is_some_and(|t| !t.is_word())
            || parsed.is_word(n, "and")
            || parsed
                .scan
                .hits_in(Layer::Number, n, n + 1)
                .iter()
                .any(|h| matches!(parsed.entry(h).class, Class::Unit | Class::Currency))
    };
    let floor = place.sentence.token_start;
    let mark = (floor.max(place.number.0.saturating_sub(16))..place.number.0)
        .rev()
        .find(|n| !is_list(*n))?;
    if !parsed.is_word(mark, "including") {
        return None;
    }
    let end = if mark > floor && token(mark - 1).is_some_and(|t| t.is_punct(',')) {
        mark - 1
    } else {
        mark
    };
    let is_noun = |n: u32| {
        token(n).is_some_and(crate::lang::Token::is_word)
            && !parsed.is_any(n, &BORDERS)
            && !is_auxiliary(parsed, n)
    };
    let from = (floor.max(end.saturating_sub(3))..end).rev().take_while(|n| is_noun(*n)).last()?;
    let from = from + u32::from(parsed.is_any(from, &["the", "its", "their"]));
    (from < end).then_some((from, end))
}

/// "Falk shares: up 21%", "Mill hands: 57% of staff": the head of a bullet or a list, where nothing
/// else is named behind it.
pub(super) fn head(parsed: &ParsedDocument<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    let start = place.number.0;
    let floor = place.sentence.token_start.max(start.saturating_sub(6));
    let colon = (floor..start)
        .rev()
        .find(|n| parsed.tokens().get(*n as usize).is_some_and(|t| t.is_punct(':')))?;
    let is_filler = |n: u32| {
        let moves = parsed
            .scan
            .hits_in(Layer::Claim, n, n + 1)
            .iter()
            .any(|h| matches!(parsed.entry(h).class, Class::MoveUp | Class::MoveDown));
        let approximates = parsed
            .scan
            .hits_in(Layer::Number, n, n + 1)
            .iter()
            .any(|h| parsed.entry(h).class == Class::Approximator);
        moves || approximates || parsed.is_any(n, &["by", "at", "to", "about", "some"])
    };
    if !(colon + 1..start).all(is_filler) {
        return None;
    }
    let is_part = |n: u32| {
        parsed
            .tokens()
            .get(n as usize)
            .is_some_and(|t| t.is_word() || t.is_number() || t.is_punct('-') || t.is_punct('&'))
    };
    let from = (place.sentence.token_start.max(colon.saturating_sub(6))..colon)
        .rev()
        .take_while(|n| is_part(*n))
        .last()?;
    // a letter is the mark of an answer
    (colon - from > 1 || parsed.word(from).len() > 2).then_some((from, colon))
}

/// "She expects the gap to widen by 2%": what is expected to move.
pub(super) fn expected(parsed: &ParsedDocument<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    let start = place.number.0;
    let hits = parsed.scan.hits_in(Layer::Modality, place.clause.0, start);
    let verb = hits.iter().rev().find(|hit| parsed.entry(hit).class == Class::Forecast)?;
    let is_finite =
        ["expect", "expects", "see", "sees", "forecast", "forecasts", "expected", "predicted"];
    if !parsed.is_any(verb.token_end - 1, &is_finite)
        || is_auxiliary(parsed, verb.token_start.wrapping_sub(1))
    {
        return None;
    }
    let to = (verb.token_end..start.min(verb.token_end + 10)).find(|n| parsed.is_word(*n, "to"))?;
    let skips = |n: u32| parsed.is_any(n, &["the", "a", "an", "its", "that"]);
    let from = (verb.token_end..to).find(|n| !skips(*n))?;
    let is_noun = |n: u32| {
        parsed.tokens().get(n as usize).is_some_and(|t| t.is_word() || t.is_punct('-'))
            && !is_auxiliary(parsed, n)
    };
    (to - from <= 6 && (from..to).all(is_noun)).then_some((from, to))
}

/// "Group sales 9.2 percent lower": the noun phrase right before a number with "lower" or "higher"
/// behind it.
pub(super) fn sagging(parsed: &ParsedDocument<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    let (start, end) = place.number;
    if !parsed.is_any(end, &["lower", "higher"]) {
        return None;
    }
    let is_noun = |n: u32| {
        parsed.tokens().get(n as usize).is_some_and(crate::lang::Token::is_word)
            && !parsed.is_any(n, &BORDERS)
            && !is_auxiliary(parsed, n)
            && !parsed.word(n).ends_with("ing")
            && parsed.scan.hits_in(Layer::Modality, n, n + 1).is_empty()
            && parsed.scan.hits_in(Layer::Number, n, n + 1).is_empty()
    };
    let from = (place.clause.0..start).rev().take_while(|n| is_noun(*n)).last()?;
    (start - from >= 2).then_some((from, start))
}
