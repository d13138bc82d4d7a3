//! Cells, contributions, periods and shares to the tables of every index.

use std::{collections::HashMap, io, path::Path};

use super::{
    AggregateSettings,
    summary::{EntitySummary, EntitySummaryMaker},
};
use crate::{
    aggregate::{
        Index, IndexKey, IndexRow, IndexSettings, SourceDay,
        rollup::{DayCell, Rollup, roll_up},
        weights::ShareDay,
    },
    model::{
        ArticleEntity, ArticleFacts, ArticleTheme, Contribution, EntityKey, IndexDay, StoryOf,
        ThemeDay, ThemeId,
    },
    write::{
        self, Columns as _, Format, IndexTable, Labels, PeriodRow, Rows, Table, TableFile,
        columns::{
            Contributions, EntityContributions, EntityDays, EntityPeriods, ThemeDays, ThemePeriods,
        },
    },
};

/// The names of what is numbered.
#[derive(Debug, Default)]
pub(in crate::pipeline) struct Names {
    /// Ids of the themes.
    pub themes: Vec<String>,
    /// Of these, those that are put together from others: no article is listed with them.
    pub composites: Vec<String>,
    /// Publishers by their numbers.
    pub sources: HashMap<u64, String>,
}

impl Names {
    /// The id of a theme.
    pub(in crate::pipeline) fn theme(&self, theme: ThemeId) -> &str {
        self.themes.get(usize::from(theme.0)).map_or("", String::as_str)
    }

    /// Remembers the name of a publisher.
    pub(in crate::pipeline) fn note_source(&mut self, number: Option<u64>, name: Option<&str>) {
        if let (Some(number), Some(name)) = (number, name)
            && !self.sources.contains_key(&number)
        {
            self.sources.insert(number, name.to_owned());
        }
    }
}

/// Where tables of an index go, and in which formats.
#[derive(Debug, Clone, Copy)]
pub(in crate::pipeline) struct TableFolder<'a> {
    pub folder: &'a Path,
    pub formats: &'a [Format],
}

/// What an index is of, and its tables.
trait IndexTables: IndexKey {
    /// Its days.
    type Days: IndexTable<Themes = ThemeDays>;
    /// What articles gave to them.
    type Contributions: IndexTable<Themes = Contributions>;
    /// Its weeks, months or quarters.
    type Periods: IndexTable<Themes = ThemePeriods>;
    /// The tables that only it has.
    const OTHERS: &'static [Table];

    /// What its rows call it.
    fn labels<'a>(&'a self, names: &'a Names) -> Labels<'a>;
}

impl IndexTables for ThemeId {
    type Days = ThemeDays;
    type Contributions = Contributions;
    type Periods = ThemePeriods;
    const OTHERS: &'static [Table] = &[Table::ThemeShares];

    fn labels<'a>(&'a self, names: &'a Names) -> Labels<'a> {
        let id = names.theme(*self);
        Labels { id, name: id }
    }
}

impl IndexTables for EntityKey {
    type Days = EntityDays;
    type Contributions = EntityContributions;
    type Periods = EntityPeriods;
    const OTHERS: &'static [Table] = &[];

    fn labels<'a>(&'a self, _: &'a Names) -> Labels<'a> {
        Labels { id: &self.id, name: &self.name }
    }
}

/// The indices of themes and of companies.
#[derive(Debug)]
pub(in crate::pipeline) struct Indices {
    themes: Index<ThemeId>,
    entities: Index<EntityKey>,
    settings: Vec<IndexSettings>,
}

impl Indices {
    /// No articles yet; `themes` are the ids that [`ThemeId`] numbers. Files, where they are needed,
    /// are written to `folder`.
    pub(in crate::pipeline) fn new(
        AggregateSettings { indices, calendar, .. }: &AggregateSettings,
        themes: &[String],
        folder: &Path,
    ) -> Self {
        Self {
            themes: Index::new(indices.clone(), calendar.clone(), themes.to_vec(), folder),
            entities: Index::new(indices.clone(), calendar.clone(), Vec::new(), folder),
            settings: indices.clone(),
        }
    }

    /// Takes the article at place `ordinal` of the archive with what it says of themes and companies.
    pub(in crate::pipeline) fn push(
        &mut self,
        ordinal: u64,
        facts: ArticleFacts,
        story: StoryOf,
        themes: &[ArticleTheme],
        companies: &[ArticleEntity],
    ) -> io::Result<()> {
        self.themes.push(ordinal, facts, story, themes)?;
        self.entities.push(ordinal, facts, story, companies)
    }

    /// Writes all tables; returns the cells of themes and what there is of companies, both of the
    /// first index.
    pub(in crate::pipeline) fn write(
        self,
        names: &Names,
        into: TableFolder<'_>,
    ) -> io::Result<(Vec<ThemeDay>, EntitySummary)> {
        let mut cells = Vec::new();
        write_all(self.themes, &self.settings, names, into, &mut |cell| cells.push(cell))?;
        let mut summary = EntitySummaryMaker::default();
        write_all(self.entities, &self.settings, names, into, &mut |cell| summary.push(cell))?;
        Ok((cells, summary.finish()))
    }
}

