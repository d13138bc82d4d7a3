//! All tests of the commands, in one crate so that it links once.

#![expect(clippy::too_many_lines, reason = "a test of a whole document walks through all of it")]

mod boilerplate;
mod changed_settings;
mod companies;
mod composition;
mod composition_levels;
mod csv;
mod docs;
mod explain;
mod field_loading;
mod formats;
mod formats_torture;
mod gold;
mod imports;
mod index;
mod lexicon_gaps;
mod measures;
mod merge;
#[cfg(feature = "neural")]
mod neural;
mod nulls;
mod page;
mod page_tables;
mod parquet;
mod public_api;
mod readme;
mod recipes;
mod resume;
mod run;
mod sentiment;
mod settings;
mod tables;
mod terminal;
mod theme_audit;
mod tools;
mod train;
mod universe;
mod weights_of_modality;
mod workbook;

use std::{
    path::Path,
    process::{Command, Output},
};

/// The folder of the project.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Runs the program in a folder, to its end.
fn newsvane(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsvane"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}
