//! The workbook, read back by other programs than the one that wrote it.

mod links;
mod safety;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::Read as _,
    path::Path,
    process,
};

use assert_cmd::Command;
use calamine::{Data, DataType as _, Range, Reader as _, Xlsx, open_workbook};
use newsvane::{
    measure_days,
    write::{
        Columns, Kind, Row, TableReader,
        columns::{
            Articles, Claims, Conflicts, Contributions, EntityDays, Mentions, Quotes, ThemeDays,
        },
    },
};
use quick_xml::events::Event;

use crate::tools::{has_tool, python_with};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpora/smallcap-2026/articles");
const SHEETS: [&str; 17] = [
    "Index",
    "Charts",
    "Theme days",
    "Contributions",
    "Companies",
    "Company days",
    "Company sentences",
    "Stories",
    "Sentences",
    "Claims",
    "Measures",
    "Conflicts",
    "Quotes",
    "Rejects",
    "Method",
    "Columns",
    "Run",
];

fn newsvane(arguments: &[&str]) -> String {
    let done = Command::cargo_bin("newsvane").unwrap().args(arguments).assert().success();
    String::from_utf8_lossy(&done.get_output().stdout).into_owned()
}

/// Runs the sample corpus into a folder of its own.
fn run() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    newsvane(&[
        "run",
        CORPUS,
        "--out",
        folder.path().to_str().unwrap(),
        "--format",
        "csv,xlsx",
        // the companies of the sample are invented: no lexicon knows them
        "--entities",
        "all",
        "--quiet",
    ]);
    folder
}

fn workbook(folder: &Path) -> Xlsx<std::io::BufReader<File>> {
    open_workbook(folder.join("report.xlsx")).unwrap()
}

fn sheet(folder: &Path, name: &str) -> Range<Data> {
    workbook(folder).worksheet_range(name).unwrap()
}

fn rows<T: Columns>(folder: &Path) -> Vec<Row<T>> {
    TableReader::open(folder).unwrap().map(Result::unwrap).collect()
}

/// The column of a header.
fn column(sheet: &Range<Data>, name: &str) -> usize {
    let header: Vec<String> =
        sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    header
        .iter()
        .position(|other| other == name)
        .unwrap_or_else(|| panic!("no column {name} in {header:?}"))
}

/// A part of the file.
fn part(folder: &Path, name: &str) -> String {
    let mut archive =
        zip::ZipArchive::new(File::open(folder.join("report.xlsx")).unwrap()).unwrap();
    let mut bytes = Vec::new();
    archive
        .by_name(name)
        .unwrap_or_else(|_| panic!("no part {name}"))
        .read_to_end(&mut bytes)
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The attributes of every element of this name.
fn elements(xml: &str, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return found,
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name =>
            {
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
                    (attribute.key.as_ref().to_owned(), value)
                });
                found.push(attributes.collect());
            }
            _ => {}
        }
    }
}

/// Where the cells of a sheet lead: an address, or `'Sheet'!A1`.
fn links(folder: &Path, name: &str) -> BTreeMap<String, String> {
    let number = sheet_names(folder).iter().position(|other| other == name).unwrap() + 1;
    let xml = part(folder, &format!("xl/worksheets/sheet{number}.xml"));
    let relations = format!("xl/worksheets/_rels/sheet{number}.xml.rels");
    let has_relations = workbook_parts(folder).contains(&relations);
    let relations = if has_relations {
        elements(&part(folder, &relations), "Relationship")
    } else {
        Vec::new()
    };
    let targets: BTreeMap<&str, &str> =
        relations.iter().map(|r| (r["Id"].as_str(), r["Target"].as_str())).collect();
    let target = |link: &BTreeMap<String, String>| match link.get("r:id") {
        Some(id) => targets[id.as_str()].to_owned(),
        None => link["location"].clone(),
    };
    elements(&xml, "hyperlink").iter().map(|link| (link["ref"].clone(), target(link))).collect()
}

