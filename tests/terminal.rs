//! What somebody at a terminal gets beside tables: completions, manual pages, a first
//! configuration.

use std::{path::Path, process::Output};

use assert_cmd::Command;

use crate::tools::{has_tool, report_missing};

fn newsvane(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("newsvane")
        .unwrap()
        .current_dir(folder)
        .env_remove("COLUMNS")
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let help = text(&newsvane(Path::new("."), &["--help"]).stdout);
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn completions_know_every_command_in_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = newsvane(Path::new("."), &["completions", shell]);
        assert!(script.status.success() && script.stderr.is_empty(), "{shell}");
        assert_eq!(
            script.stdout,
            newsvane(Path::new("."), &["completions", shell]).stdout,
            "{shell} is the same every time"
        );
        let script = text(&script.stdout);
        for command in commands() {
            assert!(script.contains(&command), "completions of {shell} lack {command}");
        }
    }
    for (shell, check) in [("bash", "bash"), ("zsh", "zsh"), ("fish", "fish")] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("script");
        std::fs::write(&file, newsvane(Path::new("."), &["completions", shell]).stdout).unwrap();
        if has_tool(check) {
            let checked = std::process::Command::new(check).arg("-n").arg(&file).output().unwrap();
            assert!(checked.status.success(), "{check} -n: {}", text(&checked.stderr));
        }
    }
}

