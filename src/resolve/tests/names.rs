//! What stands beside a name, and what a sentence is about.

use super::{names, read};
use crate::model::{Analysis, EntityKind};

/// The companies that some sentence is about, with its number.
fn about(analysis: &Analysis) -> Vec<(u32, &str)> {
    let mentions = analysis.references.iter().filter(|r| !r.is_in_passing);
    let mut all: Vec<(u32, &str)> = mentions
        .map(|r| (r.sentence, &analysis.entities[r.entity as usize]))
        .filter(|(_, e)| e.kind == EntityKind::Company)
        .map(|(n, e)| (n, e.name.as_str()))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The persons of a text with whom they belong to.
fn people(text: &str) -> Vec<(String, Option<String>)> {
    let analysis = read(text);
    let people = analysis.entities.into_iter().filter(|e| e.kind == EntityKind::Person);
    people.map(|e| (e.name, e.org)).collect()
}

#[test]
fn nouns_before_a_name_say_that_it_is_a_company() {
    for (text, companies) in [
        ("Steelmaker Orrovell, Tarn's largest rival, cut 300 jobs.", &["Orrovell"][..]),
        ("Rival Orrovell Pumps gained 4%.", &["Orrovell Pumps"]),
        ("Larger rivals Orrovell and Veskin cut prices.", &["Orrovell", "Veskin"]),
        (
            "Suppliers such as Orrovell, Veskin and Dart Hill gain.",
            &["Orrovell", "Veskin", "Dart Hill"],
        ),
        ("The mine sold its parent, Orrovell, a ship.", &["Orrovell"]),
        ("The Oslo-based miner Orrovell dug on.", &["Orrovell"]),
        ("I looked at Orrovell (ORV.L) again.", &["Orrovell"]),
        ("Orrovell did not immediately respond to questions.", &["Orrovell"]),
        ("Shell and TotalEnergies sold their ships.", &["Royal Dutch Shell", "TotalEnergies"]),
        ("Brokerage Orrovell Securities was calm.", &["Orrovell Securities"]),
        ("The growers of Orrovell sold apples.", &[]),
        ("Rival towns such as Orrovell built bridges.", &[]),
        ("The Orrovell fell 3% before noon.", &[]),
    ] {
        let analysis = read(text);
        assert_eq!(names(&analysis, EntityKind::Company), companies, "{text}");
    }
}

#[test]
fn a_name_does_not_take_in_a_place_that_only_tells_of_it() {
    let analysis = read("Oslo-based Orrovell Ltd lost money. Shares of Orrovell fell 3%.");
    assert_eq!(names(&analysis, EntityKind::Company), ["Orrovell"]);
    assert!(people("Oslo-based Orrovell said it was calm.").is_empty());
}

#[test]
fn singular_nouns_without_article_that_say_or_move_are_names() {
    let found = |text: &str| names(&read(text), EntityKind::Company).len();
    assert_eq!(found("Target dropped 6.3% after a warning."), 1);
    assert_eq!(found("Visa said that travel was picking up."), 1);
    assert_eq!(found("Travelers said that trains were late."), 0);
    assert_eq!(found("Swiss shares closed 0.4% higher."), 0);
}

#[test]
fn its_officers_belong_to_whom_the_sentences_before_are_about() {
    for (text, person, org) in [
        (
            "Orrovell Ltd shut a mill. \"It is over,\" said its owner, Marta Kessel.",
            "Marta Kessel",
            Some("Orrovell"),
        ),
        (
            "Tarn Mills plc lost money. Orrovell Ltd said its offer was final. \"There is no \
             more,\" said managing director Marta Kessel.",
            "Marta Kessel",
            Some("Orrovell"),
        ),
        (
            "Osmund Perrin, a former Calder Research economist, said prices would fall.",
            "Osmund Perrin",
            None,
        ),
        (
            "\"Prices hold,\" said Osmund Perrin, senior vice-president (grains), Calder Research.",
            "Osmund Perrin",
            Some("Calder Research"),
        ),
        (
            "Osmund Perrin of the consumer group Orrovell reckons prices will fall.",
            "Osmund Perrin",
            Some("Orrovell"),
        ),
    ] {
        let found = people(text);
        let own = found.iter().find(|(name, _)| name == person);
        assert_eq!(own.map(|(_, org)| org.as_deref()), Some(org), "{text}: {found:?}");
    }
}

#[test]
fn a_person_whose_name_holds_a_brand_is_no_company() {
    let text = "Orrovell Ltd shut a mill. Its boss, Hugo Lacroix, told us so.";
    assert_eq!(names(&read(text), EntityKind::Company), ["Orrovell"]);
}

#[test]
fn sentences_are_about_who_is_told_of_and_not_about_who_judges() {
    for (text, expected) in [
        ("\"It is cheap,\" said Osmund Perrin, who covers mills for Calder Research.", &[][..]),
        ("Osmund Perrin of Calder Research expects rain.", &[]),
        ("\"Owners wait,\" said Osmund Perrin of Athens broker Orrovell.", &[]),
        ("\"We shut it,\" said Marta Kessel, chief executive of Orrovell Ltd.", &["Orrovell"]),
        ("A spokeswoman for Orrovell Ltd said the mill was shut.", &["Orrovell"]),
        ("An Orrovell spokeswoman said the mill was shut. Orrovell Ltd fell.", &["Orrovell"]),
        ("Goldman Sachs raised its forecast for copper.", &[]),
        ("Goldman Sachs gained 2.1% after the news.", &["Goldman Sachs"]),
        ("Shares of Goldman Sachs slid.", &["Goldman Sachs"]),
    ] {
        let analysis = read(text);
        let own: Vec<&str> =
            about(&analysis).into_iter().filter(|(n, _)| *n == 0).map(|(_, e)| e).collect();
        assert_eq!(own, expected, "{text}");
    }
}

#[test]
fn who_is_asked_is_a_person_where_the_story_gives_a_first_name() {
    let text = "Marta Kessel left the mill in May. Kessel declined to comment on Monday.";
    let analysis = read(text);
    assert!(names(&analysis, EntityKind::Company).is_empty());
    assert_eq!(names(&analysis, EntityKind::Person), ["Marta Kessel"]);
}

#[test]
fn an_office_that_is_a_body_leaves_the_name_after_it() {
    let found = people("U.S. Trade Representative Osmund Perrin told reporters that talks go on.");
    assert_eq!(found.first().map(|(name, _)| name.as_str()), Some("Osmund Perrin"), "{found:?}");
}
