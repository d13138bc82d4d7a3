//! Boxes of a page that are about other stories, or hold what readers wrote.

use dom_query::NodeRef;

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
    // beside the words of an article is what tells of it
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

pub(super) fn is_in_article(node: &NodeRef<'_>) -> bool {
    node.ancestors(Some(10)).iter().any(|around| around.is("article"))
}
