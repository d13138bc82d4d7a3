//! The companies that are mentioned most: what is said of them lately, by day, and in which sentences.

use std::fmt::Write as _;

use serde::Serialize;

use super::{
    super::timeline::Timeline, CitedView, Read, small_chart, text, themes::direction, themes::tone,
};
use crate::{
    model::ArticleId,
    write::{
        columns::EntityMentions,
        companies::{Company, CompanyDay, CompanySentence},
    },
};

/// Days whose figures are listed: the newest.
const DAYS: usize = 20;
/// Characters of a sentence.
const SENTENCE_CHARS: usize = 320;

#[derive(Serialize)]
pub(super) struct CompaniesView {
    all: String,
    shown: String,
    is_whole: bool,
    list: Vec<CompanyView>,
}

#[derive(Serialize)]
struct CompanyView {
    id: String,
    name: String,
    latest: String,
    sentiment: String,
    tone: &'static str,
    interval: String,
    change: String,
    direction: &'static str,
    mean: String,
    stories: String,
    articles: String,
    spark: String,
    label: String,
    /// Rows of the table of figures.
    rows: String,
    older: String,
    sentences: Vec<SentenceView>,
}

#[derive(Serialize)]
struct SentenceView {
    score: String,
    tone: &'static str,
    text: String,
    cited: CitedView,
}

impl CompaniesView {
    pub(super) fn of(read: &Read<'_>) -> Self {
        let companies = read.companies;
        let shown = companies.shown.len() as u64;
        Self {
            all: text::count(companies.all, "company", "companies"),
            shown: text::whole(shown),
            is_whole: shown == companies.all,
            list: companies.shown.iter().map(|company| view(company, read)).collect(),
        }
    }
}

fn view(company: &Company, read: &Read<'_>) -> CompanyView {
    let mut figures = company.figures();
    let latest = figures.next();
    let change = latest.zip(figures.next()).map(|((now, _), (before, _))| now - before);
    let figure = |value: Option<f64>| value.map_or_else(String::new, text::signed);
    let name = text::cut(&company.name, 60);
    CompanyView {
        id: text::cut(&company.id, 80),
        latest: latest.map_or_else(String::new, |(_, day)| day.day.to_string()),
        sentiment: figure(latest.map(|(value, _)| value)),
        tone: tone(latest.map(|(value, _)| value)),
        interval: latest.map_or_else(String::new, |(_, day)| interval(day)),
        change: figure(change),
        direction: direction(change),
        mean: figure(company.mean()),
        stories: text::whole(company.stories),
        articles: text::whole(company.articles),
        spark: small_chart::spark(
            &by_column(company, &read.figures.timeline),
            &read.figures.timeline,
        ),
        label: format!(
            "{name}: {} with news, mean {}.",
            text::count(company.days.len() as u64, "day", "days"),
            figure(company.mean())
        ),
        rows: rows(company),
        older: match company.days.len().saturating_sub(DAYS) as u64 {
            0 => String::new(),
            older => text::count(older, "earlier day", "earlier days"),
        },
        sentences: company.sentences.iter().map(|own| sentence(own, read)).collect(),
        name,
    }
}

/// Mean of the days in each column of the charts, weighted by their stories.
fn by_column(company: &Company, timeline: &Timeline) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0); timeline.all.len()];
    for (sentiment, day) in company.figures() {
        if let Some(sum) = timeline.of_day(day.day).and_then(|column| sums.get_mut(column)) {
            sum.0 += sentiment * day.stories as f64;
            sum.1 += day.stories;
        }
    }
    let mean = |(sum, stories): (f64, u64)| (stories > 0).then(|| sum / stories as f64);
    sums.into_iter().map(mean).collect()
}

fn interval(day: &CompanyDay) -> String {
    day.interval.map_or_else(String::new, |(low, high)| {
        format!("{} to {}", text::signed(low), text::signed(high))
    })
}

/// One row for each of the newest days; end tags that HTML lets go are left out, for there are many
/// rows.
fn rows(company: &Company) -> String {
    let mut html = String::new();
    for day in company.days.iter().rev().take(DAYS) {
        let figure = |value: Option<f64>| value.map_or_else(String::new, text::signed);
        let _ = writeln!(
            html,
            "<tr><th>{}<td>{}<td>{}<td>{}<td>{}<td>{}",
            day.day,
            figure(day.sentiment),
            interval(day),
            text::whole(day.stories),
            text::whole(day.articles),
            figure(day.smoothed)
        );
    }
    html
}

fn sentence(own: &CompanySentence, read: &Read<'_>) -> SentenceView {
    let score = own.score();
    let id = own.article_id().unwrap_or(ArticleId(0));
    SentenceView {
        score: text::signed(score),
        tone: tone(Some(score)),
        text: text::cut(own.row.get(EntityMentions::Text), SENTENCE_CHARS),
        cited: CitedView::of(read.archive, id),
    }
}
