//! The reference of classes and features that `newsvane lexicon classes` prints and
//! `docs/lexicons.md` repeats, from their declarations.

use std::fmt::Write as _;

use super::{Class, Layer, feature::Features};
use crate::lang::in_one_line;

/// Every layer with its classes, and every feature with its values, as Markdown.
///
/// ```
/// let reference = newsvane::lexicon::reference();
/// assert!(reference.contains("| `good_when_up` |"));
/// ```
#[must_use]
pub fn reference() -> String {
    let mut out = String::new();
    for (layer, name) in Layer::NAMES {
        let own: Vec<_> = Class::ALL.iter().filter(|class| class.layer == *layer).collect();
        let _ = writeln!(out, "### Layer `{name}`\n");
        out.push_str("| class | what its terms do | keys and features |\n| --- | --- | --- |\n");
        for class in own {
            let needed = class.needs.iter().map(|key| format!("`{key}` (needed)"));
            let taken = class.takes.iter().map(|key| format!("`{key}`"));
            let mut keys: Vec<String> = needed.chain(taken).collect();
            for feature in class.class.features() {
                let key = format!("`{}`", feature.key);
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            let (name, meaning) = (class.name, plain(class.meaning));
            let _ = writeln!(out, "| `{name}` | {meaning} | {} |", keys.join(", "));
        }
        out.push('\n');
    }
    out.push_str("### Features\n\n");
    for (key, meaning) in Features::KEYS {
        let _ = writeln!(out, "`{key}`: {}\n", lower_first(&plain(meaning)));
        out.push_str("| value | meaning | classes |\n| --- | --- | --- |\n");
        for feature in Features::ALL.iter().filter(|feature| feature.key == *key) {
            let classes: Vec<String> =
                feature.classes.iter().map(|class| format!("`{}`", class.name())).collect();
            let (value, meaning) = (feature.value, plain(feature.meaning));
            let _ = writeln!(out, "| `{value}` | {meaning} | {} |", classes.join(", "));
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// A doc comment as one line.
fn plain(comment: &str) -> String {
    in_one_line(comment)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_docs_repeat_the_reference() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/lexicons.md");
        let docs = std::fs::read_to_string(path).unwrap();
        let (before, own) = docs.split_once("<!-- newsvane lexicon classes -->\n\n").unwrap();
        let (own, after) = own.split_once("\n<!-- end -->").unwrap();
        let reference = super::reference();
        if std::env::var_os("NEWSVANE_WRITE_DOCS").is_some() {
            let new = format!(
                "{before}<!-- newsvane lexicon classes -->\n\n{reference}\n<!-- end -->{after}"
            );
            std::fs::write(path, new).unwrap();
        } else {
            assert!(
                own == reference,
                "docs/lexicons.md is out of date; run NEWSVANE_WRITE_DOCS=1 cargo test -p newsvane \
                 lexicon::reference"
            );
        }
    }
}
