//! Cells, contributions and periods to the tables of every index.

use std::{collections::BTreeMap, io, path::Path};

use crate::{
    aggregate::{
        Index, IndexSettings,
        rollup::{DayCell, Period, roll_up},
    },
    model::{Contribution, ThemeDay, ThemeId},
    write::{self, Format, PeriodRow, Rows, Table, TableFile},
};

/// Writes the tables of all indices to `folder`; gives the cells of the first.
pub(in crate::pipeline) fn write_indices(
    index: Index,
    settings: &[IndexSettings],
    themes: &[String],
    (formats, folder): (&[Format], &Path),
) -> io::Result<Vec<ThemeDay>> {
    let mut writers = settings.iter().map(|own| Writer::create(own, formats, folder)).collect::<io::Result<Vec<_>>>()?;
    let mut cells = Vec::new();
    index.finish(&mut |number, cell, contributions| {
        writers[number].write(&cell, contributions, themes)?;
        if number == 0 {
            cells.push(cell);
        }
        Ok(())
    })?;
    writers.into_iter().try_for_each(|writer| writer.finish(themes))?;
    Ok(cells)
}

/// The tables of one index while they grow.
struct Writer {
    period: Period,
    files: Vec<Files>,
    days: BTreeMap<ThemeId, Vec<DayCell>>,
}

struct Files {
    format: Format,
    theme_days: TableFile,
    contributions: TableFile,
    periods: TableFile,
}

impl Writer {
    fn create(settings: &IndexSettings, formats: &[Format], folder: &Path) -> io::Result<Self> {
        let open = |format: Format, table: Table| {
            TableFile::create(&folder.join(format.file_name_of(table, settings.name.as_deref())), table, format)
        };
        let files = formats.iter().map(|format| {
            Ok::<_, io::Error>(Files {
                format: *format,
                theme_days: open(*format, Table::ThemeDays)?,
                contributions: open(*format, Table::Contributions)?,
                periods: open(*format, Table::ThemePeriods)?,
            })
        });
        Ok(Self { period: settings.periods, files: files.collect::<io::Result<_>>()?, days: BTreeMap::new() })
    }

    fn write(&mut self, cell: &ThemeDay, contributions: &[Contribution], themes: &[String]) -> io::Result<()> {
        if let Some(day) = cell.day {
            let own = DayCell { day, stories: cell.stories, sentiment: cell.sentiment };
            self.days.entry(cell.theme).or_default().push(own);
        }
        for files in &mut self.files {
            append(&mut files.theme_days, files.format, Table::ThemeDays, |rows| {
                write::theme_day_rows(std::slice::from_ref(cell), themes, rows);
            })?;
            append(&mut files.contributions, files.format, Table::Contributions, |rows| {
                write::contribution_rows(contributions, themes, rows);
            })?;
        }
        Ok(())
    }

    fn finish(mut self, themes: &[String]) -> io::Result<()> {
        for (theme, days) in std::mem::take(&mut self.days) {
            let id = themes.get(usize::from(theme.0)).map_or("", String::as_str);
            for period in roll_up(self.period, days) {
                let name = period.key.to_string();
                let row = PeriodRow {
                    theme: id,
                    period: &name,
                    first_day: period.key.first_day(),
                    last_day: period.key.last_day(),
                    sentiment: period.sentiment,
                    stories: period.stories,
                    days: period.days,
                    null_days: period.null_days,
                };
                for files in &mut self.files {
                    append(&mut files.periods, files.format, Table::ThemePeriods, |rows| write::period_row(&row, rows))?;
                }
            }
        }
        self.files.into_iter().try_for_each(|files| {
            files.theme_days.finish()?;
            files.contributions.finish()?;
            files.periods.finish()
        })
    }
}

fn append(file: &mut TableFile, format: Format, table: Table, give: impl FnOnce(&mut Rows)) -> io::Result<()> {
    let mut rows = format.rows(table);
    give(&mut rows);
    file.append(&rows.into_bytes())
}
