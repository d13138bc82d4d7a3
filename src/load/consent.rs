//! Dialogs that ask for consent to cookies: long running text on many pages, and never their story.

use dom_query::{Document, NodeRef};

/// Parts of ids and classes of such dialogs, by the programs that show them and in plain words.
const NAMES: [&str; 16] = [
    "onetrust",
    "cookiebot",
    "didomi",
    "qc-cmp",
    "usercentrics",
    "sp_message",
    "truste",
    "iubenda",
    "osano",
    "quantcast",
    "cookie-banner",
    "cookie-consent",
    "cookie-notice",
    "cookieconsent",
    "consent-banner",
    "gdpr",
];

/// Takes out the dialogs. An element that holds a headline or an article is none, whatever its
/// name.
pub(super) fn remove(document: &Document) {
    for node in document.select("div, section, aside, dialog").nodes() {
        if is_dialog(node) && !holds_story(node) {
            node.remove_from_parent();
        }
    }
}

fn is_dialog(node: &NodeRef<'_>) -> bool {
    let is_named = |name: &str| {
        let value = node.attr_or(name, "").to_ascii_lowercase();
        !value.is_empty() && NAMES.iter().any(|known| value.contains(known))
    };
    is_named("id") || is_named("class")
}

fn holds_story(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|inner| {
        inner.node_name().is_some_and(|name| matches!(&*name, "h1" | "article" | "main"))
    })
}
