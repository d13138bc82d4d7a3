//! What settings and word lists of one's own change, and what holds for any text.

use super::*;

#[test]
fn word_lists_of_ones_own_stand_beside_our_scores() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("v.txt"), "splendid\t3.0\t0.1\n").unwrap();
    std::fs::write(folder.join("lm.csv"), "Word,Negative,Positive\nSPLENDID,2009,0\n").unwrap();
    std::fs::write(folder.join("texts.txt"), "A splendid rise in sales.\n").unwrap();
    let score = |arguments: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_newsvane"))
            .current_dir(folder)
            .arg("score")
            .args(arguments)
            .output()
            .unwrap()
    };
    let out = score(&["texts.txt", "--compare", "vader:v.txt", "--compare", "lm:lm.csv"]);
    let object: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(
        (&object["vader_label"], &object["lm_label"]),
        (&"positive".into(), &"negative".into()),
        "{object}"
    );
    assert_eq!(
        (object["lm_score"].as_f64(), object["agreement"].as_f64()),
        (Some(-1.0), Some(0.5)),
        "{object}"
    );
    let out = score(&["texts.txt", "--compare", "afinn:v.txt"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("expected vader:FILE or lm:FILE"));
    assert_eq!(score(&["texts.txt", "--compare", "lm:none.csv"]).status.code(), Some(3));
}

#[test]
fn tight_money_takes_the_sign_that_the_user_gives_it() {
    use newsvane::score::{ModalityWeights, Stance};
    let with = |hawkish| {
        let pipeline = Pipeline::builder()
            .weighing(ModalityWeights { hawkish, ..ModalityWeights::default() })
            .build()
            .expect("built-in lexicons");
        ["The central bank raised interest rates.", "Markets expect another rate cut."]
            .map(|text| pipeline.score(text, None, None).label)
    };
    assert_eq!(with(Stance::Unfavourable), [Label::Negative, Label::Positive]);
    assert_eq!(with(Stance::Neutral), [Label::Neutral, Label::Neutral]);
    assert_eq!(with(Stance::Favourable), [Label::Positive, Label::Negative]);
}

#[test]
fn statements_that_tell_of_no_fact_weigh_as_set() {
    use newsvane::score::ModalityWeights;
    let value = |weighing, text: &str| {
        Pipeline::builder()
            .weighing(weighing)
            .build()
            .expect("built-in lexicons")
            .score(text, None, None)
            .value
    };
    let watched = "Watch for weaker sales in the north.";
    let normal = ModalityWeights::default();
    assert!(value(normal, watched).abs() < 1e-12);
    assert!(value(ModalityWeights { watch: 1.0, ..normal }, watched) < -0.3);
    let conditional = "If sales fall, the group could make a loss.";
    let (full, half) = (
        value(ModalityWeights { conditional: 1.0, ..normal }, conditional),
        value(normal, conditional),
    );
    assert!(
        full < 0.0 && (full - 2.0 * half).abs() < 1e-12 || (full + 1.0).abs() < 1e-12,
        "{full} {half}"
    );
}
