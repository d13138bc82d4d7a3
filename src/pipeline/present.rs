//! Documents from the tables of an earlier run: `newsvane report`.

use std::path::{Path, PathBuf};

use super::{Progress, Size, index::IndexError, manifest::Manifest};
use crate::{
    suggest::did_you_mean,
    write::{OutputError, Presentation, Tables},
};

/// Which tables to make documents of.
#[derive(Debug, Clone, Copy)]
pub struct Presented<'a> {
    /// The folder of a run.
    pub run: &'a Path,
    /// The folder of its index, where `newsvane index` wrote another one.
    pub index: Option<&'a Path>,
    /// Which index of several.
    pub index_name: Option<&'a str>,
}

/// A document that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresentedFile {
    /// Where it is.
    pub path: PathBuf,
    /// What the tables have and it lacks, in sentences.
    pub left_out: Vec<String>,
}

/// Whether `run.json` lists an index of that name.
fn check_index_name(name: &str, manifest: &Manifest, folder: &Path) -> Result<(), IndexError> {
    let indices = manifest.settings.index.iter();
    let known: Vec<&str> = indices.filter_map(|index| index.name.as_deref()).collect();
    if known.contains(&name) {
        return Ok(());
    }
    let meant = if known.is_empty() {
        "; it has one index, which has no name".to_owned()
    } else {
        did_you_mean(name, known.into_iter())
    };
    Err(IndexError::NoIndex { folder: folder.to_owned(), name: name.to_owned(), meant })
}

/// Makes documents of the tables of a run and puts them into `out`. Each appears whole or not at
/// all.
///
/// # Errors
/// When a table is missing, broken or of another version, or `out` cannot be written.
pub fn present(
    presented: &Presented<'_>,
    presentations: &[Presentation],
    out: &Path,
    progress: &dyn Progress,
) -> Result<Vec<PresentedFile>, IndexError> {
    let index = presented.index.unwrap_or(presented.run);
    let manifest = Manifest::read(index)?;
    if let Some(name) = presented.index_name {
        check_index_name(name, &manifest, index)?;
    }
    let manifest = manifest.to_value();
    let tables =
        Tables { run: presented.run, index, index_name: presented.index_name, manifest: &manifest };
    std::fs::create_dir_all(out).map_err(|e| OutputError::write(out, e))?;
    let mut written = Vec::new();
    for presentation in presentations {
        progress.begin(&format!("making {}", presentation.file_name()), Size::Unknown);
        let path = out.join(presentation.file_name());
        let draft = out.join(format!(".{}.next", presentation.file_name()));
        let done = presentation.write(&tables, &draft).map_err(IndexError::from);
        let done = done.and_then(|left_out| {
            std::fs::rename(&draft, &path).map_err(|e| OutputError::write(&path, e))?;
            Ok(PresentedFile { path, left_out })
        });
        written.push(done.inspect_err(|_| {
            let _ = std::fs::remove_file(&draft);
        })?);
    }
    Ok(written)
}
