//! Cells, contributions and periods to the tables of every index.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use crate::{
    aggregate::{
        Index, IndexSettings,
        rollup::{DayCell, Period, roll_up},
    },
    model::{Contribution, ThemeDay, ThemeId},
    write::{self, Format, PeriodRow, Rows, Table},
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
    theme_days: BufWriter<File>,
    contributions: BufWriter<File>,
    periods: BufWriter<File>,
}

impl Writer {
    fn create(settings: &IndexSettings, formats: &[Format], folder: &Path) -> io::Result<Self> {
        let open = |format: Format, table: Table| {
            let path = folder.join(format.file_name_of(table, settings.name.as_deref()));
            let mut file = BufWriter::with_capacity(1 << 16, File::create(path)?);
            file.write_all(&format.header(table))?;
            Ok::<_, io::Error>(file)
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
        self.files.iter_mut().try_for_each(|files| {
            files.theme_days.flush()?;
            files.contributions.flush()?;
            files.periods.flush()
        })
    }
}

fn append(file: &mut impl Write, format: Format, table: Table, fill: impl FnOnce(&mut Rows)) -> io::Result<()> {
    let mut rows = format.rows(table);
    fill(&mut rows);
    file.write_all(&rows.into_bytes())
}
