//! Days that are in a page without a field that says so: in elements marked as dates and in
//! scripts.

use std::sync::LazyLock;

use dom_query::{Document, NodeRef};
use regex::Regex;

use super::{
    page_boxes::{holds_headline, is_in_other},
    page_stamp::{day_in, stamp_of},
};
use crate::lang::{find_stamp, in_one_line};

/// The day of the short pieces of the page that are marked as a date or byline: of the first beside
/// the headline, else of all, as far as they agree.
pub(super) fn in_marked_element(document: &Document) -> Option<String> {
    const MARKED: &str = r#"[itemprop="datePublished"], [class*="publish"], [class*="date"], [class*="Date"], [class*="datum"], [class*="byline"], [class*="posted"], [id*="date"], [class*="time"], [class*="meta"]"#;
    let day_of = |node: &NodeRef<'_>| {
        let text = node.text();
        let text = in_one_line(&text);
        if text.len() > 200 || is_in_other(node) {
            return None;
        }
        // "3 days ago" has its day beside it
        let beside = || {
            ["title", "datetime", "content", "data-date", "data-time", "data-datetime"]
                .into_iter()
                .find_map(|name| node.attr(name))
        };
        stamp_of(&text).or_else(|| beside().and_then(|value| day_in(&value)))
    };
    let selection = document.select(MARKED);
    let mut days: Vec<(bool, String)> = Vec::new();
    for node in selection.nodes().iter().take(200) {
        let Some(day) = day_of(node) else { continue };
        let is_beside =
            node.ancestors(Some(6)).iter().any(|a| !a.is("body, html") && holds_headline(a));
        if is_beside {
            return Some(day);
        }
        days.push((is_beside, day));
    }
    // a page without a headline has its stamp above its story
    let has_headline = document.select("h1").exists();
    let days: Vec<String> = days.into_iter().map(|(_, day)| day).collect();
    if has_headline { agreed(days) } else { days.into_iter().next() }
}

/// The first of some days, as far as all are the same.
pub(super) fn agreed(days: Vec<String>) -> Option<String> {
    let day = |text: &String| find_stamp(text).map(|stamp| stamp.date);
    let first = days.first().map(day)?;
    days.iter().all(|other| day(other) == first).then(|| days.into_iter().next())?
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
