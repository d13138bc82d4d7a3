//! The first record of a file as somebody sees it who looks into it: for messages.

use std::{io::Read as _, path::Path};

use crate::lang::in_one_line;
use serde_json::Value;

/// Bytes of a file that are looked at.
const HEAD: u64 = 64 << 10;
/// Fields that are shown, and characters of each.
const SHOWN: usize = 12;
const LONGEST: usize = 24;

/// Names of the fields of the first record of a JSON or CSV file with what is in them, cut short;
/// none where the file is of another kind.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.csv");
/// std::fs::write(&path, "Kopf,Wann\nOats rise,5.3.\n")?;
/// let seen = newsvane::load::sample_fields(&path);
/// assert_eq!(seen, [("Kopf".to_owned(), "Oats rise".to_owned()), ("Wann".to_owned(), "5.3.".to_owned())]);
/// # Ok::<(), std::io::Error>(())
/// ```
#[must_use]
pub fn sample_fields(path: &Path) -> Vec<(String, String)> {
    let mut head = Vec::new();
    let file = std::fs::File::open(path);
    if file.and_then(|file| file.take(HEAD).read_to_end(&mut head)).is_err() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&head);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let fields = match text.chars().next() {
        Some('{') => of_json(text),
        Some('[') => of_json(&text[1..]),
        Some('<') | None => Vec::new(),
        Some(_) => of_csv(text),
    };
    let short = |value: String| {
        let cut: String = value.chars().take(LONGEST).collect();
        let cut = in_one_line(&cut);
        if cut.len() < value.len() { format!("{cut}…") } else { cut }
    };
    fields.into_iter().take(SHOWN).map(|(name, value)| (name, short(value))).collect()
}

fn of_json(text: &str) -> Vec<(String, String)> {
    let first = serde_json::Deserializer::from_str(text).into_iter::<Value>().next();
    let Some(Ok(Value::Object(object))) = first else { return Vec::new() };
    let shown = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    object.into_iter().map(|(name, value)| (name, shown(value))).collect()
}

fn of_csv(text: &str) -> Vec<(String, String)> {
    let first_line = text.lines().next().unwrap_or_default();
    let count = |mark: u8| first_line.bytes().filter(|b| *b == mark).count();
    let marks = [b'|', b';', b'\t', b','];
    let Some(delimiter) = marks.into_iter().max_by_key(|mark| count(*mark)) else {
        return Vec::new();
    };
    if count(delimiter) == 0 {
        return Vec::new();
    }
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let Ok(names) = reader.headers().cloned() else { return Vec::new() };
    let Some(Ok(row)) = reader.records().next() else { return Vec::new() };
    names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
}
