//! Blocks of a document to sentences.
//!
//! A full stop ends a sentence when blanks and the beginning of a new one follow it and no
//! abbreviation is before it (`lexicons/abbreviations.toml`: titles never end a sentence,
//! company forms and initialisms do before a word that usually begins one). Line breaks inside a
//! block never do: wire text is hard-wrapped.

use crate::{
    lang::Token,
    lexicon::{Class, Layer, Lexicon, Scan, SentenceEnd},
    model::{Block, Document, Sentence, Span},
};

/// The sentences of the story in reading order.
#[must_use]
pub fn sentences(document: &Document, lexicon: &Lexicon, scan: &Scan) -> Vec<Sentence> {
    let mut out = Vec::new();
    let tokens = &scan.tokens;
    let mut at = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        at += tokens[at..].partition_point(|t| t.byte_start < block.span.byte_start);
        let end = at + tokens[at..].partition_point(|t| t.byte_start < block.span.byte_end);
        let own = BlockTokens { text: &document.text, lexicon, scan, tokens: &tokens[..end] };
        own.push_sentences(at, block, index as u32, &mut out);
        at = end;
    }
    out
}

/// The tokens up to the end of a block.
struct BlockTokens<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    scan: &'a Scan,
    tokens: &'a [Token],
}

impl BlockTokens<'_> {
    /// Appends the sentences of the block, which begins with token `start`.
    fn push_sentences(&self, start: usize, block: &Block, index: u32, out: &mut Vec<Sentence>) {
        let mut start = start;
        let mut in_quote = false;
        while start < self.tokens.len() {
            let end = self.sentence_end(start);
            let own = &self.tokens[start..end];
            let ([first, ..], [.., last]) = (own, own) else { return };
            let begins_inside = in_quote;
            in_quote ^= own.iter().filter(|t| t.is_punct('"')).count() % 2 == 1;
            out.push(Sentence {
                span: Span::new(first.byte_start, last.byte_end),
                token_start: start as u32,
                token_end: end as u32,
                block: index,
                kind: block.kind,
                section: block.section,
                is_quoted: (begins_inside || first.is_punct('"'))
                    && (in_quote || last.is_punct('"')),
            });
            start = end;
        }
    }

    /// One past the last token of the sentence that begins at token `start`.
    fn sentence_end(&self, start: usize) -> usize {
        (start..self.tokens.len())
            .filter(|at| self.may_end(start, *at))
            .map(|at| self.closing_end(at + 1))
            .find(|after| {
                self.tokens.get(*after).is_none_or(begins_sentence)
                    || self.lost_blank(start, *after)
            })
            .unwrap_or(self.tokens.len())
    }

    /// Whether the sentence that begins at `start` may end with token `at`.
    fn may_end(&self, start: usize, at: usize) -> bool {
        let token = &self.tokens[at];
        match token.punct() {
            Some('.' | '…') => self.ends_at_full_stop(start, at),
            Some('!' | '?') => true,
            Some(_) => false,
            // an initialism carries its own full stop
            None => {
                token.is_word()
                    && token.of(self.text).ends_with('.')
                    && self.begins_with_starter(at + 1)
            }
        }
    }

    /// Past the quotation marks and brackets that close what ended at `at`.
    fn closing_end(&self, at: usize) -> usize {
        let closes = |t: &&Token| {
            matches!(t.punct(), Some('"' | '\'' | ')' | ']' | '.' | '!' | '?' | '…'))
                && !t.has_space_before()
        };
        at + self.tokens[at..].iter().take_while(closes).count()
    }

    /// Whether a sentence begins at `after` although the blank before it was lost, as on scraped
    /// pages: "had anticipated.The bank". Names are written so too ("Booking.Com"), hence a word in
    /// small letters or an amount before the full stop.
    fn lost_blank(&self, start: usize, after: usize) -> bool {
        let [.., before, stop] = &self.tokens[start..after] else { return false };
        let Some(token) = self.tokens.get(after) else { return false };
        if after < start + 3 {
            return false;
        }
        let follows_word = before.is_word() && !before.is_capital() && before.span().len() > 2;
        let follows_amount = before.is_punct('%') || before.is_number();
        let begins_word =
            token.is_word() && token.is_capital() && !(token.is_upper() && token.span().len() > 3);
        let goes_on = self.tokens.get(after + 1).is_some_and(Token::has_space_before);
        stop.is_punct('.')
            // of a name with a full stop before it: ".DJI", ".NET"
            && !stop.has_space_before()
            && !token.has_space_before()
            && begins_word
            && goes_on
            && (follows_word || (follows_amount || before.is_word()) && self.is_starter(token))
    }

    /// Whether the full stop at `at` can end a sentence that begins at `start`.
    fn ends_at_full_stop(&self, start: usize, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1) else { return true };
        let [head @ .., before, stop] = &self.tokens[start..=at] else { return true };
        if stop.has_space_before() || !before.is_word() {
            return true;
        }
        let is_initial = before.span().len() == 1 && before.is_capital();
        if is_initial {
            return head.last().is_some_and(Token::is_number);
        }
        let before_at = (start + head.len()) as u32;
        let abbreviation = self
            .scan
            .hits_in(Layer::Grammar, before_at, before_at + 1)
            .iter()
            .map(|h| &self.lexicon.entries[h.entry as usize])
            .find(|e| e.class == Class::Abbreviation);
        match abbreviation.map(|e| e.features.sentence_end) {
            None => true,
            Some(Some(SentenceEnd::Never)) => false,
            Some(Some(SentenceEnd::UnlessNumber)) => !next.is_number(),
            Some(_) => self.begins_with_starter(at + 1),
        }
    }

    fn begins_with_starter(&self, at: usize) -> bool {
        match self.tokens.get(self.closing_end(at)) {
            None => true,
            Some(token) if token.is_punct('"') => token.has_space_before(),
            Some(token) => token.is_capital() && self.is_starter(token),
        }
    }

    fn is_starter(&self, token: &Token) -> bool {
        STARTERS.iter().any(|s| token.of(self.text).eq_ignore_ascii_case(s))
    }
}

