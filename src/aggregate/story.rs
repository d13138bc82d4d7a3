//! Articles to stories, in bounded memory: sorted through files into the order of publication, given
//! their stories by the [`StoryFinder`], and sorted back into the order of the archive.

use std::{cmp::Ordering, io, path::Path};

use serde::{Deserialize, Serialize};

use super::{
    sorter::{Sortable, Sorted, Sorter},
    story_finder::{StoryFinder, StorySettings},
};
use crate::model::{ArticleFacts, ArticleId, Sketch, StoryOf};

/// Finds out which articles tell the same story.
#[derive(Debug)]
pub(crate) struct Stories {
    settings: StorySettings,
    candidates: Sorter<StoryCandidate>,
    assignments: Sorter<StoryAssignment>,
}

/// An article on its way to the finder.
#[derive(Debug, Serialize, Deserialize)]
struct StoryCandidate {
    /// Undated ones come last.
    published: Option<i64>,
    first_seen: Option<i64>,
    article_id: ArticleId,
    ordinal: u64,
    content_hash: u64,
    /// Its sketch as bytes; empty where there is none.
    sketch: Vec<u8>,
}

impl Sortable for StoryCandidate {
    fn order(&self, other: &Self) -> Ordering {
        let key = |own: &Self| {
            (
                own.published.unwrap_or(i64::MAX),
                own.first_seen.unwrap_or(i64::MAX),
                own.article_id.0,
                own.ordinal,
            )
        };
        key(self).cmp(&key(other))
    }
}

/// The story of an article.
#[derive(Debug, Serialize, Deserialize)]
struct StoryAssignment {
    ordinal: u64,
    story: StoryOf,
}

impl Sortable for StoryAssignment {
    fn order(&self, other: &Self) -> Ordering {
        self.ordinal.cmp(&other.ordinal)
    }
}

impl Stories {
    /// No articles yet; files, where they are needed, are written to `folder`.
    #[must_use]
    pub(crate) fn new(settings: StorySettings, folder: &Path) -> Self {
        let bytes = size_of::<StoryCandidate>() + Sketch::BYTES;
        Self {
            settings,
            candidates: Sorter::of_bytes(folder, "candidates", bytes),
            assignments: Sorter::new(folder, "assignments"),
        }
    }

    /// Takes the article at place `ordinal` of the archive with the bytes of its sketch.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn push(
        &mut self,
        ordinal: u64,
        facts: &ArticleFacts,
        sketch: &[u8],
    ) -> io::Result<()> {
        let ArticleFacts { article_id, content_hash, published, first_seen, .. } = *facts;
        self.candidates.push(StoryCandidate {
            published,
            first_seen,
            article_id,
            ordinal,
            content_hash,
            sketch: sketch.to_vec(),
        })
    }

    /// All articles are known: the answers.
    ///
    /// # Errors
    /// When a file cannot be written or read.
    pub(crate) fn finish(mut self) -> io::Result<StoryOrder> {
        let mut finder = StoryFinder::new(self.settings);
        for candidate in self.candidates.finish()? {
            let StoryCandidate { published, article_id, ordinal, content_hash, sketch, .. } =
                candidate?;
            let sketch = Sketch::from_bytes(&sketch).unwrap_or_default();
            self.assignments.push(StoryAssignment {
                ordinal,
                story: finder.push(article_id, published, content_hash, &sketch),
            })?;
        }
        Ok(StoryOrder { assignments: self.assignments.finish()? })
    }
}

/// The story of each article, in the order of the archive.
pub(crate) struct StoryOrder {
    assignments: Sorted<StoryAssignment>,
}

impl StoryOrder {
    /// The story of the next article.
    ///
    /// # Errors
    /// When a file cannot be read, or there are no more articles.
    pub(crate) fn next_story(&mut self) -> io::Result<StoryOf> {
        self.assignments
            .next()
            .transpose()?
            .map(|assignments| assignments.story)
            .ok_or_else(|| io::Error::other("more articles than stories"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_tells_the_story() {
        let folder = tempfile::tempdir().unwrap();
        let articles = [(9, 7, None), (5, 7, Some(20)), (6, 7, Some(10)), (1, 8, Some(1))];
        let mut stories = Stories::new(StorySettings::default(), folder.path());
        for (ordinal, (article_id, content_hash, published)) in (0..).zip(articles) {
            let facts = ArticleFacts {
                article_id: ArticleId(article_id),
                content_hash,
                source: None,
                published,
                first_seen: None,
                day: None,
                words: 10,
            };
            stories.push(ordinal, &facts, &[]).unwrap();
        }
        let mut order = stories.finish().unwrap();
        let assignments: Vec<_> = articles.iter().map(|_| order.next_story().unwrap()).collect();
        assert_eq!(assignments.iter().map(|s| s.story_id.0).collect::<Vec<_>>(), [6, 6, 6, 1]);
        assert_eq!(
            assignments.iter().map(|s| s.is_original).collect::<Vec<_>>(),
            [false, false, true, true]
        );
    }

    #[test]
    fn who_was_seen_first_tells_it_where_both_are_as_old() {
        let folder = tempfile::tempdir().unwrap();
        let mut stories = Stories::new(StorySettings::default(), folder.path());
        for (ordinal, (article_id, first_seen)) in
            (0..).zip([(1, None), (2, Some(50)), (3, Some(40))])
        {
            let facts = ArticleFacts {
                article_id: ArticleId(article_id),
                content_hash: 7,
                source: None,
                published: Some(10),
                first_seen,
                day: None,
                words: 10,
            };
            stories.push(ordinal, &facts, &[]).unwrap();
        }
        let mut order = stories.finish().unwrap();
        assert_eq!([(); 3].map(|()| order.next_story().unwrap().story_id.0), [3, 3, 3]);
    }
}
