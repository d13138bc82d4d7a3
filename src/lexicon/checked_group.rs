//! Terms of a lexicon file that do the same, once they are checked.

use toml::Spanned;

use super::{Class, Entry, matcher::Case};
use crate::suggest::nearest;

/// Terms that do the same, as their class allows.
pub(super) struct CheckedGroup {
    /// What each of them does; it has no term and no file yet.
    pub entry: Entry,
    pub case: Case,
    pub terms: Vec<Spanned<String>>,
}

impl CheckedGroup {
    /// Terms that do what their class says and nothing else.
    pub(super) fn new(class: Class, terms: Vec<Spanned<String>>) -> Self {
        Self { entry: Entry::new(class, "", ""), case: Case::Any, terms }
    }
}

/// All that is allowed in place of what was typed, and which of it was probably meant.
pub(super) fn expected<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let list = known.clone().collect::<Vec<_>>().join(", ");
    let meant = nearest(typed, known).map_or_else(String::new, |name| format!(" (`{name}`?)"));
    format!("; expected one of {list}{meant}")
}
