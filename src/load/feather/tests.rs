//! Feather files and streams mean what rows in memory mean, and broken ones are told.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, DictionaryArray, NullArray, RecordBatch, StringArray, TimestampMillisecondArray,
    types::Int32Type,
};
use arrow_ipc::{
    CompressionType,
    writer::{FileWriter, IpcWriteOptions, StreamWriter},
};

use crate::{
    load::{Options, Record, test_records::records},
    model::Reason,
};

fn table(texts: &[&str]) -> RecordBatch {
    let days = vec![1_782_979_320_000; texts.len()];
    let publishers: DictionaryArray<Int32Type> = texts.iter().map(|_| "Pier Post").collect();
    let columns: [(&str, ArrayRef); 3] = [
        ("body", Arc::new(StringArray::from(texts.to_vec()))),
        ("date", Arc::new(TimestampMillisecondArray::from(days))),
        ("publisher", Arc::new(publishers)),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

fn file(batches: &[RecordBatch], packing: Option<CompressionType>) -> Vec<u8> {
    let options = IpcWriteOptions::default().try_with_compression(packing).unwrap();
    let schema = batches[0].schema();
    let mut writer = FileWriter::try_new_with_options(Vec::new(), &schema, options).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.into_inner().unwrap()
}

fn stream(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), &batches[0].schema()).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.into_inner().unwrap()
}

fn read(bytes: &[u8]) -> Vec<Record> {
    records("a.arrow", bytes, &Options::default())
}

#[test]
fn files_and_streams_are_read_row_by_row() {
    let batches =
        [table(&["Oats rose 3% in Rostock.", "Rye fell."]), table(&["Barley was unchanged."])];
    let packed = [None, Some(CompressionType::LZ4_FRAME), Some(CompressionType::ZSTD)];
    let files = packed.map(|packing| file(&batches, packing));
    for bytes in files.iter().chain([&stream(&batches)]) {
        let found = read(bytes);
        let articles: Vec<_> = found.iter().map(|record| record.as_ref().unwrap()).collect();
        let texts: Vec<_> = articles.iter().map(|article| article.text.as_str()).collect();
        assert_eq!(texts, ["Oats rose 3% in Rostock.", "Rye fell.", "Barley was unchanged."]);
        assert_eq!(articles[2].locator, "a.arrow#3");
        assert_eq!(articles[2].source.as_deref(), Some("Pier Post"));
        assert_eq!(articles[0].dates[0].surface, "2026-07-02T08:02:00");
    }
}

#[test]
fn tables_that_are_cut_off_keep_what_was_before() {
    let whole = file(&[table(&["Oats rose."]), table(&["Rye fell."])], None);
    for end in (8..whole.len()).step_by(37) {
        let found = read(&whole[..end]);
        let rejects = found.iter().filter(|record| record.is_err()).count();
        assert!(rejects == 1 || found.len() == 2, "{end}: {found:?}");
    }
    let reject = read(b"ARROW1\0\0\xFF\xFF").remove(0).unwrap_err();
    assert_eq!(reject.reason, Reason::DamagedFile);
    assert!(reject.detail.contains("Feather"), "{}", reject.detail);
}

#[test]
fn any_byte_may_be_wrong() {
    let packed = Some(CompressionType::LZ4_FRAME);
    let whole = file(&[table(&["Oats rose 3% in Rostock."])], packed);
    for at in 8..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        assert!(!read(&bytes).is_empty(), "{at}");
    }
}

#[test]
fn tables_without_rows_or_texts_say_so() {
    let reason = |batch: RecordBatch| read(&stream(&[batch])).remove(0).unwrap_err().reason;
    assert_eq!(reason(table(&[])), Reason::Empty);
    let prices = StringArray::from(vec!["3"]);
    let prices = RecordBatch::try_from_iter([("price", Arc::new(prices) as ArrayRef)]).unwrap();
    assert_eq!(reason(prices), Reason::MissingText);
    // a column of nothing takes no bytes, however long it is
    let nothing = Arc::new(NullArray::new(1 << 40)) as ArrayRef;
    let nothing = RecordBatch::try_from_iter([("text", nothing)]).unwrap();
    assert_eq!(reason(nothing), Reason::DamagedFile);
}
