//! What the script reads: sentences behind cells and claims, chosen so that they fit into a number
//! of bytes.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{
    articles::Archive,
    claims::{self, Claim},
    evidence::{CellEvidence, Contribution, Evidence, Sentence},
    figures::{Cell, Figures, Theme},
    text,
    timeline::Span,
};
use crate::{model::ArticleId, write::Columns as _};

/// Bytes of the sentences behind cells.
const EVIDENCE_BYTES: usize = 1_250_000;
/// Bytes of the claims.
const CLAIMS_BYTES: usize = 700_000;

/// What is embedded.
#[derive(Debug)]
pub(super) struct Embedded {
    /// Safe within a script element.
    pub json: String,
    /// Contributions that are in it.
    pub contributions: u64,
    /// Claims that are in it.
    pub claims: usize,
}

/// Chooses and writes. Every cell has its largest contribution before any has two; among cells
/// those come first that moved most.
pub(super) fn embed(
    figures: &Figures,
    evidence: &Evidence,
    claims: &[Claim],
    archive: &Archive,
) -> Embedded {
    let mut lists = Lists::default();
    let chosen = choose(figures, evidence, archive, &mut lists);
    let mut themes = Map::new();
    let mut contributions = 0;
    for ((theme, cells), taken) in figures.themes.iter().zip(&evidence.cells).zip(&chosen) {
        let mut own = Map::new();
        for ((column, cell), taken) in cells.iter().enumerate().zip(taken) {
            let Some(cell) = cell else { continue };
            contributions += taken.len() as u64;
            let key =
                figures.timeline.all.get(column).map_or("undated", |column| column.key.as_str());
            own.insert(key.to_owned(), json!([cell.weighing, cell.copies, taken]));
        }
        themes.insert(theme.id.clone(), Value::Object(own));
    }
    lists.bytes = 0;
    let mut listed = Vec::new();
    for claim in claims {
        let article = lists.article(claim.article, archive);
        let value = json!([claim.id, article, claim.sentence, claim.cells]);
        lists.bytes += length(&value);
        if lists.bytes > CLAIMS_BYTES {
            break;
        }
        listed.push(value);
    }
    let claims = listed.len();
    let value = json!({
        "articles": lists.articles,
        "sentences": lists.sentences,
        "cells": themes,
        "claims": listed,
        "columns": claims::COLUMNS.map(|column| column.column().name),
        "keys": figures.timeline.all.iter().map(|column| column.key.as_str()).collect::<Vec<_>>(),
        "places": figures.timeline.all.iter().map(|column| column.place).collect::<Vec<_>>(),
        "slots": figures.timeline.slots,
        "days": days(figures),
    });
    Embedded { json: text::embedded(&value.to_string()), contributions, claims }
}

/// Days with a figure that are embedded at most, where columns are longer than days.
const DAYS: usize = 50_000;

/// The days of longer columns: the first of them all, and of each theme how many days after it
/// its own are, each with its sentiment in hundredths, its stories, and the ends of its interval;
/// the newest days where there are too many.
fn days(figures: &Figures) -> Value {
    if figures.timeline.span == Span::Day {
        return Value::Null;
    }
    let with_figure = |theme: &Theme| {
        let days: Vec<(Date, Cell)> =
            theme.days.iter().filter(|(_, cell)| cell.sentiment.is_some()).cloned().collect();
        days
    };
    let all: Vec<Vec<(Date, Cell)>> = figures.themes.iter().map(with_figure).collect();
    let mut dates: Vec<Date> = all.iter().flatten().map(|(day, _)| *day).collect();
    dates.sort_unstable();
    let Some(first) = dates.iter().rev().take(DAYS).next_back().copied() else {
        return Value::Null;
    };
    let hundredths = |value: f64| (value * 100.0).round() as i64;
    let value = |(day, cell): &(Date, Cell)| {
        let after = day.since(first).map_or(0, |span| span.get_days());
        let mut own = vec![
            i64::from(after),
            hundredths(cell.sentiment.unwrap_or_default()),
            cell.stories as i64,
        ];
        own.extend(cell.interval.into_iter().flat_map(|(low, high)| [low, high].map(hundredths)));
        own
    };
    let themes: Map<String, Value> = figures
        .themes
        .iter()
        .zip(&all)
        .map(|(theme, days)| {
            let own = days.iter().filter(|(day, _)| *day >= first).map(value);
            (theme.id.clone(), json!(own.collect::<Vec<_>>()))
        })
        .collect();
    let spans: Vec<[String; 2]> = figures
        .timeline
        .all
        .iter()
        .map(|column| [column.first.to_string(), column.last.to_string()])
        .collect();
    json!({ "first": first.to_string(), "themes": themes, "spans": spans })
}

