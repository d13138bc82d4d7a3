//! The page: one HTML file with charts, sentences and a claims browser, made of the tables in one
//! pass over each.

mod articles;
mod chart;
mod claims;
mod conflicts;
mod embed;
mod evidence;
mod figures;
mod heat;
mod measures;
mod movers;
mod quality;
mod small_chart;
mod text;
mod timeline;
mod view;

use std::{collections::BTreeSet, path::Path};

use minijinja::{Environment, UndefinedBehavior, context, syntax::SyntaxConfig, value::Serde};

use self::{
    articles::Archive,
    claims::Claims,
    conflicts::Conflicts,
    evidence::Evidence,
    figures::Figures,
    measures::Measures,
    quality::Quality,
    view::{Page, Read},
};
use super::{
    companies::{Companies, CompanySentence, Shown},
    presentation::{PresentationError, Tables},
};
use crate::model::ArticleId;

const TEMPLATES: [(&str, &str); 8] = [
    ("page.html", include_str!("template/page.html")),
    ("first.html", include_str!("template/first.html")),
    ("changed.html", include_str!("template/changed.html")),
    ("measures.html", include_str!("template/measures.html")),
    ("themes.html", include_str!("template/themes.html")),
    ("companies.html", include_str!("template/companies.html")),
    ("claims.html", include_str!("template/claims.html")),
    ("quality.html", include_str!("template/quality.html")),
];
const STYLE: &str = include_str!("template/page.css");
const SCRIPT: &str = concat!(
    include_str!("template/page.js"),
    include_str!("template/companies.js"),
    include_str!("template/find.js"),
    include_str!("template/claims.js")
);
/// Companies that are shown, and sentences of each.
const COMPANIES: Shown = Shown { companies: 60, sentences: 8 };

/// Writes the page.
pub(super) fn write(tables: &Tables<'_>, path: &Path) -> Result<(), PresentationError> {
    let html = page(tables)?;
    std::fs::write(path, html)
        .map_err(|source| PresentationError::Write { path: path.to_owned(), source })
}

fn page(tables: &Tables<'_>) -> Result<String, PresentationError> {
    let figures = Figures::read(tables)?;
    let (all_movers, movers) = movers::choose(&figures);
    let evidence = Evidence::read(tables, &figures, &movers)?;
    let conflicts = Conflicts::read(tables)?;
    let claims = Claims::read(tables, &conflicts.claims())?;
    let companies = Companies::read(tables, COMPANIES)?;
    let archive = Archive::read(tables, &cited(&evidence, &claims, &companies))?;
    let measures = Measures::read(tables)?;
    let quality = Quality::read(tables)?;
    let embedded = embed::embed(&figures, &evidence, &claims.shown, &archive);
    let read = Read {
        figures: &figures,
        movers: (all_movers, &movers),
        evidence: &evidence,
        archive: &archive,
        claims: &claims,
        conflicts: &conflicts,
        companies: &companies,
        measures: &measures,
        quality: &quality,
        embedded: &embedded,
    };
    let page = Page::of(tables, &read);
    render(&page, &embedded.json).map_err(PresentationError::Template)
}

/// The articles that the page names.
fn cited(evidence: &Evidence, claims: &Claims, companies: &Companies) -> BTreeSet<ArticleId> {
    let of_cells = evidence.cells.iter().flatten().flatten().flat_map(|cell| &cell.top);
    let of_movers = evidence.movers.iter().flatten().flatten();
    let of_claims =
        claims.shown.iter().chain(claims.of_conflicts.values()).map(|claim| claim.article);
    let sentences = companies.shown.iter().flat_map(|company| &company.sentences);
    of_cells
        .chain(of_movers)
        .map(|contribution| contribution.article)
        .chain(of_claims)
        .chain(sentences.filter_map(CompanySentence::article_id))
        .collect()
}

/// The browser runs what carries a word that nobody can know who wrote one of the articles: it
/// depends on all of them.
fn nonce(json: &str) -> String {
    blake3::hash(json.as_bytes()).to_hex().chars().take(32).collect()
}

fn render(page: &Page, json: &str) -> Result<String, minijinja::Error> {
    let mut templates = Environment::new();
    templates.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    for (name, source) in TEMPLATES {
        templates.add_template(name, source)?;
    }
    let nonce = nonce(json);
    templates
        .get_template("page.html")?
        .render(context! { page => Serde(page), json, nonce, style => STYLE, script => SCRIPT })
}
