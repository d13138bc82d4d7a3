//! Speed of every stage and of the whole job, beside a bare Aho-Corasick scan of the same bytes in
//! the same run.
//!
//! `cargo bench --features stages --bench pipeline [-- FILE.jsonl]`. Without a file: the medium archive of
//! `../shared/data` (unpacked to `target/data` at need), or the sample corpus repeated where that
//! is absent. Every figure is the best of three. R = time of the whole job on one thread / time of
//! the bare scan; hits are printed so that a lossy matcher cannot shine.

use std::{
    hint::black_box,
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use newsvane::{
    AggregateSettings, Pipeline, RunSettings, Undated,
    lexicon::Lexicon,
    load::{self, Options, Source},
    model::{Article, Document, Modality, Sentence},
    run,
    score::{ModalityWeights, Scorer, SentimentTarget, TextType},
    stages::{self, ParsedDocument, Resolution, Scan, SentenceView, Syntax},
    write::Format,
};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 3;

fn main() {
    let given = std::env::args().skip(1).find(|a| !a.starts_with('-')).map(PathBuf::from);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = given.or_else(shared_archive).unwrap_or_else(|| sample(folder.path()));
    let bytes = std::fs::read(&path).expect("the archive can be read");
    let pipeline = Pipeline::builder().build().expect("the built-in lexicons compile");
    let articles = articles(&path);
    let text: u64 = articles.iter().map(|a| a.text.len() as u64).sum();
    println!(
        "{}: {} articles, {:.1} MB of JSONL, {:.1} MB of text",
        path.display(),
        articles.len(),
        mb(bytes.len() as u64),
        mb(text)
    );

    let lexicon = pipeline.lexicon();
    let (scan_seconds, terms, hits) = bare_scan(lexicon, &bytes);
    println!(
        "\nbare Aho-Corasick DFA scan (overlapping, word boundaries): {terms} terms, {hits} hits, \
         {:.1} MB/s",
        mb(bytes.len() as u64) / scan_seconds
    );

    println!("\nstage, one thread             MB/s of text   share");
    stages(lexicon, &path, &articles, text);

    let one = whole_job(&pipeline, &path, folder.path(), 1);
    let two = whole_job(&pipeline, &path, folder.path(), 2);
    println!(
        "\nwhole job, JSONL in, CSV out: one thread {:.2} s = {:.1} MB/s of text; two threads \
         {:.2} s = {:.2} times as fast",
        one,
        mb(text) / one,
        two,
        one / two
    );
    println!("R = {:.2} / {:.2} = {:.2}", one, scan_seconds, one / scan_seconds);
}

fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Seconds of the fastest round.
fn best<T>(mut work: impl FnMut() -> T) -> (f64, T) {
    let mut fastest = f64::INFINITY;
    let mut result = None;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let value = black_box(work());
        fastest = fastest.min(start.elapsed().as_secs_f64());
        result = Some(value);
    }
    (fastest, result.expect("at least one round"))
}

/// The baseline: all surface forms, every overlapping match, kept where it is between word
/// boundaries.
fn bare_scan(lexicon: &Lexicon, bytes: &[u8]) -> (f64, usize, usize) {
    let mut terms: Vec<String> = lexicon.forms().map(|(form, _)| form.to_lowercase()).collect();
    terms.sort_unstable();
    terms.dedup();
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .kind(Some(AhoCorasickKind::DFA))
        .build(&terms)
        .expect("the terms make an automaton");
    let is_border = |at: Option<&u8>| at.is_none_or(|b| !b.is_ascii_alphanumeric());
    let (seconds, hits) = best(|| {
        let found = automaton.find_overlapping_iter(bytes);
        found
            .filter(|m| {
                is_border(m.start().checked_sub(1).and_then(|n| bytes.get(n)))
                    && is_border(bytes.get(m.end()))
            })
            .count()
    });
    (seconds, terms.len(), hits)
}

