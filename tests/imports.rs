//! The module boundaries that ARCHITECTURE.md draws: stages share nouns, never code; imports run one way
//! only.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};

/// What is below the stages: each may be read by those after it.
const NOUNS: [&str; 3] = ["model", "lang", "lexicon"];
const STAGES: [&str; 9] =
    ["load", "clean", "segment", "parse", "resolve", "extract", "score", "aggregate", "write"];

/// Small tools that know nothing of news, for all from the lexicons on.
const TOOLS: [&str; 4] = ["line_error", "statistics", "suggest", "toml_file"];

/// The modules that a module may import, beside itself.
fn allowed(module: &str) -> Vec<&'static str> {
    match module {
        "model" => vec![],
        "lang" => vec!["model"],
        "lexicon" => [&["model", "lang"], &TOOLS[..]].concat(),
        tool if TOOLS.contains(&tool) => TOOLS.to_vec(),
        "config" => [&NOUNS, &STAGES[..], &TOOLS].concat(),
        "pipeline" => [&NOUNS, &STAGES[..], &TOOLS, &["config"]].concat(),
        // what the errors of all others have in common
        "error_kind" => [&NOUNS, &STAGES[..], &["config", "pipeline", "evaluate"]].concat(),
        "evaluate" => [&NOUNS, &STAGES[..], &TOOLS, &["config", "pipeline"]].concat(),
        stage if STAGES.contains(&stage) => [&NOUNS[..], &TOOLS].concat(),
        _ => panic!("say in tests/imports.rs what the new module `{module}` may import"),
    }
}

#[test]
fn imports_run_one_way_only() {
    let root = Path::new(crate::ROOT).join("src");
    let exports = exports(&root);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in rust_files(&root) {
        let relative = path.strip_prefix(&root).unwrap();
        let names = module_path(relative);
        let Some(module) = names.first() else { continue };
        let allowed = allowed(module);
        let is_test_file = names.iter().any(|name| name == "tests");
        for Import { name, line, is_test } in
            imports(&fs::read_to_string(&path).unwrap(), names.len())
        {
            seen += 1;
            let export = exports.iter().find(|(export, _)| *export == name);
            let target = export.map_or(&name, |(_, module)| module);
            let is_file = root.join(target).is_dir() || root.join(format!("{target}.rs")).is_file();
            assert!(is_file, "{}:{line}: no module `{target}`", relative.display());
            // tests may run the stages that make what they test
            let is_for_tests = (is_test || is_test_file)
                && (target == "pipeline" || STAGES.contains(&target.as_str()));
            if target != module && !is_for_tests && !allowed.contains(&target.as_str()) {
                wrong.push(format!(
                    "{}:{line}: `{module}` may not import `{target}`; it may import {}",
                    relative.display(),
                    allowed.join(", ")
                ));
            }
        }
    }
    assert!(seen > 200, "only {seen} imports were read");
    assert!(wrong.is_empty(), "wrong-way imports:\n{}", wrong.join("\n"));
}

