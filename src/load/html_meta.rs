//! What a page says of itself: title, publisher, address, time of publication.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::{
    entity,
    linked_data::{LinkedData, titles},
    page_boxes::is_in_other,
    page_date, page_stamp,
    page_text::Surroundings,
};
use crate::{
    lang::{in_one_line, is_void, parse_stamp},
    model::{DateOrder, Precision},
};

/// The metadata of a page.
#[derive(Debug, Default)]
pub(super) struct PageMeta {
    pub(super) title: Option<String>,
    pub(super) site_name: Option<String>,
    pub(super) url: Option<String>,
    pub(super) author: Option<String>,
    /// What the page says of its publication, verbatim, best first.
    pub(super) dates: Vec<String>,
    /// How days are written in its language.
    pub(super) date_order: Option<DateOrder>,
    /// Days in elements that mark them, or beside the headline, best first.
    pub(super) weak_dates: Vec<String>,
    /// Days that are in its text or scripts without being said to be of publication, best first;
    /// last its changes, and the days of other stories.
    pub(super) loose_dates: Vec<String>,
}

/// Names of meta tags that give the time of publication, best first; the last ones, from [`VAGUE`]
/// on, may mean any date of the page.
const PUBLISHED: [&str; 34] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "date_published",
    "published_date",
    "publish_date",
    "publish-date",
    "publishdate",
    "published",
    "pubdate",
    "publication_date",
    "publicationdate",
    "article_date_original",
    "article.published",
    "article:post_date",
    "originalpublicationdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "displaydate",
    "og:pubdate",
    "og:published_time",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "citation_publication_date",
    "citation_online_date",
    "dc.date",
    "dcterms.date",
    "date",
];

/// Index in [`PUBLISHED`] of the first name that does not say of what it is the date.
const VAGUE: usize = 29;

/// Names of meta tags that give the time of the last change: better than nothing.
const CHANGED: [&str; 8] = [
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dc.date.modified",
    "dcterms.modified",
];

/// Reads the metadata from the parsed page; `html` is its source.
pub(super) fn read(document: &Document, html: &str) -> PageMeta {
    let mut meta = PageMeta::default();
    let Tags { mut published, changed, title: og_title } = read_tags(document, &mut meta);
    let canonical =
        document.select(r#"link[rel="canonical"]"#).attr("href").map(|h| h.trim().to_owned());
    meta.url = canonical.filter(|url| !url.is_empty()).or(meta.url);
    let mut linked = LinkedData::default();
    for node in &document.select(r#"script[type="application/ld+json"]"#) {
        let text = node.text();
        match serde_json::from_str::<Value>(text.trim()) {
            Ok(value) => linked.read(&value, 0),
            // broken JSON (line breaks in strings, stray commas) still names its dates
            Err(_) => meta.dates.extend(page_date::in_script(&text)),
        }
    }
    let titles = titles(document, og_title.as_deref());
    let (own, other_stories) = linked.dates(&titles, meta.url.as_deref());
    meta.dates.extend(own);
    meta.site_name = meta.site_name.take().or(linked.publisher);
    meta.author = meta.author.take().or(linked.author);
    let vague = published.split_off(published.partition_point(|(rank, _)| *rank < VAGUE));
    meta.dates.extend(published.into_iter().map(|(_, content)| content));
    let (stated, other) = time_elements(document);
    meta.dates.extend(stated);
    meta.dates.extend(vague.into_iter().map(|(_, content)| content));
    localise(&mut meta.dates, html);
    // an empty, relative or ambiguous field must not hide the day that the page shows
    let is_day = |text: &String| {
        parse_stamp(text)
            .is_some_and(|s| s.precision >= Precision::Day && !is_void(s.date, s.instant))
    };
    if !meta.dates.iter().any(is_day) {
        let around = Surroundings::new(document, og_title.as_deref());
        meta.weak_dates.extend(around.beside_headline());
        meta.weak_dates.extend(other);
        meta.weak_dates.extend(page_date::in_marked_element(document));
        meta.loose_dates.extend(around.around_headline());
        meta.loose_dates.extend(page_date::in_script(html));
        meta.loose_dates.extend(changed);
        meta.loose_dates.extend(other_stories);
    }
    meta.date_order =
        document.select("html").attr("lang").and_then(|lang| order_of_language(&lang));
    meta.title = headline(document).or(og_title).map(|t| entity::unescape(&t));
    meta
}

/// What `<meta>` elements say beside what goes into [`PageMeta`].
#[derive(Default)]
struct Tags {
    /// Dates of publication with their ranks, best first.
    published: Vec<(usize, String)>,
    /// Dates of changes.
    changed: Vec<String>,
    title: Option<String>,
}

fn read_tags(document: &Document, meta: &mut PageMeta) -> Tags {
    let mut tags = Tags::default();
    for node in &document.select("meta") {
        let Some(content) =
            node.attr("content").map(|c| c.trim().to_owned()).filter(|c| !c.is_empty())
        else {
            continue;
        };
        let name =
            ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|a| node.attr(a));
        let Some(name) = name.map(|n| n.trim().to_ascii_lowercase()) else { continue };
        match name.as_str() {
            "og:site_name" => set(&mut meta.site_name, content),
            "og:url" => set(&mut meta.url, content),
            "og:title" => set(&mut tags.title, content),
            "author" | "article:author" if !content.contains("://") => {
                set(&mut meta.author, content);
            }
            other => {
                if let Some(rank) = PUBLISHED.iter().position(|p| *p == other) {
                    tags.published.push((rank, content));
                } else if CHANGED.contains(&other) {
                    tags.changed.push(content);
                }
            }
        }
    }
    tags.published.sort_by_key(|(rank, _)| *rank);
    tags
}

