//! Own articles for the rules of who is who.

mod names;

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::{
    Pipeline,
    model::{Analysis, Article, EntityKind, Label, ReferenceRule},
};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::builder().build().unwrap());

fn read(text: &str) -> Analysis {
    PIPELINE.analyze(&Article::from_text("t", text))
}

/// The names of one kind.
fn names(analysis: &Analysis, kind: EntityKind) -> Vec<&str> {
    analysis.entities.iter().filter(|e| e.kind == kind).map(|e| e.name.as_str()).collect()
}

/// Words that mean a company, with the rule that found them.
fn references(analysis: &Analysis) -> Vec<(&str, ReferenceRule)> {
    let of_company = |r: &&crate::model::Reference| {
        analysis.entities[r.entity as usize].kind == EntityKind::Company
    };
    let words = |r: &crate::model::Reference| (r.span.of(&analysis.document.text), r.rule);
    analysis.references.iter().filter(of_company).map(words).collect()
}

#[test]
fn short_forms_belong_to_the_full_name() {
    let analysis = read(
        "Orders rose at Brindle Foundry plc in May. Shares of Brindle gained 4%. \"Steel is \
         cheap,\" said Marta Kessel, chief executive of Brindle. Kessel sees more orders.",
    );
    assert_eq!(names(&analysis, EntityKind::Company), ["Brindle Foundry"]);
    let person = analysis.entities.iter().find(|e| e.kind == EntityKind::Person).unwrap();
    assert_eq!(
        (person.name.as_str(), person.org.as_deref(), person.surfaces.len()),
        ("Marta Kessel", Some("Brindle Foundry"), 2)
    );
}

#[test]
fn two_that_share_a_short_form_stay_apart() {
    let analysis = read(
        "Tarn Energy plc fell. Tarn Logistics plc rose. Analysts at the port like Tarn for its cash.",
    );
    assert_eq!(names(&analysis, EntityKind::Company), ["Tarn Energy", "Tarn Logistics"]);
}

#[test]
fn roles_name_persons_and_their_employers() {
    for (text, person, org) in [
        (
            "Growth is slow, said Osmund Perrin, an economist at Calder Research.",
            "Osmund Perrin",
            "Calder Research",
        ),
        (
            "Growth is slow, Calder Research economist Osmund Perrin said.",
            "Osmund Perrin",
            "Calder Research",
        ),
        (
            "Growth is slow, Calder Research's Osmund Perrin, a strategist, said.",
            "Osmund Perrin",
            "Calder Research",
        ),
        (
            "Growth is slow, said Dr. Ines Lomax, professor of botany at the University of Harrow.",
            "Ines Lomax",
            "University of Harrow",
        ),
    ] {
        let analysis = read(text);
        let found: Vec<_> = analysis
            .entities
            .iter()
            .filter(|e| e.kind == EntityKind::Person)
            .map(|e| (e.name.as_str(), e.org.as_deref()))
            .collect();
        assert_eq!(found, [(person, Some(org))], "{text}");
    }
}

#[test]
fn names_that_are_words_need_evidence() {
    let found = |text: &str| names(&read(text), EntityKind::Company).len();
    assert_eq!(found("The growers of Kent sold an Apple each to the visitors."), 0);
    assert_eq!(found("Shares of Apple fell 2%."), 1);
    assert_eq!(found("The bank missed the Target of the year."), 0);
}

#[test]
fn wires_and_exchanges_are_no_companies() {
    let analysis = read("LONDON (Reuters) - Oats fell on Tuesday, traders told Reuters on Nasdaq.");
    assert_eq!(analysis.entities.iter().filter(|e| e.kind == EntityKind::Company).count(), 0);
}

#[test]
fn nouns_pronouns_and_shares_refer() {
    let analysis = read(
        "Brindle Foundry plc won an order from Norway on Monday. The company raised its forecast. \
         Its shares rose.",
    );
    let found = references(&analysis);
    assert!(found.contains(&("The company", ReferenceRule::RoleNoun)), "{found:?}");
    assert!(found.iter().any(|(_, rule)| *rule == ReferenceRule::Paper), "{found:?}");
    assert_eq!(analysis.entity_mentions.len(), 3);
}

#[test]
fn what_the_next_sentence_refers_to_is_a_company() {
    let companies = |text: &str| -> Vec<String> {
        let analysis = read(text);
        names(&analysis, EntityKind::Company).into_iter().map(str::to_owned).collect()
    };
    assert_eq!(companies("Tarn Mills had a bad spring. The miller lost money."), ["Tarn Mills"]);
    assert_eq!(companies("Tarn Quarry blasted on. The stock closed 4% higher."), ["Tarn Quarry"]);
    assert!(companies("Tarn Quarry blasted on. The noise was heard for miles.").is_empty());
    let two = "Tarn Quarry and Brisk Ferry closed. The operator lost money.";
    assert!(companies(two).is_empty(), "nobody knows which");
}

#[test]
fn whom_a_speaker_works_for_is_not_what_the_sentence_is_about() {
    let analysis = read(
        "Brindle Foundry plc won an order. Brindle will hire, said Osmund Perrin, an analyst at \
         Calder Research.",
    );
    let about: Vec<&str> = analysis
        .entity_mentions
        .iter()
        .map(|m| analysis.entities[m.entity as usize].name.as_str())
        .collect();
    assert_eq!(about, ["Brindle Foundry", "Brindle Foundry"]);
}

