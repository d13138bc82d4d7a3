//! Articles to stories. Articles with the same story text are one story, told first by the earliest of
//! (published, `article_id`); undated ones come last.

use std::{io, path::Path};

use serde::{Deserialize, Serialize};

use super::sorter::{Sortable, Sorted, Sorter};
use crate::model::{ArticleFacts, StoryOf};

/// Finds out which articles tell the same story. Memory is bounded; what does not fit goes to files.
#[derive(Debug)]
pub struct Stories {
    tellings: Sorter<Telling>,
    copies: Sorter<Copied>,
}

/// An article that tells a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Telling {
    content_hash: u64,
    published: i64,
    article_id: u64,
    ordinal: u64,
}

impl Sortable for Telling {
    type Key = Self;

    fn key(&self) -> Self {
        *self
    }
}

/// An article that is not the first to tell its story.
#[derive(Debug, Serialize, Deserialize)]
struct Copied {
    ordinal: u64,
    story_id: u64,
}

impl Sortable for Copied {
    type Key = u64;

    fn key(&self) -> u64 {
        self.ordinal
    }
}

impl Stories {
    /// No articles yet; files, where they are needed, are written to `folder`.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { tellings: Sorter::new(folder, "tellings"), copies: Sorter::new(folder, "copies") }
    }

    /// Takes the article at place `ordinal` of the archive.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn push(&mut self, ordinal: u64, facts: &ArticleFacts) -> io::Result<()> {
        let ArticleFacts { article_id, content_hash, published, .. } = *facts;
        self.tellings.push(Telling { content_hash, published: published.unwrap_or(i64::MAX), article_id, ordinal })
    }

    /// All articles are known: the answers.
    ///
    /// # Errors
    /// When a file cannot be written or read.
    pub fn finish(mut self) -> io::Result<StoryOrder> {
        let mut original: Option<Telling> = None;
        for telling in self.tellings.finish()? {
            let telling = telling?;
            match original.filter(|o| o.content_hash == telling.content_hash) {
                Some(original) => self.copies.push(Copied { ordinal: telling.ordinal, story_id: original.article_id })?,
                None => original = Some(telling),
            }
        }
        let mut copies = self.copies.finish()?;
        let next = copies.next().transpose()?;
        Ok(StoryOrder { copies, next })
    }
}

/// The story of each article, asked for in the order of the archive.
pub struct StoryOrder {
    copies: Sorted<Copied>,
    next: Option<Copied>,
}

impl StoryOrder {
    /// The story of the article at `ordinal`, which never goes back.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of(&mut self, ordinal: u64, article_id: u64) -> io::Result<StoryOf> {
        match self.next.take_if(|next| next.ordinal == ordinal) {
            Some(copy) => {
                self.next = self.copies.next().transpose()?;
                Ok(StoryOf { story_id: copy.story_id, is_original: false })
            }
            None => Ok(StoryOf { story_id: article_id, is_original: true }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_tells_the_story() {
        let folder = tempfile::tempdir().unwrap();
        let articles = [(9, 7, None), (5, 7, Some(20)), (6, 7, Some(10)), (1, 8, Some(1))];
        let mut stories = Stories::new(folder.path());
        for (ordinal, (article_id, content_hash, published)) in (0..).zip(articles) {
            stories.push(ordinal, &ArticleFacts { article_id, content_hash, source: None, published, day: None }).unwrap();
        }
        let mut order = stories.finish().unwrap();
        let told: Vec<_> = (0..).zip(articles).map(|(n, (id, ..))| order.of(n, id).unwrap()).collect();
        assert_eq!(told.iter().map(|s| s.story_id).collect::<Vec<_>>(), [6, 6, 6, 1]);
        assert_eq!(told.iter().map(|s| s.is_original).collect::<Vec<_>>(), [false, false, true, true]);
    }
}
