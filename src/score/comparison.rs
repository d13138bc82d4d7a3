//! Two amounts of the same unit beside one another say which way something went: "was EUR 7.8
//! million compared to EUR 11.2 million".

use rust_decimal::Decimal;

use super::{clause::Clause, cues::SentimentCue};
use crate::{
    lexicon::ParsedDocument,
    model::{ActedOn, Quantity, QuantityKind, Sentence, TraceStep},
};

/// Tokens between the two amounts.
const GAP: u32 = 14;
/// Tokens between the noun and the first amount.
const REACH: u32 = 16;

/// Tokens between a profit and the loss that it was before.
const RESULT_REACH: u32 = 30;

/// Words that set one amount against another.
const AGAINST: [&str; 8] =
    ["compared", "versus", "vs", "against", "from", "corresponding", "year-earlier", "earlier"];

/// Adds a step for a swing between profit and loss: "an operating profit of 4 million, compared to
/// a loss of 5 million". The words suffice; the amounts may be signed, or not given.
pub(super) fn swing(
    parsed: &ParsedDocument<'_>,
    cues: &[SentimentCue],
    clauses: &[Clause],
    trace: &mut Vec<TraceStep>,
) -> bool {
    for (index, now) in cues.iter().enumerate().filter(|(_, m)| is_result(parsed, m)) {
        let Some(then) = cues[index + 1..]
            .iter()
            .take_while(|m| m.token_start <= now.token_end + RESULT_REACH)
            .find(|m| is_result(parsed, m))
        else {
            continue;
        };
        let (Some(sign), Some(other)) = (now.noun, then.noun) else { continue };
        let is_compared = (now.token_end..then.token_start).any(|t| parsed.is_any(t, &AGAINST));
        if sign * other < 0.0 && is_compared {
            let weight = clauses
                .iter()
                .find(|c| c.holds(now.token_start))
                .map_or(1.0, |c| c.weight.max(0.6));
            let span = parsed.span(now.token_start, then.token_end);
            trace.push(TraceStep {
                span,
                rule: "swing".into(),
                value: sign * weight,
                on: Some(now.acted_on(parsed)),
                shifted_by: Vec::new(),
            });
            return true;
        }
    }
    false
}

/// Whether a noun says that there was a profit or a loss.
fn is_result(parsed: &ParsedDocument<'_>, cue: &SentimentCue) -> bool {
    let words = cue.words(parsed).as_bytes();
    cue.noun.is_some()
        && ["loss", "losses", "profit", "profits"].iter().any(|w| {
            words.len() >= w.len()
                && words[words.len() - w.len()..].eq_ignore_ascii_case(w.as_bytes())
        })
}

/// Adds a step for the first comparison whose noun has a polarity.
pub(super) fn compare(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    quantities: &[Quantity],
    cues: &[SentimentCue],
    clauses: &[Clause],
    trace: &mut Vec<TraceStep>,
) {
    let from = quantities.partition_point(|q| q.span.byte_start < sentence.span.byte_start);
    let inside: &[Quantity] = &quantities[from..];
    let count = inside.partition_point(|q| q.span.byte_start < sentence.span.byte_end);
    let amounts: Vec<&Quantity> =
        inside[..count].iter().filter(|q| is_amount(q)).take(24).collect();
    for pair in amounts.windows(2) {
        let (now, then) = (pair[0], pair[1]);
        if !is_comparable(now, then) {
            continue;
        }
        let (after, before) =
            (parsed.token_at(now.span.byte_end), parsed.token_at(then.span.byte_start));
        let is_compared =
            before <= after + GAP && (after..before).any(|t| parsed.is_any(t, &AGAINST));
        if !is_compared {
            continue;
        }
        let first = parsed.token_at(now.span.byte_start);
        let Some(noun) = noun_before(cues, first) else { continue };
        let swing = noun_between(cues, after, before).filter(|other| other * noun.1 < 0.0);
        let sign = match swing {
            // "a loss of 1.2 million compared to a profit of 3.4 million"
            Some(_) => noun.1,
            None if now.value > then.value => noun.1,
            None if now.value < then.value => -noun.1,
            None => continue,
        };
        let weight = clauses
            .iter()
            .find(|c| (c.token_start..c.token_end).contains(&first))
            .map_or(1.0, |c| c.weight.max(0.6));
        let rule = if swing.is_some() { "swing" } else { "comparison" };
        trace.push(TraceStep {
            span: now.span.cover(then.span),
            rule: rule.into(),
            value: sign * weight,
            on: Some(noun.0.acted_on(parsed)),
            shifted_by: Vec::new(),
        });
        return;
    }
}

