//! What the template fills in: words, all of which it escapes, and SVG and tables made of figures
//! alone.

mod claims;
mod companies;
mod measures;
mod overview;
mod quality;
mod themes;

use serde::Serialize;

use super::{
    articles::{Archive, Cited},
    chart,
    claims::Claims,
    conflicts::Conflicts,
    embed::Embedded,
    evidence::Evidence,
    figures::Figures,
    heat,
    measures::Measures,
    movers::Mover,
    quality::Quality,
    small_chart, text,
};
use crate::{
    model::{ArticleId, Note},
    write::{Tables, companies::Companies, method},
};

/// All that was read of the tables.
pub(super) struct Read<'a> {
    /// Cells.
    pub figures: &'a Figures,
    /// How many changes there are, and the largest.
    pub movers: (usize, &'a [Mover]),
    /// The contributions and sentences that figures are made of.
    pub evidence: &'a Evidence,
    /// Articles.
    pub archive: &'a Archive,
    /// Claims.
    pub claims: &'a Claims,
    /// Conflicts.
    pub conflicts: &'a Conflicts,
    /// Companies.
    pub companies: &'a Companies,
    /// Measures.
    pub measures: &'a Measures,
    /// What is missing.
    pub quality: &'a Quality,
    /// What the script reads.
    pub embedded: &'a Embedded,
}

/// The page.
#[derive(Serialize)]
pub(super) struct Page {
    overview: overview::Overview,
    span: &'static str,
    thinned: Option<String>,
    themes: Vec<themes::ThemeView>,
    hidden_themes: Vec<String>,
    silent_themes: Vec<String>,
    undated: Vec<themes::UndatedView>,
    geometry: [f64; 3],
    range: String,
    heat: String,
    is_written: bool,
    legend: String,
    movers: Vec<themes::MoverView>,
    all_movers: String,
    companies: companies::CompaniesView,
    measures: measures::MeasuresView,
    claims: claims::ClaimsView,
    conflicts: claims::ConflictsView,
    quality: quality::QualityView,
    sources: quality::SourcesView,
    method: Vec<[String; 2]>,
    notes: Vec<[&'static str; 2]>,
    shown_contributions: String,
    all_contributions: String,
}

/// Where an article is, for a reader.
#[derive(Serialize)]
struct CitedView {
    title: String,
    source: String,
    published: String,
    url: Option<String>,
    locator: String,
}

impl CitedView {
    fn of(archive: &Archive, id: ArticleId) -> Self {
        let cited = archive.cited.get(&id).cloned();
        let Cited { title, source, published, url, locator } = cited.unwrap_or_else(|| Cited {
            title: String::new(),
            source: String::new(),
            published: String::new(),
            url: None,
            locator: id.to_string(),
        });
        Self { title, source, published, url, locator }
    }
}

impl Page {
    pub(super) fn of(tables: &Tables<'_>, read: &Read<'_>) -> Self {
        let figures = read.figures;
        let columns = &figures.timeline;
        let range = chart::range(figures);
        let span = columns.span.name();
        let is_thinned = columns.span != super::timeline::Span::Day;
        let thinned = is_thinned.then(|| {
            let left_out = if columns.hidden > 0 {
                format!(
                    " The first {} are not shown.",
                    text::count(columns.hidden as u64, span, "years")
                )
            } else {
                String::new()
            };
            format!(
                "This archive has {} days, too many to draw: charts and tables of figures go by \
                 {span}. A {span}’s figure is the mean of its days weighted by their stories, with \
                 an interval over all their stories, as in the table theme_periods. Open a {span} \
                 to see its days; all stand in the table theme_days.{left_out}",
                text::whole(columns.days as u64)
            )
        });
        let notes =
            [Note::SingleStory, Note::TooFew, Note::CopiesOnly, Note::NoNews, Note::Undated];
        Self {
            overview: overview::Overview::of(tables, read),
            span,
            thinned,
            themes: themes::themes(figures, range),
            hidden_themes: figures.hidden.iter().map(|id| text::cut(id, 60)).collect(),
            silent_themes: figures.silent.iter().map(|id| text::cut(id, 60)).collect(),
            undated: themes::undated(figures),
            geometry: [chart::WIDTH, chart::LEFT, chart::SPAN],
            range: text::signed(range),
            heat: heat::map(figures),
            is_written: heat::is_written(figures),
            legend: heat::legend(),
            movers: themes::movers(read),
            all_movers: text::whole(read.movers.0 as u64),
            companies: companies::CompaniesView::of(read),
            measures: measures::MeasuresView::of(read),
            claims: claims::ClaimsView::of(read),
            conflicts: claims::ConflictsView::of(read),
            quality: quality::QualityView::of(tables, read),
            sources: quality::SourcesView::of(read),
            method: method::method(tables.manifest)
                .into_iter()
                .map(|p| [p.heading.to_owned(), text::clean(&p.text)])
                .collect(),
            notes: notes.map(|note| [note.as_str(), super::figures::explain(note)]).to_vec(),
            shown_contributions: text::whole(read.embedded.contributions),
            all_contributions: text::whole(read.evidence.counts[0]),
        }
    }
}
