//! Words that no lexicon knows, found in small archives.

use super::*;

fn gaps(texts: &[&str]) -> Gaps {
    let folder = tempfile::tempdir().unwrap();
    for (n, text) in texts.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{n}.txt")), text).unwrap();
    }
    let settings = GapSettings {
        inputs: vec![folder.path().to_string_lossy().into_owned()],
        load: Options::default(),
        themes: Vec::new(),
        threads: Some(1),
    };
    find_gaps(&Pipeline::builder().build().unwrap(), &settings, &()).unwrap()
}

#[test]
fn forms_of_an_unknown_verb_are_one_word() {
    let found = gaps(&[
        "Inflation zorbs the millers of Oslo, the bank said in May.",
        "Inflation zorbed the millers of Bergen, the bank said in June.\n\nIt will zorb more.",
    ]);
    let zorb = found.words.iter().find(|gap| gap.word.starts_with("zorb")).unwrap();
    assert_eq!((zorb.word.as_str(), zorb.sentences >= 2), ("zorb", true), "{zorb:?}");
    assert!(zorb.examples[0].contains("zorb"));
    assert_eq!((found.articles, found.rejects), (2, 0));
}

#[test]
fn known_and_plain_words_are_no_gaps() {
    let found = gaps(&["Inflation in Norway rose to 4 percent, the bank said on Monday."]);
    let words: Vec<&str> = found.words.iter().map(|gap| gap.word.as_str()).collect();
    for known in ["rose", "inflation", "said", "percent", "monday", "norway"] {
        assert!(!words.contains(&known), "{known} in {words:?}");
    }
}

#[test]
fn sentences_of_no_theme_do_not_count() {
    let found = gaps(&["The choir zorbed a psalm and went home."]);
    assert_eq!((found.sentences, found.words.len()), (0, 0));
}

#[test]
fn the_table_stays_bounded_and_keeps_what_is_frequent() {
    let mut counts = Counts::default();
    for n in 0..2 * MOST {
        let words = vec![(GapKind::Noun, format!("rare{n}")), (GapKind::Noun, "zorb".into())];
        counts.add(Unknown { text: n.to_string(), is_silent: n % 2 == 0, words });
    }
    assert!(counts.words.len() <= MOST);
    let words = counts.words();
    assert_eq!((words[0].word.as_str(), words[0].sentences), ("zorb", 2 * MOST as u64));
    assert_eq!(words[0].examples, ["0", "2", "4"]);
}
