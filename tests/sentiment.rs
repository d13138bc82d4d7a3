//! Sentiment by composition, rule by rule, each with what must not count beside it.

mod settings;

use std::sync::LazyLock;

use newsvane::{Pipeline, model::Label, score::TextType};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::builder().build().expect("built-in lexicons"));

fn label(text: &str) -> Label {
    PIPELINE.score(text, None, None).label
}

fn towards(text: &str, target: &str) -> Label {
    PIPELINE.score(text, Some(target), None).label
}

#[test]
fn directions_act_on_what_moves() {
    assert_eq!(label("Net sales of the dairy group rose to 40 million euros."), Label::Positive);
    assert_eq!(
        label("Operating profit of the dairy group fell to 4 million euros."),
        Label::Negative
    );
    assert_eq!(label("The dairy group's net loss narrowed to 2 million euros."), Label::Positive);
    assert_eq!(label("Unemployment in the region climbed again."), Label::Negative);
    assert_eq!(label("The dairy group makes high-performance filters."), Label::Neutral);
}

#[test]
fn what_somebody_sees_move_has_moved() {
    assert_eq!(label("Dairy farmers saw their income rise."), Label::Positive);
    assert_eq!(label("Dairy farmers saw their income drop."), Label::Negative);
    assert_eq!(label("The grocer watched its losses grow."), Label::Negative);
    assert_eq!(label("The grocer saw sales slip in the spring."), Label::Negative);
    assert_eq!(label("The grocer saw a rise in the street before its shop."), Label::Neutral);
}

#[test]
fn a_swing_needs_profit_and_loss_set_against_one_another() {
    assert_eq!(
        label("The mill made a net profit, compared to a loss a year ago."),
        Label::Positive
    );
    assert_eq!(
        label("The mill made a net loss, compared to a profit a year ago."),
        Label::Negative
    );
}

#[test]
fn reasons_do_not_outweigh_what_is_said() {
    assert_eq!(label("Profit rose because of lower demand for imported timber."), Label::Positive);
    assert_eq!(
        label("Profit fell as sales growth in the north picked up too late."),
        Label::Negative
    );
}

#[test]
fn what_is_hoped_for_does_not_speak_where_the_hope_moves() {
    assert_eq!(label("The payrolls report dimmed hopes for a rate cut."), Label::Negative);
    assert_eq!(label("Hopes of a quick recovery are fading."), Label::Negative);
    assert_eq!(label("Hopes of a rate cut faded."), Label::Negative);
    assert_eq!(label("Hopes for lower fares grew."), Label::Positive);
    assert_eq!(label("Traders hope for a rate cut."), Label::Positive);
}

#[test]
fn a_size_that_tells_which_ones_moves_nothing() {
    assert_eq!(label("Smaller stocks keep climbing."), Label::Positive);
    assert_eq!(label("Smaller stocks slipped."), Label::Negative);
    assert_eq!(label("The mill reported smaller sales."), Label::Negative);
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
    assert_eq!(towards("Dollar climbs against the krone", "krone"), Label::Negative);
    assert_eq!(towards("Dollar climbs vs the krone", "krone"), Label::Neutral);
    assert_eq!(towards("Large caps do better than mid caps", "mid caps"), Label::Negative);
}

