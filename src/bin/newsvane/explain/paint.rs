//! Words in colour, wrapped to the terminal.

use anstyle::Style;
use newsvane::model::Span;

/// A stretch of text with styles on parts of it.
pub(super) struct Paint<'a> {
    text: &'a str,
    span: Span,
    parts: Vec<(Span, Style)>,
}

impl<'a> Paint<'a> {
    pub(super) const fn new(text: &'a str, span: Span) -> Self {
        Self { text, span, parts: Vec::new() }
    }

    /// Styles a part; the first style given to a place stays.
    pub(super) fn add(&mut self, part: Span, style: Style) {
        if self.span.contains(part) && !part.is_empty() && !self.parts.iter().any(|(p, _)| p.overlaps(part)) {
            self.parts.push((part, style));
        }
    }

    /// The words with their escape codes, blanks folded.
    pub(super) fn finish(mut self) -> String {
        self.parts.sort_by_key(|(part, _)| *part);
        let mut out = String::new();
        let mut at = self.span.byte_start;
        for (part, style) in &self.parts {
            out.push_str(Span::new(at, part.byte_start).of(self.text));
            // word by word, so that a line break does not carry a style over the margin
            let words: Vec<String> = part.of(self.text).split_whitespace().map(|w| format!("{style}{w}{style:#}")).collect();
            out.push_str(&words.join(" "));
            at = part.byte_end;
        }
        out.push_str(Span::new(at, self.span.byte_end).of(self.text));
        out
    }
}

/// Wraps words to the terminal's width (100 columns where there is none); escape codes take no room.
pub(super) fn wrap(words: &str, margin: &str) -> String {
    let width = terminal_width();
    let mut out = margin.to_owned();
    let mut column = margin.len();
    for (n, word) in words.split_whitespace().enumerate() {
        let room = anstream::adapter::strip_str(word).to_string().chars().count();
        if n > 0 {
            if column + 1 + room > width {
                out.push('\n');
                out.push_str(margin);
                column = margin.len();
            } else {
                out.push(' ');
                column += 1;
            }
        }
        out.push_str(word);
        column += room;
    }
    out
}

fn terminal_width() -> usize {
    let width = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).unwrap_or(0);
    if width == 0 { usize::from(console_width()).clamp(40, 120) } else { width.clamp(40, 400) }
}

fn console_width() -> u16 {
    let (_, columns) = console::Term::stdout().size();
    if std::io::IsTerminal::is_terminal(&std::io::stdout()) { columns } else { 100 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_do_not_overlap_and_take_no_room() {
        let text = "Sales rose 5% in June";
        let mut paint = Paint::new(text, Span::from_usize(0, text.len()));
        paint.add(Span::new(6, 10), Style::new().bold());
        paint.add(Span::new(8, 13), Style::new().underline());
        let painted = paint.finish();
        assert_eq!(anstream::adapter::strip_str(&painted).to_string(), text);
        assert_eq!(painted.matches("\u{1b}[1m").count(), 1);
        assert_eq!(painted.matches("\u{1b}[4m").count(), 0);
    }
}