#[test]
fn who_judges_others_does_not_speak_for_an_employer() {
    let about = |who: &str| {
        let analysis = read(&format!(
            "Output fell, a survey showed. \"We have the worst behind us,\" said {who}."
        ));
        analysis.entity_mentions.len()
    };
    assert_eq!(about("Ines Albrecht, a senior economist at Brand Capital"), 0);
    assert_eq!(about("Ines Albrecht, the chief executive of Brand Capital"), 1);
}

#[test]
fn a_short_story_is_about_whom_its_headline_and_its_lead_name() {
    let analysis = read(
        "Orlane shares tumble after its drug fails\n\nOrlane Therapeutics said on Thursday that a \
         trial failed.\n\nQuarterly net loss widened to $41 million.\n\n\"We are disappointed,\" \
         said Chief Executive Maren Toller.",
    );
    let owner = analysis.claims[0].owner_id.as_deref();
    assert_eq!(owner, Some("text.orlane_therapeutics"));
    let boss = analysis.entities.iter().find(|e| e.name == "Maren Toller").unwrap();
    assert_eq!(boss.org.as_deref(), Some("Orlane Therapeutics"));
}

#[test]
fn headlines_in_title_case_have_the_names_of_the_story() {
    let analysis = read(
        "Brindle Wins Order and Hires More Staff\n\nBrindle Foundry plc won an order on Monday. \
         Brindle Foundry will hire.",
    );
    assert_eq!(analysis.entity_mentions[0].sentence, 0);
}

proptest! {
    #[test]
    fn any_text_is_survived(
        text in "([A-Z][a-z]{0,6}|Inc\\.|of|the|said|Mr|,|&|-|\\.|\\(|\\)|'s|\"|Apple|Nvidia|company|it|ü|\\n)( ?([A-Z][a-z]{0,6}|Inc|of|the|said|Dr|,|&|\\.|'s|\"|Merck|shares|its|\\n)){0,60}"
    ) {
        let analysis = read(&text);
        for reference in &analysis.references {
            prop_assert!((reference.entity as usize) < analysis.entities.len());
            prop_assert!(!reference.span.of(&analysis.document.text).is_empty());
        }
        prop_assert!(analysis.references.windows(2).all(|w| w[0].tokens.token_start <= w[1].tokens.token_start));
    }
}

/// The labels of the sentences about a company, with the rules that found them, of a record that
/// says it is about `target`.
fn towards(target: &str, title: &str, text: &str) -> Vec<(String, Label, Vec<ReferenceRule>)> {
    let article = Article {
        title: (!title.is_empty()).then(|| title.to_owned()),
        text: text.to_owned(),
        target: Some(target.to_owned()),
        ..Article::default()
    };
    let analysis = PIPELINE.analyze(&article);
    let own = analysis.entity_mentions.iter().map(|mention| {
        let is_here = |r: &&crate::model::Reference| {
            r.sentence == mention.sentence && r.entity == mention.entity
        };
        let rules = analysis.references.iter().filter(is_here).map(|r| r.rule).collect();
        (analysis.entities[mention.entity as usize].id.clone(), mention.score.label, rules)
    });
    own.collect()
}

#[test]
fn a_record_is_about_the_company_that_it_names_in_its_field() {
    let record = vec![ReferenceRule::Record];
    // no word of the text names it
    let own = towards("NVDA", "Orders slump in the second quarter", "");
    assert_eq!(own, [("company.nvidia".to_owned(), Label::Negative, record.clone())]);
    let own = towards("NVDA", "Shares slump after weak guidance", "");
    assert_eq!(own[0].2, [ReferenceRule::Paper]);
    let own = towards("Harwell Coatings", "", "Orders surged in May. Profit doubled.");
    let id = "text.harwell_coatings".to_owned();
    assert_eq!(own, vec![(id, Label::Positive, record); 2]);
    // it is named: as anywhere
    let own = towards("NASDAQ: NVDA", "", "Nvidia soared. Pfizer slumped after its trial failed.");
    let nvidia = own.iter().filter(|own| own.0 == "company.nvidia").collect::<Vec<_>>();
    assert_eq!(nvidia.len(), 1);
    assert_eq!((nvidia[0].1, nvidia[0].2[0]), (Label::Positive, ReferenceRule::Lexicon));
    // what is said of others is not said of it
    assert!(!towards("NVDA", "", "Pfizer slumped.").iter().any(|own| own.0 == "company.nvidia"));
}

#[test]
fn a_target_that_is_no_company_changes_nothing() {
    for target in ["", "1", "-0.5", "S&P 500", &"a long word ".repeat(20)] {
        assert_eq!(towards(target, "", "Orders surged in May."), [], "{target}");
    }
}

#[test]
fn who_reports_a_result_is_a_company() {
    for (text, kind) in [
        ("Monte Perrin reported a net loss of $3 million.", EntityKind::Company),
        ("Monte Perrin posted record second-quarter revenue.", EntityKind::Company),
        ("Marta Perrin reported a net loss of $3 million.", EntityKind::Person),
        ("Marta Perrin said the loss was small.", EntityKind::Person),
        ("Lena Obrecht said profit rose.", EntityKind::Person),
    ] {
        let analysis = read(text);
        assert_eq!(analysis.entities.first().map(|e| e.kind), Some(kind), "{text}");
    }
}
