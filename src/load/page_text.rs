//! The visible text of a page in pieces, without what tells of other stories, and the days that
//! are around its headline.

use dom_query::{Document, NodeRef};

use super::{
    page_boxes::{is_in_article, is_of_other},
    page_date::agreed,
    page_stamp::{is_change, is_label, is_prose, says_published, stamp_of},
};
use crate::lang::in_one_line;
use crate::{lang::find_stamp, model::Precision};

/// Pieces of text after the headline that are next to it.
const NEXT_TO_HEADLINE: usize = 3;
/// Pieces of text looked at in front of the headline.
const BEFORE_HEADLINE: usize = 10;
/// Pieces of text looked at where there is no headline, and nodes at all.
const MANY_PIECES: usize = 600;
const MANY_NODES: usize = 40_000;
/// Elements without words of the story.
const SKIPPED: [&str; 10] = [
    "script",
    "style",
    "noscript",
    "svg",
    "template",
    "figcaption",
    "select",
    "option",
    "iframe",
    "nav",
];
/// The pieces of text of a page, a block each, and which of them are headings of level one.
fn pieces(document: &Document) -> (Vec<String>, Vec<usize>) {
    let mut found = Found { pieces: vec![String::new()], headings: Vec::new(), left: MANY_NODES };
    if let Some(body) = document.select("body").nodes().first() {
        found.collect(body, 0);
    }
    let (mut pieces, mut headings) = (Vec::new(), Vec::new());
    for (n, piece) in found.pieces.iter().enumerate() {
        let piece = in_one_line(piece);
        if !piece.is_empty() {
            if found.headings.contains(&n) {
                headings.push(pieces.len());
            }
            pieces.push(piece);
        }
    }
    (pieces, headings)
}

/// Pieces on the way.
struct Found {
    pieces: Vec<String>,
    headings: Vec<usize>,
    /// Nodes that are still looked at.
    left: usize,
}

impl Found {
    fn collect(&mut self, node: &NodeRef<'_>, depth: u32) {
        // pages nest no deeper than the parser was given
        if self.left == 0 || depth > 500 {
            return;
        }
        self.left -= 1;
        if node.is_text() {
            if let Some(piece) = self.pieces.last_mut() {
                piece.push_str(&node.text());
            }
            return;
        }
        let name = node.node_name().unwrap_or_default();
        let name: &str = &name;
        let is_beside = matches!(name, "aside" | "footer") && !is_in_article(node);
        if SKIPPED.contains(&name) || is_beside || is_of_other(node) {
            return;
        }
        let is_block = !INLINE.contains(&name);
        if is_block {
            self.pieces.push(String::new());
        }
        if name == "h1" {
            self.headings.push(self.pieces.len() - 1);
        }
        for child in node.children_it(false) {
            self.collect(&child, depth + 1);
        }
        if is_block {
            self.pieces.push(String::new());
        }
    }
}

/// Elements that are in a line.
const INLINE: [&str; 13] =
    ["a", "b", "i", "em", "strong", "span", "time", "small", "abbr", "u", "font", "sup", "label"];

/// The pieces of text of a page around its headline.
pub(super) struct Surroundings {
    title: String,
    page_title: String,
    pieces: Vec<String>,
    /// Place of the headline among them.
    at: Option<usize>,
}

impl Surroundings {
    /// `name` is what the page calls its story in its metadata.
    pub(super) fn new(document: &Document, name: Option<&str>) -> Self {
        let title = headline(document, name).unwrap_or_else(|| name.unwrap_or_default().to_owned());
        let title = in_one_line(&title);
        let (pieces, headings) = pieces(document);
        let is_title = |p: &String| title.starts_with(p.as_str()) || p.starts_with(title.as_str());
        let heading = headings.into_iter().find(|n| is_title(&pieces[*n]));
        let at = match heading {
            Some(at) => Some(at),
            None if title.is_empty() => None,
            None => pieces.iter().position(is_title),
        };
        let page_title = document.select("head title").text().trim().to_owned();
        Self { title, page_title, pieces, at }
    }

