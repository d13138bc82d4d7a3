//! Cells, contributions, periods and shares to the tables of every index.

use std::{
    collections::{BTreeMap, HashMap},
    io,
    path::Path,
};

use crate::{
    aggregate::{
        Index, IndexRow, IndexSettings, SourceDay,
        rollup::{DayCell, Period, roll_up},
        weights::ShareDay,
    },
    model::{Contribution, ThemeDay, ThemeId},
    write::{self, Format, PeriodRow, Rows, Table, TableFile},
};

/// The names of what is numbered.
#[derive(Debug, Default)]
pub(in crate::pipeline) struct Names {
    /// Ids of the themes.
    pub themes: Vec<String>,
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

/// Writes the tables of all indices; returns the cells of the first.
pub(in crate::pipeline) fn write_indices(
    index: Index,
    settings: &[IndexSettings],
    names: &Names,
    TableFolder { folder, formats }: TableFolder<'_>,
) -> io::Result<Vec<ThemeDay>> {
    let mut writers = settings
        .iter()
        .map(|own| Writer::create(own, formats, folder))
        .collect::<io::Result<Vec<_>>>()?;
    let mut sources = Files::create(formats, &[Table::ThemeSources], None, folder)?;
    let mut cells = Vec::new();
    index.finish(&mut |made| match made {
        IndexRow::Cell(number, cell, contributions) => {
            writers[number].write(&cell, contributions, names)?;
            if number == 0 {
                cells.push(*cell);
            }
            Ok(())
        }
        IndexRow::Source(SourceDay { theme, day, source, articles, stories, source_stories }) => {
            let source = source.and_then(|number| names.sources.get(&number)).map(String::as_str);
            sources.append(Table::ThemeSources, |rows| {
                write::source_row(
                    (names.theme(theme), day, source),
                    [articles, stories, source_stories],
                    rows,
                );
            })
        }
        IndexRow::Share(number, theme, ShareDay { day, index, sources, is_point_in_time }) => {
            let figures = (index, sources, is_point_in_time);
            writers[number].files.append(Table::ThemeShares, |rows| {
                write::share_row(names.theme(theme), day, figures, rows);
            })
        }
    })?;
    sources.finish()?;
    writers.into_iter().try_for_each(|writer| writer.finish(names))?;
    Ok(cells)
}

/// The tables of one index while they grow.
struct Writer {
    period: Period,
    files: Files,
    days: BTreeMap<ThemeId, Vec<DayCell>>,
}

impl Writer {
    fn create(settings: &IndexSettings, formats: &[Format], folder: &Path) -> io::Result<Self> {
        let files = Files::create(formats, &Table::OF_INDEX, settings.name.as_deref(), folder)?;
        Ok(Self { period: settings.periods, files, days: BTreeMap::new() })
    }

    fn write(
        &mut self,
        cell: &ThemeDay,
        contributions: &[Contribution],
        names: &Names,
    ) -> io::Result<()> {
        if let Some(day) = cell.day {
            let own = DayCell { day, stories: cell.stories, sentiment: cell.sentiment };
            self.days.entry(cell.theme).or_default().push(own);
        }
        self.files
            .append(Table::ThemeDays, |rows| write::theme_day_row(cell, &names.themes, rows))?;
        self.files.append(Table::Contributions, |rows| {
            write::contribution_rows(contributions, &names.themes, rows);
        })
    }

    fn finish(mut self, names: &Names) -> io::Result<()> {
        for (theme, days) in std::mem::take(&mut self.days) {
            for period in roll_up(self.period, days) {
                let name = period.key.to_string();
                let row = PeriodRow {
                    theme: names.theme(theme),
                    period: &name,
                    first_day: period.key.first_day(),
                    last_day: period.key.last_day(),
                    sentiment: period.sentiment,
                    stories: period.stories,
                    days: period.days,
                    null_days: period.null_days,
                };
                self.files.append(Table::ThemePeriods, |rows| write::period_row(&row, rows))?;
            }
        }
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
