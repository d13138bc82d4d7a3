//! The workbook: the index and everything that it rests on, for Excel and `LibreOffice`. A cell of
//! the index leads to its contributions, these to the sentences of the article, and those to its
//! source.
//!
//! Large tables are written row by row and go through files; what is held in memory is bounded by
//! [`limits::Limits`]. Words of articles are strings wherever they are: the workbook has no
//! formula.

mod about;
mod cell_lists;
mod charts;
mod chosen;
mod company_sheets;
mod index_grid;
mod index_sheet;
mod limits;
mod listings;
mod measures_sheet;
mod selection;
mod sheet;
mod stories;
mod style;
#[cfg(test)]
mod tests;
mod text;

use std::{fs::File, io, io::BufWriter, path::Path};

use jiff::civil::date;
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use super::{
    presentation::{PresentationError, Tables},
    reader::TableError,
};
use about::{ListedTable, Notices};
use limits::{Limits, Pages};
use selection::Selection;
use sheet::WorkbookWriter;
use text::Losses;

/// Writes the workbook; what a reader should be told of it: what it leaves out, and where that is.
pub(super) fn write(tables: &Tables<'_>, path: &Path) -> Result<Vec<String>, PresentationError> {
    write_within(tables, path, Limits::EXCEL)
}

fn write_within(
    tables: &Tables<'_>,
    path: &Path,
    limits: Limits,
) -> Result<Vec<String>, PresentationError> {
    make(tables, path, limits).map_err(|failed| match failed {
        Failed::Table(error) => error.into(),
        Failed::Sheet(error) => {
            PresentationError::Write { path: path.to_owned(), source: to_io(error) }
        }
        Failed::File(source) => PresentationError::Write { path: path.to_owned(), source },
    })
}

/// Two thirds of the time of the usual 6, for a fifth more bytes.
const COMPRESSION: u8 = 3;

/// Why there is no workbook.
enum Failed {
    Table(TableError),
    Sheet(XlsxError),
    File(io::Error),
}

impl From<TableError> for Failed {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl From<XlsxError> for Failed {
    fn from(error: XlsxError) -> Self {
        Self::Sheet(error)
    }
}

fn to_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error,
        other => io::Error::other(other.to_string()),
    }
}

/// How the sheets are called and filled, known before any is written so that they can lead to one
/// another.
struct Plan {
    theme_days: Pages,
    contributions: Pages,
    companies: Pages,
    company_days: Pages,
    company_sentences: Pages,
    stories: Pages,
    sentences: Pages,
    claims: Pages,
    measures: Pages,
    conflicts: Pages,
    quotes: Pages,
    rejects: Pages,
}

impl Plan {
    fn new(limits: &Limits) -> Self {
        let pages = |name, links| Pages::new(name, limits, links);
        Self {
            theme_days: pages("Theme days", 0),
            contributions: pages("Contributions", 1),
            companies: pages("Companies", 2),
            company_days: pages("Company days", 2),
            company_sentences: pages("Company sentences", 1),
            stories: pages("Stories", 2),
            sentences: pages("Sentences", 1),
            claims: pages("Claims", 1),
            measures: pages("Measures", 0),
            conflicts: pages("Conflicts", 2),
            quotes: pages("Quotes", 1),
            rejects: pages("Rejects", 0),
        }
    }
}

fn make(tables: &Tables<'_>, path: &Path, limits: Limits) -> Result<Vec<String>, Failed> {
    let mut workbook = Workbook::new();
    // beside the workbook, where there is room for it
    if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
        workbook.set_tempdir(folder)?;
    }
    // the same tables produce the same bytes, whenever they do
    let properties = DocProperties::new()
        .set_title("News sentiment by theme and day")
        .set_subject(
            "A sentiment index of a news archive, and the sentences and figures that it rests on",
        )
        .set_author("newsvane")
        .set_creation_datetime(&date(2000, 1, 1).at(0, 0, 0, 0));
    workbook.set_properties(&properties).set_zip_compression_level(COMPRESSION);
    let mut book = WorkbookWriter { workbook, limits, losses: Losses::default() };
    let selection = Selection::of(tables, &limits)?;
    let plan = Plan::new(&limits);
    let mut notices = Notices::default();

    let grid = index_grid::Grid::read(tables, &limits)?;
    let index = index_sheet::sheet(&grid, &selection, &plan, &limits, &mut notices)?;
    let charts = charts::sheet(&grid, &limits, &mut notices)?;
    let mut listing =
        listings::Listing { tables, selection: &selection, plan: &plan, book: &mut book };
    let theme_days = listing.theme_days()?;
    let contributions = listing.contributions()?;
    let companies = company_sheets::read_companies(&listing)?;
    let [companies, company_days, company_sentences] =
        company_sheets::sheets(&mut listing, &companies)?;
    let stories = stories::stories(&selection, &plan, listing.book)?;
    let sentences = listing.sentences()?;
    let mut figures = listings::Figures::of_conflicts(tables)?;
    let claims = listing.claims(&mut figures)?;
    let measures = measures_sheet::sheet(&mut listing)?;
    let conflicts = listing.conflicts(&figures)?;
    let quotes = listing.quotes()?;
    let rejects = listing.rejects()?;

    let listed = [
        theme_days,
        contributions,
        companies,
        company_days,
        company_sentences,
        stories,
        sentences,
        claims,
        measures,
        conflicts,
        quotes,
        rejects,
    ];
    notices.note(&listed, &selection, &book.losses, &limits);
    let run = about::run_sheet(tables.manifest, &listed, &notices)?;
    let mut sheets: Vec<Worksheet> = vec![index, charts];
    sheets.extend(listed.into_iter().flat_map(|listed: ListedTable| listed.sheets));
    sheets.extend([about::method_sheet(tables.manifest)?, about::columns_sheet()?, run]);
    for sheet in sheets {
        book.workbook.push_worksheet(sheet);
    }
    let file = File::create(path).map_err(Failed::File)?;
    book.workbook.save_to_writer(BufWriter::with_capacity(1 << 20, file))?;
    Ok(notices.left_out)
}
