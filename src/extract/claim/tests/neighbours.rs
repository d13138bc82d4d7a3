//! Own sentences for what a figure's neighbours in its sentence do to it.

use std::sync::LazyLock;

use crate::{
    Pipeline,
    model::{Analysis, Article, Claim, ClaimKind, Modality},
};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::builder().build().unwrap());

fn read(text: &str) -> Analysis {
    PIPELINE.analyze(&Article::from_text("t", format!("Some headline about it\n\n{text}")))
}

/// The claim whose words are `surface`.
fn claim<'a>(analysis: &'a Analysis, surface: &str) -> &'a Claim {
    let text = &analysis.document.text;
    let found = analysis.claims.iter().find(|c| c.span.of(text) == surface);
    found.unwrap_or_else(|| panic!("{surface} in {text}: {:?}", analysis.claims))
}

#[test]
fn a_subject_counts_and_describes_nothing() {
    for (text, surface, subject) in [
        ("Six of 11 retail sectors rose, led by toys, up 2.4%.", "Six", "retail sectors"),
        ("Chip designer Arvaline Corp tumbled 11% on Friday.", "11%", "Arvaline Corp"),
        ("HbA1c fell by 1.1 points in the 5 mg arm.", "1.1 points", "HbA1c"),
        ("The Phase 3 study enrolled 840 adults.", "840", "Phase 3 study"),
        ("Some 46 small mills closed last year.", "46", "small mills"),
    ] {
        let analysis = read(text);
        let named = claim(&analysis, surface).subject.as_deref().unwrap_or_default();
        assert_eq!(named, subject, "{text}");
    }
}

#[test]
fn the_first_word_of_a_sentence_may_be_its_subject() {
    for (text, surface, subject) in [
        ("Sterling added 0.4% to $1.3510, and the yield on gilts rose to 4%.", "0.4%", "Sterling"),
        ("Core inflation, which leaves out food, eased to 3.5%.", "3.5%", "Core inflation"),
        (
            "The rupee fell 2% to 86 per dollar, and foreign investors sold $3 billion of bonds.",
            "$3 billion",
            "bonds",
        ),
        (
            "The number of clients waiting for a line has fallen to 14,200 from 16,900.",
            "14,200",
            "number of clients",
        ),
        ("Analysts at Harrow & Fitch had forecast leverage of 1.8 times.", "1.8 times", "leverage"),
    ] {
        let analysis = read(text);
        assert_eq!(claim(&analysis, surface).subject.as_deref(), Some(subject), "{text}");
    }
}

/// The figure has this unit and kind and moves nothing.
fn assert_bare(text: &str, surface: &str, unit: &str, kind: ClaimKind) {
    let analysis = read(text);
    let found = claim(&analysis, surface);
    assert_eq!((found.unit.as_str(), found.kind, found.direction), (unit, kind, None), "{text}");
}

#[test]
fn what_a_figure_is_set_against_has_its_unit_and_moves_nothing() {
    for (text, surface, unit, kind) in [
        ("We ended May with 11 weeks of stock, down from 14.", "14", "week", ClaimKind::Duration),
        (
            "Debt could climb to 31 billion euros from 22.6 billion.",
            "22.6 billion",
            "EUR",
            ClaimKind::Level,
        ),
        (
            "Sales fell to 33.9 billion euros, short of the 35.2 billion analysts had forecast.",
            "35.2 billion",
            "EUR",
            ClaimKind::Level,
        ),
        (
            "Sales were $412 million, an increase of 18% compared with $350 million in May.",
            "$350 million",
            "USD",
            ClaimKind::Level,
        ),
        ("The book-to-bill ratio was 1.3.", "1.3", "multiple", ClaimKind::Level),
    ] {
        assert_bare(text, surface, unit, kind);
    }
    let analysis = read("Lowther rallied 5% after orders rose 12%.");
    assert_eq!(claim(&analysis, "5%").prior_value, None, "two things");
}