/// Whether a token can begin a sentence: blanks before it, and a capital, digit, quotation mark,
/// bracket or currency sign.
fn begins_sentence(token: &Token) -> bool {
    token.has_space_before()
        && match token.punct() {
            Some(mark) => {
                matches!(mark, '"' | '\'' | '(' | '[' | '$' | '€' | '£' | '•' | '…' | '—')
            }
            None => token.is_capital() || token.is_number(),
        }
}

/// Words that begin a sentence far more often than they go on with a name.
const STARTERS: [&str; 44] = [
    "the",
    "a",
    "an",
    "it",
    "its",
    "in",
    "on",
    "at",
    "he",
    "she",
    "they",
    "we",
    "i",
    "but",
    "and",
    "however",
    "this",
    "that",
    "these",
    "those",
    "for",
    "as",
    "if",
    "while",
    "when",
    "after",
    "before",
    "since",
    "with",
    "by",
    "from",
    "there",
    "analysts",
    "shares",
    "investors",
    "separately",
    "meanwhile",
    "both",
    "our",
    "his",
    "her",
    "what",
    "last",
    "some",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, Section};

    fn split(text: &str) -> Vec<String> {
        let lexicon = Lexicon::built_in();
        let document = Document {
            text: text.to_owned(),
            blocks: vec![Block {
                span: Span::from_usize(0, text.len()),
                kind: BlockKind::Paragraph,
                section: Section::Body,
            }],
            ..Document::default()
        };
        let mut scan = Scan::default();
        lexicon.scan(text, &mut scan);
        sentences(&document, lexicon, &scan).iter().map(|s| s.span.of(text).to_owned()).collect()
    }

    #[test]
    fn full_stops_that_end_and_those_that_do_not() {
        assert_eq!(split("Sales rose 3.5%. Costs fell."), ["Sales rose 3.5%.", "Costs fell."]);
        assert_eq!(
            split("Mr. Smith of Acme Inc. said so. The U.S. economy grew."),
            ["Mr. Smith of Acme Inc. said so.", "The U.S. economy grew."]
        );
        assert_eq!(
            split("It happened in the U.S. The index fell at 4 p.m. ET."),
            ["It happened in the U.S.", "The index fell at 4 p.m. ET."]
        );
        assert_eq!(split("J. P. Morgan rose vs. the index."), ["J. P. Morgan rose vs. the index."]);
    }

    #[test]
    fn blanks_lost_after_full_stops() {
        assert_eq!(
            split("They did as anticipated.Bonds rose."),
            ["They did as anticipated.", "Bonds rose."]
        );
        assert_eq!(
            split("It fell 6.5%.But it rose in May.The rest held."),
            ["It fell 6.5%.", "But it rose in May.", "The rest held."]
        );
        assert_eq!(split("Booking.Com rose."), ["Booking.Com rose."]);
        let index = "The industrial average  .DJI  gained 12 points.";
        assert_eq!(split(index), [index], "the full stop is the first letter of a name");
    }

    #[test]
    fn quotes_keep_their_marks() {
        assert_eq!(
            split("\"It fell. It will rise,\" he said. \"Why?\" she asked."),
            ["\"It fell.", "It will rise,\" he said.", "\"Why?\" she asked."]
        );
        assert_eq!(split("He said: “Done.” Then he left."), ["He said: “Done.”", "Then he left."]);
    }

    #[test]
    fn hard_wrapped_lines_do_not_end_sentences() {
        assert_eq!(
            split("Sales rose\nin June. Costs\nfell."),
            ["Sales rose\nin June.", "Costs\nfell."]
        );
    }
}
