//! Articles to stories. Articles with the same story text are one story, told first by the earliest of
//! (published, `article_id`); undated ones come last.

use rustc_hash::FxHashMap;

use crate::model::{ArticleFacts, StoryOf};

/// The story of every article.
#[must_use]
pub fn stories(articles: &[ArticleFacts]) -> Vec<StoryOf> {
    let key = |index: u32| {
        let article = &articles[index as usize];
        (article.published.unwrap_or(i64::MAX), article.article_id, index)
    };
    let mut first: FxHashMap<u64, u32> = FxHashMap::default();
    for (index, article) in articles.iter().enumerate() {
        let index = index as u32;
        let original = first.entry(article.content_hash).or_insert(index);
        if key(index) < key(*original) {
            *original = index;
        }
    }
    articles.iter().map(|article| StoryOf { original: first[&article.content_hash] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(article_id: u64, content_hash: u64, published: Option<i64>) -> ArticleFacts {
        ArticleFacts { article_id, content_hash, source: None, published, day: None }
    }

    #[test]
    fn the_earliest_tells_the_story() {
        let articles = [article(9, 7, None), article(5, 7, Some(20)), article(6, 7, Some(10)), article(1, 8, Some(1))];
        let originals: Vec<u32> = stories(&articles).iter().map(|s| s.original).collect();
        assert_eq!(originals, [2, 2, 2, 3]);
    }
}
