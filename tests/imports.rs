//! The module borders of DESIGN.md section 1: stages share nouns, never code; imports run one way
//! only.

use std::{
    fs,
    path::{Path, PathBuf},
};

const STAGES: [&str; 7] = ["load", "clean", "segment", "extract", "score", "aggregate", "write"];

/// What a module may import of the crate.
fn allowed(module: &str) -> Vec<&'static str> {
    match module {
        "model" => vec!["model"],
        "lang" => vec!["model", "lang"],
        "lexicon" => vec!["model", "lang", "lexicon"],
        stage if STAGES.contains(&stage) => vec!["model", "lang", "lexicon"],
        "config" => STAGES.to_vec(),
        _ => [&["model", "lang", "lexicon", "config"], &STAGES[..]].concat(),
    }
}

#[test]
fn imports_run_one_way_only() {
    let root = Path::new(crate::ROOT).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in rust_files(&root) {
        let relative = path.strip_prefix(&root).unwrap();
        let first =
            relative.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        if module == "bin" || module == "lib" {
            continue;
        }
        let allowed = allowed(&module);
        for (line, text) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let is_prose = text.trim_start().starts_with("//");
            for target in imports(text).into_iter().filter(|_| !is_prose) {
                seen += 1;
                let is_module = target == "model"
                    || target == "lang"
                    || target == "lexicon"
                    || target == "pipeline"
                    || STAGES.contains(&target.as_str());
                if is_module && target != module && !allowed.contains(&target.as_str()) {
                    wrong.push(format!(
                        "{}:{}: `{module}` may not import `{target}`; it may import {}",
                        relative.display(),
                        line + 1,
                        allowed.join(", ")
                    ));
                }
            }
        }
    }
    assert!(seen > 50, "only {seen} imports were read");
    assert!(wrong.is_empty(), "wrong-way imports:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_pipeline_has_threads() {
    let root = Path::new(crate::ROOT).join("src");
    for path in rust_files(&root) {
        let relative = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let has_rayon = fs::read_to_string(&path).unwrap().contains("rayon");
        assert!(
            !has_rayon || relative.starts_with("pipeline"),
            "{relative} uses rayon; only the pipeline may"
        );
    }
}

/// Modules that a line names after `crate::`, and one per line of a nested `use crate::{` list
/// (four blanks, a name, `::`).
fn imports(line: &str) -> Vec<String> {
    let name = |text: &str| {
        text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
    };
    let mut found: Vec<String> = line
        .match_indices("crate::")
        .map(|(at, _)| name(&line[at + 7..]))
        .filter(|n| !n.is_empty())
        .collect();
    if let Some((_, list)) = line.split_once("crate::{") {
        let mut depth = 0_i32;
        let mut item = String::new();
        for c in list.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if c == ',' && depth == 0 || depth < 0 {
                found.push(name(item.trim()));
                item.clear();
            } else {
                item.push(c);
            }
        }
    }
    let nested = line.strip_prefix("    ").filter(|rest| {
        !rest.starts_with(' ') && rest.contains("::") && rest.trim_end().ends_with([',', '{'])
    });
    found.extend(nested.map(name).filter(|n| !n.is_empty()));
    found
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path)
        .collect();
    out.retain(|p| p.extension().is_some_and(|e| e == "rs"));
    out.sort();
    out
}