#[test]
fn every_kind_of_import_is_seen() {
    let source = r#"
        use crate::{
            model::{Article, Span},
            score::{self, Scorer as S},
        };
        use super::super::extract::Claim;
        pub(crate) mod inner {
            use super::super::super::write;
            use super::own;
        }
        #[cfg(test)]
        mod tests {
            use super::super::super::clean::Page;
        }
        fn f() -> crate::load::Source {
            format!("{}", $crate::lexicon::WORD);
            let crate::lang::Token { .. } = super::super::aggregate::cell();
            super::own(self::own()) // crate::comment
        }
    "#;
    let imports = imports(source, 2);
    let tests: Vec<&str> = imports.iter().filter(|i| i.is_test).map(|i| i.name.as_str()).collect();
    assert_eq!(tests, ["clean"]);
    let found: Vec<&str> = imports.iter().map(|import| import.name.as_str()).collect();
    assert_eq!(
        found,
        ["model", "score", "extract", "write", "clean", "load", "lexicon", "lang", "aggregate"]
    );
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

/// A path that goes through the root of the crate, in a `use` or anywhere else.
struct Import {
    /// What follows the root: a module, or a name that the root exports.
    name: String,
    line: usize,
    /// Whether it is in `mod tests { .. }`.
    is_test: bool,
}

/// All imports of a file whose module is `depth` levels below the root.
fn imports(source: &str, depth: usize) -> Vec<Import> {
    let tokens: TokenStream = source.parse().expect("Rust source");
    let mut found = Vec::new();
    walk(&tokens.into_iter().collect::<Vec<_>>(), depth, false, &mut found);
    found
}

/// Walks tokens, and those in brackets, which are a level deeper in `mod name { .. }`.
fn walk(tokens: &[TokenTree], depth: usize, is_test: bool, found: &mut Vec<Import>) {
    let mut at = 0;
    while at < tokens.len() {
        if let Some((mut level, mut next)) = anchor(tokens, at, depth) {
            while let (true, Some((above, after))) = (level > 0, anchor(tokens, next, level)) {
                (level, next) = (above, after);
            }
            if level == 0 {
                first_names(&tokens[next..], is_test, found);
            }
            at = next;
            continue;
        }
        if let TokenTree::Group(group) = &tokens[at] {
            let is_module = at >= 2
                && matches!(&tokens[at - 2], TokenTree::Ident(word) if word == "mod")
                && matches!(&tokens[at - 1], TokenTree::Ident(_));
            let inner: Vec<_> = group.stream().into_iter().collect();
            let is_test = is_test || is_module && tokens[at - 1].to_string() == "tests";
            walk(&inner, depth + usize::from(is_module), is_test, found);
        }
        at += 1;
    }
}

/// The level that `crate::`, `super::` or `self::` at a token leads to, and the token after it.
fn anchor(tokens: &[TokenTree], at: usize, depth: usize) -> Option<(usize, usize)> {
    let TokenTree::Ident(word) = tokens.get(at)? else { return None };
    let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    let level = match word.to_string().as_str() {
        "crate" => 0,
        "super" => depth.checked_sub(1)?,
        "self" => depth,
        _ => return None,
    };
    (is_colon(tokens.get(at + 1)) && is_colon(tokens.get(at + 2))).then_some((level, at + 3))
}

/// The name that follows the root, or the first name of each item in braces.
fn first_names(tokens: &[TokenTree], is_test: bool, found: &mut Vec<Import>) {
    match tokens.first() {
        Some(TokenTree::Ident(name)) => {
            let line = name.span().start().line;
            found.push(Import { name: name.to_string(), line, is_test });
        }
        Some(TokenTree::Group(group)) => {
            let items: Vec<_> = group.stream().into_iter().collect();
            let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
            items.split(is_comma).for_each(|item| first_names(item, is_test, found));
        }
        _ => {}
    }
}

/// The modules that hold a file: `score`, `model` of `score/model/mod.rs`; none of `lib.rs`.
fn module_path(relative: &Path) -> Vec<String> {
    let mut names: Vec<String> = relative
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if names.last().is_some_and(|name| name == "mod" || name == "lib") {
        names.pop();
    }
    names
}

/// What the root exports, with the module that each comes from.
fn exports(root: &Path) -> Vec<(String, String)> {
    let source = fs::read_to_string(root.join("lib.rs")).unwrap();
    let tokens: TokenStream = source.parse().expect("Rust source");
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut exports = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if !matches!(token, TokenTree::Ident(word) if word == "use") {
            continue;
        }
        // module :: { names } or module :: name
        let (module, what) = (tokens[at + 1].to_string(), &tokens[at + 4]);
        let names = match what {
            TokenTree::Group(group) => group.stream().into_iter().collect(),
            name => vec![name.clone()],
        };
        let names = names.iter().filter(|name| matches!(name, TokenTree::Ident(_)));
        exports.extend(names.map(|name| (name.to_string(), module.clone())));
    }
    exports
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
