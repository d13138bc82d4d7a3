//! Publishers, and how good the data is.

use serde::Serialize;

use super::{
    super::{
        articles::Archive,
        quality::{Quality, Rejected},
    },
    Read, text,
    themes::tone,
};
use crate::write::Tables;

/// Publishers that are listed: those with the most articles.
const SOURCES: usize = 40;

#[derive(Serialize)]
pub(super) struct SourcesView {
    all: String,
    shown: String,
    is_whole: bool,
    rows: Vec<SourceView>,
}

#[derive(Serialize)]
struct SourceView {
    name: String,
    articles: String,
    copies: String,
    words: String,
    days: String,
    sentiment: String,
    direction: &'static str,
    share: Bar,
}

/// A share as words and as the width of a bar.
#[derive(Serialize)]
struct Bar {
    label: String,
    count: String,
    share: String,
    width: String,
}

#[derive(Serialize)]
pub(super) struct QualityView {
    facts: Vec<[String; 3]>,
    dates: Vec<Bar>,
    languages: Vec<Bar>,
    boilerplate: Vec<Bar>,
    boilerplate_mean: String,
    removed: Vec<Bar>,
    rejects: Vec<Bar>,
    first_rejects: Vec<Rejected>,
    all_rejects: String,
    agreement: Vec<Bar>,
    agreement_of_all: String,
}

fn bar(label: &str, count: u64, all: u64) -> Bar {
    let share = if all > 0 { count as f64 / all as f64 } else { 0.0 };
    Bar {
        label: label.to_owned(),
        count: text::whole(count),
        share: text::percent(share),
        width: format!("{:.1}", share * 100.0),
    }
}

/// Bars from the largest to the smallest; the program's own codes as words.
fn bars<'a>(
    counts: impl Iterator<Item = (&'a String, &'a u64)>,
    all: u64,
    most: usize,
) -> Vec<Bar> {
    let mut counts: Vec<(&String, &u64)> = counts.collect();
    counts.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    counts
        .iter()
        .take(most)
        .map(|(code, count)| bar(&text::cut(code, 40).replace('_', " "), **count, all))
        .collect()
}

impl SourcesView {
    pub(super) fn of(read: &Read<'_>) -> Self {
        let archive = read.archive;
        let mut all: Vec<_> = archive.publishers.iter().collect();
        all.sort_by(|a, b| b.1.articles.cmp(&a.1.articles).then(a.0.cmp(b.0)));
        let rows = all.iter().take(SOURCES).map(|(name, publisher)| SourceView {
            name: text::cut(name, 60),
            articles: text::whole(publisher.articles),
            copies: text::whole(publisher.copies),
            words: text::whole(publisher.words),
            days: publisher
                .days
                .map_or_else(String::new, |(first, last)| format!("{first} – {last}")),
            sentiment: publisher.mean().map_or_else(String::new, text::signed),
            direction: tone(publisher.mean()),
            share: bar("", publisher.articles, archive.articles),
        });
        Self {
            all: text::whole(all.len() as u64),
            shown: text::whole(all.len().min(SOURCES) as u64),
            is_whole: all.len() <= SOURCES,
            rows: rows.collect(),
        }
    }
}

impl QualityView {
    pub(super) fn of(tables: &Tables<'_>, read: &Read<'_>) -> Self {
        let (archive, quality) = (read.archive, read.quality);
        let dates = [
            ("instant", "to the minute"),
            ("day", "day only"),
            ("month", "month only"),
            ("year", "year only"),
            ("none", "not at all"),
        ];
        let dates =
            dates.iter().filter_map(|(code, words)| Some((words, archive.precisions.get(*code)?)));
        let tenths = archive
            .boilerplate
            .iter()
            .enumerate()
            .rev()
            .skip_while(|(_, count)| **count == 0)
            .collect::<Vec<_>>();
        let tenths = tenths.into_iter().rev().map(|(n, count)| {
            bar(&format!("{}–{}%", n * 10, n * 10 + 10), *count, archive.articles)
        });
        let removed: u64 = quality.removed.values().sum();
        let rejected: u64 = quality.rejects.values().sum();
        Self {
            facts: facts(tables, archive),
            dates: dates.map(|(words, number)| bar(words, *number, archive.articles)).collect(),
            languages: bars(archive.languages.iter(), archive.articles, 8)
                .into_iter()
                .map(|bar| Bar {
                    label: if bar.label.is_empty() { "not told".to_owned() } else { bar.label },
                    ..bar
                })
                .collect(),
            boilerplate: tenths.collect(),
            boilerplate_mean: if archive.articles > 0 {
                text::percent(archive.boilerplate_sum / archive.articles as f64)
            } else {
                String::new()
            },
            removed: bars(quality.removed.iter(), removed, 12),
            rejects: bars(quality.rejects.iter(), rejected, 20),
            first_rejects: quality.first_rejects.clone(),
            all_rejects: text::whole(rejected),
            agreement: agreement(quality),
            agreement_of_all: agreement_of_all(tables),
        }
    }
}

/// In how many sentences a scorer of the user's and the rules agree, by theme.
fn agreement(quality: &Quality) -> Vec<Bar> {
    let bar = |(theme, [agreeing, all]): (&String, &[u64; 2])| Bar {
        count: text::whole(*all),
        ..bar(&text::cut(theme, 60), *agreeing, *all)
    };
    quality.agreement.iter().map(bar).collect()
}

/// The same of all sentences, in words.
fn agreement_of_all(tables: &Tables<'_>) -> String {
    let scorer = &tables.manifest["scorer"];
    let count = |name: &str| scorer[name].as_u64().unwrap_or(0);
    let (agreeing, all) = (count("agreeing"), count("scored"));
    let kind = text::cut(scorer["kind"].as_str().unwrap_or("scorer"), 40);
    if all == 0 {
        return String::new();
    }
    format!(
        "Share of the theme sentences to which the scorer ({kind}) and the rules give the same label, and their \
         number; of all {} sentences that it scored {}",
        text::whole(all),
        text::percent(agreeing as f64 / all as f64)
    )
}

/// How many of what the articles and inputs are.
fn facts(tables: &Tables<'_>, archive: &Archive) -> Vec<[String; 3]> {
    let count = |name: &str| tables.manifest["counts"][name].as_u64().unwrap_or(0);
    let fact = |number: u64, what: &str, more: &str| {
        [text::whole(number), what.to_owned(), more.to_owned()]
    };
    let of_articles = |number: u64| {
        let share = number as f64 / archive.articles as f64;
        let share = if archive.articles > 0 { text::percent(share) } else { String::new() };
        format!("{share} of the articles")
    };
    let undated = count("undated");
    vec![
        fact(undated, "undated", &format!("{}; in no chart", of_articles(undated))),
        fact(archive.truncated, "truncated", &of_articles(archive.truncated)),
        fact(archive.copies, "copies of other articles", &of_articles(archive.copies)),
        fact(count("duplicates"), "duplicates left out", "of the inputs seen"),
        fact(count("rejects"), "rejected", "of the inputs seen; reasons below"),
        fact(count("skipped"), "skipped", "files that are no articles"),
    ]
}
