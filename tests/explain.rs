//! `newsvane explain` as people read it: what is marked, why each sentence scored so, and what is
//! left out.

use std::process::Output;

use assert_cmd::Command;

const ARTICLE: &str = "Cedarline Foods lifts outlook as wheat costs ease

By Ada Brook

JUNE 24, 2026 - Cedarline Foods raised its profit forecast on Wednesday after inflation in food \
                       costs cooled to 2.1%.

\"Demand is strong,\" said Chief Executive Tom Reed.

Share this article

The Federal Reserve left interest rates unchanged.
";

fn explain(arguments: &[&str]) -> (String, String, Option<i32>) {
    explain_file("cedar.txt", ARTICLE, arguments, &[])
}

fn explain_file(
    name: &str,
    article: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> (String, String, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), article).unwrap();
    let mut command = Command::cargo_bin("newsvane").unwrap();
    command.current_dir(folder.path()).env_remove("COLUMNS").envs(variables.iter().copied());
    let Output { stdout, stderr, status } =
        command.arg("explain").arg(name).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(stdout), text(stderr), status.code())
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
        let parts: f64 = score["trace"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| step["value"].as_f64().unwrap())
            .sum();
        assert!(
            (parts.clamp(-1.0, 1.0) - score["value"].as_f64().unwrap()).abs() < 1e-9,
            "{score}"
        );
    }
    assert_eq!(object["claims"][0]["surface"], "2.1%");
}

#[test]
fn a_theme_that_does_not_exist_is_named_with_those_that_do() {
    let (_, error, code) = explain(&["--theme", "macro.rats"]);
    assert_eq!(code, Some(2));
    assert_eq!(error, "newsvane: --theme macro.rats: no such theme; did you mean macro.rates?\n");
}

#[test]
fn colours_say_the_same_as_signs_and_need_to_be_asked_for_in_a_pipe() {
    let (coloured, _, _) = explain_file("cedar.txt", ARTICLE, &[], &[("CLICOLOR_FORCE", "1")]);
    assert!(coloured.contains("\u{1b}[32m") && coloured.contains("\u{1b}[4m"), "{coloured:?}");
    let (plain, _, _) = explain(&[]);
    let bare = |text: &str| {
        text.replace(['{', '}', '<', '>', '+', '-', '~'], "")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(bare(&anstream::adapter::strip_str(&coloured).to_string()), bare(&plain));
}

#[test]
fn no_line_is_wider_than_asked_for() {
    for width in ["40", "60", "100"] {
        let (page, _, _) = explain_file("cedar.txt", ARTICLE, &[], &[("COLUMNS", width)]);
        let widest = page.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width.parse().unwrap(), "{width}: {widest}\n{page}");
    }
}

#[test]
fn json_has_places_themes_and_claims() {
    let (json, _, _) = explain(&["--json"]);
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    let text: Vec<char> = ARTICLE.chars().collect();
    for score in object["scores"].as_array().unwrap() {
        for part in
            score["trace"].as_array().unwrap().iter().chain(score["cues"].as_array().unwrap())
        {
            let place =
                part["start"].as_u64().unwrap() as usize..part["end"].as_u64().unwrap() as usize;
            assert_eq!(text[place].iter().collect::<String>(), part["surface"].as_str().unwrap());
        }
    }
    for key in ["themes", "claims", "quotes", "boilerplate"] {
        assert!(!object[key].as_array().unwrap().is_empty(), "{key}");
    }
    let (json, _, _) = explain(&["--json", "--theme", "macro.rates"]);
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(
        object["scores"].as_array().unwrap().iter().all(|score| score["theme"] == "macro.rates"),
        "{object}"
    );
}

const RECORDS: &str = "{\"id\":\"oats-1\",\"Body\":\"Oat prices rose 3% in \
                       June.\"}\n{\"id\":\"wool-2\",\"Body\":\"Wool prices fell 4% in June.\"}\n";

#[test]
fn a_record_is_found_by_id_number_and_article_id() {
    let find = |record: &str| {
        explain_file("a.jsonl", RECORDS, &["--map", "text=Body", "--record", record], &[]).0
    };
    assert!(
        find("wool-2").contains("Wool") && find("2").contains("Wool") && find("1").contains("Oat")
    );
    let (json, _, _) =
        explain_file("a.jsonl", RECORDS, &["--map", "text=Body", "--record", "2", "--json"], &[]);
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(find(object["article_id"].as_str().unwrap()).contains("Wool"));
}

#[test]
fn a_record_that_is_not_there_is_told_with_those_that_are() {
    let (_, error, code) =
        explain_file("a.jsonl", RECORDS, &["--map", "text=Body", "--record", "wool-3"], &[]);
    assert_eq!(code, Some(2));
    assert_eq!(
        error,
        "newsvane: a.jsonl: no record wool-3 among its 2 records; did you mean wool-2?; expected \
         a number from 1 to 2, or an id such as oats-1, wool-2\n"
    );
}

#[test]
fn only_words_that_turned_or_weighed_a_score_are_marked_as_such() {
    let article = "Chip makers\n\nDemand for AI chips did not fall sharply in May. Demand rose in \
                   May at small AI suppliers.\n";
    let (page, _, _) = explain_file("a.txt", article, &[], &[]);
    assert!(page.contains("~not~") && !page.contains("~small~"), "{page}");
    let (json, _, _) = explain_file("a.txt", article, &["--json"], &[]);
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    let steps = object["scores"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|score| score["trace"].as_array().unwrap());
    let shifters: Vec<&str> = steps
        .flat_map(|step| step["shifted_by"].as_array().unwrap())
        .map(|word| word["surface"].as_str().unwrap())
        .collect();
    assert!(shifters.contains(&"not") && !shifters.contains(&"small"), "{shifters:?}");
}

/// A text without the marks of `explain`.
fn unmarked(text: &str) -> String {
    text.chars().filter(|c| !"{}<>+-~".contains(*c)).collect()
}

/// With `NEWSVANE_WRITE_DOCS=1` the traces are written again; what is said of them is not.
#[test]
fn the_traces_of_the_docs_are_those_that_are_printed() {
    let path = format!("{}/docs/sentiment.md", crate::ROOT);
    let mut docs = std::fs::read_to_string(&path).unwrap();
    let begins = |line: &&str| line.starts_with("newsvane explain corpora/");
    let command = docs.lines().find(begins).unwrap().to_owned();
    let arguments: Vec<&str> = command.split(' ').skip(1).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_newsvane"))
        .args(arguments)
        .current_dir(crate::ROOT)
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    assert!(output.status.success(), "{command}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let (_, after) = docs.split_once(&command).unwrap();
    let traces: Vec<String> = after
        .split("\n```text\n")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("\n```")?.0.to_owned()))
        .filter(|block| block.contains("macro"))
        .collect();
    assert_eq!(traces.len(), 2, "{traces:#?}");
    for trace in traces {
        if printed.contains(&trace) {
            continue;
        }
        let beginning: String = unmarked(&trace).chars().take(30).collect();
        let is_it = |paragraph: &&str| unmarked(paragraph).starts_with(&beginning);
        let now = printed.split("\n\n").find(is_it).unwrap_or_default();
        assert!(
            std::env::var_os("NEWSVANE_WRITE_DOCS").is_some() && !now.is_empty(),
            "docs/sentiment.md has\n{trace}\nbut `{command}` prints\n{now}\n(NEWSVANE_WRITE_DOCS=1 writes \
             it; read what is said of it)"
        );
        docs = docs.replace(&trace, now);
        std::fs::write(&path, &docs).unwrap();
    }
}
