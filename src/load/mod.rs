//! Bytes to articles.

use std::path::{Path, PathBuf};

use crate::model::{Article, DateEvidence, DateOrigin, Reason, Reject};

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Relative path with forward slashes: what locators begin with.
    pub locator: String,
    /// The file itself.
    pub path: PathBuf,
}

/// Reads one file and gives each of its records, or why it could not be read, to `sink`, in order.
pub fn read(source: &Source, sink: &mut dyn FnMut(Result<Article, Reject>)) {
    let text = match std::fs::read_to_string(&source.path) {
        Ok(text) => text,
        Err(error) => {
            sink(Err(Reject {
                locator: source.locator.clone(),
                stage: "load",
                reason: Reason::Unreadable,
                detail: error.to_string(),
                bytes: 0,
            }));
            return;
        }
    };
    let stem = |path: &Path| path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    if source.path.extension().is_some_and(|e| e == "jsonl") {
        for (n, line) in text.lines().enumerate() {
            let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            let field = |name: &str| value.get(name).and_then(|v| v.as_str()).map(str::to_owned);
            sink(Ok(Article {
                locator: format!("{}:{}", source.locator, n + 1),
                record_id: field("id"),
                source: field("source"),
                url: field("url"),
                title: field("title"),
                text: field("text").unwrap_or_default(),
                dates: field("date").map(|surface| DateEvidence { origin: DateOrigin::Record, surface }).into_iter().collect(),
                ..Article::default()
            }));
        }
    } else {
        let mut article = Article::from_text(stem(&source.path), text);
        article.locator.clone_from(&source.locator);
        sink(Ok(article));
    }
}
