//! `newsvane theme audit`: the sample and what labels say of it, by the command itself.

use std::{
    path::Path,
    process::{Command, Output},
};

fn newsvane(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsvane"))
        .args(["theme", "audit"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it runs")
}

fn corpus() -> String {
    format!("{}/corpora/smallcap-2026", crate::ROOT)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn the_sample_is_the_same_for_any_number_of_threads_and_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    let one = newsvane(
        folder.path(),
        &[&corpus(), "--theme", "macro", "--sample", "60", "--threads", "1"],
    );
    assert!(one.status.success(), "{}", text(&one.stderr));
    let two = newsvane(
        folder.path(),
        &[&corpus(), "--theme", "macro", "--sample", "60", "--threads", "2"],
    );
    assert_eq!(text(&one.stdout), text(&two.stdout));
    let other =
        newsvane(folder.path(), &[&corpus(), "--theme", "macro", "--sample", "60", "--seed", "2"]);
    assert_ne!(text(&one.stdout), text(&other.stdout));

    // labels as somebody would give them who agrees, but for one sentence
    let mut reader = csv::Reader::from_reader(&one.stdout[..]);
    let mut writer = csv::Writer::from_path(folder.path().join("labelled.csv")).unwrap();
    writer.write_record(reader.headers().unwrap()).unwrap();
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 60);
    let is_tagged = |row: &csv::StringRecord| matches!(&row[8], "a" | "b");
    let first_tagged = rows.iter().position(is_tagged).unwrap();
    for (n, row) in rows.iter_mut().enumerate() {
        let label = if is_tagged(row) && n != first_tagged { "yes" } else { "no" };
        let cells: Vec<&str> =
            row.iter().enumerate().map(|(n, cell)| if n == 1 { label } else { cell }).collect();
        writer.write_record(cells).unwrap();
    }
    drop(writer);
    let judged = newsvane(folder.path(), &["--labels", "labelled.csv"]);
    assert!(judged.status.success(), "{}", text(&judged.stderr));
    let printed = text(&judged.stdout);
    let line = printed.lines().find(|l| l.starts_with("macro")).expect("a line of the theme");
    assert!(line.contains(" 60 ") && line.contains("0.9") && line.contains("1.000  ["), "{line}");
}

#[test]
fn bad_labels_say_where_and_what_was_expected() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.csv"),
        "theme,label,text,stratum,stratum_sentences\nmacro,perhaps,x,a,3\n",
    )
    .unwrap();
    let failed = newsvane(folder.path(), &["--labels", "a.csv"]);
    assert_eq!(failed.status.code(), Some(2));
    assert_eq!(
        text(&failed.stderr),
        "newsvane: a.csv:2: label `perhaps`: expected yes, no, or nothing\n"
    );
    std::fs::write(folder.path().join("b.csv"), "a,b\n1,2\n").unwrap();
    let failed = newsvane(folder.path(), &["--labels", "b.csv"]);
    assert!(
        text(&failed.stderr)
            .starts_with("newsvane: b.csv:1: no column `theme`; expected theme, label"),
        "{}",
        text(&failed.stderr)
    );
    let missing = newsvane(folder.path(), &["--labels", "c.csv"]);
    assert_eq!(missing.status.code(), Some(3));
}

/// One record of 40,000 sentences, half of which bear the theme.
#[test]
fn a_crowded_article_is_sampled_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let story = "Inflation rose in Köln and the central bank raised interest rates. The hall was \
                 full. "
        .repeat(20_000);
    std::fs::write(folder.path().join("long.txt"), story).unwrap();
    let drawn = newsvane(
        folder.path(),
        &["long.txt", "--theme", "macro", "--theme", "ai", "--sample", "100"],
    );
    assert!(drawn.status.success(), "{}", text(&drawn.stderr));
    let rows = csv::Reader::from_reader(&drawn.stdout[..]).into_records().count();
    assert_eq!(rows, 100);
}