fn sheet_names(folder: &Path) -> Vec<String> {
    elements(&part(folder, "xl/workbook.xml"), "sheet")
        .into_iter()
        .map(|mut sheet| sheet.remove("name").unwrap())
        .collect()
}

fn workbook_parts(folder: &Path) -> BTreeSet<String> {
    let archive = zip::ZipArchive::new(File::open(folder.join("report.xlsx")).unwrap()).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// The sheet and the row, from 0, of `'Sheet'!B7`.
fn place(location: &str) -> (String, usize) {
    let (sheet, cell) = location.rsplit_once('!').unwrap_or_else(|| panic!("{location}"));
    (sheet.trim_matches('\'').to_owned(), row_of(cell))
}

fn row_of(cell: &str) -> usize {
    cell.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse::<usize>().unwrap() - 1
}

/// A day as spreadsheets count them.
fn serial(day: &str) -> f64 {
    let day: jiff::civil::Date = day.parse().unwrap();
    f64::from(day.since(jiff::civil::date(1899, 12, 30)).unwrap().get_days())
}

/// Holds a sheet to the table that it lists.
fn assert_shown<T: Columns>(folder: &Path, name: &str) {
    let sheet = sheet(folder, name);
    let rows = rows::<T>(folder);
    assert_eq!(sheet.height(), rows.len() + 1, "{name}");
    for own in T::ALL {
        if rows.iter().all(|row| row.get(*own).is_empty()) {
            let header = sheet.rows().next().unwrap();
            assert!(
                header.iter().all(|cell| *cell != own.column().name),
                "an empty column: {own:?}"
            );
            continue;
        }
        let column = column(&sheet, own.column().name);
        // the article's own day and source are before what is listed of it
        for (row, cells) in rows.iter().zip(sheet.rows().skip(1)) {
            let (cell, text) = (&cells[column], row.get(*own));
            let is_right = match (own.column().kind, cell) {
                (_, Data::Empty) => text.is_empty(),
                (Kind::Text | Kind::Code, Data::String(shown)) => {
                    shown == text || Some(shown.as_str()) == text.strip_prefix('\'')
                }
                (Kind::Int | Kind::Float | Kind::Decimal, Data::Float(number)) => {
                    text.parse() == Ok(*number)
                }
                (Kind::Bool, Data::Bool(flag)) => text == flag.to_string(),
                (Kind::Day, Data::DateTime(day)) => {
                    day.is_datetime() && (day.as_f64() - serial(text)).abs() < 1e-9
                }
                _ => false,
            };
            assert!(is_right, "{name}: {cell:?} for `{text}`");
        }
    }
}

#[test]
fn sheets_show_the_tables_with_types_of_their_own() {
    let folder = run();
    assert_eq!(workbook(folder.path()).sheet_names(), SHEETS);
    assert_shown::<ThemeDays>(folder.path(), "Theme days");
    assert_shown::<Contributions>(folder.path(), "Contributions");
    assert_shown::<EntityDays>(folder.path(), "Company days");
    assert_shown::<Mentions>(folder.path(), "Sentences");
    assert_shown::<Claims>(folder.path(), "Claims");
    assert_shown::<Quotes>(folder.path(), "Quotes");
    assert_shown::<Conflicts>(folder.path(), "Conflicts");
}

#[test]
fn measures_are_claims_turned() {
    let folder = run();
    let (measures, all) =
        (sheet(folder.path(), "Measures"), measure_days(folder.path(), &[]).unwrap());
    assert!(measures.height() > 5 && !all.is_empty());
    let [name, unit, modality] =
        ["measure", "unit", "modality"].map(|name| column(&measures, name));
    let mut found = 0;
    for own in &all {
        let days = column(&measures, &own.day.to_string());
        let row = measures.rows().skip(1).find(|row| {
            row[name] == own.measure_id.as_str()
                && row[unit].to_string() == own.unit
                && row[modality] == own.modality.as_str()
                && row[days] == Data::Float(own.median.to_string().parse().unwrap())
        });
        found += usize::from(row.is_some());
    }
    // of several periods of a day the latest is there
    assert!(found * 10 > all.len() * 8, "{found} of {}", all.len());
}

#[test]
fn headers_stand_whole_and_lines_of_print_can_be_read() {
    let folder = run();
    for (n, name) in sheet_names(folder.path()).iter().enumerate() {
        let is_list = !["Index", "Charts", "Method", "Columns", "Run"].contains(&name.as_str());
        if !is_list {
            continue;
        }
        let xml = part(folder.path(), &format!("xl/worksheets/sheet{}.xml", n + 1));
        let widths: Vec<f64> = elements(&xml, "col")
            .iter()
            .flat_map(|column| {
                let ends =
                    [&column["min"], &column["max"]].map(|end| end.parse::<usize>().unwrap());
                let width: f64 = column["width"].parse().unwrap();
                std::iter::repeat_n(width, ends[1] - ends[0] + 1)
            })
            .collect();
        let header = sheet(folder.path(), name).rows().next().unwrap_or_default().to_vec();
        for (cell, width) in header.iter().zip(&widths) {
            let chars = cell.to_string().chars().count() as f64;
            assert!(*width > chars + 2.0, "{name}: {cell} in {width}");
        }
        let defined = elements(&part(folder.path(), "xl/workbook.xml"), "definedName");
        let has_area = defined
            .iter()
            .any(|own| own["name"] == "_xlnm.Print_Area" && own["localSheetId"] == n.to_string());
        assert!(has_area || widths.iter().sum::<f64>() < 260.0, "{name} prints too small");
    }
}

#[test]
fn the_index_is_the_table_of_days_turned() {
    let folder = run();
    let index = sheet(folder.path(), "Index");
    let themes = index.rows().next().unwrap();
    let mut figures = 0;
    for row in rows::<ThemeDays>(folder.path()) {
        let first = themes.iter().position(|cell| cell == row.get(ThemeDays::Theme)).unwrap();
        let line = index.rows().skip(3).find(|cells| match &cells[0] {
            Data::DateTime(day) => {
                !row.get(ThemeDays::Day).is_empty()
                    && (day.as_f64() - serial(row.get(ThemeDays::Day))).abs() < 1e-9
            }
            Data::String(word) => word == "undated" && row.get(ThemeDays::Day).is_empty(),
            _ => false,
        });
        let line = line.unwrap_or_else(|| panic!("no row of {}", row.get(ThemeDays::Day)));
        for (n, name) in [
            ThemeDays::Sentiment,
            ThemeDays::Stories,
            ThemeDays::CiLow,
            ThemeDays::CiHigh,
            ThemeDays::SentimentSmoothed,
        ]
        .into_iter()
        .enumerate()
        {
            let number =
                if let Data::Float(number) = line[first + n] { Some(number) } else { None };
            assert_eq!(
                number,
                row.number(name).unwrap(),
                "{} {} {name:?}",
                row.get(ThemeDays::Theme),
                row.get(ThemeDays::Day)
            );
            figures += usize::from(number.is_some());
        }
    }
    assert!(figures > 300, "{figures}");
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("run.json")).unwrap()).unwrap();
    let order: Vec<&str> =
        manifest["themes"].as_array().unwrap().iter().filter_map(|theme| theme.as_str()).collect();
    let shown: Vec<String> =
        themes.iter().skip(2).map(ToString::to_string).filter(|name| !name.is_empty()).collect();
    let places: Vec<usize> =
        shown.iter().map(|name| order.iter().position(|other| other == name).unwrap()).collect();
    assert!(places.is_sorted() && places.len() > 10, "{shown:?}");
    let charts = workbook_parts(folder.path())
        .iter()
        .filter(|part| part.starts_with("xl/charts/chart"))
        .count();
    assert_eq!(charts, shown.len());
}
