//! Sketches to stories: which articles within a sliding window of days tell the same story. Never
//! reads text.
//!
//! Candidates by shared minima as in `MinHash` (Broder 1997, "On the resemblance and containment of
//! documents"), then one exact rule on the two sketches: see [`Rule`].

mod chains;
mod rule;

pub use rule::Rule;

use rustc_hash::FxHashMap;

use self::chains::Chains;
use crate::model::{ArticleId, Sketch, SketchSample, StoryOf};

const DAY_SECONDS: i64 = 86_400;
/// Articles looked at for one key, the newest of the window: what more have in common is a phrase
/// and no story.
const MAX_PER_KEY: usize = 16;

/// Settings of the finder.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StorySettings {
    /// Days that an article may come after the one it copies.
    pub window_days: u32,
    /// When two sketches tell one story.
    pub rule: Rule,
    /// Undated articles that are remembered; later ones of other content are originals, and so are
    /// their copies. 40 bytes each.
    pub max_undated: usize,
}

impl Default for StorySettings {
    fn default() -> Self {
        Self { window_days: 7, rule: Rule::default(), max_undated: 4_000_000 }
    }
}

/// Finds the story of each article.
///
/// Articles come in the order of (published, `article_id`), undated ones last. An article joins, by
/// the first of these that applies,
/// 1. the story of the articles of equal content hash in the window (undated ones: also of an
///    earlier undated article);
/// 2. the earliest original in the window that it is similar to by the [`Rule`], of those that
///    share one of its search keys (for each key the newest 16);
/// 3. none: it is an original, and its story has its own id.
///
/// Copies are compared with originals only, so that a chain of updates cannot drift from story to
/// story (measured: comparing with all members of a story joined 1 % more copies in 20 months of Reuters, and
/// most of those were other stories). Nothing that comes later changes an answer. What is older
/// than the window is forgotten, so that memory is bounded by the articles in it: less than 600
/// bytes for each.
///
/// ```
/// use newsvane::{Pipeline, aggregate::{StoryFinder, StorySettings}, model::{Article, ArticleId}};
///
/// let pipeline = Pipeline::builder().build()?;
/// let sketch = |text: &str| pipeline.analyze(&Article::from_text("a", text)).sketch;
/// let text = "Alder Corp said on Monday that it would buy Birch Ltd for $3.5 billion in cash, its largest deal since 2009.";
/// let mut finder = StoryFinder::new(StorySettings::default());
/// let first = finder.push(ArticleId(10), Some(0), 111, &sketch(text));
/// let again = finder.push(ArticleId(11), Some(3600), 222, &sketch(&format!("UPDATE 1-{text}")));
/// assert!(first.is_original);
/// assert_eq!((again.story_id, again.is_original), (ArticleId(10), false));
/// # Ok::<(), newsvane::lexicon::LexiconError>(())
/// ```
#[derive(Debug)]
pub struct StoryFinder {
    settings: StorySettings,
    /// Publication time of the latest article, seconds since 1970.
    now: i64,
    originals: Chains<Original, { Sketch::KEYS }>,
    members: Chains<Member, 1>,
    undated: FxHashMap<u64, ArticleId>,
    /// Serial numbers of originals to compare with; kept for its memory.
    candidates: Vec<u64>,
}

/// The first article of a story.
#[derive(Debug)]
struct Original {
    article_id: ArticleId,
    published: i64,
    sample: SketchSample,
}

/// A dated article and its story.
#[derive(Debug)]
struct Member {
    content_hash: u64,
    story_id: ArticleId,
    published: i64,
}

impl StoryFinder {
    /// No articles yet.
    #[must_use]
    pub fn new(settings: StorySettings) -> Self {
        Self {
            settings,
            now: i64::MIN,
            originals: Chains::new(),
            members: Chains::new(),
            undated: FxHashMap::default(),
            candidates: Vec::new(),
        }
    }

    /// The story of the next article. An article that comes out of order counts as published with
    /// the latest before it.
    pub fn push(
        &mut self,
        article_id: ArticleId,
        published_seconds: Option<i64>,
        content_hash: u64,
        sketch: &Sketch,
    ) -> StoryOf {
        let Some(published) = published_seconds else {
            return self.push_undated(article_id, content_hash);
        };
        self.forget_before(published);
        let original = StoryOf { story_id: article_id, similarity: 1.0, is_original: true };
        let story = self.equal(content_hash).or_else(|| self.similar(sketch)).unwrap_or(original);
        if story.is_original {
            self.originals.push(
                sketch.keys,
                Original { article_id, published: self.now, sample: sketch.sample },
            );
        }
        self.members.push(
            [hash_key(content_hash)],
            Member { content_hash, story_id: story.story_id, published: self.now },
        );
        story
    }

    /// Dated articles that are remembered: those in the window.
    #[must_use]
    pub const fn held(&self) -> usize {
        self.members.len()
    }

    fn push_undated(&mut self, article_id: ArticleId, content_hash: u64) -> StoryOf {
        if let Some(story) = self.equal(content_hash) {
            return story;
        }
        if let Some(&story_id) = self.undated.get(&content_hash) {
            return StoryOf { story_id, similarity: 1.0, is_original: false };
        }
        if self.undated.len() < self.settings.max_undated {
            self.undated.insert(content_hash, article_id);
        }
        StoryOf { story_id: article_id, similarity: 1.0, is_original: true }
    }

    fn forget_before(&mut self, published: i64) {
        self.now = self.now.max(published);
        let oldest = self.now.saturating_sub(i64::from(self.settings.window_days) * DAY_SECONDS);
        self.originals.pop_while(|original| original.published < oldest);
        self.members.pop_while(|member| member.published < oldest);
    }

    fn equal(&self, content_hash: u64) -> Option<StoryOf> {
        let member = self
            .members
            .newest(0, hash_key(content_hash), |member| member.content_hash == content_hash)?;
        Some(StoryOf { story_id: member.story_id, similarity: 1.0, is_original: false })
    }

    fn similar(&mut self, sketch: &Sketch) -> Option<StoryOf> {
        self.candidates.clear();
        self.originals.with_keys(&sketch.keys, MAX_PER_KEY, &mut self.candidates);
        self.candidates.sort_unstable();
        self.candidates.dedup();
        self.candidates.iter().filter_map(|&serial| self.originals.get(serial)).find_map(
            |original| {
                let similarity = self.settings.rule.similarity(&sketch.sample, &original.sample)?;
                Some(StoryOf { story_id: original.article_id, similarity, is_original: false })
            },
        )
    }
}

/// A search key of a content hash; never 0.
const fn hash_key(content_hash: u64) -> u32 {
    ((content_hash >> 32) as u32 ^ content_hash as u32) | 1
}

#[cfg(test)]
mod tests;