/// How days are written in digits where a language is at home: month first in the United States
/// alone.
fn order_of_language(lang: &str) -> Option<DateOrder> {
    let lang = lang.trim().to_ascii_lowercase().replace('_', "-");
    match lang.as_str() {
        "en-us" => Some(DateOrder::MonthFirst),
        "en-gb" | "en-au" | "en-nz" | "en-ie" | "en-in" => Some(DateOrder::DayFirst),
        other => {
            let own = other.split('-').next().unwrap_or_default();
            ["de", "fr", "es", "it", "pt", "nl", "pl", "ro", "ru", "cs", "el", "tr"]
                .contains(&own)
                .then_some(DateOrder::DayFirst)
        }
    }
}

/// Puts before an instant that is given in UTC the same instant as the page gives it in its own
/// zone: the day is told there.
fn localise(dates: &mut Vec<String>, html: &str) {
    let Some(first) = dates.first().and_then(|d| parse_stamp(d)) else { return };
    let Some(instant) = first.instant.filter(|_| first.offset.is_none_or(|o| o.seconds() == 0))
    else {
        return;
    };
    let is_own = |text: &&str| {
        let stamp = parse_stamp(text);
        stamp.is_some_and(|s| {
            s.instant.is_some_and(|i| i.as_second() == instant.as_second())
                && s.offset.is_some_and(|o| o.seconds() != 0)
        })
    };
    let own = dates
        .iter()
        .map(String::as_str)
        .find(is_own)
        .or_else(|| page_date::timestamps(html).find(is_own))
        .map(str::to_owned);
    if let Some(own) = own {
        dates.insert(0, own);
    }
}

fn set(slot: &mut Option<String>, value: String) {
    slot.get_or_insert(value);
}

/// The one level-one heading of the page, if there is one with words in it.
fn headline(document: &Document) -> Option<String> {
    let within = document.select("article h1");
    let headings = if within.length() == 1 { within } else { document.select("h1") };
    let text = headings.formatted_text();
    let title = in_one_line(&text);
    (headings.length() == 1 && title.split(' ').count() >= 3).then_some(title)
}

/// Times of elements: those said to be of publication, and the first of the other `<time>`, those
/// nearest to the headline first.
fn time_elements(document: &Document) -> (Vec<String>, Option<String>) {
    let stamps = |selector: &str| -> Vec<String> {
        document
            .select(selector)
            .nodes()
            .iter()
            .take(40)
            .filter(|t| !is_in_other(t))
            .filter_map(stamp_of)
            .collect()
    };
    let marked = stamps(
        r#"[itemprop="datePublished"]:not(meta), time[pubdate], time.published, time.entry-date"#,
    );
    if !marked.is_empty() {
        return (marked, None);
    }
    let near =
        ["h1 ~ time, h1 ~ * time", "article header time", "main header time", "article time"];
    let first = near.iter().find_map(|selector| stamps(selector).into_iter().next());
    // of those further off only where they agree: lists of stories have times, too
    let far = || {
        ["main time", "header time", "time"].iter().find_map(|all| page_date::agreed(stamps(all)))
    };
    (Vec::new(), first.or_else(far))
}

