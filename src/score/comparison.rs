//! Two amounts of the same unit in one sentence say which way something went: "was EUR 7.8 million
//! compared to EUR 11.2 million".

use rust_decimal::Decimal;

use super::{cue::SentimentCue, cued_sentence::CuedSentence};
use crate::{
    lexicon::{Class, SentenceView, WordSet, words},
    model::{Quantity, QuantityKind, TokenRange, TraceStep},
};

/// Tokens between the two amounts: others may be between ("$9 million, or 31 cents a share,
/// compared with").
const GAP: u32 = 26;
/// Amounts after one among which the one is that it is set against.
const LATER: usize = 4;
/// Tokens between the noun and the first amount.
const REACH: u32 = 16;
/// Tokens between a profit and the loss that it was before.
const RESULT_REACH: u32 = 30;
/// Tokens between two amounts of a table: "(May: ".
const TABLE_GAP: u32 = 5;
/// Tokens after an amount that tell of whom it is.
const CONTROL_REACH: u32 = 6;
/// Most amounts of one sentence that are compared.
const MAX_AMOUNTS: usize = 24;
/// The least weight of the clause of a comparison.
const MIN_WEIGHT: f64 = 0.6;
/// The value of a percentage with a sign of its own: "Roku -5.1% after the offer".
const SIGNED: f64 = 0.8;

/// Adds a step for a swing between profit and loss: "an operating profit of 4 million, compared to
/// a loss of 5 million". The words suffice; the amounts may be signed, or not given. Returns
/// whether there is one.
pub(super) fn swing(of: CuedSentence<'_>, trace: &mut Vec<TraceStep>) -> bool {
    for (index, now) in of.cues.iter().enumerate().filter(|(_, cue)| is_result(of, cue)) {
        let Some(then) = of.cues[index + 1..]
            .iter()
            .take_while(|cue| now.until(cue).len() <= RESULT_REACH)
            .find(|cue| is_result(of, cue))
        else {
            continue;
        };
        let (Some(sign), Some(other)) = (polarity(now), polarity(then)) else { continue };
        if sign * other < 0.0 && is_set_against(of, now.until(then)) {
            trace.push(TraceStep {
                span: of.sentence.span(TokenRange::new(now.start(), then.end())),
                rule: "swing".into(),
                value: sign * weight_at(of, now.start()),
                on: Some(now.acted_on(of.sentence, None)),
                shifted_by: Vec::new(),
            });
            return true;
        }
    }
    false
}

/// Adds a step for the first comparison of amounts whose noun has a polarity. `quantities` are
/// those of the document, by place.
pub(super) fn compare(of: CuedSentence<'_>, quantities: &[Quantity], trace: &mut Vec<TraceStep>) {
    let own = quantities_of(of.sentence, quantities);
    let mut amounts = own.iter().enumerate().filter(|(_, q)| is_amount(q)).take(MAX_AMOUNTS);
    trace.extend(amounts.find_map(|(n, now)| {
        let mut later = own[n + 1..].iter().filter(|q| is_amount(q)).take(LATER);
        let then = later.find(|then| is_comparable(now, then) && is_led_to(of, then))?;
        compare_pair(of, now, then)
    }));
}

/// Whether a word that sets one amount against another leads to this one.
fn is_led_to(of: CuedSentence<'_>, then: &Quantity) -> bool {
    is_set_against(of, of.sentence.before(of.sentence.token_at(then.span.byte_start), TABLE_GAP))
}

fn compare_pair(of: CuedSentence<'_>, now: &Quantity, then: &Quantity) -> Option<TraceStep> {
    if !is_comparable(now, then) {
        return None;
    }
    let between = TokenRange::new(
        of.sentence.token_at(now.span.byte_end),
        of.sentence.token_at(then.span.byte_start),
    );
    if between.len() > GAP || !is_set_against(of, between) {
        return None;
    }
    let first = of.sentence.token_at(now.span.byte_start);
    let then_tokens = of.sentence.tokens_of(then.span);
    let found = noun_before(of.cues, first);
    if is_of_controls(of, then_tokens) {
        return Some(against_controls(of, now, then, found.map_or(1.0, |(_, polarity)| polarity)));
    }
    let (noun, polarity) = found?;
    // "a loss of 1.2 million compared to a profit of 3.4 million"
    let is_swing = noun_in(of.cues, between).is_some_and(|other| other * polarity < 0.0);
    let sign = if is_swing || now.value > then.value {
        polarity
    } else if now.value < then.value {
        -polarity
    } else {
        return None;
    };
    Some(TraceStep {
        span: now.span.cover(then.span),
        rule: if is_swing { "swing" } else { "comparison" }.into(),
        value: sign * weight_at(of, first),
        on: Some(noun.acted_on(of.sentence, None)),
        shifted_by: Vec::new(),
    })
}

