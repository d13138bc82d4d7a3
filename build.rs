//! Gives the library a name for its exact source, so that a run never goes on with the work of
//! another build, and so that whatever embeds lexicons and calendars is built again with them.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
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
    for file in &files {
        hasher.write(file.to_string_lossy().as_bytes());
        hasher.write(&fs::read(file).unwrap_or_default());
    }
    println!("cargo::rustc-env=NEWSVANE_BUILD={:016x}", hasher.finish());
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