/// Whether two amounts are of one kind: of the same unit, or the second leaves its currency out
/// ("EUR 1.2 mn compared to 2.6 mn").
fn is_comparable(now: &Quantity, then: &Quantity) -> bool {
    let leaves_unit_out = now.kind == QuantityKind::Currency
        && then.kind == QuantityKind::Number
        && is_near(now.value, then.value);
    now.kind == then.kind && now.unit == then.unit || leaves_unit_out
}

/// Whether two values are of one size, give or take a factor of twenty.
fn is_near(now: Decimal, then: Decimal) -> bool {
    let (now, then) = (now.abs(), then.abs());
    let factor = Decimal::from(20);
    then >= Decimal::ONE
        && now.checked_mul(factor).is_some_and(|most| then <= most)
        && then.checked_mul(factor).is_some_and(|most| now <= most)
}

fn is_amount(quantity: &Quantity) -> bool {
    matches!(quantity.kind, QuantityKind::Currency | QuantityKind::Percent | QuantityKind::Number)
        && quantity.value_hi.is_none()
}

fn noun_before(cues: &[SentimentCue], token: u32) -> Option<(&SentimentCue, f64)> {
    let end = cues.partition_point(|m| m.token_start < token);
    cues[..end]
        .iter()
        .rev()
        .take_while(|m| m.token_end + REACH > token)
        .find_map(|m| m.noun.filter(|n| *n != 0.0).map(|n| (m, n)))
}

fn noun_between(cues: &[SentimentCue], from: u32, to: u32) -> Option<f64> {
    cues.iter()
        .filter(|m| (from..to).contains(&m.token_start))
        .find_map(|m| m.noun.filter(|n| *n != 0.0))
}

impl SentimentCue {
    fn acted_on(&self, parsed: &ParsedDocument<'_>) -> ActedOn {
        ActedOn {
            span: parsed.span(self.token_start, self.token_end),
            is_up: None,
            is_good: self.noun.is_some_and(|n| n > 0.0),
        }
    }

    fn words<'t>(&self, parsed: &ParsedDocument<'t>) -> &'t str {
        parsed.span(self.token_start, self.token_end).of(parsed.text())
    }
}

/// What a price with its sign speaks with: "Roku -5.1% after the offer".
const SIGNED: f64 = 0.8;

/// Percentages with a sign of their own in headlines and posts, where nothing else says what moved.
pub(super) fn signed(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    quantities: &[Quantity],
    trace: &mut Vec<TraceStep>,
) {
    let from = quantities.partition_point(|q| q.span.byte_end <= sentence.span.byte_start);
    let own = quantities[from..].iter().take_while(|q| q.span.byte_start < sentence.span.byte_end);
    for quantity in own.filter(|q| q.kind == QuantityKind::Percent) {
        let value = match quantity.span.of(parsed.text()).chars().next() {
            Some('+') => SIGNED,
            Some('-' | '−' | '–') => -SIGNED,
            _ => continue,
        };
        trace.push(TraceStep {
            span: quantity.span,
            rule: "signed_move".into(),
            value,
            on: None,
            shifted_by: Vec::new(),
        });
        return;
    }
}