/// What a treatment did against none: more is better, but for what is bad.
fn against_controls(
    of: CuedSentence<'_>,
    now: &Quantity,
    then: &Quantity,
    polarity: f64,
) -> TraceStep {
    let first = of.sentence.token_at(now.span.byte_start);
    let sign = if now.value > then.value { 1.0 } else { -1.0 };
    TraceStep {
        span: now.span.cover(then.span),
        rule: "comparison".into(),
        value: sign * if polarity < 0.0 { -1.0 } else { 1.0 } * weight_at(of, first),
        on: None,
        shifted_by: Vec::new(),
    }
}

/// Adds a step for the first percentage with a sign of its own, in headlines and posts where
/// nothing else says what moved. `quantities` are those of the document, by place.
pub(super) fn signed(
    sentence: &SentenceView<'_>,
    quantities: &[Quantity],
    trace: &mut Vec<TraceStep>,
) {
    let own = quantities_of(sentence, quantities);
    for quantity in own.iter().filter(|q| q.kind == QuantityKind::Percent) {
        let value = match quantity.span.of(&sentence.document().text).chars().next() {
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

/// The quantities that begin in a sentence.
fn quantities_of<'q>(sentence: &SentenceView<'_>, quantities: &'q [Quantity]) -> &'q [Quantity] {
    let span = sentence.sentence().span;
    let from = quantities.partition_point(|q| q.span.byte_start < span.byte_start);
    let count = quantities[from..].partition_point(|q| q.span.byte_start < span.byte_end);
    &quantities[from..from + count]
}

/// Whether a noun says that there was a profit or a loss.
fn is_result(of: CuedSentence<'_>, cue: &SentimentCue) -> bool {
    polarity(cue).is_some() && cue.ends_with(of.sentence, Class::NetResult)
}

fn is_set_against(of: CuedSentence<'_>, between: TokenRange) -> bool {
    // "49.4 (May: 50.7)"
    let is_table = between.len() <= TABLE_GAP
        && of.sentence.is_punct(between.token_start, '(')
        && between.last_token().is_some_and(|at| of.sentence.is_punct(at, ':'));
    let sets_against =
        |at: u32| of.sentence.is_of(at, Class::Against) || of.sentence.is_of(at, Class::ResultBase);
    is_table || between.iter().any(sets_against)
}

/// Whether the second of two amounts is that of patients without the treatment.
fn is_of_controls(of: CuedSentence<'_>, then: TokenRange) -> bool {
    const CONTROLS: &WordSet = words!["placebo", "control"];
    let after = of.sentence.after(then.token_end, CONTROL_REACH);
    after.iter().any(|at| of.sentence.is_any(at, CONTROLS))
}

/// The weight of the clause of a token; a comparison in an aside still counts.
fn weight_at(of: CuedSentence<'_>, token: u32) -> f64 {
    let clause = of.clauses.iter().find(|clause| clause.holds(token));
    clause.map_or(1.0, |clause| clause.weight.max(MIN_WEIGHT))
}

/// Whether two amounts are of one kind: of the same unit, or the second leaves its currency out
/// ("EUR 1.2 mn compared to 2.6 mn").
fn is_comparable(now: &Quantity, then: &Quantity) -> bool {
    let leaves_unit_out = now.kind == QuantityKind::Currency
        && then.kind == QuantityKind::Number
        && is_near(now.value, then.value);
    now.kind == then.kind && now.unit == then.unit || leaves_unit_out
}

/// Whether two values are of one size: within a factor of twenty.
fn is_near(now: Decimal, then: Decimal) -> bool {
    let (now, then) = (now.abs(), then.abs());
    let factor = Decimal::from(20);
    then >= Decimal::ONE
        && now.checked_mul(factor).is_some_and(|most| then <= most)
        && then.checked_mul(factor).is_some_and(|most| now <= most)
}

fn is_amount(quantity: &Quantity) -> bool {
    matches!(
        quantity.kind,
        QuantityKind::Currency
            | QuantityKind::Percent
            | QuantityKind::Number
            | QuantityKind::Duration
    ) && quantity.value_hi.is_none()
}

/// The last noun with a polarity before a token.
pub(super) fn noun_before(cues: &[SentimentCue], token: u32) -> Option<(&SentimentCue, f64)> {
    let end = cues.partition_point(|cue| cue.start() < token);
    cues[..end]
        .iter()
        .rev()
        .take_while(|cue| TokenRange::new(cue.end(), token).len() < REACH)
        .find_map(|cue| Some((cue, polarity(cue)?)))
}

/// The polarity of the first noun in the tokens that has one.
fn noun_in(cues: &[SentimentCue], tokens: TokenRange) -> Option<f64> {
    cues.iter().filter(|cue| tokens.contains(cue.start())).find_map(polarity)
}

/// Whether it is good or bad that there is more of it; of an event ("swung to a loss") whether it is
/// good or bad itself.
fn polarity(cue: &SentimentCue) -> Option<f64> {
    let event = (cue.polar != 0.0 && cue.tokens.len() > 1).then_some(cue.polar.signum());
    cue.noun.or(event).filter(|polarity| *polarity != 0.0)
}
