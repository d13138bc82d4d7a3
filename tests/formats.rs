//! Containers and formats from the outside: what is in them, what their limits are, what becomes of
//! damage.

mod stories;

use std::{
    io::{Cursor, Write},
    ops::ControlFlow,
};

use newsvane::{
    load::{Options, Record, Source, read},
    model::Reason,
};

const STORY: &str = "Ferry fares rose 4% in May, the harbour board said.";

fn load_with(name: &str, bytes: &[u8], options: &Options) -> Vec<Record> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut records = Vec::new();
    read(&Source::new(name, path), options, &mut |record| {
        records.push(record);
        ControlFlow::Continue(())
    });
    records
}

fn load(name: &str, bytes: &[u8]) -> Vec<Record> {
    load_with(name, bytes, &Options::default())
}

/// Locators and texts, or reasons.
fn told(records: &[Record]) -> Vec<(String, String)> {
    let one = |record: &Record| match record {
        Ok(article) => (article.locator.clone(), article.text.clone()),
        Err(reject) => (reject.locator.clone(), format!("!{}", reject.reason.as_str())),
    };
    records.iter().map(one).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn archives_are_read_file_by_file_whatever_their_name() {
    let lines = format!("{{\"text\": \"{STORY}\"}}\n{{\"text\": \"two\"}}\n");
    let long = format!("{}/b.jsonl.gz", "deep".repeat(40));
    let packed = gzip(lines.as_bytes());
    let files: [(&str, &[u8]); 3] = [
        ("2026-03-10/a.txt", STORY.as_bytes()),
        (&long, &packed),
        ("c.csv", b"id,text\n1,three\n"),
    ];
    for bytes in [
        tar(&files),
        zip(&files),
        gzip(&tar(&files)),
        zstd(&tar(&files)),
        gzip(&zip(&files)),
        zip(&files),
    ] {
        for name in ["news.tar.gz", "news.txt", "news"] {
            let records = load(name, &bytes);
            let at = |inside: &str| format!("{name}/{inside}");
            let expected = [
                (at("2026-03-10/a.txt"), STORY.to_owned()),
                (at(&format!("{long}:1")), STORY.to_owned()),
                (at(&format!("{long}:2")), "two".to_owned()),
                (at("c.csv:2"), "three".to_owned()),
            ];
            assert_eq!(told(&records), expected);
            let article = records[0].as_ref().unwrap();
            assert_eq!(
                (article.record_id.as_deref(), article.dates[0].surface.as_str()),
                (Some("a"), "2026-03-10")
            );
        }
    }
    let inner = zip(&[("x.txt", b"inside")]);
    assert_eq!(
        told(&load("o.zip", &zip(&[("i.zip", &inner)]))),
        pairs(&[("o.zip/i.zip/x.txt", "inside")])
    );
}

#[test]
fn members_and_frames_one_after_the_other_are_one_stream() {
    let two = |pack: fn(&[u8]) -> Vec<u8>| {
        [pack(b"{\"text\": \"one\"}\n"), pack(b"{\"text\": \"two\"}\n")].concat()
    };
    for bytes in [two(gzip), two(zstd)] {
        assert_eq!(
            told(&load("a.jsonl.gz", &bytes)),
            pairs(&[("a.jsonl.gz:1", "one"), ("a.jsonl.gz:2", "two")])
        );
    }
}

#[test]
fn what_is_no_news_in_an_archive_is_told() {
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(0);
    header.set_entry_type(tar::EntryType::Symlink);
    builder.append_link(&mut header, "link.txt", "/etc/hostname").unwrap();
    for (name, bytes) in [(".hidden", "x"), ("newsvane.toml", "x"), ("a.txt", "story")] {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        builder.append_data(&mut header, name, bytes.as_bytes()).unwrap();
    }
    let records = load("n.tar", &builder.into_inner().unwrap());
    let expected = [
        ("n.tar/link.txt", "!left_out"),
        ("n.tar/.hidden", "!left_out"),
        ("n.tar/newsvane.toml", "!left_out"),
        ("n.tar/a.txt", "story"),
    ];
    assert_eq!(told(&records), pairs(&expected));
    let records = load("n.zip", &zip(&[("../../up.txt", b"story")]));
    assert_eq!(told(&records), pairs(&[("n.zip/up.txt", "story")]));
    assert_eq!(told(&load("n.zip", &zip(&[]))), pairs(&[("n.zip", "!empty")]));
}

#[test]
fn damage_is_told_and_what_stood_before_is_kept() {
    let long = "words and words\n".repeat(5_000);
    let whole = tar(&[("a.txt", b"first"), ("b.jsonl", long.as_bytes())]);
    let records = load("n.tar", &whole[..whole.len() / 2]);
    assert_eq!(told(&records)[0], ("n.tar/a.txt".into(), "first".into()));
    assert_eq!(records.last().unwrap().as_ref().unwrap_err().reason, Reason::DamagedCompression);
    let whole = zip(&[("a.txt", long.as_bytes())]);
    assert_eq!(
        told(&load("n.zip", &whole[..whole.len() - 30])),
        pairs(&[("n.zip", "!damaged_compression")])
    );
    let mut broken = whole;
    broken[60] ^= 0xFF;
    assert_eq!(told(&load("n.zip", &broken)), pairs(&[("n.zip/a.txt", "!damaged_compression")]));
}

#[test]
fn bombs_and_nests_are_given_up() {
    let line = format!("{{\"text\": \"{}\"}}\n", "a".repeat(1_000));
    let lines = line.repeat(200_000);
    let options = Options { max_ratio: 20, ..Options::default() };
    for (name, bytes) in [
        ("a.jsonl.gz", gzip(lines.as_bytes())),
        ("a.zst", zstd(lines.as_bytes())),
        ("a.zip", zip(&[("a.jsonl", lines.as_bytes())])),
    ] {
        let mut told = Vec::new();
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut read_records = 0;
        read(&Source::new(name, path), &options, &mut |record| {
            read_records += 1;
            told.extend(record.err().map(|r| r.reason));
            ControlFlow::Continue(())
        });
        assert_eq!(told.last(), Some(&Reason::TooCompressed), "{name}");
        assert!(read_records < 150_000, "{name}: {read_records}");
    }
    let nest = (0..10).fold(b"story".to_vec(), |inner, _| gzip(&inner));
    assert_eq!(told(&load("a.gz", &nest)), pairs(&[("a.gz", "!nesting")]));
    let small = Options { max_record_bytes: 1_000, ..Options::default() };
    assert_eq!(
        told(&load_with("a.txt.gz", &gzip(&[b'x'; 5_000]), &small)),
        pairs(&[("a.txt.gz", "!too_large")])
    );
}

/// A table of two row groups, with columns that mean nothing and a column of times.
fn parquet() -> Vec<u8> {
    use parquet::{
        data_type::{ByteArray, ByteArrayType, Int64Type},
        file::{properties::WriterProperties, writer::SerializedFileWriter},
        schema::parser::parse_message_type,
    };
    let schema = "message s { optional binary Headline (UTF8); required binary body (UTF8); \
                  required int64 published (TIMESTAMP(NANOS,true)); required int64 junk; optional \
                  binary url (UTF8); }";
    let schema = std::sync::Arc::new(parse_message_type(schema).unwrap());
    let properties =
        WriterProperties::builder().set_compression(parquet::basic::Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties.into()).unwrap();
    for group in 0..2 {
        let mut columns = writer.next_row_group().unwrap();
        let text = |values: &[&str]| values.iter().map(|v| ByteArray::from(*v)).collect::<Vec<_>>();
        let mut n = 0;
        while let Some(mut column) = columns.next_column().unwrap() {
            match n {
                0 => column
                    .typed::<ByteArrayType>()
                    .write_batch(&text(&["Fares rise"]), Some(&[0, 1]), None)
                    .unwrap(),
                1 => column
                    .typed::<ByteArrayType>()
                    .write_batch(&text(&[STORY, &format!("group {group}")]), None, None)
                    .unwrap(),
                4 => column.typed::<ByteArrayType>().write_batch(&[], Some(&[0, 0]), None).unwrap(),
                _ => column
                    .typed::<Int64Type>()
                    .write_batch(&[1_773_133_200_000_000_000, 0], None, None)
                    .unwrap(),
            };
            column.close().unwrap();
            n += 1;
        }
        columns.close().unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn parquet_is_read_by_column_and_row_group() {
    let bytes = parquet();
    for (name, bytes) in
        [("n.parquet", bytes.clone()), ("n.parquet", gzip(&bytes)), ("n.bin", bytes.clone())]
    {
        let records = load(name, &bytes);
        let at = |n: usize| format!("{name}#{n}");
        let expected = [
            (at(1), STORY.into()),
            (at(2), "group 0".into()),
            (at(3), STORY.into()),
            (at(4), "group 1".into()),
        ];
        assert_eq!(told(&records), expected);
        let first = records[0].as_ref().unwrap();
        assert_eq!(
            (first.title.as_deref(), first.dates[0].surface.as_str(), first.url.as_deref()),
            (None, "2026-03-10T09:00:00Z", None)
        );
        assert_eq!(records[1].as_ref().unwrap().title.as_deref(), Some("Fares rise"));
    }
    for cut in (4..bytes.len()).step_by(7) {
        assert_eq!(
            told(&load("n.parquet", &bytes[..cut])).last().unwrap().1,
            "!damaged_file",
            "cut at {cut}"
        );
        let mut broken = bytes.clone();
        broken[cut] ^= 0x55;
        assert!(!load("n.parquet", &broken).is_empty(), "flipped at {cut}");
    }
}
