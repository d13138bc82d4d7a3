//! Gives the library a name for its exact source, so that a run never goes on with the work of
//! another build, and so that whatever embeds lexicons and calendars is built again with them.
//! Lists the words that rules ask for by name (`words!["rose", "fell"]`), so that lexicons can
//! number them. Reads once what every start would read again: the files of names, and the letters by
//! which patterns of boilerplate are looked for. Packs the texts of the lexicons, a tenth of the program.

#[path = "src/lexicon/pattern_letters.rs"]
mod pattern_letters;
#[path = "src/lexicon/pattern_source.rs"]
mod pattern_source;

use std::{
    collections::{BTreeMap, BTreeSet, hash_map::DefaultHasher},
    env,
    fmt::Write as _,
    fs,
    hash::Hasher as _,
    path::{Path, PathBuf},
};

use pattern_letters::PatternLetters;

/// What decides what the library computes. The program around it decides nothing of it.
const SOURCES: [&str; 4] = ["src", "lexicons", "calendars", "Cargo.lock"];

/// Nobody reads the numbers of a written file.
const PLAIN: &str = "#[allow(clippy::unreadable_literal)]\n";

fn main() {
    let mut files = Vec::new();
    for source in SOURCES {
        // Cargo.lock is not there when newsvane is built as a library of something else
        if Path::new(source).exists() {
            println!("cargo::rerun-if-changed={source}");
            gather(Path::new(source), &mut files);
        }
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    let mut words = BTreeSet::new();
    for file in &files {
        let bytes = fs::read(file).unwrap_or_default();
        hasher.write(file.to_string_lossy().as_bytes());
        hasher.write(&bytes);
        if file.extension().is_some_and(|end| end == "rs") {
            words.extend(asked_words(&String::from_utf8_lossy(&bytes)));
        }
    }
    let list = format!("{:?}", words.iter().collect::<Vec<_>>());
    let source = format!("pub(super) const ASKED: [&str; {}] = {list};", words.len());
    write("asked_words.rs", source);
    write("lexicon_image.rs", lexicon_image(&files));
    println!("cargo::rustc-env=NEWSVANE_BUILD={:016x}", hasher.finish());
}

/// The literals in `words![...]`.
fn asked_words(source: &str) -> impl Iterator<Item = String> + '_ {
    let lists = source.split("words![").skip(1).filter_map(|rest| rest.split(']').next());
    lists.flat_map(|list| list.split('"').skip(1).step_by(2)).map(str::to_owned)
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    if !path.is_dir() {
        files.push(path.to_owned());
        return;
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        gather(&entry.path(), files);
    }
}

/// Writes a file that the library includes.
fn write(name: &str, content: impl AsRef<[u8]>) {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join(name);
    if let Err(error) = fs::write(&out, content) {
        panic!("{}: {error}", out.display());
    }
}

/// Writes the texts of the lexicons and their files of names as JSON, packed as one, and gives the
/// source with their places by their paths below `lexicons/`, and the letters of the patterns of
/// boilerplate in the order of their words. What cannot be read is left out: the library says what
/// is wrong with it.
fn lexicon_image(files: &[PathBuf]) -> String {
    let mut text = String::new();
    let mut place = |own: &str| {
        text.push_str(own);
        (text.len() - own.len(), text.len())
    };
    let (mut all, mut names) = (String::new(), String::new());
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "toml")) {
        let Ok(relative) = file.strip_prefix("lexicons") else { continue };
        let path = relative.to_string_lossy().replace('\\', "/");
        let own = fs::read_to_string(file).unwrap_or_default();
        let _ = writeln!(all, "({path:?}, {:?}),", place(&own));
        let is_of_names =
            ["companies/", "organisations/", "places/"].iter().any(|at| path.starts_with(at));
        let table = is_of_names.then(|| table_of(file)).flatten();
        if let Some(json) = table.and_then(|table| serde_json::to_string(&table).ok()) {
            let _ = writeln!(names, "({path:?}, {:?}),", place(&json));
        }
    }
    let packed = zstd::bulk::compress(text.as_bytes(), 19);
    write("lexicons.zst", packed.unwrap_or_else(|error| panic!("packing lexicons: {error}")));
    let mut source = format!(
        "{PLAIN}const TEXT_BYTES: usize = {};\n{PLAIN}const FILES: &[Place] = &[\n{all}];\n\
         {PLAIN}const NAME_FILES: &[Place] = &[\n{names}];\n",
        text.len()
    );
    source.push_str("const PATTERN_LETTERS: &[PatternRow] = &[\n");
    for (words, letters) in letters_of_patterns(Path::new("lexicons/boilerplate.toml")) {
        let PatternLetters { held, is_at_start, last, longest } = letters;
        let _ = writeln!(source, "({words:?}, {is_at_start}, &{held:?}, &{last:?}, {longest:?}),");
    }
    source.push_str("];\n");
    source
}

fn table_of(file: &Path) -> Option<toml::Table> {
    toml::from_str(&fs::read_to_string(file).ok()?).ok()
}

/// The letters of each pattern, by its words.
fn letters_of_patterns(file: &Path) -> BTreeMap<String, PatternLetters> {
    let table = table_of(file).unwrap_or_default();
    let list = |value: Option<&toml::Value>| value.and_then(toml::Value::as_array).cloned();
    let families = list(table.get("family")).unwrap_or_default();
    let patterns =
        families.iter().flat_map(|family| list(family.get("patterns")).unwrap_or_default());
    let of_pattern = |pattern: toml::Value| {
        let pattern = pattern.as_str()?;
        let words = pattern_source::inner_of(pattern).map_or(pattern, |(_, words)| words);
        let words = pattern_source::source_of(words);
        let letters = PatternLetters::of(&words);
        Some((words, letters))
    };
    patterns.filter_map(of_pattern).collect()
}
