//! How sure the text is of one number: the cues that govern it, nearest first.
//!
//! A word that names what was expected or aimed at acts on the number beside it; the base of a
//! comparison is known unless the words at it say otherwise; what a past verb governs has happened;
//! then come the cues before the number, then those behind.

use crate::extract::modality::{is_mask, is_month, is_noun, weightiest};
use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument},
    model::Modality,
};

/// Tokens between a verb in the past and what it governs.
const GOVERNED: u32 = 14;
/// Tokens between a number and the noun beside it that says it was expected: "the 2.38 in the Zacks
/// consensus".
const BESIDE: u32 = 4;
/// Tokens between a target and its value: "raised its price target on the mill to $50 from $45".
const AIMED: u32 = 10;
/// Tokens between the joint of a comparison and its base.
const BASE: u32 = 6;

/// The modality of the number of tokens `start..end` in `clause`. A range is no base of a
/// comparison.
pub(super) fn certainty(
    parsed: &ParsedDocument<'_>,
    clause: (u32, u32),
    (start, end): (u32, u32),
    is_range: bool,
) -> Modality {
    let hits = parsed.scan.hits_in(Layer::Modality, clause.0, clause.1);
    let before = &hits[..hits.partition_point(|hit| hit.token_end <= start)];
    let after = &hits[hits.partition_point(|hit| hit.token_start < end)..];
    if is_surprise(parsed, before, start) {
        return Modality::Actual;
    }
    if let Some(beside) = beside(parsed, before, after, (start, end)) {
        return beside;
    }
    if is_known(parsed, clause.0, start) {
        return Modality::Actual;
    }
    let joint = base_before(parsed, clause.0, start).filter(|_| !is_range);
    if let Some(joint) = joint {
        return weightiest(
            parsed,
            &before[before.partition_point(|hit| hit.token_start < joint)..],
        );
    }
    if is_fact(parsed, before, start) {
        return Modality::Actual;
    }
    match weightiest(parsed, before) {
        Modality::Actual => weightiest(parsed, governing_behind(parsed, after, end)),
        // "will receive $14 if it is approved"; who expects something expects it with its
        // conditions
        Modality::Forecast
            if is_auxiliary(parsed, before)
                && after.iter().any(|hit| is_condition(parsed, hit)) =>
        {
            Modality::Conditional
        }
        found => found,
    }
}

/// "Beat the consensus by 2 cents": by how much is known.
fn is_surprise(parsed: &ParsedDocument<'_>, before: &[Hit], start: u32) -> bool {
    let is_by = start.checked_sub(1).is_some_and(|at| parsed.is_word(at, "by"));
    is_by
        && before.last().is_some_and(|hit| {
            start - hit.token_end <= AIMED && (is_noun(parsed, hit) || is_mask(parsed, hit, "met"))
        })
}

/// The modality that a target or forecast right beside the number gives it.
fn beside(
    parsed: &ParsedDocument<'_>,
    before: &[Hit],
    after: &[Hit],
    (start, end): (u32, u32),
) -> Option<Modality> {
    let is_target = |hit: &&Hit| parsed.entry(hit).class == Class::Target;
    let is_open = |from: u32, to: u32| {
        (from..to)
            .all(|n| parsed.tokens().get(n as usize).is_some_and(|t| t.is_word() || t.is_number()))
    };
    if before.iter().rfind(is_target).is_some_and(|hit| start - hit.token_end <= AIMED)
        || after.first().filter(is_target).is_some_and(|hit| hit.token_start - end <= 2)
    {
        return Some(Modality::Target);
    }
    let is_close = |hit: &&Hit| {
        hit.token_start - end <= BESIDE && is_open(end, hit.token_start) && is_noun(parsed, hit)
    };
    if after.first().as_ref().is_some_and(is_close) {
        return Some(Modality::Forecast);
    }
    // "a forecast of 5%", "analysts had expected 98 cents", "the consensus of analysts was $3.75"
    let links = |n: u32| parsed.is_any(n, &["of", "was", "were", "is", "at", "for"]);
    let is_said_of = |hit: &&Hit| {
        let gap = start - hit.token_end;
        is_noun(parsed, hit)
            && (gap <= 1 || gap <= 5 && is_open(hit.token_end, start) && links(hit.token_end))
    };
    before.last().filter(is_said_of).map(|_| Modality::Forecast)
}

