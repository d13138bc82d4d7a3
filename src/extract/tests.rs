//! What a sentence says does not depend on its neighbours, but for what the architecture names.

use super::{ClaimContext, claims, modality, quantities, quotes, sentence_themes};
use crate::{
    lexicon::{Lexicon, ParsedDocument, Scan, SentenceView},
    model::{
        BlockKind, Claim, Document, Modality, Precision, Published, Quantity, Quote, Section,
        Sentence, Span,
    },
};

/// What was found in one sentence, places counted from its beginning.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    quantities: Vec<Quantity>,
    claims: Vec<Claim>,
    quotes: Vec<Quote>,
    modality: Modality,
}

fn published() -> Published {
    Published { date: "2026-07-02".parse().ok(), precision: Precision::Day, ..Published::default() }
}

/// What is found in sentence `wanted` of a document of these.
fn found(sentences: &[&str], wanted: usize) -> Found {
    let lexicon = Lexicon::built_in();
    let mut document = Document { published: published(), ..Document::default() };
    let mut spans = Vec::new();
    for sentence in sentences {
        let start = document.text.len();
        document.text.push_str(sentence);
        spans.push(Span::from_usize(start, document.text.len()));
        document.text.push_str("\n\n");
    }
    let mut scan = Scan::default();
    lexicon.scan(&document.text, &mut scan);
    let token_at = |byte: u32| scan.tokens.partition_point(|t| t.byte_start < byte) as u32;
    let sentences: Vec<Sentence> = (0..)
        .zip(&spans)
        .map(|(block, span)| Sentence {
            span: *span,
            token_start: token_at(span.byte_start),
            token_end: token_at(span.byte_end),
            block,
            kind: BlockKind::Paragraph,
            section: Section::Body,
            is_quoted: false,
        })
        .collect();
    let parsed = ParsedDocument::new(lexicon, &document, &scan, &sentences);
    let (sentence, index) = (&sentences[wanted], wanted as u32);
    let views: Vec<SentenceView<'_>> = parsed.views().collect();
    let (quantities, quotes) = (quantities(&views), quotes(&parsed, &views));
    let themes = sentence_themes(&parsed, &views);
    let context =
        ClaimContext { views: &views, quantities: &quantities, quotes: &quotes, themes: &themes };
    let claims = claims(&parsed, &context);
    let start = sentence.span.byte_start;
    let moved = |span: Span| Span::new(span.byte_start - start, span.byte_end - start);
    Found {
        quantities: quantities
            .into_iter()
            .filter(|q| sentence.span.contains(q.span))
            .map(|q| Quantity { span: moved(q.span), ..q })
            .collect(),
        claims: claims
            .into_iter()
            .filter(|c| c.sentence == index)
            .map(|c| Claim {
                span: moved(c.span),
                period: c.period.map(moved),
                prior_period: c.prior_period.map(moved),
                sentence: 0,
                // judged by the article
                themes: Vec::new(),
                repeats: 0,
                ..c
            })
            .collect(),
        quotes: quotes
            .into_iter()
            .filter(|q| q.sentence == index)
            .map(|q| Quote { span: moved(q.span), sentence: 0, sentence_end: 1, ..q })
            .collect(),
        modality: modality(&parsed.view(sentence)),
    }
}

/// Without what a claim may take from the text before its sentence: `claim/antecedents.rs`.
fn without_inherited(found: Found) -> Found {
    let claims = found.claims.into_iter().map(|c| Claim {
        subject: None,
        subject_id: None,
        unit: String::new(),
        kind: crate::model::ClaimKind::Level,
        direction: None,
        prior_value: None,
        prior_period: None,
        compared_value: None,
        relation: None,
        basis: Vec::new(),
        measure_id: None,
        change_derived: None,
        of: None,
        speaker: None,
        // "a year earlier" than the figure before
        period_start: None,
        period_end: None,
        as_of: None,
        // follows from the fields above
        normal: None,
        ..c
    });
    let quotes =
        found.quotes.into_iter().map(|q| Quote { speaker: None, org: None, role: None, ..q });
    Found { claims: claims.collect(), quotes: quotes.collect(), ..found }
}

/// Words that refer to what was named before.
const REFERRING: [&str; 9] = [
    "its",
    "The company",
    "Analysts",
    "economists",
    "The index",
    "it",
    "consensus",
    "the bank",
    "a year earlier",
];

/// Words that the rules know.
const WORDS: [&str; 63] = [
    "Zorbex",
    "Roche",
    "the mill",
    "oats",
    "Russell 2000",
    "rose",
    "fell",
    "grew",
    "to",
    "from",
    "by",
    "5%",
    "$3 million",
    "2.5",
    "41,000",
    "in May",
    "last week",
    "on Thursday",
    "said",
    "Tom Reed said",
    "expected",
    "a forecast of",
    "and",
    "but",
    ",",
    "which",
    "may",
    "May",
    "of",
    "revenue",
    "profit",
    "a share",
    "bond",
    "coupon",
    "lower",
    "higher",
    "percent",
    "points",
    "than",
    "compared with",
    "not",
    ":",
    "the first",
    "quarter",
    "Q3",
    "2026",
    "for",
    "was",
    "will",
    "growth",
    "shares",
    "high",
    "years",
    "range",
    "million",
    "one",
    "half",
    "twice",
    "mid-teens",
    "about",
    "more",
    "including",
    "inflation",
];

/// A sentence of words that the rules know, with or without a full stop.
fn sentence() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::{Strategy, any};
    let all: Vec<&str> = WORDS.into_iter().chain(REFERRING).collect();
    let words = proptest::collection::vec(proptest::sample::select(all), 1..14);
    (words, any::<bool>()).prop_map(|(words, is_closed)| {
        format!("{}{}", words.join(" "), if is_closed { "." } else { "" })
    })
}

proptest::proptest! {
    #[test]
    fn a_sentence_does_not_read_the_next(own in sentence(), next in sentence()) {
        let alone = found(&[&own], 0);
        proptest::prop_assert_eq!(found(&[&own, &next], 0), alone, "{:?} before {:?}", own, next);
    }

    #[test]
    fn a_sentence_takes_from_the_one_before_only_what_is_named(
        before in sentence(),
        own in sentence(),
    ) {
        let alone = found(&[&own], 0);
        let after = found(&[&before, &own], 1);
        let words = format!(" {} ", own.replace('.', " "));
        let refers = REFERRING.iter().any(|word| words.contains(&format!(" {word} ")));
        let both = [alone, after].map(|f| if refers { without_inherited(f) } else { f });
        proptest::prop_assert_eq!(&both[0], &both[1], "{:?} after {:?}", own, before);
    }
}

#[test]
fn a_bare_number_takes_no_unit_from_a_sentence_that_it_does_not_take_up() {
    let own = "2.5 to Zorbex";
    assert_eq!(found(&["twice the first.", own], 1), found(&[own], 0));
}

#[test]
fn what_follows_a_sentence_changes_no_claim_of_it() {
    for next in ["The bond pays a coupon.", "The 5% bond pays a coupon.", "High rates may stay."] {
        for own in ["Zorbex fell 3%", "Zorbex fell 3%.", "Rye traded for 10 years", "Oats sold 9%"]
        {
            assert_eq!(found(&[own, next], 0), found(&[own], 0), "{own} {next}");
        }
    }
}
