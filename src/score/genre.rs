//! What kind of text a sentence comes from; it decides how much a weak sign counts.

use super::compose::Strength;
use crate::lexicon::Reading;

/// A text of at most this many tokens without a closing mark is a headline.
const LONGEST_HEADLINE: usize = 30;
/// Tokens that are looked at to tell a post by its marks.
const POST_TOKENS: usize = 120;

/// What kind of text a sentence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Genre {
    /// A sentence of running text.
    #[default]
    Sentence,
    /// A headline or fragment.
    Headline,
    /// Several sentences in one.
    Paragraph,
    /// A tweet or post.
    Tweet,
}

impl Genre {
    /// Scores within this of zero are neutral. The mean over the sentences of a paragraph is judged by
    /// [`Genre::mean_cut`].
    #[must_use]
    pub const fn cut(self) -> f64 {
        match self {
            Self::Sentence | Self::Paragraph => 0.3,
            Self::Headline => 0.2,
            Self::Tweet => 0.35,
        }
    }

    /// Means over `sentences` within this of zero are neutral: signs that neutral sentences thin out still count.
    #[must_use]
    pub fn mean_cut(self, sentences: usize) -> f64 {
        self.cut() / sentences.max(1) as f64
    }

    pub(super) const fn strength(self) -> Strength {
        match self {
            Self::Sentence | Self::Paragraph => Strength { bare_direction: 0.2, polar: 0.6 },
            Self::Headline | Self::Tweet => Strength { bare_direction: 0.5, polar: 0.8 },
        }
    }

    /// The genre that a setting calls `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Sentence, Self::Headline, Self::Paragraph, Self::Tweet].into_iter().find(|g| g.as_str() == name)
    }

    /// What settings call it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Headline => "headline",
            Self::Paragraph => "paragraph",
            Self::Tweet => "tweet",
        }
    }

    /// The genre of a text that stands alone, by its marks: cashtags, handles and links make a post, several sentences a
    /// paragraph, a short text without a closing mark is a headline.
    #[must_use]
    pub fn of(reading: &Reading<'_>) -> Self {
        if is_post(reading) {
            return Self::Tweet;
        }
        if reading.sentences.len() > 1 {
            return Self::Paragraph;
        }
        let tokens = reading.tokens();
        let is_closed = tokens.last().is_some_and(|t| matches!(t.punct(), Some('.' | '"' | ')' | '\'')));
        if tokens.len() <= LONGEST_HEADLINE && !is_closed { Self::Headline } else { Self::Sentence }
    }
}

/// Whether a cashtag, a handle, a hashtag or a link stands in the text.
fn is_post(reading: &Reading<'_>) -> bool {
    let tokens = &reading.tokens()[..reading.tokens().len().min(POST_TOKENS)];
    tokens.windows(2).any(|pair| {
        let is_joined = pair[1].is_word() && !pair[1].has_space_before();
        let is_tag = match pair[0].punct() {
            Some('$') => pair[1].is_upper() || pair[1].is_capital(),
            Some('@' | '#') => pair[0].has_space_before(),
            _ => false,
        };
        is_joined && is_tag
    }) || tokens
        .windows(3)
        .any(|t| t[0].of(reading.text()).starts_with("http") && t[1].is_punct(':') && t[2].is_punct('/') && !t[2].has_space_before())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lexicon::{Lexicon, Scan},
        model::{BlockKind, Document, Section, Sentence, Span},
    };

    /// The genre of a text of `count` sentences.
    fn genre(text: &str, count: usize) -> Genre {
        let document = Document { text: text.to_owned(), ..Document::default() };
        let mut scan = Scan::default();
        Lexicon::built_in().scan(text, &mut scan);
        let sentence = Sentence {
            span: Span::from_usize(0, text.len()),
            token_start: 0,
            token_end: scan.tokens.len() as u32,
            block: 0,
            kind: BlockKind::Paragraph,
            section: Section::Body,
            is_quoted: false,
        };
        let sentences = vec![sentence; count];
        Genre::of(&Reading { lexicon: Lexicon::built_in(), document: &document, scan: &scan, sentences: &sentences })
    }

    #[test]
    fn marks_of_a_text_give_its_genre() {
        assert_eq!(genre("Harbour Foods lifts its outlook after a strong spring", 1), Genre::Headline);
        assert_eq!(genre("Harbour Foods lifted its outlook after a strong spring.", 1), Genre::Sentence);
        assert_eq!(genre("Harbour Foods lifted its outlook. Its shares gained 4%.", 2), Genre::Paragraph);
        assert_eq!(genre("$HBFD lifts outlook, shares +4%", 1), Genre::Tweet);
        assert_eq!(genre("Outlook lifted https://example.com/x", 1), Genre::Tweet);
        assert_eq!(genre("Harbour Foods pays $30 a share", 1), Genre::Headline);
        assert_eq!(genre("", 0), Genre::Headline);
    }
}