/// "The current 5%", "its $600 billion programme": what is there already.
fn is_known(parsed: &ParsedDocument<'_>, floor: u32, start: u32) -> bool {
    let Some(at) = start.checked_sub(1).filter(|at| *at >= floor) else { return false };
    // "its staff of 310"
    let owner = if parsed.is_word(at, "of") { at.saturating_sub(2).max(floor) } else { at };
    parsed.is_any(at, &["current", "existing", "previous", "prior", "present"])
        || parsed.is_any(owner, &["its", "their", "his", "her", "our", "'s", "’s"])
}

/// One past the joint of a comparison whose base is the number: "from", "than", "compared with",
/// "topping".
pub(super) fn base_before(parsed: &ParsedDocument<'_>, floor: u32, start: u32) -> Option<u32> {
    const JOINTS: [&str; 11] = [
        "from",
        "than",
        "versus",
        "vs",
        "with",
        "topping",
        "surpassing",
        "beating",
        "exceeding",
        "missing",
        "trailing",
    ];
    let from = floor.max(start.saturating_sub(BASE));
    let at = (from..start).rev().find(|n| parsed.is_any(*n, &JOINTS))?;
    // "with" compares only behind "compared"; "more than 5%" is a bound of the number itself
    let last = at.checked_sub(1).filter(|last| *last >= floor);
    let compares = |n: u32| parsed.is_any(n, &["compared", "comparing", "compares", "line"]);
    let is_bound = parsed.is_word(at, "than")
        && last.is_some_and(|n| parsed.is_any(n, &["more", "less", "fewer", "rather", "other"]));
    let is_with = parsed.is_word(at, "with") && !last.is_some_and(compares);
    let crosses = (at + 1..start).any(|n| {
        let tokens = parsed.tokens();
        tokens.get(n as usize).is_some_and(|t| t.is_punct(',')) || parsed.is_word(n, "to")
    });
    (!is_bound && !is_with && !crosses).then_some(at + 1)
}

/// Whether a verb in the past governs what begins at `start`, with nothing between them that looks
/// ahead and no "if" before.
fn is_fact(parsed: &ParsedDocument<'_>, before: &[Hit], start: u32) -> bool {
    let Some(fact) = before.iter().rposition(|hit| is_past(parsed, hit)) else { return false };
    let (conditions, between) = (&before[..fact], &before[fact + 1..]);
    start - before[fact].token_end <= GOVERNED
        && weightiest(parsed, between) == Modality::Actual
        && conditions
            .iter()
            .all(|hit| parsed.entry(hit).class != Class::Conditional || is_month(parsed, hit))
}

/// Whether a hit is a verb in the past; "will cut" and "can be paid" are not.
fn is_past(parsed: &ParsedDocument<'_>, hit: &Hit) -> bool {
    const AHEAD: [&str; 12] = [
        "to", "will", "would", "could", "may", "might", "should", "can", "must", "be", "shall",
        "not",
    ];
    let last = hit.token_start.checked_sub(1);
    is_mask(parsed, hit, "fact") && !last.is_some_and(|n| parsed.is_any(n, &AHEAD))
}

/// Whether the last of these cues is a helping verb.
fn is_auxiliary(parsed: &ParsedDocument<'_>, before: &[Hit]) -> bool {
    before.last().is_some_and(|hit| parsed.is_any(hit.token_end - 1, &["will", "'ll", "shall"]))
}

fn is_condition(parsed: &ParsedDocument<'_>, hit: &Hit) -> bool {
    parsed.entry(hit).class == Class::Conditional
        && parsed.is_any(hit.token_start, &["if", "unless", "provided"])
}

