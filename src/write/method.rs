//! What was computed how, in words and settings: for people who look at a workbook or a page without the program at hand.

use serde_json::Value;

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// What it is about, in a few words: `Sentiment`, `Days`.
    pub heading: &'static str,
    /// Whole sentences.
    pub text: String,
}

/// The method of the run whose `run.json` is given, with the settings that it had.
pub(super) fn method(manifest: &Value) -> Vec<Paragraph> {
    let version = manifest["newsvane"].as_str().unwrap_or("an unknown version");
    vec![Paragraph { heading: "Program", text: format!("newsvane {version}.") }]
}