/// Times each stage on the results of the one before it.
#[expect(clippy::too_many_lines, reason = "a list of stages, one after the other")]
fn stages(lexicon: &Lexicon, path: &Path, articles: &[Article], text: u64) {
    let mut rows: Vec<(&str, f64)> = Vec::new();
    rows.push(("load", best(|| self::articles(path).len()).0));
    let documents: Vec<Document> = articles.iter().map(|a| stages::clean(a, lexicon)).collect();
    rows.push((
        "clean",
        best(|| articles.iter().map(|a| stages::clean(a, lexicon).blocks.len()).sum::<usize>()).0,
    ));
    let mut scan = Scan::default();
    let (seconds, hits) = best(|| {
        let mut hits = 0;
        for document in &documents {
            stages::scan(lexicon, &document.text, &mut scan);
            hits += scan.hit_count();
        }
        hits
    });
    rows.push(("scan", seconds));
    let scans: Vec<Scan> = documents
        .iter()
        .map(|d| {
            let mut scan = Scan::default();
            stages::scan(lexicon, &d.text, &mut scan);
            scan
        })
        .collect();
    let segment_all = || {
        documents
            .iter()
            .zip(&scans)
            .map(|(d, s)| stages::sentences(d, lexicon, s))
            .collect::<Vec<Vec<Sentence>>>()
    };
    let (seconds, sentences) = best(segment_all);
    rows.push(("segment", seconds));
    let bare = Syntax::default();
    let parse_all = || {
        let mut parser = stages::Parser::default();
        let each = documents.iter().zip(&scans).zip(&sentences);
        each.map(|((document, scan), sentences)| {
            let (syntax, resolution) = (&bare, Resolution::none());
            let parsed = ParsedDocument { lexicon, document, scan, sentences, syntax, resolution };
            parser.syntax(&parsed, &parsed.views().collect::<Vec<SentenceView<'_>>>())
        })
        .collect::<Vec<Syntax>>()
    };
    let (seconds, syntaxes) = best(parse_all);
    rows.push(("parse", seconds));
    let all_parsed: Vec<ParsedDocument<'_>> = documents
        .iter()
        .zip(&scans)
        .zip(&sentences)
        .zip(&syntaxes)
        .map(|(((document, scan), sentences), syntax)| ParsedDocument {
            lexicon,
            document,
            scan,
            sentences,
            syntax,
            resolution: Resolution::none(),
        })
        .collect();
    let resolve_all = || {
        let each = all_parsed.iter().map(|parsed| {
            stages::resolve(parsed, &parsed.views().collect::<Vec<SentenceView<'_>>>(), None)
        });
        each.collect::<Vec<Resolution>>()
    };
    let (seconds, resolutions) = best(resolve_all);
    rows.push(("resolve (with views)", seconds));
    let all_parsed: Vec<ParsedDocument<'_>> = all_parsed
        .iter()
        .zip(&resolutions)
        .map(|(parsed, resolution)| ParsedDocument { resolution, ..*parsed })
        .collect();
    let views_of_all = || {
        let each = all_parsed
            .iter()
            .map(|parsed| parsed.views().map(|view| view.resolved(parsed.resolution)).collect());
        each.collect::<Vec<Vec<SentenceView<'_>>>>()
    };
    let (seconds, all_views) = best(views_of_all);
    rows.push(("views", seconds));
    let modalities_of = |views: &Vec<SentenceView<'_>>| {
        views.iter().map(stages::modality).collect::<Vec<Modality>>()
    };
    let (seconds, modalities) = best(|| all_views.iter().map(modalities_of).collect::<Vec<_>>());
    rows.push(("extract: modality", seconds));
    let (seconds, quantities) =
        best(|| all_views.iter().map(|views| stages::quantities(views)).collect::<Vec<_>>());
    rows.push(("extract: quantities", seconds));
    let both = || all_parsed.iter().zip(&all_views);
    let (seconds, quotes) =
        best(|| both().map(|(parsed, views)| stages::quotes(parsed, views)).collect::<Vec<_>>());
    rows.push(("extract: quotes", seconds));
    let (seconds, themes) =
        best(|| both().map(|(p, views)| stages::sentence_themes(p, views)).collect::<Vec<_>>());
    rows.push(("extract: themes", seconds));
    let (seconds, claims) = best(|| {
        let each = all_parsed.iter().enumerate().map(|(n, parsed)| {
            let context = stages::ClaimContext {
                views: &all_views[n],
                quantities: &quantities[n],
                quotes: &quotes[n],
                themes: &themes[n],
            };
            stages::claims(parsed, &context).len()
        });
        each.sum::<usize>()
    });
    rows.push(("extract: claims", seconds));
    let (seconds, _) = best(|| {
        let mut sum = 0.0;
        for (n, parsed) in all_parsed.iter().enumerate() {
            let mut scorer = Scorer::new(parsed, &quantities[n], ModalityWeights::default());
            for (index, modality) in modalities[n].iter().enumerate() {
                sum += scorer
                    .score(index, *modality, SentimentTarget::Whole, TextType::Sentence)
                    .value;
            }
            for theme in &themes[n] {
                let index = theme.sentence as usize;
                let modality = modalities[n][index];
                sum += scorer
                    .score(index, modality, SentimentTarget::Theme(theme.theme), TextType::Sentence)
                    .value;
            }
        }
        sum
    });
    rows.push(("score", seconds));
    let total: f64 = rows.iter().map(|r| r.1).sum();
    for (name, seconds) in rows {
        println!("{name:<28} {:>13.1} {:>6.1}%", mb(text) / seconds, 100.0 * seconds / total);
    }
    println!("lexicon hits of the scan: {hits}; claims: {claims}");
}

/// Seconds of `newsvane run` with this many threads.
fn whole_job(pipeline: &Pipeline, path: &Path, folder: &Path, threads: usize) -> f64 {
    let settings = RunSettings {
        inputs: vec![path.to_string_lossy().into_owned()],
        out: folder.join("out"),
        formats: vec![Format::CSV],
        presentations: Vec::new(),
        load: Options::default(),
        undated: Undated::Bucket,
        aggregate: AggregateSettings::default(),
        scorer: None,
        threads: Some(threads),
        fresh: true,
        update: false,
        shard: None,
    };
    best(|| run(pipeline, &settings, &()).expect("the run succeeds").counts.analysed).0
}

fn articles(path: &Path) -> Vec<Article> {
    let mut out = Vec::new();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let source = Source::new(name, path);
    load::read(&source, &Options::default(), &mut |record| {
        out.extend(record.ok());
        ControlFlow::Continue(())
    });
    out
}

/// The medium archive, where the data folder is there.
fn shared_archive() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = root.join("target/data");
    let medium = data.join("archives/medium");
    if !medium.is_dir() {
        let shared = std::env::var_os("NEWSVANE_SHARED")
            .map_or_else(|| root.join("../shared"), PathBuf::from);
        let packed = shared.join("data/archives.tar.zst");
        std::fs::create_dir_all(&data).ok()?;
        let done = packed.is_file()
            && Command::new("tar")
                .arg("--zstd")
                .arg("-xf")
                .arg(&packed)
                .arg("-C")
                .arg(&data)
                .status()
                .ok()?
                .success();
        if !done {
            return None;
        }
    }
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(medium).ok()?.filter_map(|f| f.ok().map(|f| f.path())).collect();
    files.sort();
    files.into_iter().find(|f| f.extension().is_some_and(|e| e == "jsonl"))
}

/// The sample corpus, repeated with other ids to 20 MB.
fn sample(folder: &Path) -> PathBuf {
    let once = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/formats/articles.jsonl"),
    )
    .expect("the sample corpus");
    let path = folder.join("sample.jsonl");
    let mut all = String::new();
    for round in 0.. {
        all.push_str(&once.replace("{\"id\": \"", &format!("{{\"id\": \"{round}-")));
        if all.len() > 20_000_000 {
            break;
        }
    }
    std::fs::write(&path, all).expect("a temporary file");
    path
}
