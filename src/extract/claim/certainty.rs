//! How sure the text is of one number: the cues that govern it, nearest first.
//!
//! A word that names what was expected or aimed at acts on the number beside it; the base of a
//! comparison is known unless the words at it say otherwise; what a past verb governs has happened;
//! then come the cues before the number, then those after it.

use super::{figure::Figure, gap, governed, moves::is_move, objects};
use crate::{
    extract::modality::{is_bare_target, is_in_name, is_mask, is_month, is_noun, weightiest},
    lexicon::{Class, Hit, Layer, Role, SentenceView, words},
    model::{Modality, Pos, TokenRange},
};

/// Tokens between a verb in the past and what it governs.
const GOVERNED: u32 = 14;
/// Tokens between a number and the noun beside it that says it was expected: "the 2.38 in the Zacks
/// consensus".
const BESIDE: u32 = 4;
/// Tokens between a target and its value: "raised its price target on the mill to $50 from $45".
const AIMED: u32 = 10;
/// Tokens between the noun for an aim and its figure.
const LINKED: u32 = 4;
/// Tokens between the word that compares and its base.
const BASE: u32 = 9;

/// The modality of a figure in its clause. A range is no base of a comparison.
pub(super) fn certainty(figure: &Figure<'_>) -> Modality {
    let view = figure.view;
    let (start, end) = (figure.start(), figure.end());
    let hits = view.hits_in(Layer::Modality, figure.clause);
    let before = &hits[..hits.partition_point(|hit| hit.token_end <= start)];
    let after = &hits[hits.partition_point(|hit| hit.token_start < end)..];
    if is_surprise(view, before, start) {
        return Modality::Actual;
    }
    if is_chance(view, end) {
        return Modality::Actual;
    }
    if let Some(beside) = beside(view, before, after, figure.number) {
        return beside;
    }
    if governed::tells_who_expects(figure) {
        return Modality::Actual;
    }
    if governed::is_aim(figure) {
        return Modality::Target;
    }
    if is_multiplied(view, figure.clause_before()) {
        return Modality::Actual;
    }
    if governed::is_expected(figure) || objects::is_of_forecast(figure) {
        return Modality::Forecast;
    }
    if governed::is_forecast_that(figure) {
        return Modality::Forecast;
    }
    if is_known(view, figure.clause_before()) || governed::is_inserted(figure) {
        return Modality::Actual;
    }
    let is_range = figure.quantity.value_hi.is_some();
    if let Some(base) = figure.base.filter(|_| !is_range) {
        let from = before.partition_point(|hit| hit.token_start < base);
        return weightiest(view, &before[from..]);
    }
    if before.iter().any(|hit| is_to_show(view, hit)) {
        return Modality::Forecast;
    }
    if is_fact(view, before, start) || governed::is_fact(figure) {
        return Modality::Actual;
    }
    if governed::is_headline_to_come(figure) {
        return Modality::Forecast;
    }
    let after = governing_after(view, after, end);
    let found = match weightiest(view, before) {
        Modality::Actual => weightiest(view, after),
        // "will receive $14 if it is approved"; who expects something expects it with its
        // conditions
        Modality::Forecast
            if is_auxiliary(view, before) && after.iter().any(|hit| is_condition(view, hit)) =>
        {
            Modality::Conditional
        }
        found => found,
    };
    if found == Modality::Conditional { governed::softened(figure, [before, after]) } else { found }
}

/// "Price in a 78% chance of a cut": how likely a market holds it is known.
fn is_chance(view: &SentenceView<'_>, end: u32) -> bool {
    view.is_of(end, Class::Odds)
}

/// "Beat the consensus by 2 cents": by how much is known.
fn is_surprise(view: &SentenceView<'_>, before: &[Hit], start: u32) -> bool {
    view.prev_is(start, "by")
        && before.last().is_some_and(|hit| {
            gap(hit.token_end, start) <= AIMED
                && (is_noun(view, hit) || is_mask(view, hit, Role::ComparisonVerb))
        })
}

