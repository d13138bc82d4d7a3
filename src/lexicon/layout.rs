//! The canonical layout of lexicon files, as `newsvane lexicon fmt` writes them.
//!
//! - Lists of terms have one term a line, sorted without regard to capitals; a single term stays on
//!   the line of its key.
//! - Lists of examples and patterns have one a line, in the order of their author.
//! - The words of `inflections.toml` are sorted within their table.
//! - Groups and other tables keep the order of their author: of two entries that match the same
//!   words the one that is read last decides.
//! - Comments stay with the line after them, or at the end of theirs.

use std::path::Path;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::error::LexiconError;
use crate::toml_file::TomlFile;

/// Lists of terms: one a line, sorted.
const SORTED: [&str; 10] = [
    "terms",
    "strong",
    "strong_upper",
    "strong_capital",
    "weak",
    "context",
    "mask",
    "good_when_up",
    "bad_when_up",
    "neutral",
];

/// Lists of sentences and patterns: one a line, in their order.
const LISTED: [&str; 3] = ["matches", "ignores", "patterns"];

/// The text of a lexicon file in its canonical layout.
///
/// # Errors
/// When the text is no TOML; the message names file and line.
///
/// ```
/// let text = "layer = \"tone\"\n[[group]]\nclass = \"up\"\nterms = [\"rise/v\", \"climb/v\"]\n";
/// let canonical = newsvane::lexicon::canonical_layout("own.toml", text).unwrap();
/// assert!(canonical.ends_with("terms = [\n  \"climb/v\",\n  \"rise/v\",\n]\n"));
/// ```
pub fn canonical_layout(file: &str, text: &str) -> Result<String, LexiconError> {
    let root = TomlFile::new(Path::new(file), text).table()?;
    let mut lists = Vec::new();
    collect(root.get_ref(), text, &mut lists);
    lists.sort_by_key(|list| list.start);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut at = 0;
    for list in &lists {
        out.push_str(&text[at..list.start]);
        list.write(&mut out);
        at = list.end;
    }
    out.push_str(&text[at..]);
    if file.ends_with("inflections.toml") {
        out = sorted_lines(&out);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    Ok(out)
}

/// A list of strings in its file.
struct List<'a> {
    start: usize,
    end: usize,
    items: Vec<Item<'a>>,
    /// Comments after the last item.
    closing: Vec<&'a str>,
}

/// An item of a list with the comments that belong to it.
struct Item<'a> {
    /// As the file writes it, with its quotes.
    text: &'a str,
    /// The string itself.
    value: &'a str,
    /// Comments on lines of their own before it.
    before: Vec<&'a str>,
    /// The comment at the end of its line.
    beside: Option<&'a str>,
}

fn collect<'a>(table: &'a DeTable<'a>, text: &'a str, out: &mut Vec<List<'a>>) {
    for (key, value) in table {
        let key: &str = key.get_ref();
        match value.get_ref() {
            DeValue::Table(inner) => collect(inner, text, out),
            DeValue::Array(items) => {
                let is_sorted = SORTED.contains(&key);
                let strings: Option<Vec<(&Spanned<DeValue<'a>>, &str)>> =
                    items.iter().map(|item| Some((item, item.get_ref().as_str()?))).collect();
                match strings {
                    Some(strings) if is_sorted || LISTED.contains(&key) => {
                        out.extend(list(text, value.span(), &strings, is_sorted));
                    }
                    _ => {
                        let tables = items.iter().filter_map(|item| item.get_ref().as_table());
                        tables.for_each(|inner| collect(inner, text, out));
                    }
                }
            }
            _ => {}
        }
    }
}

/// A list with its comments, or nothing where it is empty.
fn list<'a>(
    text: &'a str,
    span: std::ops::Range<usize>,
    strings: &[(&'a Spanned<DeValue<'a>>, &'a str)],
    is_sorted: bool,
) -> Option<List<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut at = span.start + 1;
    for &(item, value) in strings {
        let own = item.span();
        let (beside, mut before) = comments(&text[at..own.start]);
        match items.last_mut() {
            Some(last) => last.beside = beside,
            None => before.splice(0..0, beside).for_each(drop),
        }
        items.push(Item { text: &text[own.clone()], value, before, beside: None });
        at = own.end;
    }
    let (beside, closing) = comments(text.get(at..span.end.checked_sub(1)?)?);
    items.last_mut()?.beside = beside;
    if is_sorted {
        items.sort_by_cached_key(|item| (item.value.to_lowercase(), item.value));
    }
    Some(List { start: span.start, end: span.end, items, closing })
}

