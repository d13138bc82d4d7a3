//! The workbook, read back by other programs than the one that wrote it.

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

#[test]
fn a_figure_leads_to_its_sentences_and_these_to_their_source() {
    let folder = run();
    let names = sheet_names(folder.path());
    let mut heights = BTreeMap::new();
    for name in &names {
        for location in links(folder.path(), name).values().filter(|link| !link.starts_with("http"))
        {
            let (sheet_name, row) = place(location);
            assert!(names.contains(&sheet_name), "{location}");
            let height = *heights
                .entry(sheet_name.clone())
                .or_insert_with(|| sheet(folder.path(), &sheet_name).height());
            assert!(
                row < height.max(1) || sheet_name == "Charts",
                "{name}: {location} of {height} rows"
            );
        }
    }
    // a cell to the first of its contributions
    let (index, contributions) =
        (sheet(folder.path(), "Index"), sheet(folder.path(), "Contributions"));
    let from_index = links(folder.path(), "Index");
    let mut followed = 0;
    for row in
        rows::<ThemeDays>(folder.path()).iter().filter(|row| row.get(ThemeDays::Articles) != "0")
    {
        let first = index
            .rows()
            .next()
            .unwrap()
            .iter()
            .position(|cell| cell == row.get(ThemeDays::Theme))
            .unwrap() as u16;
        let line = (3..index.height()).find(|n| match index.get((*n, 0)) {
            Some(Data::DateTime(day)) => {
                !row.get(ThemeDays::Day).is_empty()
                    && (day.as_f64() - serial(row.get(ThemeDays::Day))).abs() < 1e-9
            }
            Some(Data::String(word)) => word == "undated" && row.get(ThemeDays::Day).is_empty(),
            _ => false,
        });
        let Some(location) = from_index.get(&format!(
            "{}{}",
            rust_xlsxwriter::utility::column_number_to_name(first),
            line.unwrap() + 1
        )) else {
            assert!(
                row.get(ThemeDays::Sentiment).is_empty(),
                "{} {} leads nowhere",
                row.get(ThemeDays::Theme),
                row.get(ThemeDays::Day)
            );
            continue;
        };
        let (name, to) = place(location);
        assert_eq!(name, "Contributions");
        assert_eq!(contributions[to][0], Data::String(row.get(ThemeDays::Theme).to_owned()));
        assert!(
            to == 1 || contributions[to - 1][..2] != contributions[to][..2],
            "the first of the cell"
        );
        followed += 1;
    }
    assert!(followed > 50, "{followed}");
    // a contribution to the first sentence of its article, and the sentence to the article
    let sentences = sheet(folder.path(), "Sentences");
    let (of_contribution, of_sentence) =
        (column(&contributions, "article_id"), column(&sentences, "article_id"));
    let from_sentences = links(folder.path(), "Sentences");
    let stories = sheet(folder.path(), "Stories");
    let of_story = column(&stories, "article_id");
    let urls: BTreeMap<String, String> = rows::<Articles>(folder.path())
        .iter()
        .map(|row| (row.get(Articles::ArticleId).to_owned(), row.get(Articles::Url).to_owned()))
        .collect();
    for (cell, location) in links(folder.path(), "Contributions") {
        let (name, to) = place(&location);
        // none of its sentences is listed: the index over all news is of articles
        if name == "Stories" {
            assert_eq!(contributions[row_of(&cell)][of_contribution], stories[to][of_story]);
            continue;
        }
        assert_eq!(contributions[row_of(&cell)][of_contribution], sentences[to][of_sentence]);
        assert!(
            to == 1 || sentences[to - 1][of_sentence] != sentences[to][of_sentence],
            "the first of the article"
        );
        let id = sentences[to][of_sentence].to_string();
        match urls[&id].as_str() {
            "" => assert_eq!(
                stories[place(&from_sentences[&format!("A{}", to + 1)]).1][of_story].to_string(),
                id
            ),
            url => assert_eq!(from_sentences[&format!("A{}", to + 1)], url),
        }
    }
    // a conflict to the claims at its ends
    let (conflicts, claims) = (sheet(folder.path(), "Conflicts"), sheet(folder.path(), "Claims"));
    let ids = rows::<Conflicts>(folder.path());
    let ends = [("lowest", 0), ("highest", usize::MAX)];
    for (name, n) in ends {
        let letter =
            rust_xlsxwriter::utility::column_number_to_name(column(&conflicts, name) as u16);
        for (row, conflict) in ids.iter().enumerate() {
            let list: Vec<&str> = conflict.get(Conflicts::Claims).split("; ").collect();
            let (_, to) =
                place(&links(folder.path(), "Conflicts")[&format!("{letter}{}", row + 2)]);
            assert_eq!(
                claims[to][column(&claims, "claim_id")].to_string(),
                list[n.min(list.len() - 1)]
            );
        }
    }
}

