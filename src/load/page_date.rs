//! Days that stand in a page without a field that says so: in elements marked as dates, beside the
//! headline, in scripts.

use std::sync::LazyLock;

use dom_query::{Document, NodeRef};
use regex::Regex;

use crate::{lang::find_stamp, model::Precision};

/// Longest piece of text that can be a stamp, in bytes.
const MAX_STAMP: usize = 160;
/// Pieces of text after the headline that are next to it.
const NEXT_TO_HEADLINE: usize = 3;
/// Pieces of text looked at where there is no headline.
const MANY_PIECES: usize = 600;
/// Pieces of text looked at on either side of the headline.
const AROUND_HEADLINE: usize = 40;

/// The day in `text`, verbatim, where it is a complete one.
fn day_in(text: &str) -> Option<String> {
    let stamp = find_stamp(text).filter(|s| s.precision >= Precision::Day)?;
    text.get(stamp.byte_start..stamp.byte_end).map(str::to_owned)
}

/// The first short piece of the page that is marked as a date or byline and holds a day.
pub(super) fn in_marked_element(document: &Document) -> Option<String> {
    const MARKED: &str = r#"[itemprop="datePublished"], [class*="publish"], [class*="date"], [class*="Date"], [class*="datum"], [class*="byline"], [class*="posted"], [id*="date"], [class*="time"], [class*="meta"]"#;
    document.select(MARKED).nodes().iter().take(200).find_map(|node| {
        let text = node.text();
        let text = text.trim();
        if text.len() > 200 || node.is("footer, aside, nav") || is_of_teaser(node) {
            return None;
        }
        // "3 days ago" has its day beside it
        let beside = || {
            ["title", "datetime", "content", "data-date", "data-time", "data-datetime"]
                .into_iter()
                .find_map(|name| node.attr(name))
        };
        day_in(text).or_else(|| beside().and_then(|value| day_in(&value)))
    })
}

/// Whether an element is about another story that the page leads to.
fn is_of_teaser(node: &NodeRef<'_>) -> bool {
    let names = |node: &NodeRef<'_>| {
        format!("{} {}", node.attr_or("class", ""), node.attr_or("id", "")).to_ascii_lowercase()
    };
    let is_teaser = |node: &NodeRef<'_>| {
        ["teaser", "related", "recommend", "sidebar"].iter().any(|word| names(node).contains(word))
    };
    is_teaser(node) || node.ancestors(Some(3)).iter().any(is_teaser)
}

/// Whether the words of an element say that they tell a time of publication.
pub(super) fn says_published(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["publi", "veröffentlicht", "erschienen", "posted", "gepostet"]
        .iter()
        .any(|w| lower.contains(w))
        && !is_change(words)
}

/// The pieces of text of a page around its headline.
pub(super) struct Surroundings<'a> {
    title: String,
    page_title: String,
    pieces: Vec<&'a str>,
    /// Place of the headline among them.
    at: Option<usize>,
}

impl<'a> Surroundings<'a> {
    /// `text` is the page's; `name` is what it calls its story in its metadata.
    pub(super) fn new(document: &Document, text: &'a str, name: Option<&str>) -> Self {
        let title = headline(document, name).unwrap_or_else(|| name.unwrap_or_default().to_owned());
        let pieces: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let at = if title.is_empty() {
            None
        } else {
            pieces.iter().position(|p| title.starts_with(p) || p.starts_with(title.as_str()))
        };
        Self { title, page_title: document.select("title").text().trim().to_owned(), pieces, at }
    }

    /// The day of a piece of text next to the headline that is there to tell it, or that the
    /// headline begins with.
    pub(super) fn beside_headline(&self) -> Option<String> {
        // "23.01.2026 - Oats fall"
        if let Some(stamp) =
            find_stamp(&self.title).filter(|s| s.byte_start == 0 && s.precision >= Precision::Day)
        {
            return self.title.get(..stamp.byte_end).map(str::to_owned);
        }
        let at = self.at?;
        let after = self.pieces.iter().skip(at + 1).take(NEXT_TO_HEADLINE);
        let before = self.pieces[..at].iter().rev().take(1);
        after.chain(before).filter(|p| is_stamp(p) && !is_change(p)).find_map(|p| stamp_of(p))
    }

    /// The first day among the short pieces of text after the headline, else right before it, else
    /// in the headline or title.
    pub(super) fn around_headline(&self) -> Option<String> {
        let after = || {
            self.pieces
                .iter()
                .skip(self.at.map_or(0, |n| n + 1))
                .take(AROUND_HEADLINE)
                .filter(|p| is_stamp(p))
        };
        let after_first = after().filter(|p| !is_change(p)).find_map(|p| day_in(p));
        after_first
            .or_else(|| after().find_map(|p| day_in(p)))
            .or_else(|| {
                let before = self.pieces.get(..self.at?)?;
                before
                    .iter()
                    .rev()
                    .take(AROUND_HEADLINE / 4)
                    .filter(|p| is_stamp(p))
                    .find_map(|p| day_in(p))
            })
            .or_else(|| day_in(&self.title))
            .or_else(|| day_in(&self.page_title))
            .or_else(|| {
                self.pieces
                    .iter()
                    .take(MANY_PIECES)
                    .filter(|p| is_stamp(p))
                    .find_map(|p| day_alone(p))
            })
    }
}

/// Whether a piece of text may date the story.
fn is_stamp(piece: &str) -> bool {
    piece.len() <= MAX_STAMP && !is_about_something_else(piece)
}

