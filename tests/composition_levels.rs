//! Signs towards themes where levels, thresholds and background stand beside what happened.

use std::sync::LazyLock;

use newsvane::{
    Pipeline,
    model::{Article, Label},
};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::builder().build().expect("built-in lexicons"));

/// Panics with every text whose first sentence takes another side towards its theme.
fn hold(expected: &[(Label, &str, &str)]) {
    let lexicon = PIPELINE.lexicon();
    let said = |theme: &str, text: &str| {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let mentions = PIPELINE.analyze(&article).mentions;
        mentions.iter().find(|m| lexicon.theme(m.theme).id == theme).map(|m| m.score.label)
    };
    let is_wrong =
        |(wanted, theme, text): &&(Label, &str, &str)| said(theme, text) != Some(*wanted);
    let wrong: Vec<_> = expected.iter().filter(is_wrong).collect();
    assert!(wrong.is_empty(), "wrong: {wrong:#?}");
}

#[test]
fn a_superlative_is_the_level_of_what_it_is_said_of() {
    hold(&[
        (
            Label::Positive,
            "macro.inflation",
            "Inflation came to 1.9%, the lowest since last spring.",
        ),
        (
            Label::Negative,
            "macro.inflation",
            "Inflation came to 5.2%, the highest since last spring.",
        ),
        (Label::Negative, "macro.labor", "Payrolls rose by 9,000, the smallest gain in six years."),
        (Label::Positive, "macro.labor", "Payrolls fell by 9,000, the smallest drop in six years."),
    ]);
}

#[test]
fn a_slow_pace_turns_the_verb_before_it() {
    hold(&[
        (Label::Negative, "macro.growth", "The economy expanded at its slowest pace since 2014."),
        (
            Label::Positive,
            "macro.inflation",
            "Consumer prices climbed at the slowest rate in years.",
        ),
    ]);
}

#[test]
fn who_passes_a_figure_is_up() {
    hold(&[
        (Label::Negative, "macro.labor", "Unemployment hit 7% in the north."),
        (Label::Positive, "macro.labor", "Unemployment has been below 4% since 2018."),
        // without a figure nothing moves
        (Label::Neutral, "macro.labor", "Unemployment hit the headlines on Monday."),
    ]);
}

#[test]
fn what_was_expected_is_background() {
    hold(&[
        (Label::Neutral, "macro.inflation", "Analysts had predicted a rise in inflation."),
        (
            Label::Neutral,
            "macro.labor",
            "Layoffs at shops were offset by hiring, the jobs report showed.",
        ),
        // nothing has happened where nobody says anything
        (
            Label::Neutral,
            "biotech",
            "Doctors who ran the trial of the drug could not immediately be reached on Sunday.",
        ),
        (Label::Positive, "macro.growth", "Few economists still expect a recession."),
    ]);
}

#[test]
fn where_it_ended_up_outweighs_where_it_went_first() {
    hold(&[
        (Label::Negative, "macro.rates", "Mortgage rates slipped, then climbed again."),
        (
            Label::Positive,
            "macro.labor",
            "Jobless claims rose a little, but the labor market is strong.",
        ),
    ]);
}

#[test]
fn a_verb_acts_on_its_object_and_not_on_its_subject() {
    hold(&[
        (Label::Negative, "macro", "The German economy faces a host of problems."),
        (
            Label::Negative,
            "ai.datacenters",
            "Outages hampered work at two AI data centers, the builder said.",
        ),
        (Label::Positive, "macro.trade", "The minister put off the tariffs for a year."),
        (
            Label::Negative,
            "macro.rates",
            "The minutes quashed bets that interest rate cuts would begin.",
        ),
    ]);
}

#[test]
fn what_stands_beside_a_movement_keeps_its_say() {
    hold(&[
        (Label::Negative, "macro.consumer", "Low unemployment, weak retail sales marked the year."),
        (
            Label::Negative,
            "biotech",
            "New approvals from the drug plant will be on hold until June.",
        ),
    ]);
}

