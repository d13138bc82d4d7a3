//! Gold annotations: finding the files, reading them, and refusing those that are broken.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::GoldError;
use crate::{
    load::{Options, Source, read},
    model::{Article, Reject},
};

/// One annotated article.
#[derive(Debug)]
pub struct Gold {
    /// The id that the annotation names.
    pub id: String,
    /// The annotation.
    pub annotation: Value,
    /// The text, a scalar an element: spans of annotations index it.
    pub text: Vec<char>,
    /// The article as it was loaded, or why it was rejected.
    pub article: Result<Article, Reject>,
}

/// Values that the fields of a claim may have; direction may also be null.
const ENUMS: [(&str, &[&str]); 4] = [
    ("qualifier", &["exact", "about", "over", "under", "at_least", "at_most"]),
    ("direction", &["up", "down", "flat"]),
    ("kind", &["change", "level", "share", "count", "rank", "duration", "target"]),
    ("modality", &["actual", "forecast", "conditional", "target"]),
];

/// Reads every `<id>.json` below `folder` whose `<id>.txt` is beside it or in `texts`, in the
/// order of paths; with `only`, the articles of these ids alone.
///
/// # Errors
/// When a file cannot be read or an annotation is not valid.
pub fn load_gold(
    folder: &Path,
    texts: Option<&Path>,
    only: &[String],
) -> Result<Vec<Gold>, GoldError> {
    let mut found: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut out = Vec::new();
    for item in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let item = item
            .map_err(|e| GoldError::Read(format!("{}: cannot be read: {e}", folder.display())))?;
        let path = item.path();
        if !item.file_type().is_file() || path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let Some(text_path) = text_of(path, texts)? else { continue };
        let gold = read_one(path, &text_path)?;
        if let Some(other) = found.insert(gold.id.clone(), path.to_owned()) {
            let (path, other) = (path.display(), other.display());
            return Err(GoldError::Invalid(format!(
                "{path}: id `{}` stands in {other} already; expected one file per article",
                gold.id
            )));
        }
        if only.is_empty() || only.contains(&gold.id) {
            out.push(gold);
        }
    }
    if let Some(missing) = only.iter().find(|id| !found.contains_key(*id)) {
        return Err(GoldError::Invalid(format!(
            "{}: no gold annotation with id `{missing}`",
            folder.display()
        )));
    }
    if out.is_empty() {
        let folder = folder.display();
        return Err(GoldError::Invalid(format!(
            "{folder}: no gold annotation; expected <id>.json with <id>.txt beside it, or `texts \
             = \"../articles\"` in check.toml"
        )));
    }
    Ok(out)
}

/// The text of the annotation at `path`.
fn text_of(path: &Path, texts: Option<&Path>) -> Result<Option<PathBuf>, GoldError> {
    let beside = path.with_extension("txt");
    if beside.is_file() {
        return Ok(Some(beside));
    }
    let Some(texts) = texts else { return Ok(None) };
    let elsewhere = texts.join(beside.file_name().unwrap_or_default());
    if elsewhere.is_file() {
        return Ok(Some(elsewhere));
    }
    Err(GoldError::Read(format!(
        "{}: its text is missing; expected {} or {}",
        path.display(),
        beside.display(),
        elsewhere.display()
    )))
}

fn read_one(path: &Path, text_path: &Path) -> Result<Gold, GoldError> {
    let json = std::fs::read_to_string(path)
        .map_err(|e| GoldError::Read(format!("{}: cannot be read: {e}", path.display())))?;
    let annotation: Value = serde_json::from_str(&json)
        .map_err(|e| GoldError::Invalid(format!("{}: no JSON object: {e}", path.display())))?;
    let bytes = std::fs::read(text_path)
        .map_err(|e| GoldError::Read(format!("{}: cannot be read: {e}", text_path.display())))?;
    let raw = String::from_utf8(bytes)
        .map_err(|e| GoldError::Invalid(format!("{}: no UTF-8: {e}", text_path.display())))?;
    let name = text_path.file_name().unwrap_or_default().to_string_lossy();
    let source = Source::new(name, text_path);
    let mut article = None;
    read(&source, &Options::default(), &mut |record| {
        article = Some(record);
        ControlFlow::Break(())
    });
    let article = article
        .ok_or_else(|| GoldError::Invalid(format!("{}: holds no article", text_path.display())))?;
    let text = raw.strip_prefix('\u{feff}').unwrap_or(&raw);
    let problems = problems(&annotation, text);
    if !problems.is_empty() {
        return Err(GoldError::Invalid(format!(
            "{}: the gold annotation is broken:\n  {}",
            path.display(),
            problems.join("\n  ")
        )));
    }
    let id = annotation["id"].as_str().unwrap_or_default().to_owned();
    Ok(Gold { id, text: text.chars().collect(), annotation, article })
}

