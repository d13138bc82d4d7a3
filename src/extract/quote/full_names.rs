//! Names of persons in full, by their surnames.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::{
    lexicon::ParsedDocument,
    model::{Pos, TokenRange},
};

/// The full names of an article; found once, when the first surname stands alone.
#[derive(Debug)]
pub(super) struct FullNames<'a> {
    parsed: ParsedDocument<'a>,
    by_surname: OnceCell<FxHashMap<&'a str, TokenRange>>,
}

impl<'a> FullNames<'a> {
    pub(super) const fn new(parsed: &ParsedDocument<'a>) -> Self {
        Self { parsed: *parsed, by_surname: OnceCell::new() }
    }

    /// The first phrase of two or three names that ends in `surname`: "Ortiz" is Helen Ortiz.
    pub(super) fn of(&self, surname: &str) -> Option<&'a str> {
        let names = self.by_surname.get_or_init(|| by_surname(&self.parsed));
        let tokens = names.get(surname)?;
        let span = self.parsed.span(tokens.token_start, tokens.token_end);
        Some(span.of(self.parsed.text()))
    }
}

fn by_surname<'a>(parsed: &ParsedDocument<'a>) -> FxHashMap<&'a str, TokenRange> {
    let is_name = |n: u32| parsed.syntax.pos.get(n as usize) == Some(&Pos::ProperNoun);
    let mut out = FxHashMap::default();
    for tokens in parsed.syntax.noun_phrases.iter().map(|phrase| phrase.tokens) {
        if (2..=3).contains(&tokens.len()) && tokens.iter().all(is_name) {
            let surname = tokens.last_token().map_or("", |n| parsed.word(n));
            out.entry(surname).or_insert(tokens);
        }
    }
    out
}