    /// The day of a piece of text next to the headline that is there to tell it, or that the
    /// headline begins with.
    pub(super) fn beside_headline(&self) -> Option<String> {
        // "23.01.2026 - Oats fall"
        let begins = |title: &str| {
            let stamp = find_stamp(title)?;
            let is_day = stamp.byte_start == 0 && stamp.precision >= Precision::Day;
            is_day.then(|| title.get(..stamp.byte_end).map(str::to_owned))?
        };
        if let Some(day) = begins(&self.title).or_else(|| begins(&self.page_title)) {
            return Some(day);
        }
        let at = self.at?;
        let after = self.pieces.iter().skip(at + 1).take(NEXT_TO_HEADLINE);
        let before = self.pieces[..at].iter().rev().take(1);
        after.chain(before).filter(|p| !is_change(p)).find_map(|p| stamp_of(p))
    }

    /// The first day that is there to tell it among the pieces of text between the headline and the
    /// story, else right before the headline, else one below the story that says that it is of
    /// publication. A day in running text is none.
    pub(super) fn around_headline(&self) -> Option<String> {
        let Some(at) = self.at else { return self.agreed() };
        let all = || self.pieces.iter().skip(at + 1).take(MANY_PIECES);
        let head = || all().take_while(|p| !is_prose(p));
        let before = || self.pieces[..at].iter().rev().take(BEFORE_HEADLINE);
        head()
            .filter(|p| !is_change(p))
            .find_map(|p| stamp_of(p))
            .or_else(|| head().find_map(|p| stamp_of(p)))
            .or_else(|| before().find_map(|p| stamp_of(p)))
            .or_else(|| all().filter(|p| says_published(p)).find_map(|p| stamp_of(p)))
            .or_else(|| {
                let below = || self.pieces.iter().skip(at + 2);
                let mut labelled = all().zip(below()).filter(|(label, _)| is_label(label));
                labelled.find_map(|(_, piece)| stamp_of(piece))
            })
            .or_else(|| all().filter(|p| is_change(p)).find_map(|p| stamp_of(p)))
            .or_else(|| {
                // below the last words of the story
                let last = self.pieces.iter().rposition(|p| is_prose(p)).filter(|n| *n > at)?;
                self.pieces.iter().skip(last + 1).take(4).find_map(|p| stamp_of(p))
            })
    }

    /// The day of a page without a headline, as far as its stamps agree.
    fn agreed(&self) -> Option<String> {
        let stamps = self.pieces.iter().take(MANY_PIECES).filter_map(|p| stamp_of(p));
        agreed(stamps.take(20).collect())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn in_text(document: &Document) -> Option<String> {
        let around = Surroundings::new(document, None);
        around.beside_headline().or_else(|| around.around_headline())
    }

    fn page(rest: &str) -> Document {
        Document::from(format!(
            "<html><body><div>Harbor Wire</div>{rest}<p>Oats fell on March 2, 2020.</p></body></html>"
        ))
    }

    #[test]
    fn days_beside_the_headline() {
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
    }

    #[test]
    fn a_day_in_passing_is_none() {
        for rest in [
            "<h1>Oats fall</h1><p>© 5 March 2026</p>",
            "<h1>Oats fall</h1><p>Three months ended March 31, 2024</p>",
            "<h1>Oats fall</h1><p>The mill will close on June 12, 2025, its owner said.</p>",
            "<h1>Oats fall</h1><li>Payable June 14, 2024 to holders of record</li>",
            "<h1>Oats fall</h1><div class='trending'><p>5 March 2026</p></div>",
            "<h1>Oats fall</h1><section id='comments'><p>5 March 2026</p></section>",
            "<h1>Oats fall</h1><figure><figcaption>A mill, 5 March 2026</figcaption></figure>",
        ] {
            assert_eq!(in_text(&page(rest)), None, "{rest}");
        }
    }

    #[test]
    fn the_headline_is_the_heading_that_the_title_repeats() {
        let html = "<html><head><title>Rye rises again - Harbor \
                    Wire</title></head><body><h1>Menu</h1><p>1 January 2020</p><h1>Rye rises \
                    again</h1><p>5 March 2026</p></body></html>";
        assert_eq!(in_text(&Document::from(html)).as_deref(), Some("5 March 2026"));
    }
}
