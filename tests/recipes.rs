//! The recipes in `examples/` run over the tables of the sample corpus, where their interpreters
//! are installed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use crate::{
    ROOT,
    tools::{has_tool, python_with},
};

/// The tables of the sample corpus, made once.
fn tables() -> &'static Path {
    static TABLES: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = TABLES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let articles = format!("{ROOT}/corpora/smallcap-2026/articles");
        let run = Command::new(env!("CARGO_BIN_EXE_newsvane"))
            .args(["run", &articles, "--quiet", "--universe"])
            .args([&format!("{ROOT}/examples/data/companies.csv"), "--out"])
            .arg(folder.path())
            .status();
        assert!(run.unwrap().success());
        folder
    });
    folder.path()
}

/// The recipes of a folder; what they share is none.
fn recipes(folder: &str, extension: &str) -> Vec<PathBuf> {
    let files =
        fs::read_dir(format!("{ROOT}/examples/{folder}")).unwrap().map(|file| file.unwrap().path());
    let is_recipe = |path: &PathBuf| {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        path.extension().is_some_and(|e| e == extension) && stem != "tables" && stem != "run"
    };
    let mut recipes: Vec<PathBuf> = files.filter(is_recipe).collect();
    recipes.sort();
    assert!(recipes.len() >= 3, "{} recipes in examples/{folder}", recipes.len());
    recipes
}

/// What a recipe prints.
fn output_of(command: &mut Command) -> String {
    let output = command
        .env("NEWSVANE", env!("CARGO_BIN_EXE_newsvane"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    let (out, errors) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}:\n{out}\n{errors}");
    assert!(errors.is_empty(), "{command:?} warns:\n{errors}");
    assert!(!out.trim().is_empty(), "{command:?} prints nothing");
    out.into_owned()
}

#[test]
fn pandas_recipes_run() {
    let Some(python) = python_with("pandas") else { return };
    for recipe in recipes("pandas", "py") {
        output_of(Command::new(&python).arg(&recipe).arg(tables()));
    }
    let quality = output_of(
        Command::new(&python).arg(format!("{ROOT}/examples/pandas/quality.py")).arg(tables()),
    );
    assert!(quality.contains("articles 63 of 63 seen"), "{quality}");
}

#[test]
fn polars_recipes_run() {
    let Some(python) = python_with("polars") else { return };
    for recipe in ["read_tables", "lead_lag"] {
        let script = format!("{ROOT}/examples/polars/{recipe}.py");
        output_of(Command::new(&python).arg(script).arg(tables()));
    }
}

/// Thirty days of an archive that is not the sample, with prices of its own.
fn another_archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let days: Vec<String> = (1..=30).map(|day| format!("2024-04-{day:02}")).collect();
    let article = |(n, day): (usize, &String)| {
        let verb = ["cooled", "quickened", "eased"][n % 3];
        let text = format!(
            "Inflation {verb} to {}.{}% in region {n}, office {} said.",
            n % 7,
            n % 4,
            n * 31
        );
        serde_json::json!({"title": format!("Inflation {verb} again"), "text": text, "published": day}).to_string()
    };
    let articles: Vec<String> = days.iter().enumerate().map(article).collect();
    fs::write(folder.path().join("own.jsonl"), articles.join("\n")).unwrap();
    let prices = days.iter().enumerate().map(|(n, day)| format!("{day},{}\n", 100 + n * 7 % 11));
    fs::write(
        folder.path().join("prices.csv"),
        format!("Date,Close\n{}", prices.collect::<String>()),
    )
    .unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_newsvane"))
        .current_dir(folder.path())
        .args(["run", "own.jsonl", "--out", "tables", "--quiet"])
        .status();
    assert!(run.unwrap().success());
    folder
}

#[test]
fn recipes_run_over_any_archive_with_prices_of_its_own() {
    let folder = another_archive();
    let [tables, prices] = ["tables", "prices.csv"].map(|name| folder.path().join(name));
    for (package, script) in [("pandas", "pandas/lead_lag.py"), ("polars", "polars/lead_lag.py")] {
        let Some(python) = python_with(package) else { continue };
        let script = format!("{ROOT}/examples/{script}");
        let mut command = Command::new(&python);
        let said = output_of(command.arg(script).arg(&tables).arg("--prices").arg(&prices));
        // the index over all news has most stories
        assert!(said.starts_with("all: ") && said.contains("lag +1: correlation"), "{said}");
    }
    if let Some(python) = python_with("pandas") {
        for recipe in recipes("pandas", "py") {
            let stem = recipe.file_stem().unwrap().to_str().unwrap();
            if !["company_returns", "compare_weights"].contains(&stem) {
                output_of(Command::new(&python).arg(&recipe).arg(&tables));
            }
        }
    }
    if let Some(python) = python_with("duckdb") {
        let [run, lag] =
            ["run.py", "lead_lag.sql"].map(|name| format!("{ROOT}/examples/duckdb/{name}"));
        let rows = output_of(Command::new(&python).arg(run).arg(&tables).arg(lag).arg(&prices));
        assert_eq!(rows.lines().count(), 6, "{rows}");
    }
}

#[test]
fn recipes_refuse_what_is_no_folder_of_a_run() {
    let Some(python) = python_with("pandas") else { return };
    let output = Command::new(python)
        .arg(format!("{ROOT}/examples/pandas/quality.py"))
        .arg(ROOT)
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("usage:"));
}

#[test]
#[ignore = "slow to install: scripts/test --all"]
fn r_recipes_run() {
    if !has_tool("Rscript") {
        return;
    }
    for recipe in recipes("r", "R") {
        output_of(Command::new("Rscript").arg(&recipe).arg(tables()));
    }
}

#[test]
fn duckdb_recipes_run() {
    let Some(python) = python_with("duckdb") else { return };
    let run = format!("{ROOT}/examples/duckdb/run.py");
    for recipe in recipes("duckdb", "sql") {
        let rows = output_of(Command::new(&python).arg(&run).arg(tables()).arg(&recipe));
        assert!(rows.lines().count() > 2, "{}:\n{rows}", recipe.display());
    }
    let conflicts = output_of(
        Command::new(&python)
            .arg(&run)
            .arg(tables())
            .arg(format!("{ROOT}/examples/duckdb/conflicts.sql")),
    );
    assert!(conflicts.contains("about 14% / over 21%"), "both sides of the conflict:\n{conflicts}");
    let days = output_of(
        Command::new(&python)
            .arg(&run)
            .arg(tables())
            .arg(format!("{ROOT}/examples/duckdb/theme_days.sql")),
    );
    let (figures, differing) = days.lines().last().unwrap().split_once('\t').unwrap();
    assert!(figures.parse::<u32>().unwrap() > 1_000 && differing == "0", "{days}");
}