#[test]
fn manual_pages_of_all_commands_are_well_formed() {
    let folder = tempfile::tempdir().unwrap();
    let made = newsvane(folder.path(), &["man", "--out", "pages"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let pages = folder.path().join("pages");
    for command in commands() {
        let page = std::fs::read_to_string(pages.join(format!("newsvane-{command}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS") && page.contains(".SH OPTIONS"), "{command}");
    }
    let run = std::fs::read_to_string(pages.join("newsvane-run.1")).unwrap();
    assert!(
        run.contains(".SH EXAMPLES\n.nf\n\\&  newsvane run news/"),
        "examples keep their lines:\n{run}"
    );
    assert_eq!(
        text(&newsvane(folder.path(), &["man", "run"]).stdout),
        run,
        "one page alone is the same"
    );
    let mut linted = false;
    for page in std::fs::read_dir(&pages).unwrap() {
        let path = page.unwrap().path();
        for (tool, arguments) in [
            ("mandoc", ["-T", "lint", "-W", "error"].as_slice()),
            ("groff", ["-man", "-Tutf8", "-ww", "-z"].as_slice()),
        ] {
            if let Ok(checked) =
                std::process::Command::new(tool).args(arguments).arg(&path).output()
            {
                let said = text(&checked.stderr)
                    + &if tool == "mandoc" { text(&checked.stdout) } else { String::new() };
                assert!(
                    checked.status.success() && said.is_empty(),
                    "{tool} {}: {said}",
                    path.display()
                );
                linted = true;
            }
        }
    }
    if !linted {
        report_missing("mandoc or groff");
    }
    let wrong = newsvane(folder.path(), &["man", "repot"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("did you mean report?"), "{}", text(&wrong.stderr));
}

#[test]
fn a_first_configuration_and_theme_work_as_they_are_and_are_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let made = newsvane(folder.path(), &["init", "project"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(text(&made.stdout).contains("newsvane lexicon test --lexicons"));
    let project = folder.path().join("project");
    let lint = newsvane(&project, &["lexicon", "lint", "--strict", "--lexicons", "lexicons"]);
    assert!(lint.status.success(), "{}", text(&lint.stdout));
    let tests = newsvane(&project, &["lexicon", "test", "--lexicons", "lexicons"]);
    assert!(tests.status.success(), "{}", text(&tests.stdout));
    std::fs::write(
        project.join("a.txt"),
        "Defence spending rises\n\nParliament approved a larger defence budget. Defence spending \
         will rise 9%.\n",
    )
    .unwrap();
    let run = newsvane(&project, &["run", "a.txt", "--lexicons", "lexicons", "--out", "out"]);
    assert!(run.status.success() && text(&run.stdout).contains("defence"), "{}", text(&run.stdout));

    std::fs::remove_file(project.join("newsvane.toml")).unwrap();
    let again = newsvane(folder.path(), &["init", "project"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(
        text(&again.stderr).contains("example.toml: the file is there"),
        "{}",
        text(&again.stderr)
    );
    assert!(
        !project.join("newsvane.toml").exists(),
        "nothing is written where one of the files is there"
    );
}

/// What the command says on standard error, which ends with this code.
fn says(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = newsvane(folder, arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stderr)
}

#[test]
fn mistakes_are_told_with_what_may_have_been_meant() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.txt"),
        "Profit fell\n\nThe profit of the company fell 5%.\n",
    )
    .unwrap();
    for (arguments, expected) in [
        (
            &["run", "a.txt", "--format", "cvs"][..],
            "--format cvs: unknown format; did you mean csv?",
        ),
        (
            &["run", "a.txt", "--format", "docx"],
            "--format docx: unknown format; expected one of csv, jsonl, parquet, xlsx, html",
        ),
        (
            &["report", "a", "--format", "htm"],
            "--format htm: no document of that name; did you mean html?",
        ),
        (&["run", "a.txt", "--calendar", "nysee"], "did you mean nyse?"),
        (
            &["run", "a.txt", "--zone", "America/NewYork"],
            "--zone America/NewYork: no such time zone; did you mean America/New_York?",
        ),
        (
            &["run", "a.txt", "--half-life", "-1"],
            "--half-life -1: expected a number of days above 0",
        ),
        (&["run", "a.txt", "--embargo", "-5"], "--embargo -5: expected a whole number from 0"),
        (&["run", "a.txt", "--map", "txt=Body"], "--map txt=Body: unknown field"),
        (&["run", "a.txt", "--map", "txt=Body"], "did you mean text?"),
        (
            &["run", "a.txt", "--weigh", "question=2"],
            "--weigh question=2: expected a number from 0 to 1",
        ),
        (&["run", "a.txt", "--scorer", "liner:m.json"], "or rules; did you mean linear:m.json?"),
        (&["run", "a.txt", "--scorer", "linear"], "or rules; did you mean linear:FILE?"),
        (&["run", "a.txt", "--scorer", "a.txt"], "or rules; did you mean linear:a.txt?"),
        (
            &["run", "a.txt", "--scorer-labels", "positive=A"],
            "--scorer-labels is of a transformer; expected --scorer bert:DIR",
        ),
        (
            &["run", "a.txt", "--scorer-on", "themes"],
            "--scorer-on is of a model; expected --scorer",
        ),
        (
            &["run", "a.txt", "--out", "a.txt"],
            "a.txt: a file is there; expected a folder for the tables",
        ),
        (
            &["score", "a.txt", "--compare", "vadr:x"],
            "--compare `vadr:x`: expected vader:FILE or lm:FILE",
        ),
        (
            &["theme", "audit", "a.txt", "--theme", "ai.chip"],
            "--theme ai.chip: no such theme; did you mean ai.chips?",
        ),
        (
            &["lexicon", "list", "--theme", "ai.chip"],
            "--theme ai.chip: no such theme; did you mean ai.chips?",
        ),
    ] {
        let said = says(folder.path(), arguments, 2);
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
}

#[test]
fn files_that_are_not_there_are_told_with_what_they_should_be() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.txt"),
        "Profit fell\n\nThe profit of the company fell 5%.\n",
    )
    .unwrap();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    for (arguments, code, expected) in [
        (
            &["run", "a.txt", "--universe", "none.csv"][..],
            3,
            "none.csv: cannot read the CSV file of companies (a header line with id and name)",
        ),
        (
            &["run", "a.txt", "--boilerplate", "none.toml"],
            3,
            "none.toml: cannot read the recurring lines (a file that `newsvane boilerplate learn`",
        ),
        (&["run", "a.txt", "--config", "none.toml"], 3, "`newsvane init` writes one to begin with"),
        (&["run", "empty"], 1, "empty: no file with articles is there"),
        (&["annotate", "empty"], 3, "empty: no file with articles is there"),
        (
            &["report", "none"],
            3,
            "none: no such folder; expected the folder that `newsvane run` wrote",
        ),
        (&["measures", "none"], 3, "none: no such folder; expected the folder that"),
        (&["check", "none"], 3, "none: no such folder; expected a folder with gold annotations"),
        (&["lexicon", "list", "xyzzy"], 1, "no entry matches xyzzy; a word of your own"),
        (
            &["report", "empty"],
            2,
            "empty/run.json: no such file; expected the folder that `newsvane run` wrote",
        ),
    ] {
        let said = says(folder.path(), arguments, code);
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }

    assert!(newsvane(folder.path(), &["run", "a.txt", "--quiet"]).status.success());
    let said = says(folder.path(), &["verify", "newsvane-out"], 2);
    assert!(said.contains("did you mean newsvane-out/a?"), "{said}");
    let said = says(folder.path(), &["report", "newsvane-out/a", "--index-name", "fast"], 2);
    assert!(
        said.contains("no index fast among its tables; it has one index, which has no name"),
        "{said}"
    );
}
