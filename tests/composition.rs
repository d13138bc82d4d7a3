//! Sentiment over clauses and heads: what the parse of a sentence makes of its words, kind by kind.

use std::sync::LazyLock;

use newsvane::{
    Pipeline,
    model::{Article, Label},
};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::builder().build().expect("built-in lexicons"));

fn towards(text: &str, target: &str) -> Label {
    PIPELINE.score(text, Some(target), None).label
}

fn whole(text: &str) -> Label {
    PIPELINE.score(text, None, None).label
}

/// The side that a text takes towards a theme.
fn of_theme(text: &str, theme: &str) -> Label {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let analysis = PIPELINE.analyze(&article);
    let lexicon = PIPELINE.lexicon();
    let own = analysis.mentions.iter().find(|m| lexicon.theme(m.theme).id == theme);
    own.unwrap_or_else(|| panic!("no {theme}: {text}")).score.label
}

#[test]
fn a_bound_is_not_what_moves() {
    for (wanted, text) in [
        (Label::Negative, "Returns on AI projects fell short of lofty expectations."),
        (Label::Negative, "Orders for AI servers came in short of hopes."),
    ] {
        assert_eq!(of_theme(text, "ai"), wanted, "{text}");
    }
}

#[test]
fn what_a_clause_hangs_on_moves_and_not_the_clause() {
    let slower = "The pace at which grocers raised their prices slowed in May, easing inflation.";
    assert_eq!(of_theme(slower, "macro.inflation"), Label::Positive);
    let faster =
        "The pace at which grocers raised their prices quickened in May, inflation data show.";
    assert_eq!(of_theme(faster, "macro.inflation"), Label::Negative);
}

#[test]
fn a_negator_ends_where_another_verb_begins() {
    let text =
        "Much of industry has emerged from the economic downturn and is enjoying strong growth.";
    assert_eq!(of_theme(text, "macro.growth"), Label::Positive);
    let score = PIPELINE.score("The mill has yet to have a profitable year.", None, None);
    assert!(score.value < 0.0, "{score:?}");
}

#[test]
fn a_rise_after_a_fall_is_a_rise() {
    let text = "Exports rose 2.5% in the spring after falling at a 4.1% rate in the winter.";
    assert_eq!(of_theme(text, "macro.trade"), Label::Positive);
    let text = "Exports fell 2.5% in the spring after rising at a 4.1% rate in the winter.";
    assert_eq!(of_theme(text, "macro.trade"), Label::Negative);
}

#[test]
fn the_main_clause_tells_of_what_the_concession_names() {
    let text = "Although sales at Orvane rose 7 percent, earnings sank.";
    assert_eq!(towards(text, "Orvane"), Label::Negative);
    let text = "Although sales at Orvane slipped 2 percent, earnings jumped.";
    assert_eq!(towards(text, "Orvane"), Label::Positive);
}

#[test]
fn a_verb_tells_of_its_subject_over_an_insertion() {
    let text = "Corvo shares, which had been halted in the morning, jumped 23% to $51.40.";
    assert_eq!(towards(text, "Corvo"), Label::Positive);
}

#[test]
fn a_swing_is_one_whatever_the_words_before_its_amounts() {
    let text = "Osric Freight swung to a loss of $31 million from a profit of $18 million.";
    assert_eq!(towards(text, "Osric Freight"), Label::Negative);
    let text = "Osric Freight swung to a profit of $18 million from a loss of $31 million.";
    assert_eq!(towards(text, "Osric Freight"), Label::Positive);
}

#[test]
fn a_predicate_decides_over_its_subject() {
    assert_eq!(of_theme("Economic growth remains fragile.", "macro.growth"), Label::Negative);
}

#[test]
fn more_before_an_adverb_is_no_movement() {
    let text = "Smaller firms lean more heavily on floating-rate loans when interest rates change.";
    assert_ne!(of_theme(text, "macro.rates"), Label::Positive);
}

#[test]
fn the_house_of_who_judges_others_is_not_meant() {
    for text in [
        "Demand for handsets has weakened, said Nils Brandt, an analyst at Varden.",
        "Varden's economists see a deep recession.",
        "Economists polled by Varden expect a slump in sales.",
    ] {
        assert_eq!(towards(text, "Varden"), Label::Neutral, "{text}");
    }
    assert_eq!(towards("Demand for Varden's handsets has weakened.", "Varden"), Label::Negative);
}

#[test]
fn what_is_spared_does_not_speak() {
    let text =
        "The drug maker's pill reduced the risk of relapse or death by a third in the trial.";
    assert_eq!(of_theme(text, "biotech.trials"), Label::Positive);
}