/// Writes the tables of all indices; `keep` is given the cells of the first.
fn write_all<K: IndexTables>(
    index: Index<K>,
    settings: &[IndexSettings],
    names: &Names,
    TableFolder { folder, formats }: TableFolder<'_>,
    keep: &mut dyn FnMut(IndexDay<K>),
) -> io::Result<()> {
    let mut writers = settings
        .iter()
        .map(|own| Writer::create(own, formats, folder))
        .collect::<io::Result<Vec<_>>>()?;
    let of_sources: &[Table] = if K::IS_LISTED { &[Table::ThemeSources] } else { &[] };
    let mut sources = Files::create(formats, of_sources, None, folder)?;
    index.finish(&mut |made| match made {
        IndexRow::Cell(number, cell, contributions) => {
            writers[number].write(&cell, contributions, names)?;
            if number == 0 {
                keep(*cell);
            }
            Ok(())
        }
        IndexRow::Source(SourceDay { key, day, source, articles, stories, source_stories }) => {
            let source = source.and_then(|number| names.sources.get(&number)).map(String::as_str);
            sources.append(Table::ThemeSources, |rows| {
                write::source_row(
                    key.labels(names).id,
                    day,
                    source,
                    [articles, stories, source_stories],
                    rows,
                );
            })
        }
        IndexRow::Share(number, key, ShareDay { day, index, sources, is_point_in_time }) => {
            writers[number].files.append(Table::ThemeShares, |rows| {
                let theme = key.labels(names).id;
                write::share_row(theme, day, index, sources, is_point_in_time, rows);
            })
        }
    })?;
    sources.finish()?;
    writers.into_iter().try_for_each(|writer| writer.finish(names))
}

/// The tables of one index while they grow.
struct Writer<K> {
    rollup: Rollup,
    files: Files,
    /// The days of what the cells are of at the moment: their periods are written when it changes.
    days: Option<(K, Vec<DayCell>)>,
}

impl<K: IndexTables> Writer<K> {
    fn create(settings: &IndexSettings, formats: &[Format], folder: &Path) -> io::Result<Self> {
        let own = [K::Days::TABLE, K::Contributions::TABLE, K::Periods::TABLE];
        let tables: Vec<Table> = own.iter().chain(K::OTHERS).copied().collect();
        let files = Files::create(formats, &tables, settings.name.as_deref(), folder)?;
        let rollup = Rollup {
            period: settings.periods,
            z_periods: settings.z_periods,
            z_least: settings.z_periods_least,
        };
        Ok(Self { rollup, files, days: None })
    }

    fn write(
        &mut self,
        cell: &IndexDay<K>,
        contributions: &[Contribution],
        names: &Names,
    ) -> io::Result<()> {
        if self.days.as_ref().is_none_or(|(key, _)| *key != cell.key) {
            self.write_periods(names)?;
            self.days = Some((cell.key.clone(), Vec::new()));
        }
        if let (Some(day), Some((_, days))) = (cell.day, &mut self.days) {
            days.push(DayCell {
                day,
                stories: cell.stories,
                sentiment: cell.sentiment,
                dispersion: cell.dispersion,
                n_eff: cell.n_eff,
                mood: cell.mood,
            });
        }
        let labels = cell.key.labels(names);
        self.files
            .append(K::Days::TABLE, |rows| write::day_row::<K::Days, K>(labels, cell, rows))?;
        self.files.append(K::Contributions::TABLE, |rows| {
            write::contribution_rows::<K::Contributions>(labels, cell.day, contributions, rows);
        })
    }

    /// Writes the periods of the days so far.
    fn write_periods(&mut self, names: &Names) -> io::Result<()> {
        let Some((key, days)) = self.days.take() else { return Ok(()) };
        for period in roll_up(&self.rollup, days) {
            let name = period.key.to_string();
            let row = PeriodRow {
                period: &name,
                first_day: period.key.first_day(),
                last_day: period.key.last_day(),
                sentiment: period.sentiment,
                stories: period.stories,
                days: period.days,
                null_days: period.null_days,
                std_error: period.std_error,
                interval: period.interval,
                n_eff: period.n_eff,
                z_score: period.z_score,
                mood: period.mood,
            };
            self.files.append(K::Periods::TABLE, |rows| {
                write::period_row::<K::Periods>(key.labels(names), &row, rows);
            })?;
        }
        Ok(())
    }

    fn finish(mut self, names: &Names) -> io::Result<()> {
        self.write_periods(names)?;
        self.files.finish()
    }
}

/// Some tables in all formats.
struct Files(Vec<(Table, Format, TableFile)>);

impl Files {
    fn create(
        formats: &[Format],
        tables: &[Table],
        index: Option<&str>,
        folder: &Path,
    ) -> io::Result<Self> {
        let all =
            tables.iter().flat_map(|table| formats.iter().map(move |format| (*table, *format)));
        let open = |(table, format): (Table, Format)| {
            TableFile::create(&folder.join(format.file_name_of(table, index)), table, format)
                .map(|file| (table, format, file))
        };
        all.map(open).collect::<io::Result<_>>().map(Self)
    }

    /// Appends the same rows in every format.
    fn append(&mut self, table: Table, write: impl Fn(&mut Rows)) -> io::Result<()> {
        for (_, format, file) in self.0.iter_mut().filter(|(own, ..)| *own == table) {
            let mut rows = format.rows(table);
            write(&mut rows);
            file.append(&rows.into_bytes())?;
        }
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        self.0.into_iter().try_for_each(|(_, _, file)| file.finish())
    }
}
