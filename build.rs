//! Gives the library a name for its exact source, so that a run never goes on with the work of
//! another build, and so that whatever embeds lexicons and calendars is built again with them.
//! Lists the words that rules ask for by name (`words!["rose", "fell"]`), so that lexicons can
//! number them.

use std::{
    collections::{BTreeSet, hash_map::DefaultHasher},
    env, fs,
    hash::Hasher as _,
    path::{Path, PathBuf},
};

/// What decides what the library computes. The program around it decides nothing of it.
const SOURCES: [&str; 4] = ["src", "lexicons", "calendars", "Cargo.lock"];

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
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("asked_words.rs");
    let source = format!("pub(super) const ASKED: [&str; {}] = {list};", words.len());
    if let Err(error) = fs::write(&out, source) {
        panic!("{}: {error}", out.display());
    }
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
