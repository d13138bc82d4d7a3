//! Gives the program a name for its exact source, so that a run never goes on with the work of
//! another build.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::Hasher as _,
    path::{Path, PathBuf},
};

fn main() {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    gather(Path::new("src"), &mut files);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        hasher.write(file.to_string_lossy().as_bytes());
        // Cargo.lock is not there when newsvane is built as a library of something else
        hasher.write(&fs::read(file).unwrap_or_default());
    }
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=Cargo.lock");
    println!("cargo::rustc-env=NEWSVANE_BUILD={:016x}", hasher.finish());
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}
