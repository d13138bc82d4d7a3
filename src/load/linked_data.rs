//! JSON-LD of a page: which of the things that it describes is the page's own story.

use std::collections::BTreeSet;

use dom_query::Document;
use serde_json::Value;

use super::entity;

/// What a page says in JSON-LD.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    stories: Vec<Story>,
    pub(super) publisher: Option<String>,
    pub(super) author: Option<String>,
}

/// Something with a day of publication.
#[derive(Debug)]
struct Story {
    date: String,
    headline: Option<String>,
    url: Option<String>,
}

/// Things that have a day of publication beside the story.
const OTHER_THINGS: [&str; 11] = [
    "Comment",
    "Review",
    "Event",
    "ImageObject",
    "VideoObject",
    "AudioObject",
    "Product",
    "Book",
    "Movie",
    "PodcastEpisode",
    "UserComments",
];

impl LinkedData {
    /// Takes articles through lists and graphs.
    pub(super) fn read(&mut self, value: &Value, depth: usize) {
        if depth > 4 {
            return;
        }
        match value {
            Value::Array(list) => list.iter().take(50).for_each(|v| self.read(v, depth + 1)),
            Value::Object(object) => {
                let text = |key: &str| {
                    let inner = object.get(key)?;
                    let inner = inner.as_array().and_then(|a| a.first()).unwrap_or(inner);
                    inner
                        .as_str()
                        .or_else(|| inner.get("name")?.as_str())
                        .or_else(|| inner.get("@id")?.as_str())
                        .map(|n| entity::unescape(n.trim()))
                        .filter(|n| !n.is_empty())
                };
                let is_other = text("@type").is_some_and(|t| OTHER_THINGS.contains(&t.as_str()));
                let date = object.get("datePublished").and_then(Value::as_str);
                if let Some(date) = date.filter(|_| !is_other) {
                    self.stories.push(Story {
                        date: date.trim().to_owned(),
                        headline: text("headline").or_else(|| text("name")),
                        url: text("url").or_else(|| text("mainEntityOfPage")),
                    });
                    let name = |key| text(key).filter(|name| !name.contains("://"));
                    self.publisher = self.publisher.take().or_else(|| name("publisher"));
                    self.author = self.author.take().or_else(|| name("author"));
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = object.get(key) {
                        self.read(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// The days of the page's own story: of what has one of its `titles` or its address, else of
    /// what names none; and those of other stories.
    pub(super) fn dates(&self, titles: &[String], url: Option<&str>) -> (Vec<String>, Vec<String>) {
        let is_own = |story: &Story| -> Option<bool> {
            if story.url.as_deref().is_some_and(|own| url.is_some_and(|u| is_same(own, u))) {
                return Some(true);
            }
            let headline = story.headline.as_deref()?;
            Some(titles.is_empty() || titles.iter().any(|title| agree(headline, title)))
        };
        let of = |wanted: Option<bool>| -> Vec<String> {
            let chosen = self.stories.iter().filter(|story| is_own(story) == wanted);
            chosen.map(|story| story.date.clone()).collect()
        };
        let mut own = of(Some(true));
        own.extend(of(None));
        (own, of(Some(false)))
    }
}

/// Whether two addresses are the same but for their ends.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |url: &str| {
        let url = url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        url.split_once("://").map_or(url, |(_, rest)| rest).to_ascii_lowercase()
    };
    bare(one) == bare(other) && bare(one).contains('/')
}

/// Whether two headlines tell of the same story: half the words of the shorter are in the longer.
fn agree(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let both = one.intersection(&other).count();
    both > 0 && both * 2 >= one.len().min(other.len())
}

/// What the page calls its story: its headings of level one, its title, its name in metadata.
pub(super) fn titles(document: &Document, name: Option<&str>) -> Vec<String> {
    let headings = document.select("h1, title");
    let found = headings.iter().take(12).map(|heading| heading.text().trim().to_owned());
    let all = found.chain(name.map(str::to_owned));
    all.filter(|title| !title.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_story_is_told_from_others() {
        let mut linked = LinkedData::default();
        linked.read(
            &serde_json::json!([
                {"@type": "NewsArticle", "headline": "Corn slides in Lima", "datePublished": "2019-01-01"},
                {"@graph": [{"@type": "NewsArticle", "headline": "Rye rises again", "datePublished": "2024-03-05"}]},
                {"@type": "Comment", "datePublished": "2024-03-09"},
            ]),
            0,
        );
        let titles = vec!["Rye rises again | Harbor Wire".to_owned()];
        let (own, other) = linked.dates(&titles, None);
        assert_eq!((own, other), (vec!["2024-03-05".to_owned()], vec!["2019-01-01".to_owned()]));
        assert!(is_same("https://a.example/x/", "http://a.example/x?y=1"));
        assert!(!is_same("https://a.example/", "https://a.example"));
    }
}
