//! Figures that the text sets against earlier or expected ones, as claims know them: the figure
//! decides over the verb beside it. "Prices rose 0.1 % after 0.3 % in April" is slower inflation.

use rust_decimal::Decimal;

use super::{comparison::noun_before, cued_sentence::CuedSentence};
use crate::model::{Claim, ClaimKind, Direction, Relation, Span, TokenRange, TraceStep};

/// Tokens after a figure in which what it is set against is.
const AFTER: u32 = 14;
/// The least weight of the clause of a comparison.
const MIN_WEIGHT: f64 = 0.8;

/// The share of what was expected, one in so many, within which a level is in line with it.
const IN_LINE: u32 = 200;

/// What a surprise counts whose noun no lexicon knows.
const UNKNOWN: f64 = 0.6;

/// A figure that is set against another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SetAgainst {
    sentence: u32,
    span: Span,
    /// +1 where it is more than the other, -1 where it is less, 0 where it is the same.
    change: f64,
    /// Whether the other was expected.
    is_expected: bool,
    /// Whether it is a rate of change, which slows where it rises by less.
    is_rate: bool,
}

/// The figures of claims that are set against an earlier or an expected one, by place.
pub(crate) fn set_against(claims: &[Claim]) -> Vec<SetAgainst> {
    let known = claims.iter().filter_map(|claim| {
        let is_expected = match claim.relation? {
            Relation::Prior => false,
            Relation::Expected => true,
            _ => return None,
        };
        let other = if is_expected { claim.compared_value } else { claim.prior_value };
        if claim.value_hi.is_some() || claim.undefined || claim.suspect.is_some() {
            return None;
        }
        let is_change = claim.kind == ClaimKind::Change;
        let (own, other) =
            (signed(claim, claim.value), signed(told_of(claims, claim, other?), other?));
        if is_expected && claim.unit != "percent" && is_near(own, other) {
            return None;
        }
        let change = match own.cmp(&other) {
            std::cmp::Ordering::Less => -1.0,
            std::cmp::Ordering::Equal => 0.0,
            std::cmp::Ordering::Greater => 1.0,
        };
        Some(SetAgainst {
            sentence: claim.sentence,
            span: claim.span,
            change,
            is_expected,
            is_rate: is_change && claim.unit == "percent",
        })
    });
    known.collect()
}

/// Whether a figure is as good as the one that was expected: what moved is the news then ("climbed to
/// 51.8, just below the 51.9 of the first estimate").
fn is_near(own: Decimal, other: Decimal) -> bool {
    (own - other).abs() * Decimal::from(IN_LINE) < other.abs()
}

/// The claim of the figure that a claim is set against, where it has one of its own: "rose 3.4% after
/// contracting 5.1%"; else the claim itself, whose way it goes then.
fn told_of<'c>(claims: &'c [Claim], claim: &'c Claim, value: Decimal) -> &'c Claim {
    let from = claims.partition_point(|other| other.sentence < claim.sentence);
    let mut own = claims[from..].iter().take_while(|other| other.sentence == claim.sentence);
    let is_it = |other: &&Claim| {
        other.span != claim.span
            && other.unit == claim.unit
            && other.kind == ClaimKind::Change
            && other.direction.is_some()
            && other.value.abs() == value.abs()
    };
    own.find(is_it).unwrap_or(claim)
}

/// The size of a figure; below zero where a claim of a change tells of a fall.
fn signed(claim: &Claim, value: Decimal) -> Decimal {
    let falls = claim.kind == ClaimKind::Change && claim.direction == Some(Direction::Down);
    if falls { -value.abs() } else { value.abs() }
}

/// Puts what the figures of a sentence say in the place of what verbs beside them say. `index` is
/// the number of the sentence; `is_of_rates` tells whether slower growth is news of what is scored.
pub(super) fn apply(
    of: CuedSentence<'_>,
    (all, index): (&[SetAgainst], u32),
    is_of_rates: bool,
    trace: &mut Vec<TraceStep>,
) -> bool {
    let from = all.partition_point(|own| own.sentence < index);
    let own = &all[from..];
    let mut has_any = false;
    for figure in own.iter().take_while(|own| own.sentence == index) {
        let decides = figure.is_expected || figure.is_rate && is_of_rates;
        has_any |= apply_one(of, figure, decides, trace);
    }
    has_any
}

fn apply_one(
    of: CuedSentence<'_>,
    figure: &SetAgainst,
    decides: bool,
    trace: &mut Vec<TraceStep>,
) -> bool {
    let first = of.sentence.token_at(figure.span.byte_start);
    let Some((noun, polarity)) = noun_before(of.cues, first) else {
        let is_surprise = figure.is_expected && figure.change != 0.0 && trace.is_empty();
        trace.extend(is_surprise.then(|| surprise(of, figure, first)));
        return is_surprise;
    };
    let end = of.sentence.after(of.sentence.token_at(figure.span.byte_end), AFTER).token_end;
    let region = of.sentence.span(TokenRange::new(noun.start(), end));
    let noun_span = of.sentence.span(noun.tokens);
    let is_beside = |step: &TraceStep| {
        step.on.is_some_and(|on| on.span == noun_span)
            || step.on.is_none()
                && region.byte_start <= step.span.byte_start
                && step.span.byte_start < region.byte_end
    };
    if decides {
        trace.retain(|step| !is_beside(step));
    } else if trace.iter().any(is_beside) {
        return false;
    }
    let value = figure.change * polarity * clause_weight(of, first);
    if value != 0.0 {
        trace.push(TraceStep {
            span: figure.span,
            rule: "comparison".into(),
            value,
            on: Some(noun.acted_on(of.sentence, Some(figure.change > 0.0))),
            shifted_by: Vec::new(),
        });
        trace.sort_by_key(|step| step.span);
    }
    true
}

/// More than was expected of something that no lexicon knows: good, as most of what is counted is.
fn surprise(of: CuedSentence<'_>, figure: &SetAgainst, first: u32) -> TraceStep {
    TraceStep {
        span: figure.span,
        rule: "comparison".into(),
        value: figure.change * UNKNOWN * clause_weight(of, first),
        on: None,
        shifted_by: Vec::new(),
    }
}

/// The weight of the clause that holds token `at`.
fn clause_weight(of: CuedSentence<'_>, at: u32) -> f64 {
    let clause = of.clauses.iter().find(|clause| clause.holds(at));
    clause.map_or(1.0, |clause| clause.weight.max(MIN_WEIGHT))
}

#[cfg(test)]
mod tests {
    use crate::{
        Pipeline,
        model::{Article, Label},
    };

    #[test]
    fn figures_decide_over_the_verbs_beside_them() {
        let pipeline = Pipeline::builder().build().unwrap();
        let label = |text: &str| {
            let article = Article { text: text.to_owned(), ..Article::default() };
            let analysis = pipeline.analyze(&article);
            let first = analysis.mentions.first().map(|m| m.score.label);
            first.unwrap_or_else(|| panic!("no theme: {text}"))
        };
        for (wanted, text) in [
            (Label::Positive, "Consumer prices in Norway rose 0.1%, compared with 0.4% in April."),
            (Label::Negative, "Consumer prices in Norway rose 0.4%, compared with 0.1% in April."),
            (Label::Neutral, "Consumer prices in Norway rose 0.4%, compared with 0.4% in April."),
        ] {
            assert_eq!(label(text), wanted, "{text}");
        }
    }
}