/// The contributions of each cell as the script reads them.
type Chosen = Vec<Vec<Vec<Value>>>;

fn choose(figures: &Figures, evidence: &Evidence, archive: &Archive, lists: &mut Lists) -> Chosen {
    let mut chosen: Chosen =
        evidence.cells.iter().map(|cells| vec![Vec::new(); cells.len()]).collect();
    let mut order: Vec<(f64, usize, usize, &CellEvidence)> = Vec::new();
    for (theme, (figure, cells)) in figures.themes.iter().zip(&evidence.cells).enumerate() {
        let moves = moves(&figure.cells);
        for (column, cell) in cells.iter().enumerate() {
            if let Some(cell) = cell {
                order.push((moves.get(column).copied().unwrap_or(f64::MAX), theme, column, cell));
            }
        }
    }
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let most = order.iter().map(|(.., cell)| cell.top.len()).max().unwrap_or(0);
    for rank in 0..most {
        for (_, theme, column, cell) in &order {
            let Some(contribution) = cell.top.get(rank) else { continue };
            let sentences = evidence
                .sentences
                .get(&(contribution.article, *theme))
                .map_or(&[][..], Vec::as_slice);
            let value = lists.contribution(contribution, sentences, archive);
            lists.bytes += length(&value);
            if lists.bytes > EVIDENCE_BYTES {
                return chosen;
            }
            if let Some(cell) = chosen.get_mut(*theme).and_then(|cells| cells.get_mut(*column)) {
                cell.push(value);
            }
        }
    }
    chosen
}

/// How far each cell is from the one with a figure before it, weighed by its stories.
fn moves(cells: &[Cell]) -> Vec<f64> {
    let mut before = 0.0;
    let mut moved = |cell: &Cell| {
        let Some(sentiment) = cell.sentiment else { return 0.0 };
        let change = (sentiment - std::mem::replace(&mut before, sentiment)).abs();
        change * (cell.stories as f64).sqrt()
    };
    cells.iter().map(&mut moved).collect()
}

/// Bytes of a value in the page.
fn length(value: &Value) -> usize {
    text::embedded(&value.to_string()).len() + 1
}

/// Articles and sentences, each stored once, however often they are referred to.
#[derive(Default)]
struct Lists {
    articles: Vec<Value>,
    article_places: HashMap<ArticleId, usize>,
    sentences: Vec<Value>,
    sentence_places: HashMap<String, usize>,
    /// Since it was last set to 0.
    bytes: usize,
}

impl Lists {
    fn article(&mut self, id: ArticleId, archive: &Archive) -> usize {
        if let Some(place) = self.article_places.get(&id) {
            return *place;
        }
        let value = match archive.cited.get(&id) {
            Some(cited) => {
                json!([cited.title, cited.source, cited.published, cited.url, cited.locator])
            }
            None => json!(["", "", "", null, id.to_string()]),
        };
        self.bytes += length(&value);
        self.articles.push(value);
        self.article_places.insert(id, self.articles.len() - 1);
        self.articles.len() - 1
    }

    fn sentence(&mut self, text: &str) -> usize {
        if let Some(place) = self.sentence_places.get(text) {
            return *place;
        }
        let value = Value::from(text);
        self.bytes += length(&value);
        self.sentences.push(value);
        self.sentence_places.insert(text.to_owned(), self.sentences.len() - 1);
        self.sentences.len() - 1
    }

    fn contribution(
        &mut self,
        contribution: &Contribution,
        sentences: &[Sentence],
        archive: &Archive,
    ) -> Value {
        let sentences: Vec<Value> = sentences
            .iter()
            .map(|s| json!([self.sentence(&s.text), rounded(s.score, 2)]))
            .collect();
        let day = contribution.day.map(|day| day.to_string());
        let figures = [contribution.value, contribution.weight, contribution.sentiment]
            .map(|figure| rounded(figure, 4));
        json!([
            self.article(contribution.article, archive),
            figures[0],
            figures[1],
            figures[2],
            day,
            sentences
        ])
    }
}

fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    (value * scale).round() / scale + 0.0
}
