//! What kind of text a sentence comes from; it decides how much a weak sign counts.

use super::strength::Strength;
use crate::{lang::Token, lexicon::ParsedDocument};

/// A text of at most this many tokens without a closing mark is a headline.
const LONGEST_HEADLINE: usize = 30;
/// Tokens in which the marks of a post are looked for.
const POST_TOKENS: usize = 120;

/// What kind of text a sentence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextType {
    /// A sentence of running text.
    #[default]
    Sentence,
    /// A headline or fragment.
    Headline,
    /// Several sentences in one.
    Paragraph,
    /// A post of people who talk about a security: it has a cashtag, a handle or a hashtag.
    Tweet,
    /// A headline that a post shares with a link.
    Shared,
}

impl TextType {
    /// Scores within this of zero are neutral. A headline with a target is about it, and so is a
    /// post on a security; headlines of all the world's news mostly say nothing that moves one. The
    /// mean over the sentences of a paragraph is judged by [`TextType::mean_cut`].
    #[must_use]
    pub const fn cut(self, has_target: bool) -> f64 {
        match self {
            Self::Sentence | Self::Paragraph => 0.3,
            Self::Headline | Self::Shared if has_target => 0.1,
            Self::Headline => 0.45,
            Self::Tweet => 0.35,
            Self::Shared => 0.55,
        }
    }

    /// Means over `sentences` within this of zero are neutral: signs that neutral sentences thin
    /// out still count.
    #[must_use]
    pub fn mean_cut(self, sentences: usize) -> f64 {
        self.cut(false) / sentences.max(1) as f64
    }

    pub(super) const fn strength(self) -> Strength {
        match self {
            Self::Sentence | Self::Paragraph => Strength {
                bare_direction: 0.2,
                polar: 0.6,
                watched: 0.0,
                negated: -0.6,
                reaches_far: false,
            },
            Self::Headline | Self::Tweet | Self::Shared => Strength {
                bare_direction: 0.5,
                polar: 0.8,
                watched: 0.0,
                negated: -0.6,
                reaches_far: false,
            },
        }
    }

    /// The kind of text that a setting calls `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Sentence, Self::Headline, Self::Paragraph, Self::Tweet, Self::Shared]
            .into_iter()
            .find(|g| g.as_str() == name)
    }

    /// Its name in settings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Headline => "headline",
            Self::Paragraph => "paragraph",
            Self::Tweet => "tweet",
            Self::Shared => "shared",
        }
    }

    /// The kind of a text that is scored alone, by its marks: cashtags, handles and hashtags make a
    /// post, a link a shared headline, several sentences a paragraph; a short text without a
    /// closing mark is a headline.
    #[must_use]
    pub fn of(parsed: &ParsedDocument<'_>) -> Self {
        let tokens = &parsed.tokens()[..parsed.tokens().len().min(POST_TOKENS)];
        let is_shared = has_link(parsed, tokens);
        if has_tag(tokens, if is_shared { &['$'] } else { &['$', '@', '#'] }) {
            return Self::Tweet;
        }
        if is_shared {
            return Self::Shared;
        }
        if parsed.sentences.len() > 1 {
            return Self::Paragraph;
        }
        let is_closed = tokens.last().is_some_and(|t| matches!(t.punct(), Some('.' | '"' | '\'')));
        if tokens.len() <= LONGEST_HEADLINE && (!is_closed || is_title_case(tokens)) {
            Self::Headline
        } else {
            Self::Sentence
        }
    }
}

/// Whether the words of a text begin with capitals, as those of headlines do.
fn is_title_case(tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|t| t.is_word() && t.byte_end - t.byte_start > 3);
    let (capital, all) =
        long.fold((0, 0), |(capital, all), t| (capital + u32::from(t.is_capital()), all + 1));
    all > 3 && capital * 5 > all * 4
}

/// Whether a cashtag, a handle or a hashtag is among the tokens: one of `marks` with a word
/// attached to it.
fn has_tag(tokens: &[Token], marks: &[char]) -> bool {
    tokens.windows(2).any(|pair| {
        let is_joined = pair[1].is_word() && !pair[1].has_space_before();
        let is_tag = match pair[0].punct() {
            Some('$') => pair[1].is_upper() || pair[1].is_capital(),
            Some('@' | '#') => pair[0].has_space_before(),
            _ => false,
        };
        is_joined && is_tag && pair[0].punct().is_some_and(|mark| marks.contains(&mark))
    })
}

/// Whether a link is among the tokens.
fn has_link(parsed: &ParsedDocument<'_>, tokens: &[Token]) -> bool {
    let is_scheme = |t: &Token| t.of(parsed.text()).starts_with("http");
    tokens.windows(3).any(|t| {
        is_scheme(&t[0]) && t[1].is_punct(':') && t[2].is_punct('/') && !t[2].has_space_before()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lexicon::fixture::with_sentence, model::Document};

    /// The kind of a text of `count` sentences.
    fn text_type(text: &str, count: usize) -> TextType {
        let document = Document { text: text.to_owned(), ..Document::default() };
        with_sentence(&document, count, TextType::of)
    }

    #[test]
    fn marks_of_a_text_say_its_kind() {
        assert_eq!(
            text_type("Harbour Foods lifts its outlook after a strong spring", 1),
            TextType::Headline
        );
        assert_eq!(
            text_type("Harbour Foods lifted its outlook after a strong spring.", 1),
            TextType::Sentence
        );
        assert_eq!(
            text_type("Harbour Foods lifted its outlook. Its shares gained 4%.", 2),
            TextType::Paragraph
        );
        assert_eq!(text_type("$HBFD lifts outlook, shares +4%", 1), TextType::Tweet);
        assert_eq!(text_type("Outlook lifted https://example.com/x", 1), TextType::Shared);
        assert_eq!(text_type("Outlook lifted for $HBFD https://example.com/x", 1), TextType::Tweet);
        assert_eq!(text_type("@broker outlook lifted", 1), TextType::Tweet);
        assert_eq!(text_type("Harbour Foods pays $30 a share", 1), TextType::Headline);
        assert_eq!(text_type("", 0), TextType::Headline);
    }
}