#[test]
fn currencies_and_money_move() {
    hold(&[
        (Label::Positive, "macro.fx", "The rand rallied against the dollar."),
        (Label::Negative, "macro.fx", "Sterling sank against the euro."),
        (Label::Negative, "macro.money_supply", "The broad money supply shrank in June."),
        // share prices are no news of the economy
        (Label::Neutral, "macro.labor", "Stocks fell before the jobs report."),
    ]);
}

#[test]
fn what_a_drug_is_for_is_no_news() {
    hold(&[
        (Label::Neutral, "biotech", "The drugmaker tests a pill for heart failure and anxiety."),
        (Label::Negative, "biotech", "The trial of the drug was a failure."),
    ]);
}

#[test]
fn what_a_subject_is_about_does_not_move() {
    hold(&[
        (Label::Negative, "macro.trade", "Talks on tariffs collapsed in Ulm."),
        (Label::Negative, "macro.trade", "Negotiations over tariffs fell apart in Ulm."),
        (Label::Positive, "macro.growth", "The recession in manufacturing is easing."),
    ]);
}

#[test]
fn verbs_that_turn_reach_objects_by_what_they_are_called() {
    hold(&[
        (Label::Positive, "biotech", "The drug maker has removed the defective batches."),
        (Label::Negative, "ai.datacenters", "The lack of power is holding back AI data centers."),
    ]);
}

#[test]
fn a_verb_said_in_passing_stands() {
    hold(&[
        (
            Label::Negative,
            "biotech",
            "Many doubt that a drugmaker which lost its patents can go on.",
        ),
        (Label::Negative, "ai", "The logic of the AI boom does not add up."),
    ]);
}

#[test]
fn what_is_as_good_as_expected_is_no_surprise() {
    hold(&[
        (
            Label::Positive,
            "macro.growth",
            "The PMI climbed to 52.1, just below the 52.2 that economists had expected.",
        ),
        (
            Label::Negative,
            "macro.growth",
            "The PMI climbed to 52.1, below the 53.2 that economists had expected.",
        ),
        (
            Label::Negative,
            "macro.labor",
            "Payrolls grew by 9,000, when brokers had hoped for 70,000.",
        ),
        (
            Label::Negative,
            "macro.inflation",
            "Inflation, which leaves out fuel, stood at 2.9%, above what the bank had expected.",
        ),
        (Label::Positive, "macro.inflation", "Inflation has been under control since May."),
    ]);
}

#[test]
fn a_name_with_a_verb_of_its_own_moves_by_it() {
    hold(&[
        (
            Label::Positive,
            "biotech",
            "Drug for nosebleeds is approved by the FDA; Falk shares jump.",
        ),
        (
            Label::Positive,
            "macro.growth",
            "Economic output expanded in May, a survey showed on Monday, though firms cut jobs.",
        ),
        (Label::Positive, "macro.inflation", "Inflation came down to 2%, having risen in May."),
    ]);
}

#[test]
fn what_is_said_of_what_a_company_owns_stands() {
    let text = "A headline about mills\n\nNvidia raised its forecast for the year.";
    let article = Article { text: text.to_owned(), ..Article::default() };
    let mentions = PIPELINE.analyze(&article).entity_mentions;
    assert_eq!(mentions.last().map(|m| m.score.label), Some(Label::Positive));
}

#[test]
fn less_of_an_object_turns_what_is_done_to_it() {
    hold(&[
        (
            Label::Negative,
            "macro.labor",
            "Norway added far fewer jobs than forecast, and unemployment data are due.",
        ),
        (
            Label::Positive,
            "macro.labor",
            "Norway created more jobs than in May, unemployment data showed.",
        ),
        (Label::Negative, "macro", "Employers in Norway cut more jobs in June."),
        (Label::Positive, "macro", "Employers in Norway cut fewer jobs in June."),
    ]);
}