#[test]
fn a_target_is_a_word_of_its_own() {
    let text = "Retail sales slumped, while Ai Logistics won a large order";
    assert_eq!(towards(text, "Ai Logistics"), Label::Positive);
    // "AI" is in "retail" and "said" too, which are not meant: as if it were not named
    let other = "Retail sales slumped, said the trade body";
    assert_eq!(
        PIPELINE.score(other, Some("AI"), None).value.to_bits(),
        PIPELINE.score(other, None, None).value.to_bits()
    );
    assert_eq!(
        towards("Gains of Nordéa's rivals hurt Nordéa", "Nordéa"),
        towards("Gains of Nordéa's rivals hurt Nordéa", "nordéa")
    );
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
fn a_comparison_standard_has_no_sign_of_its_own() {
    assert_eq!(
        label("Sales were weaker than the strong record numbers of last spring."),
        Label::Negative
    );
    assert_eq!(
        label("Sales were stronger than the disappointing numbers of last spring."),
        Label::Positive
    );
}

#[test]
fn a_noun_of_movement_does_not_reach_over_a_verb() {
    // growth × pressure would be bad
    assert_ne!(
        label("The growth in these regions will relieve the pressure of costs."),
        Label::Negative
    );
}

#[test]
fn what_is_named_first_and_told_later_belongs_together() {
    assert_eq!(
        towards("Eastmill, Northmill and Southmill slumped, while Westmill rose.", "Northmill"),
        Label::Negative
    );
    assert_eq!(
        towards("Northmill, which reports today, warned of a loss.", "Northmill"),
        Label::Negative
    );
}

#[test]
fn tickers_are_names() {
    assert_eq!(
        label("Low Harbour Stores (LOW) and Gainsway <GAIN.N> opened branches."),
        Label::Neutral
    );
}

#[test]
fn what_must_not_be_allowed_is_bad_itself() {
    assert_eq!(label("The firm should not be allowed to slash jobs."), Label::Negative);
}

#[test]
fn who_says_it_is_not_meant() {
    assert_eq!(
        towards("Copper rally may fade soon: Ann Low, Northbank", "Northbank"),
        Label::Neutral
    );
    assert_eq!(towards("Northbank shares slump: Ann Low", "Northbank"), Label::Negative);
}

#[test]
fn business_won_counts_and_a_bare_win_does_not() {
    assert_eq!(
        label("The mill signed an extensive cooperation agreement with a baker."),
        Label::Positive
    );
    assert_eq!(label("A contract was signed with a baker in May."), Label::Positive);
    assert_eq!(label("The mill won a EUR 3 mn ( USD 4 mn ) order from a baker."), Label::Positive);
    assert_eq!(label("Three pupils have won a trip to the mill."), Label::Neutral);
    assert_eq!(label("The mill will strengthen its market position."), Label::Positive);
}

#[test]
fn transitive_verbs_move_their_objects() {
    assert_eq!(
        towards("Northmill to raise $30 million through a share sale", "Northmill"),
        Label::Neutral
    );
    assert_eq!(towards("Northmill to cut 150 jobs", "Northmill"), Label::Negative);
    assert_eq!(label("The mill raised its dividend."), Label::Positive);
    assert_eq!(
        label("Its operating result will be lower than last year's."),
        Label::Negative,
        "a comparative"
    );
    assert_eq!(
        label("Revenues were lifted 12% by demand."),
        Label::Positive,
        "done to the revenues"
    );
}

#[test]
fn questions_answered_by_yes_or_no_assert_nothing() {
    assert_eq!(label("Is Northmill a good stock to buy?"), Label::Neutral);
    assert_eq!(label("Northmill: a good stock to buy"), Label::Positive);
    assert_eq!(
        towards("Why did Northmill shares plunge?", "Northmill"),
        Label::Negative,
        "the fall is presupposed"
    );
}

#[test]
fn calls_signed_moves_and_highs_of_headlines() {
    assert_eq!(towards("Sell Northmill with a stop loss of 390", "Northmill"), Label::Negative);
    assert_eq!(towards("Buy Northmill with a target of 420", "Northmill"), Label::Positive);
    assert_eq!(label("Bakers sell bread and buy flour in the town."), Label::Neutral);
    assert_eq!(label("Northmill -5.1% after share offer"), Label::Negative);
    assert_eq!(towards("Northmill hits 7-year high", "Northmill"), Label::Positive);
    assert_eq!(label("The mill delivers storage tanks."), Label::Neutral);
}

#[test]
fn who_judges_others_and_where_they_trade_is_no_news_of_these() {
    assert_eq!(towards("Ryebank upgrades Northmill to buy", "Ryebank"), Label::Neutral);
    assert_eq!(towards("Northmill drops by over 6 pc on BSE", "BSE"), Label::Neutral);
    assert_eq!(towards("Northmill rallies 7% on deal with Eastmill", "Eastmill"), Label::Neutral);
    assert_eq!(towards("Federal Reserve fines Northmill", "Federal Reserve"), Label::Neutral);
    assert_eq!(towards("Northmill drops by over 6 pc on BSE", "Northmill"), Label::Negative);
}

#[test]
fn the_parts_add_up_to_the_score() {
    for text in [
        "Sales rose slightly, but costs climbed sharply.",
        "Profit fell. Sales rose. The office moved.",
        "$NRTH shares jump 9%",
    ] {
        let score = PIPELINE.score(text, None, None);
        let sum: f64 = score.trace.iter().map(|step| step.value).sum();
        assert!(
            (sum.clamp(-1.0, 1.0) - score.value).abs() < 1e-9,
            "{text}: {sum} is not {}",
            score.value
        );
    }
}

#[test]
fn odd_texts_and_targets_are_scored() {
    for (text, target) in
        [("", "x"), ("é", "É"), ("a", ""), ("loss — 損失 rose", "損失"), ("$", "$"), ("-up-", "up")]
    {
        let score = PIPELINE.score(text, Some(target), Some(TextType::Sentence));
        assert!(
            score
                .trace
                .iter()
                .all(|s| text.get(s.span.byte_start as usize..s.span.byte_end as usize).is_some())
        );
    }
}

#[test]
fn doors_that_close_are_bad_news_and_deals_that_close_are_not() {
    assert_eq!(label("The papermaker will close four mills in the north."), Label::Negative);
    assert_eq!(label("The papermaker closed a deal with four banks in the north."), Label::Neutral);
}

#[test]
fn movements_in_an_aside_are_of_what_was_spoken_of() {
    assert_eq!(
        label(
            "Sales of the dairy came to $91 million in spring, which was a drop of 7 % on last \
             year."
        ),
        Label::Negative
    );
    assert_eq!(label("The pension fund decreased by 11 % to $3.4 billion."), Label::Negative);
    assert_eq!(
        label("The dairy swung to a $6 million quarterly net profit from a loss of $2 million."),
        Label::Positive
    );
    assert_eq!(
        label(
            "The loss of the ferry line was $14 million compared to a loss of 20 million in 2025."
        ),
        Label::Positive
    );
}

#[test]
fn claims_speak_towards_what_they_measure() {
    use newsvane::model::Article;
    let analysis =
        PIPELINE.analyze(&Article::from_text("a", "Nvidia gained 5% while AMD fell 3%."));
    let labels: Vec<_> =
        analysis.claims.iter().map(|c| (c.subject_id.as_deref(), c.sentiment)).collect();
    assert_eq!(
        labels,
        [
            (Some("company.nvidia"), Some(Label::Positive)),
            (Some("company.amd"), Some(Label::Negative))
        ]
    );
}

#[test]
fn the_next_sentence_is_not_read() {
    use newsvane::model::Article;
    let first = |text: &str| PIPELINE.analyze(&Article::from_text("a", text)).tones[0].clone();
    let plain = first("Zorbex fell. The bond pays a coupon.");
    assert_eq!(plain, first("Zorbex fell. The 5% bond pays a coupon."));
    assert_eq!(plain, first("Zorbex fell."));
}

/// Words that the rules act on, and some that they do not.
const POOL: [&str; 34] = [
    "Falk",
    "sales",
    "profit",
    "loss",
    "losses",
    "rose",
    "fell",
    "cut",
    "raised",
    "narrowed",
    "sharply",
    "slightly",
    "not",
    "no",
    "beat",
    "missed",
    "estimates",
    "but",
    "despite",
    "because",
    "which",
    "after",
    "5%",
    "EUR 8 million",
    "compared",
    "to",
    "signed",
    "a",
    "contract",
    "closed",
    "stores",
    ",",
    "if",
    "the",
];

proptest::proptest! {
    /// The parts of a score add up to it before it is cut to [-1, 1], whatever the words, the kind
    /// of text and the target.
    #[test]
    fn the_parts_add_up_whatever_the_words(words in proptest::collection::vec(0..POOL.len(), 1..25), kind in 0..5_usize, has_target: bool) {
        let text = words.iter().map(|n| POOL[*n]).collect::<Vec<_>>().join(" ") + ".";
        let text_type = [TextType::Sentence, TextType::Headline, TextType::Paragraph, TextType::Tweet, TextType::Shared][kind];
        let score = PIPELINE.score(&text, has_target.then_some("Falk"), Some(text_type));
        let sum: f64 = score.trace.iter().map(|step| step.value).sum();
        proptest::prop_assert!((score.value - sum.clamp(-1.0, 1.0)).abs() < 1e-9, "{text}: {} {sum}", score.value);
        proptest::prop_assert!(score.trace.iter().all(|step| step.span.byte_start < step.span.byte_end && step.span.byte_end as usize <= text.len()));
    }
}
