//! What a sponsor says for itself between the parts of a newsletter.

use super::{
    line::{speaks_to_reader, word_count},
    page::Page,
};

/// The family of lines that name who pays.
const ADVERT: &str = "advert";
/// Words of a line that names who pays and says no more.
const MAX_NAME: usize = 8;
/// Paragraphs that a sponsor gets at most.
const MAX_PARAGRAPHS: usize = 3;

/// Takes out the paragraphs below "Together with Falk Foods" that speak to the reader and name the
/// sponsor, or that end in a call such as "Learn more".
pub(super) fn remove(page: &mut Page<'_>, start: usize) {
    for index in start..page.len() {
        let words = page.words(index);
        let is_name = page.hints[index].anywhere == Some(ADVERT) && word_count(words) <= MAX_NAME;
        for below in index + 1..(index + 1 + sponsored_lines(page, index, is_name)) {
            page.remove(below, ADVERT);
        }
    }
}

/// Lines below the name of a sponsor that are its own.
fn sponsored_lines(page: &Page<'_>, index: usize, is_name: bool) -> usize {
    if !is_name {
        return 0;
    }
    let names: Vec<&str> = page
        .words(index)
        .split_whitespace()
        .skip(1)
        .filter(|w| w.len() > 2 && w.starts_with(char::is_uppercase))
        .collect();
    let mut is_addressed = false;
    let mut is_named = false;
    for below in index + 1..page.len().min(index + 1 + MAX_PARAGRAPHS) {
        if page.hints[below].anywhere.is_some() {
            return if is_addressed { below - index - 1 } else { 0 };
        }
        let words = page.words(below);
        is_addressed |= speaks_to_reader(words);
        is_named |= names.iter().any(|name| words.contains(name));
        if !speaks_to_reader(words) {
            break;
        }
        if is_named {
            return below - index;
        }
    }
    0
}
