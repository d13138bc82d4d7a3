//! The score of a sentence depends on nothing outside of it.

use proptest::{collection::vec, prelude::*, sample::select};
use rust_decimal::Decimal;

use super::{ModalityWeights, Scorer, SentimentTarget, TextType};
use crate::{
    lang::Token,
    lexicon::{Layer, Lexicon, ParsedDocument, Scan},
    model::{
        ActedOn, BlockKind, Document, Modality, Qualifier, Quantity, QuantityKind, Score, Section,
        Sentence, Span, ThemeId, TraceStep,
    },
};

/// Words that the rules act on or look for, numbers and marks.
#[rustfmt::skip]
static WORDS: [&str; 91] = [
    "Falk", "ITC", "BSE", "Fed", "gold", "sales", "profit", "loss", "losses", "inflation", "jobs",
    "hopes", "rate", "shares", "debt", "AI", "chips", "drug", "rose", "fell", "rise", "drop",
    "increased", "cut", "raised", "narrowed", "lower", "higher", "smaller", "up", "down", "swung",
    "faded", "sharply", "slightly", "not", "no", "only", "beat", "missed", "weak", "strong",
    "signed", "won", "contract", "closed", "stores", "plant", "depends", "watch", "off the table",
    "is", "was", "were", "will", "to", "from", "than", "more", "less", "of", "in", "for", "on",
    "with", "by", "as", "such", "much", "after", "versus", "the", "a", "and", "but", "despite",
    "because", "which", "said", "upgrades", "5", "5%", "-3%", "8 percent", "EUR 8 million",
    "compared", ",", ";", ":", "-", "$UP",
];
/// What ends a sentence. One that ends without a mark ends its paragraph.
static ENDS: [&str; 5] = [". ", ".\n\n", "! ", "? ", "\n\n"];

const TEXT_TYPES: [TextType; 5] = [
    TextType::Sentence,
    TextType::Headline,
    TextType::Paragraph,
    TextType::Tweet,
    TextType::Shared,
];

fn sentence() -> impl Strategy<Value = String> {
    (vec(select(&WORDS[..]), 1..12), select(&ENDS[..]))
        .prop_map(|(words, end)| words.join(" ") + end)
}

/// Numbers of a text as amounts and percentages, in tokens `first` and after.
fn quantities(text: &str, tokens: &[Token], first: usize) -> Vec<Quantity> {
    let number = |(n, token): (usize, &Token)| {
        let is_percent = tokens.get(n + 1).is_some_and(|t| t.is_punct('%'));
        let signed = n.checked_sub(1).filter(|n| *n >= first).map(|n| &tokens[n]);
        let start = signed.filter(|t| t.is_punct('-')).map_or(token.byte_start, |t| t.byte_start);
        Quantity {
            span: Span::new(start, token.byte_end),
            kind: if is_percent { QuantityKind::Percent } else { QuantityKind::Number },
            value: token.of(text).parse::<Decimal>().unwrap_or_default(),
            value_hi: None,
            unit: String::new(),
            qualifier: Qualifier::default(),
            date: None,
            date_end: None,
            not_claim: None,
            suspect: None,
        }
    };
    tokens.iter().enumerate().skip(first).filter(|(_, t)| t.is_number()).map(number).collect()
}

/// The scores of sentence `index` of a text of these, towards everything, in every kind of text.
fn scores(texts: &[&str], index: usize) -> Vec<Score> {
    let lexicon = Lexicon::built_in();
    let document = Document { text: texts.concat(), ..Document::default() };
    let mut scan = Scan::default();
    lexicon.scan(&document.text, &mut scan);
    let (mut sentences, mut amounts): (Vec<Sentence>, Vec<Quantity>) = (Vec::new(), Vec::new());
    let (mut start, mut end) = (0, 0);
    for text in texts {
        end += text.len() as u32;
        let stop = scan.tokens.partition_point(|t| t.byte_start < end);
        amounts.extend(quantities(&document.text, &scan.tokens[..stop], start));
        sentences.push(Sentence {
            span: Span::new(scan.tokens[start].byte_start, scan.tokens[stop - 1].byte_end),
            token_start: start as u32,
            token_end: stop as u32,
            block: 0,
            kind: BlockKind::Paragraph,
            section: Section::Body,
            is_quoted: false,
        });
        start = stop;
    }
    let parsed = ParsedDocument::new(lexicon, &document, &scan, &sentences);
    let offset = sentences[index].span.byte_start;
    let themes = lexicon.entries.iter().filter(|e| e.class.layer() == Layer::Theme);
    let mut themes: Vec<ThemeId> = themes.filter_map(|entry| entry.theme).collect();
    themes.sort_unstable();
    themes.dedup();
    let targets = [SentimentTarget::Whole]
        .into_iter()
        .chain(themes.into_iter().map(SentimentTarget::Theme))
        .chain(["Falk", "ITC", "gold", "Fed"].map(SentimentTarget::Target));
    let mut scorer = Scorer::new(&parsed, &amounts, ModalityWeights::default());
    targets
        .flat_map(|target| TEXT_TYPES.map(|text_type| (target, text_type)))
        .map(|(target, text_type)| scorer.score(index, Modality::Actual, target, text_type))
        .map(|score| without_offset(score, offset))
        .collect()
}

/// A score with its places counted from the start of the sentence.
fn without_offset(score: Score, offset: u32) -> Score {
    let back = |span: Span| Span::new(span.byte_start - offset, span.byte_end - offset);
    let trace = score.trace.into_iter().map(|step| TraceStep {
        span: back(step.span),
        on: step.on.map(|on| ActedOn { span: back(on.span), ..on }),
        shifted_by: step.shifted_by.into_iter().map(back).collect(),
        ..step
    });
    Score { trace: trace.collect(), ..score }
}

proptest! {
    #[test]
    fn neighbours_of_a_sentence_do_not_change_its_score(
        own in sentence(),
        before in sentence(),
        after in sentence(),
    ) {
        let alone = scores(&[&own], 0);
        prop_assert_eq!(&scores(&[&own, &after], 0), &alone, "{:?} before {:?}", own, after);
        prop_assert_eq!(&scores(&[&before, &own], 1), &alone, "{:?} after {:?}", own, before);
        let between = scores(&[&before, &own, &after], 1);
        prop_assert_eq!(&between, &alone, "{:?} between {:?} and {:?}", own, before, after);
    }
}
