//! Whether the tables of a run hold what they promise: counts add up, contributions re-sum to their
//! cells, the index follows from the tables, and no row depends on what was published after its
//! day.

use std::{collections::BTreeSet, path::Path};

use jiff::civil::Date;

use super::{
    Progress, Size,
    counts::Counts,
    index::{AggregateSettings, IndexError, reindex_until},
    manifest::Manifest,
    progress::Part,
};
use crate::write::{
    Columns, IndexTable, OutputError, Row, Table, TableError, TableReader,
    columns::{
        Articles, Contributions, Entities, EntityContributions, EntityDays, EntityMentions,
        EntityPeriods, Rejects, Sketches, ThemeDays, ThemePeriods, ThemeShares,
    },
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
    // runs of versions without entities have no such tables
    let has_entities = TableReader::<EntityDays>::open(tables).is_ok();
    for name in &names {
        proofs.push(contributions::<ThemeDays, Contributions>(tables, name.as_deref())?);
        if has_entities {
            proofs.push(contributions::<EntityDays, EntityContributions>(tables, name.as_deref())?);
        }
    }
    let full = scratch.join("full");
    progress.begin("computing the index again", Size::Records(passes));
    reindex_until(tables, settings, &full, None, &Part(progress))?;
    for name in &names {
        proofs.push(same(tables, &full, name.as_deref())?);
        if has_entities {
            proofs.push(same_of_entities(tables, &full, name.as_deref())?);
        }
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
    let counts = Manifest::read(tables)?.counts;
    let Counts { seen, analysed, duplicates, rejects, skipped, .. } = counts;
    let mut failures = Vec::new();
    if seen != analysed + duplicates + rejects + skipped {
        failures.push(format!(
            "run.json: {seen} seen, but {analysed} analysed + {duplicates} duplicates + {rejects} \
             rejects + {skipped} skipped"
        ));
    }
    count_rows::<Articles>(tables, analysed, "analysed", &mut failures)?;
    count_rows::<Sketches>(tables, analysed, "analysed", &mut failures)?;
    if TableReader::<EntityDays>::open(tables).is_ok() {
        count_rows::<Entities>(tables, counts.entities, "entities", &mut failures)?;
        let mentions = counts.entity_mentions;
        count_rows::<EntityMentions>(tables, mentions, "entity_mentions", &mut failures)?;
        count_rows::<EntityDays>(tables, counts.company_days, "company_days", &mut failures)?;
    }
    let rows = TableReader::<Rejects>::open(tables)?.count_rows()?;
    if rows < rejects {
        failures.push(format!("rejects: {rows} rows, but run.json says {rejects}"));
    }
    Ok(Proof { what: "counts add up".to_owned(), seen: format!("{seen} inputs"), failures })
}

/// A table has as many rows as `run.json` says.
fn count_rows<T: Columns>(
    tables: &Path,
    expected: u64,
    what: &str,
    failures: &mut Vec<String>,
) -> Result<(), TableError> {
    let rows = TableReader::<T>::open(tables)?.count_rows()?;
    if rows != expected {
        let table = T::TABLE.name();
        failures.push(format!("{table}: {rows} rows, but run.json says {expected} {what}"));
    }
    Ok(())
}

/// The contributions of every cell add up to it, and it has one for each of its articles. Both tables
/// are in the order of their keys and days.
fn contributions<D, C>(tables: &Path, index: Option<&str>) -> Result<Proof, IndexError>
where
    D: IndexTable<Themes = ThemeDays>,
    C: IndexTable<Themes = Contributions>,
{
    let mut rows = TableReader::<C>::open_of(tables, index)?;
    let mut next = rows.next().transpose()?;
    let (mut cells, mut failures) = (0_u64, Vec::new());
    let (days, of_days) = (D::TABLE.name(), D::of(ThemeDays::Day));
    for row in TableReader::<D>::open_of(tables, index)? {
        let row = row?;
        cells += 1;
        let (key, day) = (row.get(D::key()), row.get(of_days));
        let (mut sum, mut articles) = (0.0, 0_u64);
        let is_own = |own: &mut Row<C>| {
            own.get(C::key()) == key && own.get(C::of(Contributions::Day)) == day
        };
        while let Some(own) = next.take_if(is_own) {
            sum += own.number(C::of(Contributions::Contribution))?.unwrap_or(0.0);
            articles += 1;
            next = rows.next().transpose()?;
        }
        let sentiment = row.number(D::of(ThemeDays::Sentiment))?;
        let place = || {
            let day = if day.is_empty() { "undated" } else { day };
            format!("{days} line {}: {key} {day}", row.line())
        };
        if sentiment.is_some_and(|value: f64| (value - sum).abs() > TOLERANCE) {
            remember(&mut failures, || {
                let figure = row.get(D::of(ThemeDays::Sentiment));
                format!("{}: sentiment {figure}, contributions add up to {sum}", place())
            });
        }
        let listed = row.get(D::of(ThemeDays::Articles));
        if listed.parse() != Ok(articles) {
            remember(&mut failures, || {
                format!("{}: {listed} articles, {articles} contributions", place())
            });
        }
    }
    if let Some(stray) = &next {
        let (key, day) = (stray.get(C::key()), stray.get(C::of(Contributions::Day)));
        remember(&mut failures, || {
            format!("contributions to {key} {day}, which {days} does not have in its place")
        });
    }
    let what = match D::TABLE {
        Table::ThemeDays => "contributions",
        _ => "contributions to companies",
    };
    Ok(Proof {
        what: format!("{what}{} re-sum to their cells within 1e-11", of(index)),
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

/// The same of companies.
fn same_of_entities(tables: &Path, full: &Path, index: Option<&str>) -> Result<Proof, IndexError> {
    let mut failures = Vec::new();
    let rows = same_rows::<EntityDays>(tables, full, index, &mut failures)?
        + same_rows::<EntityContributions>(tables, full, index, &mut failures)?
        + same_rows::<EntityPeriods>(tables, full, index, &mut failures)?;
    Ok(Proof {
        what: format!("the index of companies{} follows from entities and sketches", of(index)),
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

/// Rows up to `day` are the same without all that came later.
fn point_in_time(
    full: &Path,
    then: &Path,
    day: Date,
    index: Option<&str>,
) -> Result<Proof, IndexError> {
    let (mut rows, mut failures) = (0_u64, Vec::new());
    rows += same_until::<ThemeDays>([full, then], day, index, &mut failures)?;
    rows += same_until::<Contributions>([full, then], day, index, &mut failures)?;
    rows += same_until::<EntityDays>([full, then], day, index, &mut failures)?;
    rows += same_until::<EntityContributions>([full, then], day, index, &mut failures)?;
    Ok(Proof {
        what: format!("nothing published after {day} moves a row{} up to it", of(index)),
        seen: format!("{rows} rows, byte for byte"),
        failures,
    })
}

/// Notes where the rows of a table up to `day` are not the same in two folders; how many there are.
fn same_until<T: IndexTable>(
    folders: [&Path; 2],
    day: Date,
    index: Option<&str>,
    failures: &mut Vec<String>,
) -> Result<u64, IndexError> {
    let [mut all, mut before] =
        [rows_until::<T>(folders[0], day, index)?, rows_until::<T>(folders[1], day, index)?];
    let mut rows = 0;
    loop {
        let (one, two) = (all.next().transpose()?, before.next().transpose()?);
        rows += u64::from(two.is_some());
        let cells = |row: &Option<Row<T>>| {
            let cells = row.as_ref().map(|row| row.cells().map(|(_, cell)| cell).collect());
            cells.map_or_else(|| "no row".to_owned(), |cells: Vec<&str>| cells.join(","))
        };
        let (with, without) = (cells(&one), cells(&two));
        if with != without {
            let table = T::TABLE.name();
            remember(failures, || {
                format!("{table}: `{with}` with what came later, `{without}` without")
            });
            return Ok(rows);
        }
        if one.is_none() {
            return Ok(rows);
        }
    }
}

/// The rows of a table of an index up to a day.
fn rows_until<T: IndexTable>(
    folder: &Path,
    until: Date,
    index: Option<&str>,
) -> Result<impl Iterator<Item = Result<Row<T>, TableError>>, TableError> {
    let of_day = T::ALL[T::KEYS];
    let is_kept = move |row: &Result<Row<T>, TableError>| {
        row.as_ref().map_or(true, |row| row.get(of_day).parse().is_ok_and(|day: Date| day <= until))
    };
    Ok(TableReader::<T>::open_of(folder, index)?.filter(is_kept))
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
