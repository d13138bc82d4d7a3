//! Own sentences for the rules of context, and any text for panics.

use proptest::prelude::*;

use super::sentence_themes;
use crate::{
    lexicon::{Lexicon, ParsedDocument, Scan},
    model::{
        Block,
        BlockKind::{self, Bullet, Heading, Headline, Paragraph},
        Document, Section, Sentence, Span,
    },
};

/// The sentences that have `theme`, in order. Each comes with the number of its block and the kind
/// of that block.
fn bearing<'t>(sentences: &[(u32, BlockKind, &'t str)], theme: &str) -> Vec<&'t str> {
    let lexicon = Lexicon::built_in();
    let mut document = Document::default();
    let mut spans = Vec::new();
    for (_, _, words) in sentences {
        let start = document.text.len();
        document.text.push_str(words);
        spans.push(Span::from_usize(start, document.text.len()));
        document.text.push('\n');
    }
    let mut scan = Scan::default();
    lexicon.scan(&document.text, &mut scan);
    let token_at = |byte: u32| scan.tokens.partition_point(|t| t.byte_start < byte) as u32;
    let read: Vec<Sentence> = sentences
        .iter()
        .zip(&spans)
        .map(|((block, kind, _), span)| Sentence {
            span: *span,
            token_start: token_at(span.byte_start),
            token_end: token_at(span.byte_end),
            block: *block,
            kind: *kind,
            section: Section::Body,
            is_quoted: false,
        })
        .collect();
    document.blocks = blocks(&read);
    let parsed = ParsedDocument::new(lexicon, &document, &scan, &read);
    let theme = lexicon.theme_id(theme).expect("theme");
    let own = sentence_themes(&parsed, &parsed.views().collect::<Vec<_>>())
        .into_iter()
        .filter(|t| t.theme == theme);
    own.map(|t| sentences[t.sentence as usize].2).collect()
}

fn blocks(sentences: &[Sentence]) -> Vec<Block> {
    let of_block = sentences.chunk_by(|a, b| a.block == b.block);
    of_block
        .map(|own| Block {
            span: Span::new(own[0].span.byte_start, own[own.len() - 1].span.byte_end),
            kind: own[0].kind,
            section: Section::Body,
        })
        .collect()
}

#[test]
fn a_branch_makes_its_ancestors_bear() {
    let text = [
        (0, Paragraph, "The fair opened on Monday."),
        (0, Paragraph, "Unemployment fell in May."),
        (0, Paragraph, "The fair closed on Friday."),
    ];
    assert_eq!(bearing(&text, "macro.labor"), ["Unemployment fell in May."]);
    assert_eq!(bearing(&text, "macro"), ["Unemployment fell in May."]);
    assert!(bearing(&text, "macro.rates").is_empty());
}

#[test]
fn items_are_about_what_leads_them_in() {
    let led = |lead| {
        [
            (0, Paragraph, lead),
            (1, Bullet, "Firmer numbers from builders"),
            (2, Bullet, "A calmer mood."),
            (2, Bullet, "Shop owners smile more"),
            (3, Paragraph, "The hall closed at noon."),
        ]
    };
    assert_eq!(bearing(&led("Three macroeconomic signals helped:"), "macro").len(), 4);
    assert!(bearing(&led("Three things helped:"), "macro").is_empty());
}

#[test]
fn an_item_that_names_another_theme_is_about_that() {
    let text = [
        (0, Paragraph, "Three macroeconomic signals helped:"),
        (1, Bullet, "A drugmaker opened a plant"),
    ];
    assert_eq!(bearing(&text, "macro").len(), 1);
    assert_eq!(bearing(&text, "biotech").len(), 1);
}

#[test]
fn an_article_on_one_drug_maker_is_about_biotech_throughout() {
    let with = |headline| {
        [
            (0, Headline, headline),
            (1, Paragraph, "The drugmaker stopped a clinical trial."),
            (1, Paragraph, "The shares lost a third."),
            (1, Paragraph, "It had hoped for approval of the drug."),
            (1, Paragraph, "Its chief executive will leave in May."),
        ]
    };
    assert_eq!(bearing(&with("Drugmaker halts clinical trial"), "biotech").len(), 5);
    assert!(!bearing(&with("Shares fall in Milan"), "biotech").contains(&"Shares fall in Milan"));
}

#[test]
fn an_article_that_names_drugs_throughout_is_about_them() {
    let with = |headline| {
        [
            (0, Headline, headline),
            (1, Paragraph, "The vaccine kept four in five volunteers well."),
            (1, Paragraph, "Two of the drugs on sale do less."),
            (1, Paragraph, "A third medicine is on its way."),
            (2, Heading, "Next steps"),
            (3, Paragraph, "The firm will build a factory in Graz."),
        ]
    };
    // a heading tells of it only by its words
    assert_eq!(bearing(&with("Nasal vaccine works in first test"), "biotech").len(), 5);
    assert!(bearing(&with("Graz lures firms"), "biotech").is_empty());
}

proptest! {
    #[test]
    fn any_sentences_can_be_read(words in proptest::collection::vec(("(AI|Fed|rates|This|trial|drugmaker|:|\\.|é|growth|M2|it| ){0,6}", 0..3_usize), 0..20)) {
        let kinds = [Headline, Paragraph, Bullet];
        let text: Vec<(u32, BlockKind, &str)> = words.iter().enumerate().map(|(n, (w, k))| (n as u32 / 2, kinds[*k], w.as_str())).collect();
        for theme in ["ai", "macro", "biotech"] {
            prop_assert!(bearing(&text, theme).len() <= text.len());
        }
    }
}
