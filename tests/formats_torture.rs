//! The hostile and broken files of `../shared/data/archives.tar.zst`: each ends as its EXPECT.json
//! says, none is lost. Where the files are absent, the test says so and passes.

use std::{collections::BTreeMap, ops::ControlFlow, path::PathBuf, time::Instant};

use newsvane::{
    Pipeline,
    load::{Options, Source, read},
    model::{Article, Reason},
};

use crate::tools;

/// The files, unpacked at need; those of an earlier run serve also where `../shared` is gone.
fn folder() -> Option<PathBuf> {
    let target = PathBuf::from(crate::ROOT).join("target/data");
    let folder = target.join("archives/torture");
    if !folder.is_dir() {
        let packed = tools::shared("data/archives.tar.zst")?;
        std::fs::create_dir_all(&target).unwrap();
        let mut tar = std::process::Command::new("tar");
        let done = tar.args(["--zstd", "-xf"]).arg(&packed).arg("-C").arg(&target).status();
        assert!(done.unwrap().success(), "cannot unpack {}", packed.display());
    }
    Some(folder)
}

struct Loaded {
    articles: Vec<Article>,
    reasons: Vec<Reason>,
}

impl Loaded {
    fn text(&self) -> &str {
        self.articles.first().map_or("", |a| &a.text)
    }

    fn problems(&self) -> usize {
        self.articles.iter().map(|a| a.problems.len()).sum()
    }
}

/// How many articles and rejects a file must come to: at least so many articles, exactly these
/// reasons.
fn wanted(name: &str) -> (usize, &'static [Reason]) {
    match name {
        "empty.txt" | "whitespace.txt" | "empty_archive.zip" => (0, &[Reason::Empty]),
        "binary.txt" => (0, &[Reason::Binary]),
        "entity_bomb.xml" | "fake.html" => (0, &[Reason::UnknownFormat]),
        "truncated.jsonl.gz" => (10, &[Reason::DamagedCompression]),
        "concat_members.jsonl.gz" => (2, &[]),
        "bom_newlines.csv" => (20, &[]),
        "semicolon.csv" | "tab_nohdr.tsv" | "pretty_array.json" => (8, &[]),
        "concat.json" => (4, &[]),
        "newsapi.json" => (3, &[]),
        "odd_dates.jsonl" => (37, &[]),
        "duplicates.jsonl" => (6, &[]),
        "fnspid_headlines_real.csv" => (1_000, &[]),
        _ => (1, &[]),
    }
}

#[test]
fn every_file_ends_as_expected() {
    let Some(folder) = folder() else { return };
    let pipeline = Pipeline::builder().build().unwrap();
    let expected: BTreeMap<String, String> =
        serde_json::from_slice(&std::fs::read(folder.join("EXPECT.json")).unwrap()).unwrap();
    let start = Instant::now();
    let mut wrong = Vec::new();
    for (name, what) in &expected {
        let mut loaded = Loaded { articles: Vec::new(), reasons: Vec::new() };
        let begun = Instant::now();
        read(&Source::new(name.clone(), folder.join(name)), &Options::default(), &mut |record| {
            match record {
                Ok(article) => loaded.articles.push(article),
                Err(reject) => loaded.reasons.push(reject.reason),
            }
            ControlFlow::Continue(())
        });
        let loading = begun.elapsed();
        for article in &loaded.articles {
            let analysis = pipeline.analyze(article);
            assert!(analysis.document.text.len() >= article.text.len().min(1));
        }
        println!(
            "{name}: {} articles, {:?}, {} problems, {loading:.1?} loading, {:.1?} in all; {what}",
            loaded.articles.len(),
            loaded.reasons,
            loaded.problems(),
            begun.elapsed()
        );
        let (articles, reasons) = wanted(name);
        let is_free =
            matches!(name.as_str(), "bad_lines.jsonl" | "ragged.csv") || name.contains(".warc");
        if loaded.articles.len() < articles
            && !name.starts_with("example")
            && !name.starts_with("post")
            || !is_free && loaded.reasons != reasons
        {
            wrong.push(format!(
                "{name} ({what}): {} articles, {:?}",
                loaded.articles.len(),
                loaded.reasons
            ));
        }
        if loaded.articles.len() + loaded.reasons.len() == 0 {
            wrong.push(format!("{name}: lost"));
        }
        if let Some(problem) = content_problem(name, &loaded) {
            wrong.push(format!("{name} ({what}): {problem}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

/// What is wrong with the text that was loaded, for files whose bytes have to be understood.
fn content_problem(name: &str, loaded: &Loaded) -> Option<String> {
    let text = loaded.text();
    let fails = |is_right: bool, what: &str| {
        (!is_right).then(|| format!("{what}: {}", text.chars().take(200).collect::<String>()))
    };
    match name {
        "win1252.txt" | "meta_charset_lie.html" => {
            fails(text.contains(['–', '’']) && !text.contains('\u{FFFD}'), "wrong encoding")
        }
        "utf16le_bom.txt" | "utf16be_nobom.txt" | "utf8_bom_crlf.txt" => {
            fails(!text.contains(['\0', '\u{FEFF}', '\u{FFFD}']), "wrong encoding")
        }
        "broken_utf8.txt" => fails(
            text.matches('\u{FFFD}').count() <= 12 && text.contains('’') && loaded.problems() == 1,
            "not lossy UTF-8",
        ),
        "mojibake.txt" => fails(text.contains('’') && !text.contains('â'), "not repaired"),
        "oneline_20MB.txt.gz" => fails(text.len() > 15_000_000, "cut"),
        "emoji_zw.txt" => fails(text.contains(['\u{200B}', '\u{AD}']), "changed"),
        "tab_nohdr.tsv" => fails(
            loaded.articles.iter().all(|a| a.title.is_some() && !a.dates.is_empty()),
            "columns",
        ),
        _ => None,
    }
}
