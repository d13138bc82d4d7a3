//! The claims that the page shows, and those of conflicts.

use std::collections::{BTreeMap, BTreeSet};

use super::{articles::article_id, text, top::Top};
use crate::write::{Row, Table, TableError, Tables};

/// Claims of the browser.
pub(super) const SHOWN: usize = 1_500;
/// Claims of one group of theme and kind at most.
const MAX_OF_GROUP: usize = 400;
/// Characters of a sentence.
const SENTENCE_CHARS: usize = 300;

/// One claim.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim {
    /// Its id.
    pub id: String,
    /// The article that makes it.
    pub article: u64,
    /// Columns as they stand in the table, in the order of [`COLUMNS`].
    pub cells: Vec<String>,
    /// The sentence.
    pub sentence: String,
}

/// The columns of a claim that the page has.
pub(super) const COLUMNS: [&str; 15] = [
    "surface",
    "value",
    "value_hi",
    "unit",
    "of",
    "qualifier",
    "direction",
    "kind",
    "subject",
    "metric",
    "period",
    "modality",
    "speaker",
    "themes",
    "sentiment",
];

impl Claim {
    /// The cell of a column of [`COLUMNS`].
    pub(super) fn get(&self, column: &str) -> &str {
        COLUMNS
            .iter()
            .position(|name| *name == column)
            .and_then(|n| self.cells.get(n))
            .map_or("", String::as_str)
    }

    fn of(row: &Row, article: u64) -> Self {
        Self {
            id: row.get("claim_id").to_owned(),
            article,
            cells: COLUMNS.iter().map(|column| cell(row, column)).collect(),
            sentence: sentence(row.get("sentence"), row.get("surface")),
        }
    }
}

/// A cell as the page has it. Numbers are as exact as JSON lines can hold them, so that every
/// format gives the same page.
fn cell(row: &Row, column: &str) -> String {
    let number = || row.get(column).parse::<f64>().ok().filter(|_| column.starts_with("value"));
    number().map_or_else(|| text::cut(row.get(column), 90), |number| number.to_string())
}

/// The words around a claim.
fn sentence(sentence: &str, surface: &str) -> String {
    let whole = text::clean(sentence);
    if whole.chars().count() <= SENTENCE_CHARS {
        return whole;
    }
    let place = whole.find(&text::clean(surface)).unwrap_or(0);
    let from = whole.floor_char_boundary(place.saturating_sub(SENTENCE_CHARS / 2));
    let from = whole[from..].find(' ').filter(|_| from > 0).map_or(from, |space| from + space + 1);
    let mark = if from > 0 { "… " } else { "" };
    format!("{mark}{}", text::cut(&whole[from..], SENTENCE_CHARS))
}

/// The claims of a run.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// How many there are.
    pub all: u64,
    /// Of these, those of which nobody can tell what they measure.
    pub undefined: u64,
    /// By kind.
    pub kinds: BTreeMap<String, u64>,
    /// The best supported, the best first.
    pub shown: Vec<Claim>,
    /// Those of conflicts, by their ids.
    pub of_conflicts: BTreeMap<String, Claim>,
}

impl Claims {
    /// Reads `claims`. The browser has those that say most about themselves and are repeated, in
    /// turn of each group of theme and kind, so that every filter finds some.
    pub(super) fn read(
        tables: &Tables<'_>,
        conflicts: &BTreeSet<String>,
    ) -> Result<Self, TableError> {
        let mut claims = Self::default();
        let mut groups: BTreeMap<[String; 2], Top<(u32, String), Claim>> = BTreeMap::new();
        for row in tables.open(Table::Claims)? {
            let row = row?;
            claims.all += 1;
            let kind = row.get("kind");
            match claims.kinds.get_mut(kind) {
                Some(number) => *number += 1,
                None => *claims.kinds.entry(kind.to_owned()).or_default() += 1,
            }
            if conflicts.contains(row.get("claim_id")) {
                claims
                    .of_conflicts
                    .insert(row.get("claim_id").to_owned(), Claim::of(&row, article_id(&row)?));
            }
            if row.get("undefined") == "true" {
                claims.undefined += 1;
                continue;
            }
            let theme = row.get("themes").split(['.', ';']).next().unwrap_or_default();
            let article = article_id(&row)?;
            // ids are hashes: among equals they draw evenly from the archive
            let key = (support(&row), row.get("claim_id").to_owned());
            let group = groups
                .entry([theme.to_owned(), kind.to_owned()])
                .or_insert_with(|| Top::new(MAX_OF_GROUP));
            group.offer(key, || Claim::of(&row, article));
        }
        let mut groups: Vec<_> = groups.into_values().map(Top::into_items).collect();
        while claims.shown.len() < SHOWN {
            let before = claims.shown.len();
            for group in &mut groups {
                claims.shown.extend(group.next());
            }
            if claims.shown.len() == before {
                break;
            }
        }
        claims.shown.truncate(SHOWN);
        Ok(claims)
    }
}

/// How much a claim says about itself, and how often the article says it.
fn support(row: &Row) -> u32 {
    let has = |column: &str| u32::from(!row.get(column).is_empty());
    let repeats = row.get("repeats").parse::<u32>().unwrap_or(0).min(3);
    let is_named = 3 * has("subject_id") + 2 * has("subject") + 2 * has("metric");
    let is_placed =
        2 * has("period") + has("direction") + has("speaker") + has("themes") + has("prior_value");
    is_named + is_placed + 2 * repeats
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_keeps_the_words_around_its_claim() {
        assert_eq!(sentence("Sales rose 5%.", "5%"), "Sales rose 5%.");
        let long = format!("{} sales rose 77% today {}", "word ".repeat(200), "more ".repeat(200));
        let around = sentence(&long, "77%");
        assert!(
            around.starts_with("… word")
                && around.contains("sales rose 77% today")
                && around.ends_with('…'),
            "{around}"
        );
        assert!(around.chars().count() <= SENTENCE_CHARS + 4);
    }
}
