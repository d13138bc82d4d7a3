//! Whether the tables of a run hold what they promise: counts add up, contributions re-sum to their
//! cells, the index follows from the tables, and no row depends on what was published after its
//! day.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

use jiff::civil::Date;

use super::{
    Progress, Size,
    index::{AggregateSettings, IndexError, reindex_until},
    manifest::Manifest,
    progress::Part,
    run::Counts,
};
use crate::write::{
    Columns, Format, OutputError, Table, TableError, TableReader,
    columns::{Articles, Contributions, Rejects, Sketches, ThemeDays, ThemePeriods, ThemeShares},
};

/// By how much contributions may miss their cell: tables hold 12 significant digits, and the
/// contributions of a cell are at most 1 in all.
const TOLERANCE: f64 = 1e-11;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What must hold.
    pub what: String,
    /// How much was looked at.
    pub seen: String,
    /// Where it does not hold, at most five places.
    pub failures: Vec<String>,
}

impl Proof {
    /// Whether it holds.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.failures.is_empty()
    }
}

/// Proves the tables in `tables`, whose index was made with `settings`. The index of each day of
/// `until` is computed from what was published up to it; without any, of five days spread over the
/// archive. `scratch` is a folder to compute in.
///
/// # Errors
/// When a table is missing, broken or of another version, or `scratch` cannot be written.
pub fn verify(
    tables: &Path,
    settings: &AggregateSettings,
    until: &[Date],
    scratch: &Path,
    progress: &dyn Progress,
) -> Result<Vec<Proof>, IndexError> {
    progress.begin("counting rows", Size::Unknown);
    let mut proofs = vec![counts(tables)?];
    // each index reads the articles twice: for their stories, and for itself
    let passes = 2 * Manifest::read(tables)?.counts.analysed;
    let names: Vec<Option<String>> =
        settings.indices.iter().map(|index| index.name.clone()).collect();
    progress.begin("adding up contributions", Size::Unknown);
    for name in &names {
        proofs.push(contributions(tables, name.as_deref())?);
    }
    let full = scratch.join("full");
    progress.begin("computing the index again", Size::Records(passes));
    reindex_until(tables, settings, &full, None, &Part(progress))?;
    for name in &names {
        proofs.push(same(tables, &full, name.as_deref())?);
    }
    let days = if until.is_empty() { spread(&full)? } else { until.to_vec() };
    progress.begin(
        &format!("computing it as of {} days", days.len()),
        Size::Records(passes * days.len() as u64),
    );
    for (number, day) in days.into_iter().enumerate() {
        let then = scratch.join(format!("until-{number}"));
        reindex_until(tables, settings, &then, Some(day), &Part(progress))?;
        for name in &names {
            proofs.push(point_in_time(&full, &then, day, name.as_deref())?);
        }
    }
    Ok(proofs)
}

fn of(index: Option<&str>) -> String {
    index.map_or_else(String::new, |name| format!(" of index {name}"))
}

fn remember(failures: &mut Vec<String>, failure: impl FnOnce() -> String) {
    if failures.len() < 5 {
        failures.push(failure());
    }
}

/// Seen = analysed + duplicates + rejects + skipped, and the tables have as many rows.
fn counts(tables: &Path) -> Result<Proof, IndexError> {
    let Counts { seen, analysed, duplicates, rejects, skipped, .. } =
        Manifest::read(tables)?.counts;
    let mut failures = Vec::new();
    if seen != analysed + duplicates + rejects + skipped {
        failures.push(format!(
            "run.json: {seen} seen, but {analysed} analysed + {duplicates} duplicates + {rejects} \
             rejects + {skipped} skipped"
        ));
    }
    for (table, rows) in [
        (Table::Articles, TableReader::<Articles>::open(tables)?.count_rows()?),
        (Table::Sketches, TableReader::<Sketches>::open(tables)?.count_rows()?),
    ] {
        if rows != analysed {
            failures.push(format!(
                "{}: {rows} rows, but run.json says {analysed} analysed",
                table.name()
            ));
        }
    }
    let rows = TableReader::<Rejects>::open(tables)?.count_rows()?;
    if rows < rejects {
        failures.push(format!("rejects: {rows} rows, but run.json says {rejects}"));
    }
    Ok(Proof { what: "counts add up".to_owned(), seen: format!("{seen} inputs"), failures })
}

/// The contributions of every cell add up to it, and it has one for each of its articles.
fn contributions(tables: &Path, index: Option<&str>) -> Result<Proof, IndexError> {
    let mut sums: BTreeMap<(String, String), (f64, u64)> = BTreeMap::new();
    for row in TableReader::<Contributions>::open_of(tables, index)? {
        let row = row?;
        let sum = sums.entry((
            row.get(Contributions::Theme).to_owned(),
            row.get(Contributions::Day).to_owned(),
        ));
        let sum = sum.or_default();
        sum.0 += row.number(Contributions::Contribution)?.unwrap_or(0.0);
        sum.1 += 1;
    }
    let (mut cells, mut failures) = (0_u64, Vec::new());
    for row in TableReader::<ThemeDays>::open_of(tables, index)? {
        let row = row?;
        cells += 1;
        let key = (row.get(ThemeDays::Theme).to_owned(), row.get(ThemeDays::Day).to_owned());
        let (sum, articles) = sums.remove(&key).unwrap_or_default();
        let sentiment = row.number(ThemeDays::Sentiment)?;
        let place = || {
            format!(
                "theme_days line {}: {} {}",
                row.line(),
                key.0,
                if key.1.is_empty() { "undated" } else { &key.1 }
            )
        };
        if sentiment.is_some_and(|value| (value - sum).abs() > TOLERANCE) {
            remember(&mut failures, || {
                format!(
                    "{}: sentiment {}, contributions add up to {sum}",
                    place(),
                    row.get(ThemeDays::Sentiment)
                )
            });
        }
        let listed = row.get(ThemeDays::Articles);
        if listed.parse() != Ok(articles) {
            remember(&mut failures, || {
                format!("{}: {listed} articles, {articles} contributions", place())
            });
        }
    }
    if let Some(((theme, day), _)) = sums.first_key_value() {
        remember(&mut failures, || {
            format!("contributions to {theme} {day}, which theme_days does not have")
        });
    }
    Ok(Proof {
        what: format!("contributions{} re-sum to their cells within 1e-11", of(index)),
        seen: format!("{cells} cells"),
        failures,
    })
}