/// What an element says of a time: its words where they say that something was published then, else
/// its attribute, else its words.
fn stamp_of(element: &NodeRef<'_>) -> Option<String> {
    let words = element.text();
    let words = words.trim();
    let has_day = |text: &str| parse_stamp(text).is_some_and(|s| s.precision >= Precision::Day);
    let says_published = words.len() < 80 && page_stamp::says_published(words);
    let written = ["datetime", "content"].into_iter().find_map(|name| element.attr(name));
    let written = written.map(|d| d.trim().to_owned()).filter(|d| parse_stamp(d).is_some());
    let differs = written.as_deref().is_none_or(|w| !is_same_day(w, words));
    if says_published && differs && has_day(words) {
        return Some(words.to_owned());
    }
    // "14 hours ago" is a day where the time of the crawl is known
    let says_when = words.len() < 80 && (parse_stamp(words).is_some() || words.ends_with(" ago"));
    written.or_else(|| says_when.then(|| words.to_owned()))
}

/// Whether two spellings may mean the same day: within one day of one another, as the same instant
/// is in two zones.
fn is_same_day(one: &str, other: &str) -> bool {
    let day = |text: &str| parse_stamp(text).map(|s| s.date);
    match (day(one), day(other)) {
        (Some(a), Some(b)) => (a - b).get_days().abs() <= 1,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_of_a_page() {
        let html = r#"<html><head><title>Site | x</title><meta property="og:site_name" content="Harbor Wire">
            <meta property="og:title" content="Wheat falls"><link rel="canonical" href="https://h.example/w">
            <meta property="article:modified_time" content="2026-07-03"><meta name="pubdate" content="2026-07-02">
            <script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2026-07-01T08:00:00Z"}]}</script>
            </head><body><h1>Wheat falls &amp; corn rises</h1><time datetime="2026-07-02T10:00">x</time></body></html>"#;
        let meta = read(&Document::from(html), html);
        assert_eq!(meta.title.as_deref(), Some("Wheat falls & corn rises"));
        assert_eq!(meta.site_name.as_deref(), Some("Harbor Wire"));
        assert_eq!(meta.url.as_deref(), Some("https://h.example/w"));
        assert_eq!(meta.dates, ["2026-07-01T08:00:00Z", "2026-07-02"]);
    }

    #[test]
    fn a_field_without_a_day_hides_nothing() {
        for field in ["3 hours ago", "04/03/2026", "-"] {
            let html = format!(
                r#"<html><head><meta name="date" content="{field}"></head><body><h1>Rye prices rise again</h1><p>5 March 2026</p></body></html>"#
            );
            let meta = read(&Document::from(html.as_str()), &html);
            assert_eq!(
                (meta.dates.len(), meta.weak_dates.first().map(String::as_str)),
                (1, Some("5 March 2026")),
                "{field}"
            );
        }
    }

    #[test]
    fn what_says_that_it_is_of_publication_comes_before_what_does_not() {
        let dates = |head: &str, body: &str| {
            let html = format!(
                "<html><head>{head}</head><body><h1>Rye prices rise again</h1>{body}</body></html>"
            );
            let meta = read(&Document::from(html.as_str()), &html);
            meta.dates.into_iter().chain(meta.weak_dates).next()
        };
        let vague = r#"<meta name="date" content="2026-03-01">"#;
        assert_eq!(dates(vague, "").as_deref(), Some("2026-03-01"));
        assert_eq!(
            dates(
                vague,
                r#"<p itemprop="datePublished" content="2026-03-05 10:31">March 2026</p>"#
            )
            .as_deref(),
            Some("2026-03-05 10:31")
        );
        let changed = r#"<time datetime="2026-03-09T10:00:00Z">Publié le 5 mars 2026</time>"#;
        assert_eq!(dates("", changed).as_deref(), Some("5 mars 2026"));
        let comment = r#"<div class="comment-box"><time datetime="2026-03-09">x</time></div><p>5 March 2026</p>"#;
        assert_eq!(dates("", comment).as_deref(), Some("5 March 2026"));
        assert_eq!(
            dates("", r#"<span class="time-ago" title="2026-03-05T10:00:00Z">3 h</span>"#)
                .as_deref(),
            Some("2026-03-05T10:00:00Z")
        );
    }

    #[test]
    fn broken_json_ld_still_names_its_dates() {
        let html = r#"<html><head><script type="application/ld+json">{"headline": "Rye
            rises", "datePublished": "2026-03-05T08:00:00Z",}</script></head><body><h1>Rye rises again</h1></body></html>"#;
        assert_eq!(read(&Document::from(html), html).dates, ["2026-03-05T08:00:00Z"]);
    }
}
