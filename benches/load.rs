//! Speed of loading alone: generated archives, read in memory-bounded streams, every record handed
//! on and dropped.
//!
//! `cargo bench --bench load`. Figures are MB/s of decoded bytes, one thread, best of three. Pages
//! are counted as they come off the archive; extracting their stories, which a run does on all
//! threads, has a line of its own.

use std::{
    cell::Cell,
    fmt::Write as _,
    io::Write as _,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use newsvane::load::{Loaded, Options, Source, read_raw};
use parquet::{
    basic::{Compression, ZstdLevel},
    data_type::{ByteArray, ByteArrayType},
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::parser::parse_message_type,
};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const STORIES: usize = 30_000;
const ROUNDS: usize = 3;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let stories: Vec<String> = (0..STORIES).map(story).collect();
    let lines: String = stories.iter().enumerate().map(|(n, s)| json(n, s)).collect();
    let wet: String =
        stories.iter().enumerate().map(|(n, s)| record(n, "conversion", "text/plain", s)).collect();
    let pages: String =
        stories.iter().take(STORIES / 10).enumerate().map(|(n, s)| page(n, s)).collect();
    let table: String = std::iter::once("id,title,date,text\n".to_owned())
        .chain(stories.iter().enumerate().map(|(n, s)| row(n, s)))
        .collect();
    let text = stories.iter().map(String::len).sum::<usize>();
    let inputs = [
        ("a.jsonl", lines.clone().into_bytes(), lines.len()),
        ("a.jsonl.gz", gzip(lines.as_bytes()), lines.len()),
        ("a.jsonl.zst", zstd::encode_all(lines.as_bytes(), 3).expect("zstd"), lines.len()),
        ("a.csv", table.clone().into_bytes(), table.len()),
        ("snappy.parquet", parquet(&stories, Compression::SNAPPY), text),
        ("zstd.parquet", parquet(&stories, Compression::ZSTD(ZstdLevel::default())), text),
        ("a.warc.wet.gz", gzip(wet.as_bytes()), wet.len()),
        ("a.warc.gz", gzip(pages.as_bytes()), pages.len()),
    ];
    println!(
        "{STORIES} stories, {:.1} MB of text (a tenth of them as pages)\nfile             records  decoded MB     MB/s",
        mb(text)
    );
    for (name, bytes, decoded) in inputs {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("the archive can be written");
        let (seconds, records) = best(&path, name, false);
        println!("{name:<15} {records:>8} {:>11.1} {:>8.0}", mb(decoded), mb(decoded) / seconds);
        if name == "a.warc.gz" {
            let (seconds, records) = best(&path, name, true);
            let per_second = records as f64 / seconds;
            println!(
                "  with stories  {records:>8} {:>11.1} {:>8.0}  {per_second:.0} pages/s",
                mb(decoded),
                mb(decoded) / seconds
            );
        }
    }
}

/// Seconds of the fastest round, and the articles that it came to; pages as they are, or with their
/// stories extracted.
fn best(path: &Path, name: &str, extract: bool) -> (f64, usize) {
    let source = Source::new(name, PathBuf::from(path));
    let round = || {
        let start = Instant::now();
        let mut articles = 0;
        read_raw(&source, &Options::default(), &Cell::new(0), &mut |loaded| {
            articles += match loaded {
                Loaded::Page(_) if !extract => 1,
                other => usize::from(other.finish().is_ok()),
            };
            ControlFlow::Continue(())
        });
        (start.elapsed().as_secs_f64(), articles)
    };
    (0..ROUNDS).map(|_| round()).min_by(|a, b| a.0.total_cmp(&b.0)).expect("at least one round")
}

/// A story of some 3 kB, of words drawn by a fixed sequence.
fn story(number: usize) -> String {
    const WORDS: [&str; 24] = [
        "prices", "of", "grain", "rose", "the", "harbour", "board", "said", "on", "Tuesday",
        "while", "growers", "had", "feared", "a", "poor", "harvest", "in", "northern", "plains",
        "and", "traders", "expect", "more",
    ];
    let mut state = number as u64 + 1;
    let mut text = String::with_capacity(3_200);
    while text.len() < 3_000 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let draw = (state >> 33) as usize;
        if draw.is_multiple_of(29) {
            let _ = write!(text, "{}.{}% ", draw % 90, draw % 7);
        }
        text.push_str(WORDS[draw % WORDS.len()]);
        text.push_str(if draw.is_multiple_of(17) { ".\n" } else { " " });
    }
    text
}

fn json(number: usize, story: &str) -> String {
    let object = serde_json::json!({"id": number.to_string(), "title": "Grain rises", "published": "2026-03-10T09:30:00Z", "text": story});
    object.to_string() + "\n"
}

fn row(number: usize, story: &str) -> String {
    format!("{number},Grain rises,2026-03-10,\"{story}\"\n")
}

fn record(number: usize, kind: &str, content_type: &str, body: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://grain.example/{number}\r\nWARC-Date: 2026-03-11T05:00:00Z\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    )
}

/// A page whose markup is some ten times its text, as pages of news are.
fn page(number: usize, story: &str) -> String {
    let items: Vec<String> = (0..300)
        .map(|n| {
            format!(
                "<li class=\"menu__item\"><a href=\"/section/{n}\" \
                 data-track=\"menu\">Section</a></li>\n"
            )
        })
        .collect();
    let menu = items.concat();
    let paragraphs = format!("<p>{}</p>", story.trim_end().replace('\n', "</p>\n<p>"));
    let html = format!(
        "<!DOCTYPE html><html><head><title>Grain \
         rises</title><script>{}</script></head><body><nav><ul>{menu}</ul></\
         nav><article><h1>Grain rises</h1>{paragraphs}</article></body></html>",
        "var x = 1;".repeat(1_000)
    );
    record(
        number,
        "response",
        "application/http",
        &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}"),
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(bytes).expect("gzip");
    encoder.finish().expect("gzip")
}

fn parquet(stories: &[String], compression: Compression) -> Vec<u8> {
    let schema = Arc::new(
        parse_message_type(
            "message s { required binary title (UTF8); required binary text (UTF8); }",
        )
        .expect("a schema"),
    );
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .set_dictionary_enabled(false)
        .build();
    let mut writer =
        SerializedFileWriter::new(Vec::new(), schema, properties.into()).expect("a writer");
    for group in stories.chunks(5_000) {
        let mut columns = writer.next_row_group().expect("a row group");
        let titles = vec![ByteArray::from("Grain rises"); group.len()];
        let texts = group.iter().map(|s| ByteArray::from(s.as_str())).collect();
        for values in [titles, texts] {
            let mut column = columns.next_column().expect("a column").expect("a column");
            column.typed::<ByteArrayType>().write_batch(&values, None, None).expect("values");
            column.close().expect("a column");
        }
        columns.close().expect("a row group");
    }
    writer.into_inner().expect("a file")
}

fn mb(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
