//! The visible text of a page in pieces, without what tells of other stories, and the days that
//! stand around its headline.

use dom_query::{Document, NodeRef};

use super::page_date::{
    MAX_STAMP, agreed, day_in, is_about_something_else, is_change, says_published,
};
use crate::{lang::find_stamp, model::Precision};

/// Pieces of text after the headline that are next to it.
const NEXT_TO_HEADLINE: usize = 3;
/// Pieces of text looked at in front of the headline.
const BEFORE_HEADLINE: usize = 10;
/// Pieces of text looked at where there is no headline, and nodes at all.
const MANY_PIECES: usize = 600;
const MANY_NODES: usize = 40_000;
/// Words from which a piece is running text.
const PROSE_WORDS: usize = 16;

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
/// Parts of names of elements that lead to other stories, or hold what readers wrote.
const OTHER_STORIES: [&str; 35] = [
    "teaser",
    "teasers",
    "related",
    "recommend",
    "recommended",
    "recommendations",
    "sidebar",
    "trending",
    "popular",
    "latest",
    "promo",
    "promos",
    "sponsor",
    "sponsored",
    "newsletter",
    "comment",
    "comments",
    "commentlist",
    "disqus",
    "respond",
    "recent",
    "upcoming",
    "events",
    "mostread",
    "mostviewed",
    "menu",
    "navtop",
    "navigation",
    "dropdown",
    "userinfo",
    "userextras",
    "instagram",
    "twitter",
    "tweet",
    "embed",
];
/// The same in several parts.
const OTHER_PAIRS: [&str; 9] = [
    "most-read",
    "most_read",
    "read-next",
    "readnext",
    "more-from",
    "morefrom",
    "wp-caption",
    "image-caption",
    "photo-caption",
];
/// Parts of names of what holds a page as a whole: a page with a sidebar has its name, too.
const FRAMES: [&str; 12] = [
    "wrap",
    "wrapper",
    "mainwrap",
    "container",
    "layout",
    "main",
    "page",
    "single",
    "has",
    "with",
    "no",
    "count",
];

/// Whether an element is about another story that the page leads to, a picture, or of readers. One
/// that holds the headline is the page itself, whatever its name.
pub(super) fn is_of_other(node: &NodeRef<'_>) -> bool {
    if node.is("body, html, main, article:has(h1)") {
        return false;
    }
    let (class, id) = (node.attr_or("class", ""), node.attr_or("id", ""));
    let is_other = |token: &str| {
        let token = token.to_ascii_lowercase();
        let parts = || token.split(['-', '_']);
        OTHER_PAIRS.iter().any(|pair| token.contains(pair))
            || parts().any(|part| OTHER_STORIES.contains(&part))
                && !parts().any(|part| FRAMES.contains(&part))
    };
    let tokens = || class.split_whitespace().chain(id.split_whitespace());
    let is_frame = || tokens().any(|t| t.split(['-', '_']).any(|part| FRAMES[..7].contains(&part)));
    // beside the words of an article stands what tells of it
    let is_own_sidebar = || {
        let own = |t: &str| is_other(t) && !t.to_ascii_lowercase().contains("sidebar");
        !tokens().any(own) && is_in_article(node)
    };
    tokens().any(is_other) && !is_frame() && !holds_headline(node) && !is_own_sidebar()
}

/// Whether an element holds what readers wrote below a story.
pub(super) fn is_of_readers(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "");
    let id = node.attr_or("id", "");
    let is_list = |token: &str| {
        matches!(
            token.to_ascii_lowercase().as_str(),
            "comments"
                | "comment-list"
                | "commentlist"
                | "comments-list"
                | "comments-area"
                | "comment-section"
                | "comments-section"
                | "comment"
        )
    };
    class.split_whitespace().chain(id.split_whitespace()).any(is_list)
        && node.is("section, div, ol, ul, li, aside")
        // what comes after the story is left to the extraction
        && node.next_element_sibling().is_some_and(|next| next.is("p"))
        && !holds_headline(node)
}

pub(super) fn holds_headline(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|inner| inner.node_name().is_some_and(|name| &*name == "h1"))
}

/// The same of an element or one around it.
pub(super) fn is_in_other(node: &NodeRef<'_>) -> bool {
    let around = node.ancestors(Some(14));
    is_of_other(node)
        || around.iter().any(|around| {
            around.is("figcaption, nav")
                // beside a story, not in it
                || around.is("footer, aside") && !is_in_article(around)
                // of the site, with its clock and menus
                || around.is("header") && !is_in_article(around) && !holds_headline(around)
                || is_of_other(around)
        })
        || is_in_list(node, &around)
}

/// Whether the nearest article around an element is another than that of the headline.
fn is_in_list(node: &NodeRef<'_>, around: &[NodeRef<'_>]) -> bool {
    let Some(article) = around.iter().find(|a| a.is("article")) else { return false };
    if holds_headline(article) {
        return false;
    }
    node.ancestors(None).iter().any(|above| {
        above.is("body")
            && above.descendants_it().any(|inner| inner.is("article") && holds_headline(&inner))
    })
}