/// The modality that a target or forecast right beside the number lends it.
fn beside(
    view: &SentenceView<'_>,
    before: &[Hit],
    after: &[Hit],
    number: TokenRange,
) -> Option<Modality> {
    let (start, end) = (number.token_start, number.token_end);
    let is_target = |hit: &&Hit| view.entry(hit).class == Class::Target && !is_in_name(view, hit);
    let is_open = |from: u32, to: u32| {
        TokenRange::new(from, to).iter().all(|n| view.is_alphabetic(n) || view.is_number(n))
    };
    let links = |n: u32| view.pos(n) == Pos::Adposition || view.pos(n) == Pos::Auxiliary;
    // "raised its price target to 50 from 45", "a goal of 4%", "its target is 3 million"
    let aims = |hit: &Hit| {
        let gap = gap(hit.token_end, start);
        gap <= AIMED
            && (!is_bare_target(view, hit)
                || gap <= LINKED
                    && (gap == 0 || links(hit.token_end) && is_open(hit.token_end, start)))
    };
    if before.iter().rfind(is_target).is_some_and(aims)
        || after.first().filter(is_target).is_some_and(|hit| {
            gap(end, hit.token_start) <= 2
                && is_open(end, hit.token_start)
                && !view.is_word(end, "of")
        })
    {
        return Some(Modality::Target);
    }
    // "the 1.4 billion expected", "the 1.3 billion reported"
    if view.pos(end) == Pos::PastParticiple && !is_object_after(view, end) {
        let is_at = |hit: &&Hit| hit.token_start == end;
        let expects = |hit: &&Hit| view.entry(hit).class == Class::Forecast;
        if after.iter().find(is_at).is_some_and(|hit| expects(&hit)) {
            return Some(Modality::Forecast);
        }
        if view.has_at(Layer::Speech, end, |e| e.class == Class::SayVerb) {
            return Some(Modality::Actual);
        }
    }
    let is_close = |hit: &&Hit| {
        gap(end, hit.token_start) <= BESIDE && is_open(end, hit.token_start) && is_noun(view, hit)
    };
    if after.first().as_ref().is_some_and(is_close) {
        return Some(Modality::Forecast);
    }
    // "estimates have fallen from 60%"
    let moves = |from: u32| TokenRange::new(from, start).iter().any(|n| is_move(view, n));
    // "a forecast of 5%", "analysts had expected 98 cents", "the consensus of analysts was $3.75"
    let is_said_of = |hit: &&Hit| {
        let gap = gap(hit.token_end, start);
        is_noun(view, hit)
            && (gap <= 1
                || gap <= 5
                    && is_open(hit.token_end, start)
                    && links(hit.token_end)
                    && !moves(hit.token_end))
    };
    before.last().filter(is_said_of).map(|_| Modality::Forecast)
}

/// Whether what a participle at `at` governs is behind it: "5% expected to close".
fn is_object_after(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_word(at + 1, "to") || view.is_word(at + 1, "that")
}

/// "The current 5%", "its $600 billion programme": what is there already. `before` is the clause
/// before the number.
fn is_known(view: &SentenceView<'_>, before: TokenRange) -> bool {
    let Some(at) = before.last_token() else { return false };
    // "its staff of 310"
    let owner = if view.is_word(at, "of") { before.last(3).token_start } else { at };
    view.is_of(at, Class::Standing)
        || view.is_of(owner, Class::Possessive)
        || view.is_word(owner, "'s")
}

/// The token after the word that makes the number after `before`, its clause, the base of a
/// comparison: "from", "than", "compared with", "topping".
pub(super) fn base_before(view: &SentenceView<'_>, before: TokenRange) -> Option<u32> {
    let near = before.last(BASE);
    let is_compared = |n: u32| view.is_word(n, "to") && view.prev_is(n, "compared");
    let at = near.iter().rev().find(|n| view.is_of(*n, Class::BaseWord) || is_compared(*n))?;
    // "with" compares only after "compared"; "more than 5%" is a bound of the number itself
    let last = before.before(at).last_token();
    let compares = |n: u32| view.is_of(n, Class::WithLead);
    let is_bound = view.is_word(at, "than") && last.is_some_and(|n| view.is_of(n, Class::ThanLead));
    let is_with = view.is_word(at, "with") && !last.is_some_and(compares);
    let after = near.after(at).skip_first(1);
    let crosses = after.iter().any(|n| view.is_punct(n, ',') || view.is_word(n, "to"));
    (!is_bound && !is_with && !crosses).then_some(after.token_start)
}

/// "Eight times the 2011 profit of": what something is a multiple of is known.
fn is_multiplied(view: &SentenceView<'_>, before: TokenRange) -> bool {
    let near = before.last(BASE);
    near.iter().any(|n| view.is_word(n, "times") && view.is_any(n + 1, &["the", "its"]))
}

/// Whether a verb in the past governs what begins at `start`, with nothing between them that looks
/// ahead and no "if" before.
fn is_fact(view: &SentenceView<'_>, before: &[Hit], start: u32) -> bool {
    // "will lift sales and cut costs by 4%"
    let goes_on = |hit: &Hit| {
        view.prev(hit.token_start).is_some_and(|n| view.pos(n) == Pos::Coordinator)
            && governed::goes_on_with_modal(view, hit.token_start, false)
    };
    let has_happened = |hit: &Hit| is_past(view, hit) && !goes_on(hit);
    let Some(fact) = before.iter().rposition(has_happened) else { return false };
    let (conditions, between) = (&before[..fact], &before[fact + 1..]);
    gap(before[fact].token_end, start) <= GOVERNED
        && weightiest(view, between) == Modality::Actual
        && conditions
            .iter()
            .all(|hit| view.entry(hit).class != Class::Conditional || is_month(view, hit))
}

