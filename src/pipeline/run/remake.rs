//! A run of which only settings of the index have changed: what needs all articles is made anew from
//! its journal, and no article is read.

use std::{fs, io, path::Path};

use super::{
    fingerprint::Fingerprint,
    finish::{Ending, Recomputed, find_whole, finish},
    journal::{JOURNAL, JournalReader, JournalWriter},
    row_files::RowFile,
    settings::{RunError, RunSettings},
    summary::{FinishedRun, RunSummary},
    tables::Tally,
};
use crate::{
    pipeline::Progress,
    write::{Output, OutputError},
};

/// The record of a finished run in the folder, where the rows of its single articles are those of this
/// run.
pub(super) fn find_rows(
    output: &Output,
    settings: &RunSettings,
    fingerprint: &Fingerprint,
) -> Option<FinishedRun> {
    find_whole(output, settings, fingerprint).filter(|earlier| {
        fingerprint.has_same_articles(&earlier.fingerprint)
            && fingerprint.formats() == earlier.fingerprint.formats()
    })
}

/// Makes anew what needs all articles; `None` where the journal does not tell of all of `earlier`.
///
/// # Errors
/// When a day is not in the calendar, or a table cannot be written.
pub(super) fn remake(
    output: &Output,
    earlier: &FinishedRun,
    ending: Ending<'_>,
    progress: &dyn Progress,
) -> Result<Option<RunSummary>, RunError> {
    let staging = output.staging();
    let failed = |e| RunError::from(OutputError::write(&staging, e));
    let _ = fs::remove_dir_all(&staging);
    fs::create_dir_all(&staging).map_err(failed)?;
    let journal = staging.join(Recomputed::Joined.journal());
    if JournalWriter::copy(&output.kept(JOURNAL), &journal, ending.fingerprint).is_err() {
        return Ok(None);
    }
    let tally = tally(&journal, &staging).map_err(failed)?;
    let is_all = |counted: u64, skipped: u64, marked: u64| counted + skipped == marked;
    if !is_all(tally.counts.seen, earlier.counts.skipped, earlier.counts.seen)
        || !is_all(tally.counts.analysed, 0, earlier.counts.analysed)
    {
        return Ok(None);
    }
    if !ending.settings.presentations.is_empty() {
        link_rows(output, ending.settings).map_err(failed)?;
    }
    finish(output, tally, ending, progress).map(Some)
}

/// What the journal tells of all records.
fn tally(journal: &Path, folder: &Path) -> io::Result<Tally> {
    let mut tally = Tally::new(folder);
    for frame in JournalReader::open(journal).into_iter().flatten() {
        frame.items.iter().try_for_each(|item| tally.note(item))?;
    }
    Ok(tally)
}

/// Shows the rows of single articles in the staging folder, where documents read tables.
fn link_rows(output: &Output, settings: &RunSettings) -> io::Result<()> {
    for file in RowFile::all(&settings.formats) {
        let name = file.format.file_name(file.table);
        let (from, to) = (output.table(&name), output.staging().join(&name));
        // some file systems have no links
        fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop))?;
    }
    Ok(())
}