/// What is wrong with an annotation of `text`, item by item.
fn problems(annotation: &Value, text: &str) -> Vec<String> {
    let mut bad = Vec::new();
    if annotation["id"].as_str().is_none_or(str::is_empty) {
        bad.push("no `id`; expected the article's id".to_owned());
    }
    for field in
        ["published", "boilerplate", "theme_sentences", "document_themes", "claims", "quotes"]
    {
        if annotation.get(field).is_none() {
            bad.push(format!("no field `{field}`"));
        }
    }
    if let Some(published) = annotation.get("published").filter(|p| !p.is_null())
        && !published.as_str().is_some_and(is_day)
    {
        bad.push(format!("published {published}; expected YYYY-MM-DD or null"));
    }
    let chars: Vec<char> = text.chars().collect();
    for list in ["boilerplate", "theme_sentences", "claims", "quotes"] {
        for item in items(annotation, list) {
            check_span(list, item, &chars, &mut bad);
        }
    }
    for sentence in items(annotation, "theme_sentences") {
        check_themes(sentence, &mut bad);
    }
    for claim in items(annotation, "claims") {
        check_claim(claim, text, &mut bad);
    }
    for quote in items(annotation, "quotes").iter().filter(|q| q.get("speaker").is_none()) {
        bad.push(format!("quotes: {}: no field `speaker`", quote["surface"]));
    }
    bad
}

/// The items of a list of an annotation.
pub(crate) fn items<'a>(annotation: &'a Value, list: &str) -> &'a [Value] {
    annotation.get(list).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn is_day(word: &str) -> bool {
    word.len() == 10
        && word
            .bytes()
            .enumerate()
            .all(|(n, b)| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() })
}

fn check_span(list: &str, item: &Value, text: &[char], bad: &mut Vec<String>) {
    let surface = item["surface"].as_str();
    let place = |key: &str| item[key].as_u64().map(|n| n as usize);
    let (Some(start), Some(end), Some(surface)) = (place("start"), place("end"), surface) else {
        bad.push(format!(
            "{list}: {item}: expected integers `start` and `end` and a string `surface`"
        ));
        return;
    };
    let covered: Option<String> = text.get(start..end).map(|covered| covered.iter().collect());
    if start >= end || covered.as_deref() != Some(surface) {
        bad.push(format!(
            "{list}: span {start}..{end} is not {surface:?} but {:?}",
            covered.unwrap_or_default()
        ));
    }
}

fn check_themes(sentence: &Value, bad: &mut Vec<String>) {
    let surface = &sentence["surface"];
    let Some(themes) = sentence["themes"].as_object().filter(|t| !t.is_empty()) else {
        bad.push(format!("theme_sentences: {surface}: no `themes`; expected {{\"macro\": \"+\"}}"));
        return;
    };
    for (theme, sign) in
        themes.iter().filter(|(_, sign)| !matches!(sign.as_str(), Some("+" | "-" | "0")))
    {
        bad.push(format!(
            "theme_sentences: {surface}: {theme} {sign}; expected \"+\", \"-\" or \"0\""
        ));
    }
    for optional in items(sentence, "optional")
        .iter()
        .filter(|o| !o.as_str().is_some_and(|o| themes.contains_key(o)))
    {
        bad.push(format!(
            "theme_sentences: {surface}: optional theme {optional} is not among its themes"
        ));
    }
}

fn check_claim(claim: &Value, text: &str, bad: &mut Vec<String>) {
    let surface = &claim["surface"];
    for field in ["value", "value_hi", "unit", "subject", "period", "speaker"] {
        if claim.get(field).is_none() {
            bad.push(format!("claims: {surface}: no field `{field}`"));
        }
    }
    for (field, known) in ENUMS {
        let is_known = match claim.get(field) {
            Some(Value::Null) => field == "direction",
            Some(Value::String(word)) => known.contains(&word.as_str()),
            _ => false,
        };
        if !is_known {
            bad.push(format!(
                "claims: {surface}: {field} {}; expected one of {}",
                claim[field],
                known.join(", ")
            ));
        }
    }
    if let Some(period) = claim["period"].as_str().filter(|p| !text.contains(p)) {
        bad.push(format!("claims: {surface}: period {period:?} does not stand in the text"));
    }
    if claim.get("value").is_some_and(|v| !v.is_number()) {
        bad.push(format!("claims: {surface}: value {}; expected a number", claim["value"]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn annotation() -> Value {
        json!({
            "id": "a", "published": "2026-07-02", "boilerplate": [], "document_themes": {}, "quotes": [],
            "theme_sentences": [{"start": 0, "end": 4, "surface": "Über", "themes": {"ai": "+"}}],
            "claims": [{"start": 5, "end": 7, "surface": "3%", "value": 3, "value_hi": null, "unit": "percent", "subject": null,
                "period": null, "speaker": null, "qualifier": "exact", "direction": null, "kind": "level", "modality": "actual"}],
        })
    }

    #[test]
    fn sound_gold_has_no_problem() {
        assert_eq!(problems(&annotation(), "Über 3%"), Vec::<String>::new());
    }

    #[test]
    fn broken_gold_is_named_item_by_item() {
        let mut broken = annotation();
        broken["claims"][0]["end"] = json!(9);
        broken["claims"][0]["kind"] = json!("sum");
        broken["theme_sentences"][0]["themes"]["ai"] = json!("up");
        broken["published"] = json!("July 2");
        broken.as_object_mut().expect("object").remove("quotes");
        let found = problems(&broken, "Über 3%").join("\n");
        for part in
            ["span 5..9", "kind \"sum\"", "ai \"up\"", "published \"July 2\"", "no field `quotes`"]
        {
            assert!(found.contains(part), "{part} is not in {found}");
        }
    }
}
