//! Who says what: words between quotation marks, clauses with a verb of saying, "according to", and
//! headlines that name their source after a colon.

mod direct;
mod speaker;

use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument},
    model::{BlockKind, Quote, Sentence, Span},
};
use speaker::{Speaker, Speakers};

/// All attributed statements, by place.
#[must_use]
pub fn quotes(parsed: &ParsedDocument<'_>) -> Vec<Quote> {
    let mut speakers = Speakers::default();
    let mut out = Vec::new();
    let direct = direct::quotations(parsed);
    let mut next = 0;
    for (index, sentence) in parsed.sentences.iter().enumerate() {
        let first = next;
        while direct.get(next).is_some_and(|q| q.byte_start < sentence.span.byte_end) {
            next += 1;
        }
        let inside = &direct[first..next];
        let is_within =
            direct[..first].last().is_some_and(|q| q.byte_end > sentence.span.byte_start);
        let said = attribution(parsed, sentence, inside);
        let speaker = said.as_ref().map(|hit| speakers.of(parsed, sentence, hit));
        if inside.is_empty() {
            if let (Some(speaker), false) = (speaker, is_within) {
                out.push(indirect(parsed, index, sentence, speaker));
            } else if sentence.kind == BlockKind::Headline
                && let Some(speaker) = speakers.after_colon(parsed, sentence)
            {
                out.push(indirect(parsed, index, sentence, speaker));
            }
            continue;
        }
        let speaker = speaker
            .or_else(|| speakers.of_next(parsed, index, next < direct.len()))
            .unwrap_or_else(|| speakers.last());
        for span in inside {
            let end = sentences_until(parsed, index, span.byte_end);
            out.push(Quote {
                span: *span,
                sentence: index as u32,
                sentence_end: end,
                speaker: speaker.person.clone(),
                org: speaker.org.clone(),
                role: speaker.role.clone(),
                direct: true,
            });
        }
    }
    out
}

fn indirect(
    parsed: &ParsedDocument<'_>,
    index: usize,
    sentence: &Sentence,
    speaker: Speaker,
) -> Quote {
    let (span, sentence_end) = with_bullets(parsed, index, sentence);
    Quote {
        span,
        sentence: index as u32,
        sentence_end,
        speaker: speaker.person,
        org: speaker.org,
        role: speaker.role,
        direct: false,
    }
}

/// A lead-in that ends in a colon takes in the bullets below it.
fn with_bullets(parsed: &ParsedDocument<'_>, index: usize, sentence: &Sentence) -> (Span, u32) {
    let mut span = sentence.span;
    let mut end = index + 1;
    if sentence.span.of(parsed.text()).ends_with(':') {
        while let Some(bullet) = parsed.sentences.get(end).filter(|s| s.kind == BlockKind::Bullet) {
            span = span.cover(bullet.span);
            end += 1;
        }
    }
    (span, end as u32)
}

/// One past the sentence that holds the byte before `byte_end`.
fn sentences_until(parsed: &ParsedDocument<'_>, index: usize, byte_end: u32) -> u32 {
    let more = parsed.sentences[index..].partition_point(|s| s.span.byte_start < byte_end);
    (index + more.max(1)) as u32
}

/// The first verb of saying or "according to" of a sentence that stands outside of its quotations.
fn attribution(parsed: &ParsedDocument<'_>, sentence: &Sentence, inside: &[Span]) -> Option<Hit> {
    let is_saying = |hit: &&Hit| {
        let class = parsed.entry(hit).class;
        let span = parsed.span_of(hit);
        matches!(class, Class::SayVerb | Class::AccordingTo)
            && !inside.iter().any(|q| q.overlaps(span))
            && !is_amount(parsed, hit.token_end)
            && speaker::has_subject(parsed, sentence, hit, class)
    };
    parsed.hits(Layer::Speech, sentence).iter().take(64).find(is_saying).copied()
}

/// Whether an amount stands at `at`: "the index added 0.4%" says nothing.
fn is_amount(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    let is_number =
        |n: u32| parsed.tokens().get(n as usize).is_some_and(crate::lang::Token::is_number);
    let is_currency = parsed
        .scan
        .hits_in(Layer::Number, at, at + 1)
        .iter()
        .any(|h| parsed.entry(h).class == Class::Currency);
    is_number(at) || is_currency && is_number(at + 1)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use crate::{Pipeline, model::Article};

    static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::builder().build().unwrap());

    fn found(text: &str) -> Vec<(String, Option<String>, Option<String>, bool)> {
        let analysis =
            PIPELINE.analyze(&Article::from_text("t", format!("Some headline about it\n\n{text}")));
        let words = |q: &crate::model::Quote| q.span.of(&analysis.document.text).to_owned();
        analysis
            .quotes
            .iter()
            .map(|q| (words(q), q.speaker.clone(), q.org.clone(), q.direct))
            .collect()
    }

    #[test]
    fn direct_quotations_keep_their_marks_and_find_their_speaker() {
        let quotes = found(
            "\"Orders came back in May,\" said Hanna Brook, chief strategist at Lowell Capital. \
             The yard was busy.",
        );
        assert_eq!(quotes.len(), 1, "{quotes:?}");
        assert_eq!(quotes[0].0, "\"Orders came back in May,\"");
        assert_eq!(
            (quotes[0].1.as_deref(), quotes[0].2.as_deref(), quotes[0].3),
            (Some("Hanna Brook"), Some("Lowell Capital"), true)
        );
    }

    #[test]
    fn pronouns_are_the_last_speaker() {
        let quotes =
            found("Sales will recover, Tom Reed said on Monday. \"It takes time,\" he added.");
        assert_eq!(quotes.len(), 2, "{quotes:?}");
        assert_eq!(quotes[1].1.as_deref(), Some("Tom Reed"));
    }

    #[test]
    fn groups_and_organisations_speak() {
        let quotes = found(
            "Analysts say the move reflects a change of mood. Exports rose, according to the \
             statistics office.",
        );
        assert_eq!(quotes[0].1.as_deref(), Some("Analysts"));
        assert_eq!(quotes.len(), 2, "{quotes:?}");
    }

    #[test]
    fn what_people_do_is_no_quote() {
        assert_eq!(found("Profit was higher than expected. Markets price in two cuts."), []);
        assert_eq!(found("The Meridian 100 added 0.4%. The lender added $3 million."), []);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "[\"“”a-zA-Z said,.:\\n]{0,200}") {
            let analysis = PIPELINE.analyze(&Article::from_text("t", text));
            for quote in &analysis.quotes {
                proptest::prop_assert!(!quote.span.of(&analysis.document.text).is_empty());
            }
        }
    }
}