/// The cues behind a number that act on it: none past the verb of what was done or said with it
/// ("25 states signed a pact that could ...").
fn governing_behind<'h>(parsed: &ParsedDocument<'_>, after: &'h [Hit], end: u32) -> &'h [Hit] {
    // "ends June with $95 million and may look for more"
    let is_another =
        |hit: &Hit| hit.token_start > end && parsed.is_any(hit.token_start - 1, &["and", "but"]);
    let ends = |hit: &Hit| {
        is_past(parsed, hit)
            || is_another(hit)
            || is_mask(parsed, hit, "met") && hit.token_start > end
    };
    let past = after.iter().position(ends).unwrap_or(after.len());
    let limit = after[..past].last().map_or(end, |hit| hit.token_start);
    let said = parsed.scan.hits_in(Layer::Speech, end, limit);
    let said = said.iter().find(|hit| {
        parsed.entry(hit).class == Class::SayVerb && is_finite(parsed, hit.token_start)
    });
    let stop = said.map_or(past, |said| {
        after[..past].partition_point(|hit| hit.token_start < said.token_start)
    });
    &after[..stop]
}

/// Whether a verb of saying tells of the number's own sentence: "5%, analysts said" does not end
/// it.
fn is_finite(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    let tokens = parsed.tokens();
    let floor = at.saturating_sub(4);
    !(floor..at).any(|n| tokens.get(n as usize).is_some_and(|t| t.is_punct(',')))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use crate::{
        Pipeline,
        model::{Article, Modality},
    };

    static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::builder().build().unwrap());

    /// The modality of each claim of a text.
    fn of(text: &str) -> Vec<Modality> {
        let analysis = PIPELINE.analyze(
            &Article::from_text("t", format!("A headline about mills\n\n{text}"))
                .with_date("2026-07-02"),
        );
        analysis.claims.iter().map(|c| c.modality).collect()
    }

    use Modality::{Actual, Conditional, Forecast, Target};

    #[test]
    fn what_a_past_verb_governs_is_a_fact() {
        assert_eq!(of("Oats fell 4% and may fall 6% next year."), [Actual, Conditional]);
        assert_eq!(of("Sales rose 4%, but the firm expects 2% next year."), [Actual, Forecast]);
        assert_eq!(of("The mill, expected to close, sold 3% more oats."), [Actual]);
        assert_eq!(of("Sales were expected to rise 3%."), [Forecast]);
        assert_eq!(of("If oats fell 9%, mills would close."), [Conditional]);
        assert_eq!(of("Oats traded at 14 times expected earnings."), [Actual]);
        assert_eq!(of("The bank will cut its rate to 2.25%."), [Forecast], "no past");
    }

    #[test]
    fn the_base_of_a_comparison_is_known() {
        assert_eq!(
            of("The mill expects sales of $5 million, topping 2025's gain of $4 million."),
            [Forecast, Actual]
        );
        assert_eq!(of("Sales will rise to $5 million from $3 million."), [Forecast, Actual]);
        assert_eq!(
            of("Profit was $9 million, more than the anticipated $8 million."),
            [Actual, Forecast]
        );
        assert_eq!(of("The mill expects to grow by more than 5%."), [Forecast], "a bound, no base");
        assert_eq!(of("The mill hopes to cut its staff of 310."), [Actual]);
    }

    #[test]
    fn what_was_expected_stands_beside_its_noun() {
        assert_eq!(
            of("Earnings of $2 a share beat the consensus of $1.90 by 10 cents."),
            [Actual, Forecast, Actual]
        );
        assert_eq!(of("Analysts had expected 98 cents."), [Forecast]);
        assert_eq!(
            of("It hired 41,000 bakers and not the 90,000 that economists had forecast."),
            [Actual, Forecast]
        );
        assert_eq!(of("The broker raised its price target to $50 from $45."), [Target, Target]);
    }

    #[test]
    fn a_condition_behind_makes_a_promise_conditional() {
        assert_eq!(of("Holders will receive $14 if the drug is approved."), [Conditional]);
        assert_eq!(
            of("She expects a gain of 3% if rates hold."),
            [Forecast],
            "an expectation with its conditions"
        );
        assert_eq!(of("Some 25 states signed a pact that could stifle growth."), [Actual]);
        assert_eq!(of("It ends June with $95 million in cash and may look for more."), [Actual]);
    }
}
