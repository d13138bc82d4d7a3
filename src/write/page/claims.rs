//! The claims that the page shows, and those of conflicts.

use std::collections::{BTreeMap, BTreeSet};

use super::text;
use crate::{
    model::ArticleId,
    write::{Columns as _, Row, TableError, Tables, columns, support::support, top::Top},
};

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
    pub article: ArticleId,
    /// Columns as they are in the table, in the order of [`COLUMNS`].
    pub cells: Vec<String>,
    /// The sentence.
    pub sentence: String,
}

/// The columns of a claim that the page has.
pub(super) const COLUMNS: [columns::Claims; 15] = [
    columns::Claims::Surface,
    columns::Claims::Value,
    columns::Claims::ValueHi,
    columns::Claims::Unit,
    columns::Claims::Counted,
    columns::Claims::Qualifier,
    columns::Claims::Direction,
    columns::Claims::Kind,
    columns::Claims::Subject,
    columns::Claims::Metric,
    columns::Claims::Period,
    columns::Claims::Modality,
    columns::Claims::Speaker,
    columns::Claims::Themes,
    columns::Claims::Label,
];

impl Claim {
    /// The cell of a column of [`COLUMNS`].
    pub(super) fn get(&self, column: columns::Claims) -> &str {
        COLUMNS
            .iter()
            .position(|own| *own == column)
            .and_then(|n| self.cells.get(n))
            .map_or("", String::as_str)
    }

    fn of(row: &Row<columns::Claims>, article: ArticleId) -> Self {
        Self {
            id: row.get(columns::Claims::ClaimId).to_owned(),
            article,
            cells: COLUMNS.iter().map(|column| cell(row, *column)).collect(),
            sentence: sentence(
                row.get(columns::Claims::Sentence),
                row.get(columns::Claims::Surface),
            ),
        }
    }
}

/// A cell as the page has it. Numbers are as exact as JSON lines can hold them, so that every
/// format produces the same page.
fn cell(row: &Row<columns::Claims>, column: columns::Claims) -> String {
    let is_measured = column.column().kind.is_measured();
    let number = || row.get(column).parse::<f64>().ok().filter(|_| is_measured);
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
        for row in tables.open::<columns::Claims>()? {
            let row = row?;
            claims.all += 1;
            let kind = row.get(columns::Claims::Kind);
            match claims.kinds.get_mut(kind) {
                Some(number) => *number += 1,
                None => *claims.kinds.entry(kind.to_owned()).or_default() += 1,
            }
            if conflicts.contains(row.get(columns::Claims::ClaimId)) {
                claims.of_conflicts.insert(
                    row.get(columns::Claims::ClaimId).to_owned(),
                    Claim::of(&row, row.article_id(columns::Claims::ArticleId)?),
                );
            }
            let support = support(&row);
            if support == 0 {
                claims.undefined += 1;
                continue;
            }
            let theme =
                row.get(columns::Claims::Themes).split(['.', ';']).next().unwrap_or_default();
            let article = row.article_id(columns::Claims::ArticleId)?;
            // ids are hashes: among equals they draw evenly from the archive
            let key = (support, row.get(columns::Claims::ClaimId).to_owned());
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
