//! Blocks of a document to sentences.
//!
//! A full stop ends a sentence when blanks and the beginning of a new one follow it and no
//! abbreviation stands before it (`lexicons/abbreviations.toml`: titles never end a sentence,
//! company forms and initialisms do before a word that usually begins one). Line breaks inside a
//! block never do: wire text is hard-wrapped.

use crate::{
    lang::Token,
    lexicon::{Class, Layer, Lexicon, Scan},
    model::{Document, Sentence, Span},
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
        let mut start = at;
        let mut in_quote = false;
        while start < end {
            let stop = sentence_end(&document.text, lexicon, scan, start, end);
            let begins_inside = in_quote;
            in_quote ^= tokens[start..stop].iter().filter(|t| t.is_punct('"')).count() % 2 == 1;
            let starts_with_mark = tokens[start].is_punct('"');
            out.push(Sentence {
                span: Span::new(tokens[start].byte_start, tokens[stop - 1].byte_end),
                token_start: start as u32,
                token_end: stop as u32,
                block: index as u32,
                kind: block.kind,
                section: block.section,
                is_quoted: (begins_inside || starts_with_mark)
                    && (in_quote || tokens[stop - 1].is_punct('"')),
            });
            start = stop;
        }
        at = end;
    }
    out
}

/// One past the last token of the sentence that begins at token `start`.
fn sentence_end(text: &str, lexicon: &Lexicon, scan: &Scan, start: usize, end: usize) -> usize {
    let tokens = &scan.tokens;
    let mut at = start;
    while at < end {
        let token = &tokens[at];
        let stops = match token.punct() {
            Some('.' | '…') => ends_at_full_stop(text, lexicon, scan, start, at, end),
            Some('!' | '?') => true,
            Some(_) => false,
            // an initialism carries its own full stop
            None => {
                token.is_word()
                    && token.of(text).ends_with('.')
                    && begins_with_starter(text, tokens, at + 1, end)
            }
        };
        at += 1;
        if !stops {
            continue;
        }
        let after = closing_end(tokens, at, end);
        if after >= end
            || begins_sentence(&tokens[after])
            || is_glued(text, tokens, start, after, end)
        {
            return after;
        }
    }
    end
}

/// Past the quotation marks and brackets that close what ended at `at`.
fn closing_end(tokens: &[Token], mut at: usize, end: usize) -> usize {
    while at < end {
        let token = &tokens[at];
        let closes = matches!(token.punct(), Some('"' | '\'' | ')' | ']' | '.' | '!' | '?' | '…'))
            && !token.has_space_before();
        if !closes {
            break;
        }
        at += 1;
    }
    at
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

/// Whether a sentence begins at `after` although the blank before it was lost, as on scraped pages:
/// "had anticipated.The bank". Names are written so too ("Booking.Com"), hence a word in small
/// letters or an amount before the full stop.
fn is_glued(text: &str, tokens: &[Token], start: usize, after: usize, end: usize) -> bool {
    let Some((token, stop, before)) = after
        .checked_sub(2)
        .filter(|n| *n > start)
        .map(|n| (&tokens[after], &tokens[n + 1], &tokens[n]))
    else {
        return false;
    };
    let follows_word =
        before.is_word() && !before.is_capital() && before.byte_end - before.byte_start > 2;
    let follows_amount = before.is_punct('%') || before.is_number();
    let begins_word = token.is_word()
        && token.is_capital()
        && !(token.is_upper() && token.byte_end - token.byte_start > 3);
    let goes_on = tokens.get(after + 1).is_some_and(|t| after + 1 < end && t.has_space_before());
    let is_starter = STARTERS.iter().any(|s| token.of(text).eq_ignore_ascii_case(s));
    stop.is_punct('.')
        && !token.has_space_before()
        && begins_word
        && goes_on
        && (follows_word || (follows_amount || before.is_word()) && is_starter)
}

/// Whether the full stop at `at` can end a sentence.
fn ends_at_full_stop(
    text: &str,
    lexicon: &Lexicon,
    scan: &Scan,
    start: usize,
    at: usize,
    end: usize,
) -> bool {
    let tokens = &scan.tokens;
    if at == start || at + 1 >= end {
        return true;
    }
    let before = &tokens[at - 1];
    if tokens[at].has_space_before() || !before.is_word() {
        return true;
    }
    let is_initial = before.byte_end - before.byte_start == 1 && before.is_capital();
    if is_initial {
        return at >= start + 2 && tokens[at - 2].is_number();
    }
    let abbreviation = scan
        .hits_in(Layer::Grammar, at as u32 - 1, at as u32)
        .iter()
        .map(|h| &lexicon.entries[h.entry as usize])
        .find(|e| e.class == Class::Abbreviation);
    match abbreviation.map(|e| e.unit.as_deref()) {
        None => true,
        Some(Some("title")) => false,
        Some(Some("number")) => !tokens[at + 1].is_number(),
        Some(_) => begins_with_starter(text, tokens, at + 1, end),
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

fn begins_with_starter(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let after = closing_end(tokens, at, end);
    match tokens.get(after).filter(|_| after < end) {
        None => true,
        Some(token) if token.is_punct('"') => token.has_space_before(),
        Some(token) => {
            token.is_capital() && STARTERS.iter().any(|s| token.of(text).eq_ignore_ascii_case(s))
        }
    }
}

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
    fn blanks_lost_behind_full_stops() {
        assert_eq!(
            split("They did as anticipated.Bonds rose."),
            ["They did as anticipated.", "Bonds rose."]
        );
        assert_eq!(
            split("It fell 6.5%.But it rose in May.The rest held."),
            ["It fell 6.5%.", "But it rose in May.", "The rest held."]
        );
        assert_eq!(split("Booking.Com rose."), ["Booking.Com rose."]);
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
