//! The end of a run: stories are joined, the index is computed, all tables appear.

use std::{
    fs::File,
    io::{self, BufReader, Read, Write as _},
    path::{Path, PathBuf},
};

use super::{
    settings::{Fingerprint, RunError},
    summary::{Counts, MARK, Mark, RunSummary, what_changed},
    tables::{Tables, spool_name},
};
use crate::{
    aggregate,
    load::Expanded,
    model::StoryOf,
    write::{self, Format, OutputError, SCHEMA_VERSION, STAGING, Table},
};

impl Tables<'_> {
    /// Aggregates, writes what is left, and lets all tables appear.
    pub(super) fn finish(mut self, expanded: &Expanded, fingerprint: &Fingerprint) -> Result<RunSummary, RunError> {
        self.counts.skipped = expanded.skipped.len() as u64;
        self.counts.seen += self.counts.skipped;
        let stories = aggregate::stories(&self.articles);
        self.counts.copies = stories.iter().enumerate().filter(|(n, s)| s.original != *n as u32).count() as u64;
        let (theme_days, contributions) = aggregate::theme_days(&self.articles, &stories, &self.borne, &self.settings.index);
        for format in self.settings.formats.clone() {
            self.unspool(format, &stories)?;
            let mut rows = format.rows(Table::ThemeDays);
            write::theme_day_rows(&theme_days, self.lexicon, &mut rows);
            self.output.append(Table::ThemeDays, format, &rows.into_bytes())?;
            let mut rows = format.rows(Table::Contributions);
            write::contribution_rows(&contributions, &self.articles, &stories, self.lexicon, &mut rows);
            self.output.append(Table::Contributions, format, &rows.into_bytes())?;
        }
        let manifest = self.manifest(fingerprint);
        let started_over = what_changed(&self.settings.out, fingerprint);
        // from here on the folder is no longer what an earlier run's mark says
        let _ = std::fs::remove_file(self.settings.out.join(STAGING).join(MARK));
        let files = self.output.finish(&[("run.json", manifest)])?;
        leave_mark(&self.settings.out, fingerprint, self.counts, &files)?;
        Ok(RunSummary {
            counts: self.counts,
            reasons: self.reasons.into_iter().collect(),
            first_rejects: self.first_rejects,
            theme_days,
            out: self.settings.out.clone(),
            files,
            was_finished: false,
            started_over,
        })
    }

    /// Adds the story columns to the articles table, now that all articles are known.
    fn unspool(&mut self, format: Format, stories: &[StoryOf]) -> Result<(), RunError> {
        let path = self.output.scratch(&spool_name(format));
        let failed = |source| OutputError::Write { path: path.clone(), source };
        for (_, spool) in self.spools.iter_mut().filter(|(f, _)| *f == format) {
            spool.flush().map_err(failed)?;
        }
        let mut spool = BufReader::with_capacity(1 << 16, File::open(&path).map_err(failed)?);
        for (index, story) in stories.iter().enumerate() {
            let row = read_row(&mut spool).map_err(failed)?;
            let mut tail = format.rows_from(Table::Articles, write::STORY_COLUMNS);
            write::story_columns(&self.articles, index, *story, &mut tail);
            self.output.append(Table::Articles, format, &format.splice(row, &tail.into_bytes()))?;
        }
        drop(spool);
        std::fs::remove_file(&path).map_err(failed)?;
        Ok(())
    }

    /// `run.json`: what was done with what, without clock or path.
    fn manifest(&self, fingerprint: &Fingerprint) -> Vec<u8> {
        let manifest = serde_json::json!({
            "newsvane": fingerprint.version,
            "schema_version": SCHEMA_VERSION,
            "lexicons": fingerprint.lexicons,
            "config": fingerprint.config,
            "settings": self.settings.echo(),
            "counts": self.counts,
            "rejects": self.reasons.iter().map(|(r, n)| (r.as_str(), n)).collect::<std::collections::BTreeMap<_, _>>(),
            "themes": self.lexicon.themes.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(),
        });
        let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// The next row of a spool: its length, then its bytes.
fn read_row(spool: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    spool.read_exact(&mut length)?;
    let mut row = vec![0; u32::from_le_bytes(length) as usize];
    spool.read_exact(&mut row)?;
    Ok(row)
}

/// Says from what the tables were made, so that the same run need not be made again.
fn leave_mark(out: &Path, fingerprint: &Fingerprint, counts: Counts, files: &[PathBuf]) -> Result<(), RunError> {
    let path = out.join(STAGING).join(MARK);
    let names = files.iter().filter_map(|f| f.file_name()).map(|f| f.to_string_lossy().into_owned()).collect();
    let mark = Mark { fingerprint: fingerprint.clone(), counts, files: names };
    let bytes = serde_json::to_vec(&mark).unwrap_or_default();
    std::fs::write(&path, bytes).map_err(|source| OutputError::Write { path, source })?;
    Ok(())
}