/// The day of a piece of text that is there to tell it: begins with it, holds little else, or says
/// that it is of publication.
fn stamp_of(piece: &str) -> Option<String> {
    let begins = find_stamp(piece).is_some_and(|s| s.byte_start == 0);
    day_in(piece).filter(|_| begins || says_published(piece)).or_else(|| day_alone(piece))
}

/// The day of a piece of text that holds little else.
fn day_alone(piece: &str) -> Option<String> {
    let length = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    day_in(piece).filter(|day| length(piece) <= length(day) + 8)
}

/// The level-one heading that the page's name or title repeats, else the first with words: logos,
/// menus and sections are headings too.
fn headline(document: &Document, name: Option<&str>) -> Option<String> {
    let page_title = document.select("title").text().to_string();
    let headings: Vec<String> = document
        .select("h1")
        .iter()
        .take(20)
        .map(|h| h.text().trim().to_owned())
        .filter(|h| !h.is_empty())
        .collect();
    let is_repeated = |heading: &&String| {
        heading.split_whitespace().count() >= 2
            && (name.is_some_and(|n| n.contains(heading.as_str()))
                || page_title.contains(heading.as_str()))
    };
    headings.iter().find(is_repeated).or_else(|| headings.first()).cloned()
}

/// Whether a piece of text dates a change of the story.
fn is_change(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    ["updat", "modif", "edited", "änderung", "geändert", "aktualisiert", "mis à jour", "actualiz"]
        .iter()
        .any(|w| lower.contains(w))
}

/// Whether a piece of text dates something other than the story: a right, an event, a visit.
fn is_about_something_else(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    [
        "©",
        "copyright",
        "all rights",
        "expires",
        "valid until",
        "deadline",
        "event",
        "since ",
        "born",
        "comment",
    ]
    .iter()
    .any(|w| lower.contains(w))
}

/// The first time that a script of the page gives under a name that says published, created, or
/// just date.
pub(super) fn in_script(html: &str) -> Option<String> {
    static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let value = r#"\d{4}-\d\d-\d\d[^"']{0,24}|\d{1,2}[./]\d{1,2}[./]\d{4}[^"']{0,12}"#;
        Regex::new(&format!(r#"([A-Za-z_-]{{3,30}})["']?\s*[:=,]\s*["']({value})["']"#)).ok()
    });
    let is_publication = |name: &str| {
        let name = name.to_ascii_lowercase();
        let says_so =
            ["publi", "pub_date", "pubdate", "created", "creation", "date_first", "first_date"]
                .iter()
                .any(|w| name.contains(w));
        let says_other = ["mod", "upd", "last", "end", "expire", "until", "start", "event"]
            .iter()
            .any(|w| name.contains(w));
        (says_so || name == "date") && !says_other
    };
    let mut named = NAMED.as_ref()?.captures_iter(html).take(400);
    named.find_map(|c| {
        c.get(1).filter(|n| is_publication(n.as_str())).and_then(|_| day_in(c.get(2)?.as_str()))
    })
}

/// The times of the page that are written with an offset from UTC other than zero.
pub(super) fn timestamps(html: &str) -> impl Iterator<Item = &str> {
    static ISO: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?[+-]\d\d:?\d\d").ok()
    });
    ISO.iter().flat_map(|iso| iso.find_iter(html)).map(|m| m.as_str()).take(200)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_text(document: &Document) -> Option<String> {
        let text = document.select("body").formatted_text();
        let around = Surroundings::new(document, &text, None);
        around.beside_headline().or_else(|| around.around_headline())
    }

    #[test]
    fn days_beside_the_headline() {
        let page = |rest: &str| {
            Document::from(format!(
                "<html><body><div>Harbor Wire</div>{rest}<p>Oats fell on March 2, \
                 2020.</p></body></html>"
            ))
        };
        let html = "<h1>Oats fall in the north</h1><p>05.03.2026 - 04:30 - Source: agency</p>";
        assert_eq!(in_text(&page(html)).as_deref(), Some("05.03.2026 - 04:30"));
        assert_eq!(
            in_text(&page("<small>5 March 2026</small><h1>Oats fall</h1>")).as_deref(),
            Some("5 March 2026")
        );
        assert_eq!(
            in_text(&page("<h1>23.01.2026 - Oats fall</h1><p>5 March 2020</p>")).as_deref(),
            Some("23.01.2026")
        );
        assert_eq!(
            in_text(&page("<h1>Oats fall</h1><p>© 5 March 2026</p>")).as_deref(),
            Some("March 2, 2020")
        );
    }

    #[test]
    fn the_headline_is_the_heading_that_the_title_repeats() {
        let html = "<html><head><title>Rye rises again - Harbor \
                    Wire</title></head><body><h1>Menu</h1><p>1 January 2020</p><h1>Rye rises \
                    again</h1><p>5 March 2026</p></body></html>";
        assert_eq!(in_text(&Document::from(html)).as_deref(), Some("5 March 2026"));
    }

    #[test]
    fn days_in_scripts() {
        assert_eq!(
            in_script(r#"<script>x = {"publishDate": "2026-03-05T10:00:00Z"}"#).as_deref(),
            Some("2026-03-05T10:00:00Z")
        );
        assert_eq!(
            in_script("<script>var publication_date = '2026-03-05';").as_deref(),
            Some("2026-03-05")
        );
        assert_eq!(
            in_script(r#"<script>{"first-publication":"05.03.2026 15:28"}"#).as_deref(),
            Some("05.03.2026 15:28")
        );
        assert_eq!(
            in_script(r#"<script>update = "2026-03-05"; lastPublished: '2026-03-05'"#),
            None
        );
    }
}
