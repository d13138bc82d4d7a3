//! Words that stand out: in colour, or by marks around them where there is none.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects, Style};
use newsvane::model::{Label, Span};

/// Why a stretch of words stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Highlight {
    /// It makes the sentence bear a theme.
    Cue,
    /// It is a claim.
    Claim,
    /// It speaks for this side.
    Sentiment(Label),
    /// It turns, strengthens or weakens what is beside it.
    Shifter,
}

impl Highlight {
    /// The signs around it where there are no colours.
    const fn signs(self) -> (&'static str, &'static str) {
        match self {
            Self::Cue => ("{", "}"),
            Self::Claim => ("<", ">"),
            Self::Sentiment(Label::Positive) => ("+", "+"),
            Self::Sentiment(Label::Negative) => ("-", "-"),
            Self::Sentiment(Label::Neutral) => ("=", "="),
            Self::Shifter => ("~", "~"),
        }
    }

    /// What it adds to the style of its words; a side has the last say on the colour.
    fn restyle(self, style: Style) -> Style {
        let colour = |colour: AnsiColor| style.fg_color(Some(colour.into()));
        match self {
            Self::Cue => colour(AnsiColor::Cyan).effects(style.get_effects() | Effects::BOLD),
            Self::Claim => style.effects(style.get_effects() | Effects::UNDERLINE),
            Self::Sentiment(label) => style_of(label).effects(style.get_effects()),
            Self::Shifter => colour(AnsiColor::Yellow),
        }
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Claim => 0,
            Self::Cue => 1,
            Self::Shifter => 2,
            Self::Sentiment(_) => 3,
        }
    }
}

/// The colour of a side.
pub(super) fn style_of(label: Label) -> Style {
    let colour = match label {
        Label::Positive => AnsiColor::Green,
        Label::Neutral => AnsiColor::Blue,
        Label::Negative => AnsiColor::Red,
    };
    Style::new().fg_color(Some(colour.into()))
}

/// Text of an article as a terminal may have it: no control characters, which could be commands to
/// it.
pub(super) fn harmless(text: &str) -> std::borrow::Cow<'_, str> {
    let is_command = |c: char| c.is_control() && !c.is_whitespace();
    if text.contains(is_command) {
        text.replace(is_command, "\u{fffd}").into()
    } else {
        text.into()
    }
}

/// A stretch of text with marks on parts of it.
pub(super) struct Paint<'a> {
    text: &'a str,
    span: Span,
    marks: Vec<(Span, Highlight)>,
    is_coloured: bool,
}

impl<'a> Paint<'a> {
    pub(super) const fn new(text: &'a str, span: Span, is_coloured: bool) -> Self {
        Self { text, span, marks: Vec::new(), is_coloured }
    }

    /// Marks a part; of overlapping parts of the same sort the first stays.
    pub(super) fn add(&mut self, part: Span, mark: Highlight) {
        let is_taken = |(known, other): &(Span, Highlight)| {
            other.rank() == mark.rank() && known.overlaps(part)
        };
        if self.span.contains(part) && !part.is_empty() && !self.marks.iter().any(is_taken) {
            self.marks.push((part, mark));
        }
    }

    /// The words with their marks.
    pub(super) fn finish(mut self) -> String {
        // the longer one is the outer one
        self.marks.sort_by_key(|(part, mark)| {
            (part.byte_start, std::cmp::Reverse(part.byte_end), mark.rank())
        });
        let ends = self.marks.iter().flat_map(|(part, _)| [part.byte_start, part.byte_end]);
        let mut boundaries: Vec<u32> =
            ends.chain([self.span.byte_start, self.span.byte_end]).collect();
        boundaries.sort_unstable();
        boundaries.dedup();
        let mut out = String::new();
        for pair in boundaries.windows(2) {
            if let [start, end] = *pair {
                self.push_part(Span::new(start, end), &mut out);
            }
        }
        out
    }

    /// Words over which all marks are the same.
    fn push_part(&self, part: Span, out: &mut String) {
        let here: Vec<(Span, Highlight)> =
            self.marks.iter().filter(|(span, _)| span.contains(part)).copied().collect();
        let words = harmless(part.of(self.text));
        if !self.is_coloured {
            here.iter()
                .filter(|(span, _)| span.byte_start == part.byte_start)
                .for_each(|(_, mark)| out.push_str(mark.signs().0));
            out.push_str(&words);
            here.iter()
                .rev()
                .filter(|(span, _)| span.byte_end == part.byte_end)
                .for_each(|(_, mark)| out.push_str(mark.signs().1));
            return;
        }
        let mut ranked = here;
        ranked.sort_by_key(|(_, mark)| mark.rank());
        let style = ranked.iter().fold(Style::new(), |style, (_, mark)| mark.restyle(style));
        // word by word, so that a line break does not carry a style over the margin
        for piece in words.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            if !word.is_empty() {
                let _ = write!(out, "{style}{word}{style:#}");
            }
            out.push_str(&piece[word.len()..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Sales of chips rose 5% in June";

    fn painted(is_coloured: bool) -> String {
        let mut paint = Paint::new(TEXT, Span::from_usize(0, TEXT.len()), is_coloured);
        paint.add(Span::new(9, 14), Highlight::Cue);
        paint.add(Span::new(15, 19), Highlight::Sentiment(Label::Positive));
        paint.add(Span::new(15, 22), Highlight::Claim);
        paint.add(Span::new(17, 22), Highlight::Sentiment(Label::Negative));
        paint.finish()
    }

    #[test]
    fn marks_can_be_read_without_colours_and_nest() {
        assert_eq!(painted(false), "Sales of {chips} <+rose+ 5%> in June");
    }

    #[test]
    fn an_article_gives_no_commands_to_the_terminal() {
        let text = "Up \u{1b}]0;title\u{7} and \u{9b}2J away";
        let painted = Paint::new(text, Span::from_usize(0, text.len()), true).finish();
        assert!(
            !painted.contains("\u{1b}]") && !painted.contains(['\u{7}', '\u{9b}']),
            "{painted:?}"
        );
    }

    #[test]
    fn colours_take_no_room_and_end_with_their_word() {
        let painted = painted(true);
        assert_eq!(anstream::adapter::strip_str(&painted).to_string(), TEXT);
        for word in painted.split(' ') {
            assert_eq!(word.contains("\u{1b}["), word.ends_with("\u{1b}[0m"), "{word:?}");
        }
        assert!(painted.contains("\u{1b}[4m\u{1b}[32mrose\u{1b}[0m"), "{painted:?}");
    }
}
