//! Who says what: words between quotation marks, clauses with a verb of saying, "according to", and
//! headlines that name their source after a colon.

mod direct;
mod full_names;
mod speaker;

use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument, SentenceView},
    model::{BlockKind, Clause, Quote, Sentence, Span, VerbForm},
};
use speaker::{Speaker, Speakers};

/// All attributed statements, by place; `views` are those of all sentences.
///
/// Who speaks is read from the sentence. What may come from its neighbours is named: a pronoun or a
/// quotation without a verb of saying is of the speaker before (`Speakers`), a quotation of the
/// one whom the sentence after it names (`Speakers::of_next_sentence`); quotations and lists go
/// on through several sentences.
#[must_use]
pub fn quotes(parsed: &ParsedDocument<'_>, views: &[SentenceView<'_>]) -> Vec<Quote> {
    let mut speakers = Speakers::new(parsed);
    let mut out = Vec::new();
    let direct = direct::quotations(parsed);
    let mut next = 0;
    for (index, view) in views.iter().enumerate() {
        let sentence = view.sentence();
        let first = next;
        while direct.get(next).is_some_and(|q| q.byte_start < sentence.span.byte_end) {
            next += 1;
        }
        let inside = &direct[first..next];
        let is_within =
            direct[..first].last().is_some_and(|q| q.byte_end > sentence.span.byte_start);
        let said = attribution(view, inside);
        let speaker = said.as_ref().map(|hit| speakers.of(view, hit));
        if inside.is_empty() {
            let speaker = match speaker {
                Some(speaker) if !is_within => Some(speaker),
                _ if sentence.kind == BlockKind::Headline => speakers.after_colon(view),
                _ => None,
            };
            out.extend(speaker.map(|speaker| indirect(parsed, index, speaker)));
            continue;
        }
        let speaker = speaker
            .or_else(|| speakers.beside_quotation(view, inside))
            .or_else(|| speakers.of_next_sentence(parsed, index))
            .unwrap_or_else(|| speakers.last());
        out.extend(inside.iter().map(|span| Quote {
            span: *span,
            sentence: index as u32,
            sentence_end: sentences_until(parsed, index, span.byte_end),
            speaker: speaker.person.clone(),
            org: speaker.org.clone(),
            role: speaker.role.clone(),
            direct: true,
        }));
    }
    out
}

/// A sentence that tells in its own words what somebody said.
fn indirect(parsed: &ParsedDocument<'_>, index: usize, speaker: Speaker) -> Quote {
    let (span, sentence_end) = with_bullets(parsed, index);
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
fn with_bullets(parsed: &ParsedDocument<'_>, index: usize) -> (Span, u32) {
    let mut span = parsed.sentences[index].span;
    let mut end = index + 1;
    if span.of(parsed.text()).ends_with(':') {
        let is_bullet = |s: &&Sentence| s.kind == BlockKind::Bullet;
        while let Some(bullet) = parsed.sentences.get(end).filter(is_bullet) {
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

/// The first verb of saying or "according to" of a sentence that is outside of its quotations.
fn attribution(view: &SentenceView<'_>, inside: &[Span]) -> Option<Hit> {
    let is_saying = |hit: &&Hit| {
        let span = view.span(hit.tokens());
        matches!(view.entry(hit).class, Class::SayVerb | Class::AccordingTo)
            && !inside.iter().any(|q| q.overlaps(span))
            && !is_amount(view, hit.token_end)
            && speaker::has_subject(view, hit)
            && reports(view, hit, !inside.is_empty())
    };
    view.hits(Layer::Speech).iter().take(64).find(is_saying).copied()
}

/// Tokens around a verb of saying in which the clause that it reports is found.
const REPORTED: u32 = 60;

/// Whether a verb of saying is one here, and has something that it reports: a quotation, another
/// clause, or what somebody expects. "States raised", "saw its costs jump" report nothing.
fn reports(view: &SentenceView<'_>, hit: &Hit, has_quotation: bool) -> bool {
    if view.entry(hit).class == Class::AccordingTo {
        return true;
    }
    let is_verb = hit.tokens().iter().any(|n| view.pos(n).is_verb());
    let is_other = |c: &&Clause| {
        matches!(c.verb.form, VerbForm::Finite | VerbForm::PresentParticiple)
            && !c.verb.tokens.contains(hit.token_start)
    };
    let expects = || view.has_at(Layer::Modality, hit.token_start, |e| e.class == Class::Forecast);
    let near = view.around(hit.token_start, REPORTED);
    is_verb && (has_quotation || expects() || view.clauses_in(near).iter().any(|c| is_other(&c)))
}

/// Whether an amount is at `at`: "the index added 0.4%" says nothing.
fn is_amount(view: &SentenceView<'_>, at: u32) -> bool {
    let is_currency = view.has_at(Layer::Number, at, |e| e.class == Class::Currency);
    view.is_number(at) || is_currency && view.is_number(at + 1)
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