#[test]
fn a_unit_is_told_once_for_what_is_compared() {
    for (text, surface, unit, kind) in [
        (
            "The gap between the two bonds shrank to 96 basis points from 104.",
            "104",
            "basis_point",
            ClaimKind::Level,
        ),
        (
            "The composite index read 48.3, below the 49 economists had predicted.",
            "49",
            "index_point",
            ClaimKind::Level,
        ),
        (
            "Falk put 1.3 billion pesos aside, compared with 980 million a year ago.",
            "980 million",
            "MXN",
            ClaimKind::Level,
        ),
        (
            "Turnover rose to 3.4 billion from 2.9 billion yuan.",
            "3.4 billion",
            "CNY",
            ClaimKind::Level,
        ),
        (
            "The baker raised $12 million at a valuation of $90 million.",
            "$90 million",
            "USD",
            ClaimKind::Level,
        ),
    ] {
        assert_bare(text, surface, unit, kind);
    }
}

#[test]
fn a_time_bounds_the_figures_of_its_clause() {
    let period = |text: &str, surface: &str| {
        let analysis = read(text);
        let period = claim(&analysis, surface).period;
        period.map(|p| p.of(&analysis.document.text).to_owned())
    };
    let text = "Volumes slipped 4%, against a 1% gain a year ago, and the margin narrowed to 6.2%.";
    assert_eq!(period(text, "6.2%"), None);
    let text = "Output rose to 12.9 million tonnes, 6% above a year earlier.";
    assert_eq!(period(text, "12.9 million tonnes"), None);
    let text = "It expects a charge of $14 million and savings of $9 million annually.";
    assert_eq!(period(text, "$14 million"), None);
    let found = read("Falk opened 14 shops and closed three.");
    assert!(claim(&found, "14").basis.is_empty(), "no close of a market: {:?}", found.claims);
    assert_eq!(claim(&found, "14").of.as_deref(), Some("shops"));
    let text = "Falk will shut 28 shops and cut 450 jobs by June.";
    assert_eq!(period(text, "28").as_deref(), Some("by June"));
}

#[test]
fn what_a_forecast_is_set_against_is_known_unless_it_is_a_peer() {
    let read_base = |text: &str, surface: &str| {
        let analysis = read(text);
        let found = claim(&analysis, surface);
        (found.modality, found.kind, found.period.map(|p| p.of(&analysis.document.text).to_owned()))
    };
    let text = "Falk expects sales of $8 million, against $9 million in 2025.";
    let told = (Modality::Actual, ClaimKind::Level, Some("in 2025".to_owned()));
    assert_eq!(read_base(text, "$9 million"), told);
    let text = "Brand sees its profit growing 22% next year, against 13% for its rivals.";
    let awaited = (Modality::Forecast, ClaimKind::Change, Some("next year".to_owned()));
    assert_eq!(read_base(text, "13%"), awaited);
    let text = "The margin of the mills fell to 8.1%, against 9.4% a year before.";
    assert_eq!(read_base(text, "9.4%").1, ClaimKind::Share);
}

#[test]
fn a_day_without_a_year_is_that_of_its_tense() {
    let day = |text: &str, surface: &str| {
        let text = format!("Some headline about it\n\n{text}");
        let analysis = PIPELINE.analyze(&Article::from_text("t", text).with_date("2026-12-01"));
        claim(&analysis, surface).period_start.map(|day| day.to_string())
    };
    let sold = day("The director sold 40,000 shares on May 12.", "40,000");
    assert_eq!(sold.as_deref(), Some("2026-05-12"));
    let due = day("The director will sell 40,000 shares on May 12.", "40,000");
    assert_eq!(due.as_deref(), Some("2027-05-12"));
    let sold = day("The director sold 40,000 shares on November 12.", "40,000");
    assert_eq!(sold.as_deref(), Some("2026-11-12"));
}

#[test]
fn each_clause_is_as_sure_as_its_own_verb() {
    let analysis =
        read("Debt could climb to $31 billion, and Falk will sell $2 billion of shares.");
    assert_eq!(claim(&analysis, "$31 billion").modality, Modality::Conditional);
    assert_eq!(claim(&analysis, "$2 billion").modality, Modality::Forecast);
    let analysis = read("The government aims to lift exports to $1 trillion by 2030.");
    assert_eq!(claim(&analysis, "$1 trillion").modality, Modality::Target);
    let analysis =
        read("Those on the 40-milligram dose lost weight, helped by a lower price of $5.");
    assert_eq!(claim(&analysis, "40-milligram").direction, None);
    assert_eq!(claim(&analysis, "$5").direction, None);
}
