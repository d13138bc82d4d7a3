//! The figures of `check` on small cases; `tests/gold.rs` compares them with `score_gold.py`.

use serde_json::{Value, json};

use super::*;
use crate::model::{Reason, Reject};

fn gold(text: &str, annotation: Value) -> Gold {
    let mut whole = json!({
        "id": "a", "published": null, "boilerplate": [], "theme_sentences": [], "document_themes": {}, "claims": [], "quotes": [],
    });
    if let (Some(whole), Value::Object(own)) = (whole.as_object_mut(), annotation) {
        whole.extend(own);
    }
    Gold {
        id: "a".to_owned(),
        annotation: whole,
        text: text.chars().collect(),
        article: Err(Reject {
            locator: "a".to_owned(),
            stage: "load".into(),
            reason: Reason::Empty,
            detail: String::new(),
            bytes: 0,
        }),
    }
}

fn figures(gold: &Gold, prediction: &Value, is_strict: bool) -> Value {
    let mut scores = Scores::new(is_strict);
    scores.add(gold, Some(prediction));
    scores.json()
}

#[test]
fn boilerplate_counts_characters_that_are_not_blank() {
    let gold =
        gold("ab cd ef", json!({"boilerplate": [{"start": 0, "end": 5, "surface": "ab cd"}]}));
    let figures = figures(
        &gold,
        &json!({"boilerplate": [{"start": 3, "end": 8, "surface": "cd ef"}]}),
        false,
    );
    assert_eq!(
        figures["boilerplate_chars"],
        json!({"precision": 0.5, "recall": 0.5, "f1": 0.5, "tp": 2, "fp": 2, "fn": 2})
    );
}

#[test]
fn optional_items_are_neither_required_nor_false_unless_strict() {
    let sentence = json!({"start": 0, "end": 10, "surface": "Rates fell", "themes": {"macro": "+"}, "optional": ["macro"]});
    let gold = gold("Rates fell.", json!({"theme_sentences": [sentence]}));
    let prediction = json!({"theme_sentences": [{"start": 0, "end": 11, "surface": "Rates fell.", "themes": {"macro": "+"}}]});
    let relaxed = figures(&gold, &prediction, false);
    assert_eq!(relaxed["themes"]["macro"]["f1"], Value::Null);
    assert_eq!(relaxed["polarity"].get("macro"), None);
    let strict = figures(&gold, &prediction, true);
    assert_eq!(strict["themes"]["macro"]["f1"], 1.0);
    assert_eq!(strict["polarity"]["all"], json!({"accuracy": 1.0, "correct": 1, "of": 1}));
    assert_eq!(figures(&gold, &json!({}), true)["themes"]["macro"]["fn"], 1);
}

#[test]
fn a_polarity_may_have_alternatives() {
    let sentence = json!({
        "start": 0, "end": 11, "surface": "Rates fell.", "themes": {"macro": "+"}, "polarity_alt": {"macro": ["0"]},
    });
    let gold = gold("Rates fell.", json!({"theme_sentences": [sentence]}));
    for (predicted, correct) in [("+", 1), ("0", 1), ("-", 0)] {
        let prediction = json!({"theme_sentences": [{"start": 0, "end": 11, "surface": "Rates fell.", "themes": {"macro": predicted}}]});
        let figures = figures(&gold, &prediction, false);
        assert_eq!(figures["polarity"]["macro"]["correct"], correct, "{predicted}");
    }
}

#[test]
fn claims_match_by_place_and_value_and_accept_other_wordings() {
    let claim = json!({
        "start": 12, "end": 14, "surface": "3%", "value": 3, "value_hi": null, "unit": "percent", "qualifier": "about", "direction": "up",
        "kind": "change", "subject": "the index", "subject_alt": ["Chip Index"], "period": null, "modality": "actual", "speaker": null,
    });
    let gold = gold("It rose some 3% today.", json!({"claims": [claim]}));
    let predicted = json!({
        "start": 12, "end": 14, "value": -3.0, "value_hi": null, "unit": "percent", "qualifier": "exact", "direction": "up", "kind": "change",
        "subject": "Chip Index", "period": "today", "modality": "actual", "speaker": null,
    });
    let all = figures(&gold, &json!({"claims": [predicted, predicted]}), false);
    assert_eq!((&all["claims"]["tp"], &all["claims"]["fp"]), (&json!(1), &json!(1)));
    for (field, right) in [
        ("unit", 1),
        ("qualifier", 0),
        ("direction", 1),
        ("subject", 1),
        ("period", 0),
        ("speaker", 1),
    ] {
        assert_eq!(all["claim_fields"][field]["correct"], right, "{field}");
    }
    assert_eq!(all["claims_without_undefined"]["recall"]["accuracy"], 1.0);
}

#[test]
fn quotes_are_compared_by_speaker_or_organisation() {
    let gold = gold(
        "Acme said so.",
        json!({"quotes": [{"start": 0, "end": 12, "surface": "Acme said so", "speaker": null, "org": "Acme"}]}),
    );
    let prediction =
        json!({"quotes": [{"start": 0, "end": 13, "speaker": "Acme Inc", "org": null}]});
    assert_eq!(figures(&gold, &prediction, false)["quotes"]["speaker"]["accuracy"], 1.0);
}

#[test]
fn an_article_without_prediction_counts_as_empty() {
    let mut scores = Scores::new(false);
    scores.add(&gold("Text.", json!({"document_themes": {"ai": "+"}})), None);
    let figures = scores.json();
    assert_eq!(figures["published"]["accuracy"], 0.0);
    assert_eq!(figures["document_themes"]["of"], 1);
    assert_eq!(figures["warnings"]["article_without_prediction"], 1);
}
