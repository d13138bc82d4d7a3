//! What no workbook may do, and that other programs open it.

use super::*;

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