fn is_in_article(node: &NodeRef<'_>) -> bool {
    node.ancestors(Some(10)).iter().any(|around| around.is("article"))
}

/// The pieces of text of a page, a block each, and which of them are headings of level one.
fn pieces(document: &Document) -> (Vec<String>, Vec<usize>) {
    let mut found = Found { pieces: vec![String::new()], headings: Vec::new(), left: MANY_NODES };
    if let Some(body) = document.select("body").nodes().first() {
        found.collect(body, 0);
    }
    let (mut pieces, mut headings) = (Vec::new(), Vec::new());
    for (n, piece) in found.pieces.iter().enumerate() {
        let piece = piece.split_whitespace().collect::<Vec<_>>().join(" ");
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

/// Elements that stand in a line.
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
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
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

/// Whether a piece of text says that a day of publication follows: "Datum", "Published on".
fn is_label(piece: &str) -> bool {
    let word = piece.trim_end_matches([':', ' ']).to_lowercase();
    matches!(word.as_str(), "date" | "datum" | "fecha" | "data" | "publication date")
        || piece.len() < 40 && says_published(piece) && find_stamp(piece).is_none()
}

/// Whether a piece is running text of a story.
fn is_prose(piece: &str) -> bool {
    piece.len() > MAX_STAMP || piece.split(' ').count() >= PROSE_WORDS && piece.ends_with('.')
}

/// The day of a piece of text that is there to tell it: it begins with it or holds little else, or
/// says that it is of publication; and it has no words of a sentence.
pub(super) fn stamp_of(piece: &str) -> Option<String> {
    if piece.len() > MAX_STAMP || is_about_something_else(piece) {
        return None;
    }
    let stamp = find_stamp(piece).filter(|s| s.precision >= Precision::Day)?;
    let (before, after) = (piece.get(..stamp.byte_start)?, piece.get(stamp.byte_end..)?);
    let words = |part: &str| -> Vec<String> {
        part.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let rest: Vec<String> = words(before).into_iter().chain(words(after)).collect();
    let is_strange =
        |w: &&String| w.starts_with(char::is_lowercase) && w.len() > 2 && !is_stamp_word(w);
    let strange = rest.iter().filter(is_strange).count();
    let is_by = |w: &String| matches!(w.to_lowercase().as_str(), "by" | "von" | "par" | "por");
    let (words_before, words_after) = (words(before), words(after));
    let is_marked = says_published(piece)
        || is_change(piece)
        || piece.contains(['|', '·', '•'])
        || rest.first().is_some_and(is_by)
        || words_after.first().is_some_and(is_by);
    let begins = words_before.iter().all(|w| is_stamp_word(w));
    // "Harbor, 5 March 2026", "Ann Lee on 5 March 2026", "Pressemitteilung vom 5.3.2026"
    let is_name = |w: &String| w.starts_with(char::is_uppercase) || is_stamp_word(w);
    let has_joint = words_before.last().is_some_and(|w| {
        matches!(w.to_lowercase().as_str(), "on" | "am" | "vom" | "le" | "el" | "il")
    });
    let has_mark = before.trim_end().ends_with([',', '-', '–', ':', '/', '(']);
    let odd = words_before.iter().filter(|w| !is_name(w)).count();
    let has_name = words_before.len() <= 5
        && !piece.ends_with('.')
        && (odd == 0 && has_mark && words_before.len() <= 3
            || has_joint && odd <= usize::from(words_before.len() <= 3));
    let fits = if is_marked {
        strange <= 3
    } else {
        (begins || has_name) && strange <= 1 && words_after.len() <= 8
    };
    fits.then(|| day_in(piece)).flatten()
}

/// Words that stand beside a day that dates something.
const STAMP_WORDS: [&str; 85] = [
    "published",
    "posted",
    "updated",
    "on",
    "at",
    "date",
    "dated",
    "created",
    "released",
    "release",
    "issued",
    "written",
    "added",
    "submitted",
    "first",
    "last",
    "original",
    "originally",
    "publication",
    "publish",
    "time",
    "by",
    "in",
    "of",
    "the",
    "am",
    "pm",
    "et",
    "est",
    "edt",
    "gmt",
    "utc",
    "bst",
    "cet",
    "cest",
    "uhr",
    "um",
    "vom",
    "den",
    "le",
    "el",
    "il",
    "à",
    "veröffentlicht",
    "veröffentlichung",
    "erschienen",
    "stand",
    "datum",
    "erstellt",
    "geschrieben",
    "publié",
    "publicado",
    "pubblicato",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "reading",
    "lesezeit",
    "for",
    "immediate",
    "news",
    "press",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
];

fn is_stamp_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.chars().all(|c| c.is_ascii_digit()) || STAMP_WORDS.contains(&lower.as_str())
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