#[test]
fn facts_of_business_have_a_sign() {
    for (wanted, text) in [
        (Label::Positive, "Tarn Foods has resumed its dividend."),
        (Label::Negative, "Tarn Foods has suspended its dividend."),
        (Label::Positive, "Tarn Foods returned to profit."),
        (Label::Negative, "Tarn Foods breached its covenants."),
        (Label::Negative, "Tarn Foods withdrew its guidance."),
    ] {
        assert_eq!(whole(text), wanted, "{text}");
    }
}

#[test]
fn what_was_expected_grades_a_verb_whichever_way_it_goes() {
    use Label::{Negative, Positive};
    for (wanted, theme, text) in [
        (Positive, "macro.inflation", "Norwegian inflation cooled more than expected in May."),
        (Negative, "macro.inflation", "Norwegian inflation cooled less than expected in May."),
        (Negative, "macro.inflation", "Norwegian inflation rose faster than forecast in May."),
        (Positive, "macro.labor", "Unemployment in Leeds fell by 900, more than forecast."),
        (Negative, "macro.labor", "Payrolls in Leeds shrank more than analysts had forecast."),
        // a level is compared itself
        (Negative, "macro.labor", "Employment rose to 310,000, less than economists foresaw."),
    ] {
        assert_eq!(of_theme(text, theme), wanted, "{text}");
    }
}

#[test]
fn a_judgement_behind_a_comma_is_of_what_stands_before_it() {
    let text =
        "Danish employers added 3,000 jobs in June, far fewer than the 9,000 analysts foresaw.";
    assert_eq!(of_theme(text, "macro.labor"), Label::Negative);
    let text = "Danish employers added 3,000 jobs in June, twice what economists had foreseen.";
    assert_eq!(of_theme(text, "macro.labor"), Label::Positive);
}

#[test]
fn what_is_put_off_or_turned_down_does_not_come() {
    use Label::{Negative, Positive};
    for (wanted, theme, text) in [
        (Positive, "macro.trade", "Oslo will delay a tariff on Scottish salmon by half a year."),
        (Negative, "macro.rates", "The Swiss central bank paused its easing on Thursday."),
        (Positive, "macro.rates", "The Swiss central bank paused its tightening on Thursday."),
        (Positive, "biotech", "A court dismissed a patent challenge against the vaccine maker."),
    ] {
        assert_eq!(of_theme(text, theme), wanted, "{text}");
    }
}

#[test]
fn a_low_of_what_is_bad_is_good() {
    let text = "With unemployment at a 12-year low, Ghent is looking for bakers.";
    assert_eq!(of_theme(text, "macro.labor"), Label::Positive);
    let text = "Hiring is at a 12-year low in Ghent.";
    assert_eq!(of_theme(text, "macro.labor"), Label::Negative);
}

#[test]
fn few_who_do_something_are_told_against_it() {
    let text = "Only 9% of banks that tried artificial intelligence report a gain in output.";
    assert_eq!(of_theme(text, "ai"), Label::Negative);
    let text = "Some 90% of banks that tried artificial intelligence report a gain in output.";
    assert_eq!(of_theme(text, "ai"), Label::Positive);
}

#[test]
fn an_infinitive_hangs_on_its_case() {
    let text = "Weak hiring strengthens the case for the Fed to cut interest rates.";
    assert_eq!(of_theme(text, "macro.rates"), Label::Positive);
    let text = "Strong hiring makes it less likely that the Fed will cut interest rates.";
    assert_eq!(of_theme(text, "macro.rates"), Label::Negative);
}

#[test]
fn a_share_is_the_object_with_what_it_is_of() {
    let text = "Patients on the higher dose of the drug lost 19% of their weight in a year.";
    assert_eq!(of_theme(text, "biotech"), Label::Positive);
}

#[test]
fn what_should_not_be_or_is_over_is_denied_by_its_predicate() {
    use Label::{Negative, Positive};
    for (wanted, theme, text) in [
        (
            Negative,
            "macro.rates",
            "Further cuts in interest rates would be inappropriate, she said.",
        ),
        (
            Negative,
            "macro.rates",
            "A cut in interest rates is off the cards, the bank's head said.",
        ),
        (Positive, "macro.growth", "A recession in Austria has been averted."),
        (
            Negative,
            "macro.labor",
            "The hiring rate of Austrian employers has dropped, payrolls show.",
        ),
    ] {
        assert_eq!(of_theme(text, theme), wanted, "{text}");
    }
}

#[test]
fn a_participle_behind_a_noun_with_to_is_read_once() {
    // its object was asked of the noun, whose meaning was asked of the participle, without end
    let score =
        PIPELINE.score("The dam was stopped because of threats to endangered fish.", None, None);
    assert!(score.value.abs() <= 1.0 && !score.trace.is_empty());
}
