//! Two amounts of the same unit beside one another say which way something went: "was EUR 7.8 million compared to EUR 11.2 million".

use super::{clause::Clause, marks::Mark};
use crate::{
    lexicon::Reading,
    model::{Quantity, QuantityKind, Sentence, TraceStep},
};

/// Tokens between the two amounts.
const GAP: u32 = 14;
/// Tokens between the noun and the first amount.
const REACH: u32 = 16;

/// Words that set one amount against another.
const AGAINST: [&str; 8] = ["compared", "versus", "vs", "against", "from", "corresponding", "year-earlier", "earlier"];

/// Adds a step for the first comparison whose noun has a polarity.
pub(super) fn compare(
    reading: &Reading<'_>,
    sentence: &Sentence,
    quantities: &[Quantity],
    marks: &[Mark],
    clauses: &[Clause],
    trace: &mut Vec<TraceStep>,
) {
    let from = quantities.partition_point(|q| q.span.byte_start < sentence.span.byte_start);
    let inside: &[Quantity] = &quantities[from..];
    let count = inside.partition_point(|q| q.span.byte_start < sentence.span.byte_end);
    let amounts: Vec<&Quantity> = inside[..count].iter().filter(|q| is_amount(q)).take(24).collect();
    for pair in amounts.windows(2) {
        let (now, then) = (pair[0], pair[1]);
        if now.kind != then.kind || now.unit != then.unit {
            continue;
        }
        let (after, before) = (reading.token_at(now.span.byte_end), reading.token_at(then.span.byte_start));
        let is_compared = before <= after + GAP && (after..before).any(|t| AGAINST.iter().any(|w| reading.is_word(t, w)));
        if !is_compared {
            continue;
        }
        let first = reading.token_at(now.span.byte_start);
        let Some(noun) = noun_before(marks, first) else { continue };
        let swing = noun_between(marks, after, before).filter(|other| other * noun.1 < 0.0);
        let sign = match swing {
            // "a loss of 1.2 million compared to a profit of 3.4 million"
            Some(_) => noun.1,
            None if now.value > then.value => noun.1,
            None if now.value < then.value => -noun.1,
            None => continue,
        };
        let weight = clauses.iter().find(|c| (c.token_start..c.token_end).contains(&first)).map_or(1.0, |c| c.weight.max(0.6));
        let rule = if swing.is_some() { "swing" } else { "comparison" };
        trace.push(TraceStep { span: now.span.cover(then.span), rule, value: sign * weight, note: noun.0.span(reading) });
        return;
    }
}

fn is_amount(quantity: &Quantity) -> bool {
    matches!(quantity.kind, QuantityKind::Currency | QuantityKind::Percent | QuantityKind::Number) && quantity.value_hi.is_none()
}

fn noun_before(marks: &[Mark], token: u32) -> Option<(&Mark, f64)> {
    let end = marks.partition_point(|m| m.token_start < token);
    marks[..end].iter().rev().take_while(|m| m.token_end + REACH > token).find_map(|m| m.noun.filter(|n| *n != 0.0).map(|n| (m, n)))
}

fn noun_between(marks: &[Mark], from: u32, to: u32) -> Option<f64> {
    marks.iter().filter(|m| (from..to).contains(&m.token_start)).find_map(|m| m.noun.filter(|n| *n != 0.0))
}

impl Mark {
    fn span(&self, reading: &Reading<'_>) -> String {
        reading.span(self.token_start, self.token_end).of(reading.text()).to_owned()
    }
}
