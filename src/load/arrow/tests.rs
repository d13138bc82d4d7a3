//! What rows in memory mean is what those of files mean.

use std::sync::Arc;

use arrow_array::{
    DictionaryArray, Int64Array, ListArray, StringArray, StringViewArray, StructArray,
    TimestampMillisecondArray, builder::StringBuilder,
};

use super::*;
use crate::{
    load::{FieldMap, test_records::records},
    model::Article,
};

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

fn first(batch: &RecordBatch, options: &Options) -> Article {
    BatchReader::new(&batch.schema(), options).unwrap().record(batch, 0, 1).unwrap()
}

fn texts(texts: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(texts.to_vec()))
}

#[test]
fn columns_mean_what_names_of_json_mean() {
    let sources: DictionaryArray<Int32Type> = vec!["Pier Post"].into_iter().collect();
    let table = batch(vec![
        ("Headline", Arc::new(StringViewArray::from(vec!["Tolls rise"]))),
        ("content", texts(&["<p>Tolls rose 3%.</p>"])),
        ("id", Arc::new(Int64Array::from(vec![17]))),
        ("publisher", Arc::new(sources)),
        ("date", texts(&["2026-07-02T08:02:00-04:00"])),
    ]);
    let json = r#"{"Headline": "Tolls rise", "content": "<p>Tolls rose 3%.</p>", "id": 17,
        "publisher": "Pier Post", "date": "2026-07-02T08:02:00-04:00"}"#;
    let read = records("a.json", json.as_bytes(), &Options::default());
    let own = first(&table, &Options::default());
    let shown = |article: &Article| {
        let Article { title, text, record_id, source, dates, .. } = article.clone();
        format!("{:?}", (title, text, record_id, source, dates))
    };
    assert_eq!(shown(&own), shown(read[0].as_ref().unwrap()));
    assert_eq!(own.record_id.as_deref(), Some("17"));
    let object = read_object(serde_json::from_str(json).unwrap(), 1, &Options::default());
    assert_eq!(shown(&object.unwrap()), shown(&own));
}

#[test]
fn times_without_a_zone_keep_none_and_midnight_is_a_day() {
    let stamp = |zone: Option<&str>, millis: i64| {
        let times = TimestampMillisecondArray::from(vec![millis]).with_timezone_opt(zone);
        let table = batch(vec![("text", texts(&["Rye fell."])), ("date", Arc::new(times))]);
        first(&table, &Options::default()).dates[0].surface.clone()
    };
    assert_eq!(stamp(Some("UTC"), 1_782_979_320_000), "2026-07-02T08:02:00Z");
    assert_eq!(stamp(None, 1_782_979_320_000), "2026-07-02T08:02:00");
    assert_eq!(stamp(None, 1_782_950_400_000), "2026-07-02");
}

#[test]
fn paragraphs_and_fields_of_fields_are_read() {
    let members = [Some("Rye fell."), Some("Oats rose.")];
    let paragraphs = ListArray::from_nested_iter::<StringBuilder, _, _, _>([Some(members)]);
    let nested = StructArray::try_from(vec![("bodyText", texts(&["Barley held."]))]).unwrap();
    let table = batch(vec![("paragraphs", Arc::new(paragraphs)), ("fields", Arc::new(nested))]);
    let options =
        |own: &str| Options { fields: FieldMap::parse([own]).unwrap(), ..Options::default() };
    assert_eq!(first(&table, &options("text=paragraphs")).text, "Rye fell.\nOats rose.");
    assert_eq!(first(&table, &options("text=fields.bodyText")).text, "Barley held.");
}

#[test]
fn a_table_without_texts_says_which_columns_it_has() {
    let table = batch(vec![("words", texts(&["x"])), ("n", texts(&["1"]))]);
    let error = BatchReader::new(&table.schema(), &Options::default()).unwrap_err();
    assert!(error.to_string().ends_with("found words, n"), "{error}");
    let options = Options { fields: FieldMap::parse(["text=wrds"]).unwrap(), ..Options::default() };
    let error = BatchReader::new(&table.schema(), &options).unwrap_err().to_string();
    assert!(error.contains("`text=wrds`") && error.contains("words, n"), "{error}");
}

#[test]
fn a_row_without_a_text_is_rejected() {
    let table = batch(vec![("text", texts(&[" "]))]);
    let reader = BatchReader::new(&table.schema(), &Options::default()).unwrap();
    let reject = reader.record(&table, 0, 3).unwrap_err();
    assert_eq!((reject.reason, reject.locator.as_str()), (Reason::MissingText, "batch#3"));
}