/// The comment of the first line of what is between two items, and those of the other lines.
fn comments(between: &str) -> (Option<&str>, Vec<&str>) {
    let mut lines = between.split('\n').map(|line| line.find('#').map(|at| line[at..].trim_end()));
    let beside = lines.next().flatten();
    (beside, lines.flatten().collect())
}

impl List<'_> {
    fn write(&self, out: &mut String) {
        if let ([only], true) = (self.items.as_slice(), self.closing.is_empty())
            && only.before.is_empty()
            && only.beside.is_none()
        {
            out.extend(["[", only.text, "]"]);
            return;
        }
        out.push_str("[\n");
        for item in &self.items {
            for comment in &item.before {
                out.extend(["  ", comment, "\n"]);
            }
            out.extend(["  ", item.text, ","]);
            if let Some(comment) = item.beside {
                out.extend([" ", comment]);
            }
            out.push('\n');
        }
        for comment in &self.closing {
            out.extend(["  ", comment, "\n"]);
        }
        out.push(']');
    }
}

/// The lines of a file of one-line keys, sorted by key within each table; comments before a key
/// move with it.
fn sorted_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut entries: Vec<(String, String)> = Vec::new();
    let mut comment = String::new();
    let flush = |entries: &mut Vec<(String, String)>, out: &mut String| {
        entries.sort();
        entries.drain(..).for_each(|(_, lines)| out.push_str(&lines));
    };
    for line in text.lines() {
        match line.split_once(" = ") {
            Some((key, _)) if !line.starts_with(['#', '[']) => {
                let lines = format!("{}{line}\n", std::mem::take(&mut comment));
                entries.push((key.trim_matches('"').to_lowercase(), lines));
            }
            _ if line.starts_with('#') => comment.extend([line, "\n"]),
            _ => {
                flush(&mut entries, &mut out);
                out.extend([std::mem::take(&mut comment).as_str(), line, "\n"]);
            }
        }
    }
    flush(&mut entries, &mut out);
    out + &comment
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::lexicon_files::built_in_files;

    #[test]
    fn terms_are_sorted_one_a_line_and_comments_stay() {
        let text = "# words\nlayer = \"tone\"\n\n[[group]] # a group\nclass = \"up\"\nterms = [\"zoom\", # quick\n\
                    # of old\n\"Rise/v\", 'climb', \"rise\" # last\n # the end\n]\n[[group]]\nclass = \
                    \"down\"\nterms = [\n  \"fall\"\n]\n\n\n";
        let canonical = canonical_layout("own.toml", text).unwrap();
        assert_eq!(
            canonical,
            "# words\nlayer = \"tone\"\n\n[[group]] # a group\nclass = \"up\"\nterms = [\n  'climb',\n  \
             \"rise\", # last\n  # of old\n  \"Rise/v\",\n  \"zoom\", # quick\n  # the end\n]\n\
             [[group]]\nclass = \"down\"\nterms = [\"fall\"]\n"
        );
        assert_eq!(canonical_layout("own.toml", &canonical).unwrap(), canonical);
    }

    #[test]
    fn examples_keep_their_order() {
        let text = "matches = [ # two\n\"b\", \"a\"]\nname = [\"d\", \"c\"]\n";
        let canonical = canonical_layout("own.toml", text).unwrap();
        assert_eq!(
            canonical,
            "matches = [\n  # two\n  \"b\",\n  \"a\",\n]\nname = [\"d\", \"c\"]\n"
        );
    }

    #[test]
    fn inflections_are_sorted_within_their_table() {
        let text = "# all\n[verbs]\n# moves\nrise = {}\nfall = {}\n\n[nouns]\nb = []\na = []\n";
        assert_eq!(
            canonical_layout("inflections.toml", text).unwrap(),
            "# all\n[verbs]\nfall = {}\n# moves\nrise = {}\n\n[nouns]\na = []\nb = []\n"
        );
    }

    #[test]
    fn the_built_in_files_are_in_their_canonical_layout() {
        let wrong: Vec<String> = built_in_files()
            .into_iter()
            .filter(|(file, text)| canonical_layout(file, text).unwrap() != *text)
            .map(|(file, _)| file)
            .collect();
        assert!(wrong.is_empty(), "newsvane lexicon fmt: {}", wrong.join(", "));
    }
}
