//! The story as a page gives it to search engines: `articleBody` in JSON-LD.

use dom_query::Document;
use serde_json::Value;

use super::tags::strip_tags;

/// Bytes from which on a body is a story and no summary.
const LEAST: usize = 400;
/// Times that it must be as long as the text of the page, in percent.
const FULLER: usize = 130;
/// Bytes of a paragraph that is looked for in it.
const PARAGRAPH: usize = 40;

/// The longest body of an article in the data of the page.
pub(super) fn body(document: &Document, html: &str) -> Option<String> {
    memchr::memmem::find(html.as_bytes(), b"\"articleBody\"")?;
    let mut best: Option<String> = None;
    for node in &document.select(r#"script[type="application/ld+json"]"#) {
        let Ok(value) = serde_json::from_str::<Value>(node.text().trim()) else { continue };
        find(&value, 0, &mut best);
    }
    let body = best.filter(|body| body.len() >= LEAST)?;
    let text = super::entity::unescape(&body);
    let text = if text.contains("</") { strip_tags(&text) } else { text };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    Some(lines.join("\n\n"))
}

fn find(value: &Value, depth: usize, best: &mut Option<String>) {
    if depth > 4 {
        return;
    }
    match value {
        Value::Array(list) => list.iter().take(50).for_each(|v| find(v, depth + 1, best)),
        Value::Object(object) => {
            let body = object.get("articleBody").and_then(Value::as_str);
            if let Some(body) = body.filter(|b| best.as_ref().is_none_or(|k| k.len() < b.len())) {
                *best = Some(body.to_owned());
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = object.get(key) {
                    find(inner, depth + 1, best);
                }
            }
        }
        _ => {}
    }
}

/// Whether the body is longer than the text that was taken from the page, and holds nearly all of
/// its paragraphs: then the page shows a part, or something else was taken for the story.
pub(super) fn is_fuller(body: &str, text: &str) -> bool {
    if body.len() * 100 < text.len() * FULLER {
        return false;
    }
    let whole = squashed(body);
    let (mut all, mut found) = (0, 0);
    for line in text.lines().map(str::trim).filter(|l| l.len() >= PARAGRAPH) {
        all += 1;
        found += usize::from(whole.contains(&squashed(line)));
    }
    found * 5 >= all * 4
}

/// Letters and digits alone: blanks and quotation marks differ.
fn squashed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fuller_body_is_the_story() {
        let paragraph = "Oats fell 3% in Rostock on Tuesday as rain reached the fields.";
        let whole = format!("{paragraph}\n{}", "Rye rose as well, millers said. ".repeat(20));
        let html = format!(
            r#"<html><head><script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "articleBody": {}}}]}}</script></head><body></body></html>"#,
            serde_json::to_string(&whole).unwrap()
        );
        let body = body(&Document::from(html.as_str()), &html).unwrap();
        assert!(body.contains("fields.\n\nRye rose"));
        assert!(is_fuller(&body, paragraph));
        assert!(!is_fuller(&body, "Corn is what this page is about, and nothing else at all."));
        assert!(!is_fuller(&body, &body));
    }
}
