//! Settings that change between two runs over the same archive: what they do not touch is not made
//! again, and the tables are those of a run that had them from the beginning.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::resume::{assert_same, run, write_input};

/// An archive and a finished run over it.
struct Finished {
    folder: tempfile::TempDir,
    archive: PathBuf,
    out: PathBuf,
}

impl Finished {
    fn new(settings: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (archive, out) = (folder.path().join("news"), folder.path().join("out"));
        fs::create_dir(&archive).unwrap();
        for n in 0..4 {
            write_input(&archive, n, 1);
        }
        let undated =
            r#"{"title": "'-5% or more", "text": "Revenue fell 5% to $3 million. '=1+1"}"#;
        fs::write(archive.join("undated.jsonl"), format!("{undated}\n")).unwrap();
        run(&archive, &out, settings);
        Self { folder, archive, out }
    }

    /// Runs with other settings while all inputs hold something else, of the same length and age: a
    /// run that reads one has other tables. What it says.
    fn changed(&self, settings: &[&str]) -> String {
        let full = self.folder.path().join(format!("full{}", settings.join("")));
        run(&self.archive, &full, settings);
        let held: Vec<(PathBuf, Vec<u8>)> =
            files(&self.archive).map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        for (path, bytes) in &held {
            rewrite(path, &vec![b'x'; bytes.len()]);
        }
        let said = run(&self.archive, &self.out, settings);
        for (path, bytes) in &held {
            rewrite(path, bytes);
        }
        println!("{settings:?}: {said}");
        assert_same(&self.out, &full);
        unwrapped(&said)
    }
}

/// What was said, as one line.
fn unwrapped(said: &str) -> String {
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All files below a folder.
fn files(folder: &Path) -> Box<dyn Iterator<Item = PathBuf>> {
    let paths = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    Box::new(paths.flat_map(|path| {
        if path.is_dir() { files(&path) } else { Box::new(std::iter::once(path)) }
    }))
}

/// Replaces what a file holds and leaves its age.
fn rewrite(path: &Path, bytes: &[u8]) {
    let modified = fs::metadata(path).unwrap().modified().unwrap();
    fs::write(path, bytes).unwrap();
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(modified).unwrap();
}

#[test]
fn settings_of_the_index_read_no_article_again() {
    let finished = Finished::new(&["--format", "csv,parquet"]);
    let base = ["--format", "csv,parquet"];
    let said = finished.changed(&[&base[..], &["--half-life", "10"]].concat());
    assert!(
        said.contains(
            "Changed settings: smoothing (half-life(days=5) before, half-life(days=10) now)"
        ),
        "{said}"
    );
    for more in [
        &["--zone", "America/New_York"][..],
        &["--calendar", "nyse", "--cutoff", "15:30"],
        &["--entities", "all", "--story-window", "2"],
        &["--undated", "skip"],
        &["--across", "novelty", "--periods", "week"],
    ] {
        let said = finished.changed(&[&base[..], more].concat());
        assert!(said.contains("No article was analysed again"), "{said}");
    }
    let again = run(
        &finished.archive,
        &finished.out,
        &[&base[..], &["--across", "novelty", "--periods", "week"]].concat(),
    );
    assert!(again.contains("Nothing to do"), "{again}");
    // what was made anew is taken over as any run is
    write_input(&finished.archive, 6, 1);
    let said = unwrapped(&run(&finished.archive, &finished.out, &base));
    assert!(said.contains("Took over") && said.contains("periods (week before"), "{said}");
    let full = finished.folder.path().join("grown");
    run(&finished.archive, &full, &base);
    assert_same(&finished.out, &full);
}

#[test]
fn formats_are_written_anew_from_the_rows_that_are_there() {
    let finished = Finished::new(&["--zone", "America/New_York"]);
    for formats in [
        &["--format", "jsonl,parquet"][..],
        &["--format", "csv", "--csv", "bom,semicolon,decimal-comma"],
        &["--format", "csv,html"],
        &["--format", "csv,html", "--half-life", "9"],
        &["--format", "parquet"],
        &["--format", "csv"],
    ] {
        let zone = ["--zone", "America/New_York"];
        let said = finished.changed(&[formats, &zone].concat());
        assert!(said.contains("Changed settings: ") && !said.contains("Started over"), "{said}");
    }
    assert!(
        !finished.out.join("claims.jsonl").exists(),
        "tables that this run did not make are gone"
    );
}

#[test]
fn spools_are_kept_compressed_and_no_longer_than_they_are_needed() {
    let finished = Finished::new(&["--format", "parquet"]);
    let kept = finished.out.join(".newsvane");
    let spools = || {
        let names =
            files(&kept).map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
        names.filter(|name| name.contains(".spool")).collect::<Vec<_>>()
    };
    assert!(spools().contains(&"claims.parquet.spool.zst".to_owned()), "{:?}", spools());
    assert!(spools().iter().all(|name| name.ends_with(".spool.zst")), "{:?}", spools());
    finished.changed(&["--format", "parquet", "--half-life", "3"]);
    assert!(!spools().is_empty(), "rows are taken from them when the archive grows");
    finished.changed(&["--format", "jsonl"]);
    assert!(spools().is_empty(), "{:?}", spools());
}

#[test]
fn settings_of_reading_and_lexicons_start_over_and_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, out) = (folder.path().join("news"), folder.path().join("out"));
    fs::create_dir(&archive).unwrap();
    write_input(&archive, 0, 1);
    run(&archive, &out, &[]);
    let said = unwrapped(&run(&archive, &out, &["--source", "Wire", "--half-life", "9"]));
    assert!(
        said.contains("Started over: changed settings: source (the default before, Wire now)."),
        "{said}"
    );
    let said = unwrapped(&run(&archive, &out, &["--source", "Wire", "--entities", "off"]));
    assert!(said.contains("entities (lexicon before, off now)"), "{said}");
    let lexicons = folder.path().join("lexicons/themes");
    fs::create_dir_all(&lexicons).unwrap();
    let theme = "id = \"soy\"\ntitle = \"Soy\"\ndescription = \"Soybeans\"\n\n[cues]\nstrong = \
                 [\"soybean crush\"]\n";
    fs::write(lexicons.join("soy.toml"), theme).unwrap();
    let lexicons = folder.path().join("lexicons");
    let said = run(&archive, &out, &["--lexicons", lexicons.to_str().unwrap()]);
    assert!(said.contains("Started over: the lexicons changed"), "{said}");
    let said = run(
        &archive,
        &out,
        &["--lexicons", lexicons.to_str().unwrap(), "--fresh", "--zone", "Asia/Tokyo"],
    );
    assert!(said.contains("Started over: asked to start over"), "{said}");
}
