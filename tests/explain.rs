//! `newsvane explain` as people read it: what is marked, why each sentence scored so, and what is left out.

use assert_cmd::Command;

const ARTICLE: &str = "Cedarline Foods lifts outlook as wheat costs ease

By Ada Brook

JUNE 24, 2026 - Cedarline Foods raised its profit forecast on Wednesday after inflation in food costs cooled to 2.1%.

\"Demand is strong,\" said Chief Executive Tom Reed.

Share this article

The Federal Reserve left interest rates unchanged.
";

fn explain(arguments: &[&str]) -> (String, String, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("cedar.txt"), ARTICLE).unwrap();
    let mut command = Command::cargo_bin("newsvane").unwrap();
    let output = command.current_dir(folder.path()).arg("explain").arg("cedar.txt").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn the_page_shows_story_scores_claims_quotes_and_what_was_left_out() {
    let (page, _, code) = explain(&[]);
    assert_eq!(code, Some(0));
    insta::assert_snapshot!(page);
    assert!(!page.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn json_holds_every_part_of_every_score() {
    let (json, _, code) = explain(&["--json"]);
    assert_eq!(code, Some(0));
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    let scores = object["scores"].as_array().unwrap();
    assert!(!scores.is_empty());
    for score in scores {
        let parts: f64 = score["trace"].as_array().unwrap().iter().map(|step| step["value"].as_f64().unwrap()).sum();
        assert!((parts.clamp(-1.0, 1.0) - score["value"].as_f64().unwrap()).abs() < 1e-9, "{score}");
    }
    assert_eq!(object["claims"][0]["surface"], "2.1%");
}

#[test]
fn a_theme_that_does_not_exist_is_named_with_those_that_do() {
    let (_, error, code) = explain(&["--theme", "macro.rats"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("macro.rats") && error.contains("macro.rates"), "{error}");
}
