//! The documentation: every link leads somewhere, every page is in the table of contents, and every
//! command of every page runs.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use crate::ROOT;

/// The documents that people read.
fn documents() -> Vec<PathBuf> {
    let pages = |folder: &str| {
        let files = fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
        files
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension() == Some("md".as_ref()))
    };
    let mut all: Vec<PathBuf> = pages("docs").chain(pages("")).chain(pages("examples")).collect();
    all.sort();
    all
}

/// A document without what is in fences.
fn prose(text: &str) -> String {
    let mut is_code = false;
    let lines = text.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Names of the headings of a document, as GitHub and mdBook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = prose(text);
    let name = |heading: &str| {
        let plain = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = plain.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.lines().filter(|line| line.starts_with('#')).map(name).collect()
}

/// Where the links of a document lead.
fn links(text: &str) -> Vec<String> {
    let prose = prose(text);
    let ends = prose.split("](").skip(1);
    ends.filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect()
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut broken = Vec::new();
    let mut followed = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            followed += 1;
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() {
                document.clone()
            } else {
                document.parent().unwrap().join(file)
            };
            let is_there = target.exists();
            let has_anchor = || anchors(&fs::read_to_string(&target).unwrap()).contains(anchor);
            if !is_there || (!anchor.is_empty() && !has_anchor()) {
                broken.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(followed > 50, "{followed}");
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let docs = Path::new(ROOT).join("docs");
    let summary = fs::read_to_string(docs.join("SUMMARY.md")).unwrap();
    let listed: BTreeSet<String> = links(&summary).into_iter().collect();
    let pages: BTreeSet<String> = documents()
        .iter()
        .filter(|path| path.parent() == Some(docs.as_path()))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .filter(|name| name != "SUMMARY.md")
        .collect();
    assert_eq!(listed, pages);
}

/// What the commands of the documentation work on.
fn furnish(folder: &Path) {
    let archive =
        fs::read_to_string(Path::new(ROOT).join("corpora/formats/articles.jsonl")).unwrap();
    let lines: Vec<&str> = archive.lines().collect();
    for (month, articles) in ["2026-01", "2026-02"].into_iter().zip(lines.chunks(8)) {
        fs::create_dir_all(folder.join("news").join(month)).unwrap();
        let file = folder.join("news").join(month).join(format!("{month}.jsonl"));
        fs::write(file, articles.join("\n")).unwrap();
    }
    std::os::unix::fs::symlink(Path::new(ROOT).join("corpora"), folder.join("corpora")).unwrap();
    let copy =
        |from: &str, to: &str| fs::copy(Path::new(ROOT).join(from), folder.join(to)).unwrap();
    copy("examples/data/companies.csv", "companies.csv");
    copy("corpora/smallcap-2026/gold/hw-09-hiring-stalls.txt", "article.txt");
    let moves = ["rose", "fell", "held"];
    let labels = ["positive", "negative", "neutral"];
    let rows = |row: &dyn Fn(usize) -> String| (0..60).map(|n| row(n) + "\n").collect::<String>();
    let text = |n: usize| format!("Profit of maker {n} {} in the quarter", moves[n % 3]);
    let csv = rows(&|n| format!("{},{}", text(n), labels[n % 3]));
    fs::write(folder.join("labels.csv"), format!("text,label\n{csv}")).unwrap();
    let verdict = |n: usize| ["buy", "sell", "neutral"][n % 3];
    let jsonl =
        rows(&|n| serde_json::json!({"sentence": text(n), "verdict": verdict(n)}).to_string());
    fs::write(folder.join("labels.jsonl"), jsonl).unwrap();
    fs::write(folder.join("headlines.csv"), format!("text\n{}", rows(&text))).unwrap();
    fs::create_dir_all(folder.join("my-words")).unwrap();
    let words =
        "layer = \"tone\"\n\n[[group]]\nclass = \"positive\"\nterms = [\n  \"blockbuster\",\n]\n";
    fs::write(folder.join("my-words/own.toml"), words).unwrap();
    // what GNU parallel does, one after the other
    let parallel = "#!/bin/bash\ncommand=()\nwhile [ \"$1\" != ::: ]; do command+=(\"$1\"); shift; done\nshift\n\
                    for n in \"$@\"; do \"${command[@]//\\{\\}/$n}\" || exit; done\n";
    fs::create_dir_all(folder.join("bin")).unwrap();
    fs::write(folder.join("bin/parallel"), parallel).unwrap();
    let chmod = Command::new("chmod").arg("+x").arg(folder.join("bin/parallel")).status();
    assert!(chmod.unwrap().success());
}

/// Commands that are not of newsvane, or need what is no part of this repository.
fn is_left_out(command: &str) -> bool {
    ["pip ", "cargo "].iter().any(|tool| command.starts_with(tool)) || command.contains("bert:")
}

/// The lines of the blocks of commands of a page.
fn commands(text: &str) -> Vec<&str> {
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.flat_map(str::lines).filter(|line| !line.trim().is_empty()).collect()
}

/// Labels the sentences that an audit drew, as a reader would.
fn fill_labels(folder: &Path, command: &str) {
    let file = command.split(" -o ").nth(1).and_then(|rest| rest.split_whitespace().next());
    let Some(path) = file.filter(|_| command.contains("theme audit")).map(|file| folder.join(file))
    else {
        return;
    };
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let header = reader.headers().unwrap().clone();
    let label = header.iter().position(|name| name == "label").unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer.write_record(&header).unwrap();
    for row in rows {
        let cells = row.iter().enumerate();
        writer.write_record(cells.map(|(n, cell)| if n == label { "yes" } else { cell })).unwrap();
    }
}

/// Runs the commands of a page in a folder of their own; what went wrong.
fn run_page(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let commands = commands(&text);
    if commands.is_empty() {
        return Vec::new();
    }
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path());
    let program = Path::new(env!("CARGO_BIN_EXE_newsvane")).parent().unwrap().to_owned();
    let path = format!(
        "{}:{}:{}",
        folder.path().join("bin").display(),
        program.display(),
        std::env::var("PATH").unwrap()
    );
    let run = |command: &str| {
        let mut bash = Command::new("bash");
        bash.args(["-c", command]).current_dir(folder.path()).env("PATH", &path);
        bash.output().unwrap()
    };
    // many pages begin with the tables of a run
    assert!(run("newsvane run news/ --quiet").status.success());
    let mut failed = Vec::new();
    for command in commands.iter().filter(|command| !is_left_out(command)) {
        let done = run(command);
        // as that of diff, 1 says that there are differences
        let is_told = command.starts_with("newsvane diff ") && done.status.code() == Some(1);
        if !done.status.success() && !is_told {
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            failed.push(format!("{}: {command}\n{said}", page.display()));
        }
        fill_labels(folder.path(), command);
    }
    failed
}

#[test]
fn every_command_of_the_documentation_runs() {
    let docs = Path::new(ROOT).join("docs");
    let pages: Vec<PathBuf> =
        documents().into_iter().filter(|path| path.starts_with(&docs)).collect();
    let failed: Vec<String> = thread::scope(|scope| {
        let runs: Vec<_> = pages.iter().map(|page| scope.spawn(move || run_page(page))).collect();
        runs.into_iter().flat_map(|run| run.join().unwrap()).collect()
    });
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