#[test]
fn originals_stand_before_their_copies() {
    let folder = run();
    let stories = sheet(folder.path(), "Stories");
    let (told, copies, story) =
        (column(&stories, "told"), column(&stories, "copies"), column(&stories, "story_id"));
    let mut seen = BTreeSet::new();
    let mut listed: Vec<&[Data]> = stories.rows().skip(1).collect();
    assert_eq!(listed.len(), rows::<Articles>(folder.path()).len());
    while let Some(first) = listed.first().copied() {
        let tellings = listed.iter().take_while(|row| row[story] == first[story]).count();
        assert_eq!(first[told], Data::String("original".to_owned()));
        assert_eq!(first[copies], Data::Float(tellings as f64 - 1.0));
        assert!(listed[1..tellings].iter().all(|row| row[told] == Data::String("copy".to_owned())));
        assert!(seen.insert(first[story].to_string()), "a story stands together");
        listed.drain(..tellings);
    }
}

#[test]
fn companies_lead_to_their_days_and_these_to_their_sentences() {
    let folder = run();
    let [companies, days, sentences] =
        ["Companies", "Company days", "Company sentences"].map(|name| sheet(folder.path(), name));
    let ids: BTreeSet<String> = rows::<EntityDays>(folder.path())
        .iter()
        .map(|row| row.get(EntityDays::EntityId).to_owned())
        .collect();
    assert_eq!(companies.height(), ids.len() + 1);
    let column = |sheet: &Range<Data>, name: &str| {
        sheet.rows().next().unwrap().iter().position(|cell| cell == name).unwrap()
    };
    let (name, article) = (column(&sentences, "name"), column(&sentences, "text"));
    let place = |link: &str| {
        let (sheet, cell) = link.rsplit_once('!').unwrap();
        let row: usize = cell.trim_start_matches(char::is_alphabetic).parse().unwrap();
        (sheet.trim_matches('\'').to_owned(), row - 1)
    };
    let (from_companies, from_days) =
        (links(folder.path(), "Companies"), links(folder.path(), "Company days"));
    let cell =
        |column: usize, line: usize| format!("{}{}", char::from(b'A' + column as u8), line + 1);
    let sentiment = column(&companies, "sentiment");
    for (line, row) in companies.rows().enumerate().skip(1) {
        let (to, at) = place(&from_companies[&cell(0, line)]);
        assert_eq!((to.as_str(), &days[(at, 0)]), ("Company days", &row[0]));
        let (to, at) = place(&from_companies[&cell(sentiment, line)]);
        assert_eq!((to.as_str(), &sentences[(at, name)]), ("Company sentences", &row[0]));
        assert!(!sentences[(at, article)].to_string().is_empty());
    }
    // a figure leads to the sentences of its day
    let (day, of_days) = (column(&sentences, "day"), column(&days, "day"));
    let sentiment = column(&days, "sentiment");
    let led = (1..days.height()).filter_map(|line| {
        let (_, at) = place(from_days.get(&cell(sentiment, line))?);
        assert_eq!(sentences[(at, name)], days[(line, 0)]);
        assert_eq!(sentences[(at, day)], days[(line, of_days)]);
        Some(())
    });
    assert!(led.count() > 20);
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    let folder = run();
    let (again, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().to_str().unwrap();
    let said =
        newsvane(&["report", path, "--format", "xlsx", "--out", again.path().to_str().unwrap()]);
    assert_eq!(said.lines().count(), 1, "{said}");
    let bytes = std::fs::read(folder.path().join("report.xlsx")).unwrap();
    assert!(
        bytes == std::fs::read(again.path().join("report.xlsx")).unwrap(),
        "run and report differ"
    );
    // an index of its own has a workbook of its own
    let out = other.path().join("index");
    newsvane(&[
        "index",
        path,
        "--calendar",
        "nyse",
        "--out",
        out.to_str().unwrap(),
        "--format",
        "csv,xlsx",
        "--quiet",
    ]);
    let days = sheet(&out, "Theme days");
    assert_eq!(days.height(), rows::<ThemeDays>(&out).len() + 1);
    let method: Vec<String> = sheet(&out, "Method").rows().map(|row| row[1].to_string()).collect();
    assert!(method.iter().any(|text| text.contains("sessions of the exchange nyse")), "{method:?}");
}

/// Articles whose words would like to be something else.
fn hostile() -> Vec<serde_json::Value> {
    let story = "Inflation rose to 4 percent in May, the bureau said. Prices climbed again and \
                 inflation fears grew.";
    let long = format!("Inflation rose {}by 4 percent.", "and rose ".repeat(5_000));
    let titles = [
        ("=cmd|' /C calc'!A0", "javascript:alert(1)", story),
        ("+1+1 inflation", "file:///etc/passwd", story),
        (
            "@SUM(A1) \u{1}\u{8}\u{1f}inflation ]]> <b>&amp;</b> _x0041_",
            "https://news.example/a?b=\"c\"><script>",
            story,
        ),
        ("\u{202E}inflation\u{202C} ʼ 😀", "HTTPS://news.example/ok?a=1&b=2#frag", story),
        ("HYPERLINK(\"http://evil.example\") inflation", "ftp://news.example/x", &long),
    ];
    let record = |(n, (title, url, text)): (usize, (&str, &str, &str))| {
        // the sentence between keeps them from being copies of one another
        let own = ["wheat", "copper", "cotton", "lumber", "cocoa"][n];
        let text = format!(
            "{text}\n\nTraders of {own} looked at {own} stocks while {own} dealers waited for \
             {own} data in week {n}."
        );
        serde_json::json!({"id": n.to_string(), "title": title, "url": url, "text": text, "date": "2026-07-01", "source": "=Evil\u{0}"})
    };
    titles.into_iter().enumerate().map(record).collect()
}

#[test]
fn words_of_articles_stay_words() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("hostile.jsonl");
    let lines = hostile().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    std::fs::write(&input, lines).unwrap();
    // markup of a record's field is taken out, that of a text is its own words
    let text = folder.path().join("rye-2026-07-01.txt");
    let words = "Rye inflation \u{1}\u{8} ]]> <b>&amp;</b> _x0041_ cooled\n\nInflation fell to 3 \
                 percent in May, the bureau said, as rye and oats got cheaper.\n";
    std::fs::write(&text, words).unwrap();
    for format in ["csv", "jsonl", "parquet"] {
        let out = folder.path().join(format);
        let said = newsvane(&[
            "run",
            input.to_str().unwrap(),
            text.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
            "--format",
            &format!("{format},xlsx"),
        ]);
        assert!(said.contains("cut after 32767 characters"), "{said}");
        let mut workbook = workbook(&out);
        let mut words = BTreeSet::new();
        for name in workbook.sheet_names() {
            assert!(workbook.worksheet_formula(&name).unwrap().is_empty(), "{name} has formulas");
            let sheet = workbook.worksheet_range(&name).unwrap();
            words.extend(
                sheet.used_cells().filter_map(|(.., cell)| cell.get_string()).map(str::to_owned),
            );
            for link in links(&out, &name).values() {
                let is_inner = link.starts_with('\'') && link.contains("'!");
                assert!(
                    is_inner || link.to_ascii_lowercase().starts_with("https://news.example/ok"),
                    "{link}"
                );
            }
        }
        assert!(words.iter().all(|word| word.encode_utf16().count() <= 32_767));
        assert!(words.iter().any(|word| word.ends_with("… [cut]")));
        assert!(
            words.contains("=cmd|' /C calc'!A0") && words.contains("+1+1 inflation"),
            "{format}"
        );
        for shown in ["]]> & _x0041_", "]]> <b>&amp;</b> _x0041_"] {
            let is_shown =
                |word: &String| word.contains(shown) && !word.contains(['\u{1}', '\u{8}']);
            assert!(words.iter().any(is_shown), "{format}: {shown}");
        }
        assert!(
            words.iter().any(|word| word.contains("lead nowhere")),
            "Run says how many addresses do"
        );
        let parts = workbook_parts(&out);
        assert!(
            parts.iter().all(|part| !part.contains("external") && !part.contains("vbaProject")),
            "{parts:?}"
        );
    }
}