/// The index computed again from the tables is the one in the tables.
fn same(tables: &Path, full: &Path, index: Option<&str>) -> Result<Proof, IndexError> {
    let mut failures = Vec::new();
    let rows = same_rows::<ThemeDays>(tables, full, index, &mut failures)?
        + same_rows::<Contributions>(tables, full, index, &mut failures)?
        + same_rows::<ThemePeriods>(tables, full, index, &mut failures)?
        + same_rows::<ThemeShares>(tables, full, index, &mut failures)?;
    Ok(Proof {
        what: format!("the index{} follows from article_themes and sketches", of(index)),
        seen: format!("{rows} rows"),
        failures,
    })
}

/// Notes where a table in two folders is not the same; its rows.
fn same_rows<T: Columns>(
    tables: &Path,
    full: &Path,
    index: Option<&str>,
    failures: &mut Vec<String>,
) -> Result<u64, IndexError> {
    let name = T::TABLE.name();
    let mut there = TableReader::<T>::open_of(tables, index)?;
    let mut again = TableReader::<T>::open_of(full, index)?;
    let mut rows = 0;
    loop {
        let (one, two) = (there.next().transpose()?, again.next().transpose()?);
        let (Some(one), Some(two)) = (&one, &two) else {
            if one.is_some() || two.is_some() {
                remember(failures, || format!("{name}: not as many rows as computed again"));
            }
            return Ok(rows);
        };
        rows += 1;
        let differing = one.cells().zip(two.cells()).find(|(one, two)| one != two);
        if let Some(((column, old), (_, new))) = differing {
            remember(failures, || {
                let line = one.line();
                format!("{name} line {line}: {} `{old}`, computed again `{new}`", column.name)
            });
        }
    }
}

/// Rows up to `day` are the same bytes without all that came later.
fn point_in_time(
    full: &Path,
    then: &Path,
    day: Date,
    index: Option<&str>,
) -> Result<Proof, IndexError> {
    let (mut rows, mut failures) = (0_usize, Vec::new());
    for table in [Table::ThemeDays, Table::Contributions] {
        let name = Format::CSV.file_name_of(table, index);
        let (all, before) =
            (lines_until(&full.join(&name), day)?, lines_until(&then.join(&name), day)?);
        rows += before.len();
        let differs = all.iter().zip(&before).position(|(one, two)| one != two);
        let differs =
            differs.or_else(|| (all.len() != before.len()).then(|| all.len().min(before.len())));
        if let Some(n) = differs {
            let (one, two) = (
                all.get(n).map_or("no row", String::as_str),
                before.get(n).map_or("no row", String::as_str),
            );
            remember(&mut failures, || {
                format!("{}: `{one}` with what came later, `{two}` without", table.name())
            });
        }
    }
    Ok(Proof {
        what: format!("nothing published after {day} moves a row{} up to it", of(index)),
        seen: format!("{rows} rows, byte for byte"),
        failures,
    })
}

/// Lines of a table that begins with theme and day, up to a day.
fn lines_until(path: &Path, until: Date) -> Result<Vec<String>, IndexError> {
    let failed = |source| TableError::Read { path: path.to_owned(), source };
    let mut kept = Vec::new();
    for line in BufReader::new(File::open(path).map_err(failed)?).lines().skip(1) {
        let line = line.map_err(failed)?;
        let day: Option<Date> = line.split(',').nth(1).and_then(|day| day.parse().ok());
        if day.is_some_and(|day| day <= until) {
            kept.push(line);
        }
    }
    Ok(kept)
}

/// Five days spread over those of the index.
fn spread(full: &Path) -> Result<Vec<Date>, IndexError> {
    let mut days: BTreeSet<Date> = BTreeSet::new();
    for row in TableReader::<ThemeDays>::open(full)? {
        days.extend(row?.day(ThemeDays::Day)?);
    }
    let days: Vec<Date> = days.into_iter().collect();
    let picked: BTreeSet<Date> = (1..=5)
        .filter_map(|n| days.get((days.len() * n / 6).min(days.len().saturating_sub(1))))
        .copied()
        .collect();
    Ok(picked.into_iter().collect())
}

/// A folder that goes when it is not needed any more.
#[derive(Debug)]
pub struct ScratchFolder(std::path::PathBuf);

impl ScratchFolder {
    /// A new folder below `parent`.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(parent: &Path) -> Result<Self, OutputError> {
        let path = parent.join(".newsvane-verify");
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).map_err(|e| OutputError::write(&path, e))?;
        Ok(Self(path))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for ScratchFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
