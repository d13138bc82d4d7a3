//! What a crawl knows of a page beside the page itself.

use super::path_date;
use crate::model::{Article, DateEvidence, DateOrigin};

/// What the crawl knows of a page.
#[derive(Debug)]
pub(super) struct CrawlFacts {
    pub(super) uri: Option<String>,
    pub(super) id: Option<String>,
    pub(super) date: Option<String>,
}

impl CrawlFacts {
    /// Adds it to the article.
    pub(super) fn complete(self, article: &mut Article) {
        article.is_plain_text = false;
        article.first_seen = self.date;
        article.record_id = self.uri.clone().or(self.id);
        if let (None, Some(uri)) = (&article.url, self.uri) {
            let date = path_date::in_url(&uri);
            article.dates.extend(
                date.map(|e| DateEvidence { origin: DateOrigin::Page, surface: e.surface }),
            );
            article.url = Some(uri);
        }
    }
}