/// "The report is expected to show that payrolls grew": what will be told is not known yet.
fn is_to_show(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let at = hit.token_end + u32::from(view.is_word(hit.token_end, "to"));
    let is_ahead = view.entry(hit).class == Class::Forecast && !is_noun(view, hit);
    is_ahead && view.is_any(at, &["show", "confirm"])
}

/// Whether a verb in the past is in the clause of a figure.
pub(super) fn has_happened(figure: &Figure<'_>) -> bool {
    let hits = figure.view.hits_in(Layer::Modality, figure.clause);
    hits.iter().any(|hit| is_past(figure.view, hit))
}

/// Whether a hit is a verb in the past; "will cut" and "can be paid" are not.
fn is_past(view: &SentenceView<'_>, hit: &Hit) -> bool {
    // "is expected to have eased"
    let have = view.prev(hit.token_start).filter(|n| view.is_word(*n, "have"));
    let start = have.unwrap_or(hit.token_start);
    is_mask(view, hit, Role::PastVerb)
        && !view.prev(start).is_some_and(|n| view.is_of(n, Class::AheadWord))
}

/// Whether the last of these cues is an auxiliary verb of the future.
fn is_auxiliary(view: &SentenceView<'_>, before: &[Hit]) -> bool {
    before.last().is_some_and(|hit| view.prev_is_any(hit.token_end, &["will", "'ll", "shall"]))
}

fn is_condition(view: &SentenceView<'_>, hit: &Hit) -> bool {
    view.entry(hit).class == Class::Conditional && view.is_of(hit.token_start, Class::Condition)
}

/// The cues after a number that act on it: none past the verb of what was done or said with it
/// ("25 states signed a pact that could ...").
fn governing_after<'h>(view: &SentenceView<'_>, after: &'h [Hit], end: u32) -> &'h [Hit] {
    // "ends June with $95 million and may look for more"
    let is_another = |hit: &Hit| {
        hit.token_start > end && view.prev_is_any(hit.token_start, words!["and", "but"])
    };
    // "a deal valued at $5 million, betting on growth"
    let is_aside = |hit: &Hit| {
        view.prev_is_punct(hit.token_start, ',')
            && view.pos(hit.token_start) == Pos::PresentParticiple
    };
    let ends = |hit: &Hit| {
        is_past(view, hit)
            || is_aside(hit)
            || governed::is_contingent(view, hit) && gap(end, hit.token_start) > 1
            || is_another(hit)
            || is_mask(view, hit, Role::ComparisonVerb) && hit.token_start > end
    };
    let past = after.iter().position(ends).unwrap_or(after.len());
    let limit = after[..past].last().map_or(end, |hit| hit.token_start);
    let said = view.hits_in(Layer::Speech, TokenRange::new(end, limit));
    let said = said.iter().find(|hit| {
        view.entry(hit).class == Class::SayVerb && is_of_sentence(view, hit.token_start)
    });
    let stop = said.map_or(past, |said| {
        after[..past].partition_point(|hit| hit.token_start < said.token_start)
    });
    &after[..stop]
}

/// Whether a verb of saying tells of the number's own sentence: "5%, analysts said" does not end
/// it.
fn is_of_sentence(view: &SentenceView<'_>, at: u32) -> bool {
    !view.before(at, 4).iter().any(|n| view.is_punct(n, ','))
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
    fn what_was_expected_is_beside_its_noun() {
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
    fn the_clause_over_a_figure_decides() {
        assert_eq!(
            of("Ida Holm, whose mill is up 9%, said oats could fall 4%."),
            [Actual, Conditional]
        );
        assert_eq!(of("The baker said it would close 12 shops."), [Forecast], "a reported will");
        assert_eq!(of("The baker said a strike would cost $4 million."), [Conditional], "an idea");
        assert_eq!(of("Sales beat the $4.1 million brokers had pencilled in."), [Forecast]);
        assert_eq!(of("Inflation should settle at 2%."), [Forecast]);
        let report = "Data is expected to confirm that the jobless rate stayed at 9.2% in July.";
        assert_eq!(of(report), [Forecast], "what a report will show");
        assert_eq!(of("Inflation is expected to have eased to 3.2% in May."), [Forecast]);
        assert_eq!(of("The rate is only needing to rise to 9.3% in July."), [Conditional]);
        let multiple =
            "The mill forecast profit of $9 million, three times the 2011 profit of $3 million.";
        assert_eq!(of(multiple).last(), Some(&Actual), "what a multiple is of");
        assert_eq!(of("Brand Mills to cut 5% of its staff"), [Forecast], "a headline");
        assert_eq!(of("Inflation, now 3%, may ease."), [Actual]);
        assert_eq!(of("The average of estimates was $5 million."), [Forecast]);
    }

    #[test]
    fn a_condition_after_makes_a_promise_conditional() {
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
