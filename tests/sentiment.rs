//! Sentiment by composition, rule by rule, each with what must not count beside it.

use std::sync::LazyLock;

use newsvane::{Pipeline, model::Label, score::Genre};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::builder().build().expect("built-in lexicons"));

fn label(text: &str) -> Label {
    PIPELINE.score(text, None, None).label
}

fn towards(text: &str, target: &str) -> Label {
    PIPELINE.score(text, Some(target), None).label
}

#[test]
fn directions_act_on_what_moves() {
    assert_eq!(label("Net sales of the dairy group rose to 40 million euros."), Label::Positive);
    assert_eq!(label("Operating profit of the dairy group fell to 4 million euros."), Label::Negative);
    assert_eq!(label("The dairy group's net loss narrowed to 2 million euros."), Label::Positive);
    assert_eq!(label("Unemployment in the region climbed again."), Label::Negative);
    assert_eq!(label("The dairy group makes high-performance filters."), Label::Neutral);
}

#[test]
fn a_swing_needs_profit_and_loss_set_against_one_another() {
    assert_eq!(label("The mill made a net profit, compared to a loss a year ago."), Label::Positive);
    assert_eq!(label("The mill made a net loss, compared to a profit a year ago."), Label::Negative);
}

#[test]
fn reasons_do_not_outweigh_what_is_said() {
    assert_eq!(label("Profit rose because of lower demand for imported timber."), Label::Positive);
    assert_eq!(label("Profit fell as sales growth in the north picked up too late."), Label::Negative);
}

#[test]
fn what_a_sentence_depends_on_has_no_sign() {
    assert_eq!(label("Stronger sales depend on the weather."), Label::Neutral);
}

#[test]
fn a_target_takes_the_sign_of_its_own_clause() {
    let both = "Northmill gains on record orders; Eastmill slumps after fire";
    assert_eq!(towards(both, "Northmill"), Label::Positive);
    assert_eq!(towards(both, "Eastmill"), Label::Negative);
    assert_eq!(towards("Dollar climbs vs the krone", "krone"), Label::Negative);
}

#[test]
fn a_target_is_a_word_of_its_own() {
    let text = "Retail sales slumped, while Ai Logistics won a large order";
    assert_eq!(towards(text, "Ai Logistics"), Label::Positive);
    // "AI" stands in "retail" and "said" too, which are not meant: as if it were not named
    let other = "Retail sales slumped, said the trade body";
    assert_eq!(PIPELINE.score(other, Some("AI"), None).value.to_bits(), PIPELINE.score(other, None, None).value.to_bits());
    assert_eq!(towards("Gains of Nordéa's rivals hurt Nordéa", "Nordéa"), towards("Gains of Nordéa's rivals hurt Nordéa", "nordéa"));
}

#[test]
fn in_running_text_other_clauses_weigh_little_towards_a_target() {
    let text = "Profit at Eastmill fell, while profit at Northmill surged.";
    assert_eq!(towards(text, "Northmill"), Label::Positive);
}

#[test]
fn what_is_taken_back_or_weighed_up_turns() {
    assert_eq!(label("The minister quashed hopes of higher wages in the port."), Label::Negative);
    assert_eq!(label("The ferry line has stopped hiring."), Label::Negative);
    assert_eq!(label("The miller said the damage was temporary."), Label::Neutral);
    assert_eq!(label("Lower freight rates offset lost revenue in the north."), Label::Positive);
}

#[test]
fn a_yardstick_has_no_sign_of_its_own() {
    assert_eq!(label("Sales were weaker than the strong record numbers of last spring."), Label::Negative);
    assert_eq!(label("Sales were stronger than the disappointing numbers of last spring."), Label::Positive);
}

#[test]
fn a_noun_of_movement_does_not_reach_over_a_verb() {
    // growth × pressure would be bad
    assert_ne!(label("The growth in these regions will relieve the pressure of costs."), Label::Negative);
}

#[test]
fn what_is_named_first_and_told_later_belongs_together() {
    assert_eq!(towards("Eastmill, Northmill and Southmill slumped, while Westmill rose.", "Northmill"), Label::Negative);
    assert_eq!(towards("Northmill, which reports today, warned of a loss.", "Northmill"), Label::Negative);
}

#[test]
fn tickers_are_names() {
    assert_eq!(label("Low Harbour Stores (LOW) and Gainsway <GAIN.N> opened branches."), Label::Neutral);
}

#[test]
fn what_must_not_be_allowed_is_bad_itself() {
    assert_eq!(label("The firm should not be allowed to slash jobs."), Label::Negative);
}

#[test]
fn who_says_it_is_not_meant() {
    assert_eq!(towards("Copper rally may fade soon: Ann Low, Northbank", "Northbank"), Label::Neutral);
    assert_eq!(towards("Northbank shares slump: Ann Low", "Northbank"), Label::Negative);
}

#[test]
fn the_parts_add_up_to_the_score() {
    for text in ["Sales rose slightly, but costs climbed sharply.", "Profit fell. Sales rose. The office moved.", "$NRTH shares jump 9%"] {
        let score = PIPELINE.score(text, None, None);
        let sum: f64 = score.trace.iter().map(|step| step.value).sum();
        assert!((sum.clamp(-1.0, 1.0) - score.value).abs() < 1e-9, "{text}: {sum} is not {}", score.value);
    }
}

#[test]
fn odd_texts_and_targets_are_scored() {
    for (text, target) in [("", "x"), ("é", "É"), ("a", ""), ("loss — 損失 rose", "損失"), ("$", "$"), ("-up-", "up")] {
        let score = PIPELINE.score(text, Some(target), Some(Genre::Sentence));
        assert!(score.trace.iter().all(|s| text.get(s.span.byte_start as usize..s.span.byte_end as usize).is_some()));
    }
}
