//! Figures of one measure side by side: which of them are for the same time.

use std::mem;

use jiff::civil::Date;

use super::{
    Conflict, Figure, Verdict,
    apart::groups_apart,
    revision::{revisions, slips},
    row::row,
};
use crate::model::{ClaimId, ClaimKind};

/// Takes figures in the order of their keys; holds those of one measure at a time, and the rows.
#[derive(Debug, Default)]
pub struct Finder {
    group: Vec<Figure>,
    rows: Vec<Conflict>,
}

impl Finder {
    /// Takes the next figure.
    pub fn push(&mut self, figure: Figure) {
        if self.group.last().is_some_and(|last| last.measure != figure.measure) {
            self.close();
        }
        self.group.push(figure);
    }

    /// The rows, sorted by what they are about.
    #[must_use]
    pub fn finish(mut self) -> Vec<Conflict> {
        self.close();
        let mut rows = self.rows;
        rows.sort_by(|a, b| order(a).cmp(&order(b)));
        rows
    }

    fn close(&mut self) {
        let group = mem::take(&mut self.group);
        if group.len() < 2 {
            return;
        }
        within_articles(&group, &mut self.rows);
        across_stories(&group, &mut self.rows);
    }
}

/// What rows are sorted by.
type Order<'a> = (
    Option<&'a str>,
    String,
    Option<&'a str>,
    ClaimKind,
    &'a str,
    Option<Date>,
    Option<&'a str>,
    Option<Date>,
    Verdict,
    &'a [ClaimId],
);

fn order(row: &Conflict) -> Order<'_> {
    let (subject, period) = (row.subject.to_lowercase(), row.period.as_deref());
    let id = row.subject_id.as_deref();
    (
        id,
        subject,
        row.metric.as_deref(),
        row.kind,
        &row.unit,
        row.period_start,
        period,
        row.as_of,
        row.verdict,
        &row.claims,
    )
}

/// Figures of different sentences of one article that cannot both be right: told of the same words.
fn within_articles(group: &[Figure], rows: &mut Vec<Conflict>) {
    let mut by_article: Vec<&Figure> = group.iter().filter(|f| f.period.is_some()).collect();
    let subject = |f: &Figure| f.subject.to_lowercase();
    by_article.sort_by_cached_key(|f| (f.article_id, subject(f), f.ordinal, f.claim_number));
    // a part and its whole share a measure, seldom the words
    let is_same =
        |a: &&Figure, b: &&Figure| a.article_id == b.article_id && subject(a) == subject(b);
    for figures in by_article.chunk_by(is_same) {
        let groups = groups_apart(figures, |f| u64::from(f.sentence));
        rows.extend(groups.iter().filter_map(|figures| row(figures, Verdict::WithinArticle)));
    }
}

/// Figures of different stories that cannot both be right.
fn across_stories(group: &[Figure], rows: &mut Vec<Conflict>) {
    let all: Vec<&Figure> = group.iter().collect();
    slips(&all, rows);
    let rest = revisions(&all, rows);
    let (dated, undated): (Vec<&Figure>, Vec<&Figure>) =
        rest.into_iter().partition(|f| f.anchor.is_some());
    let Some(most) = group.first().and_then(|f| f.max_days_apart) else {
        rows.extend(in_window(&undated));
        return;
    };
    // a story without a day joins the others where those lie together
    if !dated.is_empty() && lie_together(dated.first(), dated.last(), most) {
        rows.extend(in_window(&[undated, dated].concat()));
        return;
    }
    let mut rest = &dated[..];
    while let Some(first) = rest.first() {
        let length = rest.partition_point(|f| lie_together(Some(first), Some(f), most));
        let found = in_window(&rest[..length]);
        // a window without a conflict moves on by a day, so that no pair of days is left out
        let done = if found.is_empty() {
            rest.partition_point(|f| f.anchor == first.anchor)
        } else {
            length
        };
        rest = &rest[done..];
        rows.extend(found);
    }
}

/// Hold for days that lie no more than so many apart, in one year: "this year" is another one on
/// New Year's Day.
fn lie_together(first: Option<&&Figure>, last: Option<&&Figure>, max_days: i32) -> bool {
    let day = |figure: Option<&&Figure>| figure.and_then(|f| f.anchor);
    match (day(first), day(last)) {
        (Some(a), Some(b)) => {
            a.year() == b.year() && a.until(b).is_ok_and(|span| span.get_days() <= max_days)
        }
        _ => false,
    }
}

/// The conflicts of figures that hold for about the same time: those of one day where they
/// disagree, else those of all days.
fn in_window(figures: &[&Figure]) -> Vec<Conflict> {
    let undated = figures.iter().filter(|f| f.anchor.is_none());
    let dated: Vec<&Figure> = figures.iter().filter(|f| f.anchor.is_some()).copied().collect();
    let days = dated
        .chunk_by(|a, b| a.anchor == b.anchor)
        .map(|of_day| undated.clone().chain(of_day).copied().collect());
    let days: Vec<Vec<&Figure>> =
        if dated.is_empty() { vec![figures.to_vec()] } else { days.collect() };
    let disagree: Vec<Conflict> = days.iter().flat_map(|of_day| rows_of(of_day, verdict)).collect();
    if disagree.is_empty() { rows_of(figures, |_| Verdict::Stale) } else { disagree }
}

fn rows_of(figures: &[&Figure], verdict: impl Fn(&[&Figure]) -> Verdict) -> Vec<Conflict> {
    let groups = groups_apart(figures, |f| f.story_id.0);
    groups.iter().filter_map(|group| row(group, verdict(group))).collect()
}

/// The verdict on figures that lie apart and are of one time.
fn verdict(figures: &[&Figure]) -> Verdict {
    let days = || figures.iter().map(|f| f.day);
    let is_of_one_day = days().min() == days().max();
    match figures.first() {
        // an office's later figure takes the place of its earlier one, whether a story says so or not
        Some(first) if first.is_of_economy() && !first.is_plan && is_one_step(figures) => {
            Verdict::Revised
        }
        Some(first) if first.is_plan && !is_of_one_day => Verdict::Stale,
        _ => Verdict::Disagree,
    }
}

/// Days after which an office may have revised a figure.
const REVISION: i32 = 14;

/// Whether figures are one value up to a day and another one from some weeks later on.
fn is_one_step(figures: &[&Figure]) -> bool {
    let mut sorted: Vec<&Figure> = figures.iter().filter(|f| f.day.is_some()).copied().collect();
    sorted.sort_by_key(|f| (f.day, f.ordinal, f.claim_number));
    let agree = |a: &Figure, b: &Figure| {
        a.interval.low.zip(b.interval.high).is_none_or(|(low, high)| low < high)
            && b.interval.low.zip(a.interval.high).is_none_or(|(low, high)| low < high)
    };
    let steps: Vec<_> = sorted.windows(2).filter(|pair| !agree(pair[0], pair[1])).collect();
    let [[before, after]] = steps[..] else { return false };
    let days = before.day.zip(after.day).and_then(|(a, b)| a.until(b).ok());
    sorted.len() == figures.len() && days.is_some_and(|span| span.get_days() >= REVISION)
}