#[test]
fn openpyxl_reads_it_and_finds_no_formula() {
    let Some(python) = python_with("openpyxl") else { return };
    let folder = run();
    let script = "\
import sys, warnings, openpyxl
warnings.simplefilter('ignore')
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type in 'snbd' for cell in cells), sheet.title
    print(sheet.title, len(cells), sep='\\t')
assert len(book['Claims'].auto_filter.ref) > 4 and book['Claims'].freeze_panes
";
    let path = folder.path().join("report.xlsx");
    let done = process::Command::new(python).arg("-c").arg(script).arg(path).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(String::from_utf8_lossy(&done.stdout).lines().count(), SHEETS.len());
}

#[test]
#[ignore = "slow to install: scripts/test --all"]
fn libreoffice_opens_it() {
    if !has_tool("soffice") {
        return;
    }
    let folder = run();
    let profile =
        format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let claims = 1 + SHEETS.iter().position(|name| *name == "Claims").unwrap();
    let options = format!("44,34,76,1,,0,false,false,false,false,false,{claims}");
    let filter = format!("csv:Text - txt - csv (StarCalc):{options}");
    let done = process::Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", &filter, "--outdir"])
        .arg(folder.path())
        .arg(folder.path().join("report.xlsx"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut reader = csv::Reader::from_path(folder.path().join("report-Claims.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|other| other == name).unwrap();
    let (id, value) = (place("claim_id"), place("value"));
    let mut read = 0;
    for (record, row) in reader.records().zip(rows::<Claims>(folder.path())) {
        let record = record.unwrap();
        assert_eq!(&record[id], row.get(Claims::ClaimId));
        // LibreOffice writes fifteen digits
        let (shown, told) =
            (record[value].parse::<f64>().unwrap(), row.get(Claims::Value).parse::<f64>().unwrap());
        assert!((shown - told).abs() <= 1e-14 * told.abs(), "{}: {shown}, {told}", &record[id]);
        read += 1;
    }
    assert_eq!(read, rows::<Claims>(folder.path()).len());
}
