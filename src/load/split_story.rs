//! Stories that a page parts among several containers, of which the extraction takes the largest:
//! what is lost is in the same article.

use dom_query::{Document, NodeRef};

use super::page_boxes::is_in_other;
use crate::lang::in_one_line;

/// Bytes of a paragraph that tells something.
const LONG: usize = 80;
/// Such paragraphs of a container that holds a part of a story.
const LEAST: usize = 2;
/// Share of a paragraph, in percent, that links may be.
const LINKS: usize = 30;
/// Elements above a paragraph that are looked at for its article.
const MAX_DEPTH: usize = 60;

/// The paragraphs of all containers in the one article of a page that hold a part of a story; `None`
/// where the page has no article, or several.
pub(super) fn body(document: &Document) -> Option<String> {
    let articles = document.select("article");
    let [article] = articles.nodes() else { return None };
    let mut lines = Vec::new();
    push_parts(article, 0, &mut lines);
    (!lines.is_empty()).then(|| lines.join("\n\n"))
}

/// Appends the paragraphs of an element, where enough of them tell something, and those of the
/// elements in it.
fn push_parts(node: &NodeRef<'_>, depth: usize, lines: &mut Vec<String>) {
    let is_beside = node.is("aside, footer, nav, form, figure, table") || is_in_other(node);
    if depth > MAX_DEPTH || is_beside || is_hidden(node) {
        return;
    }
    let children = node.element_children();
    let is_part = children.iter().filter(|child| child.is("p") && tells(child)).count() >= LEAST;
    for child in &children {
        if child.is("p, h2, h3, h4") {
            let line = in_one_line(&child.text());
            if is_part && !line.is_empty() {
                lines.push(line);
            }
        } else {
            push_parts(child, depth + 1, lines);
        }
    }
}

/// Whether no reader sees an element.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style: String = node.attr_or("style", "").chars().filter(|c| !c.is_whitespace()).collect();
    node.has_attr("hidden")
        || &*node.attr_or("aria-hidden", "") == "true"
        || ["display:none", "visibility:hidden"].iter().any(|hides| style.contains(hides))
}

/// Whether a paragraph is a sentence or more, and no list of links.
fn tells(paragraph: &NodeRef<'_>) -> bool {
    let text = paragraph.text();
    let linked: usize = paragraph
        .descendants_it()
        .filter(|inner| inner.is("a"))
        .map(|link| link.text().len())
        .sum();
    text.len() >= LONG && linked * 100 <= text.len() * LINKS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(inner: &str) -> Document {
        Document::from(format!("<html><body><article>{inner}</article></body></html>"))
    }

    const SENTENCE: &str = "Oats fell 3% in Rostock on Tuesday as rain reached the fields of the north, \
                            millers and traders said.";

    #[test]
    fn the_parts_of_a_story_are_put_together() {
        let part =
            |n: u32| format!("<div><p>{n} {SENTENCE}</p><h2>Rye</h2><p>{SENTENCE}</p></div>");
        let parts = format!("<div>{}</div><div><div>{}</div></div>", part(1), part(2));
        let body = body(&page(&parts)).unwrap();
        let begins = |line: &str| line.starts_with('1') || line.starts_with('2') || line == "Rye";
        assert_eq!(body.split("\n\n").filter(|line| begins(line)).count(), 4, "{body}");
    }

    #[test]
    fn boxes_and_teasers_are_no_parts() {
        let link = format!("<p><a href='/rye'>{SENTENCE}</a></p>");
        let boxes = format!(
            "<aside><p>{SENTENCE}</p><p>{SENTENCE}</p></aside><div>{link}{link}{link}</div>\
             <div class='related-stories'><p>{SENTENCE}</p><p>{SENTENCE}</p></div>\
             <div><p>{SENTENCE}</p><p>Advertisement</p></div>\
             <div style='visibility: hidden'><p>{SENTENCE}</p><p>{SENTENCE}</p></div>"
        );
        assert_eq!(body(&page(&boxes)), None);
        let two =
            Document::from(format!("<article><p>{SENTENCE}</p></article><article></article>"));
        assert_eq!(body(&two), None);
    }
}
