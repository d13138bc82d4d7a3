//! Who says what: words between quotation marks, clauses with a verb of saying, "according to", and
//! headlines that name their source after a colon.

mod apposition;
mod direct;
mod office;
mod phrase;
mod reported;
mod source;
mod speaker;
mod speakers;
mod subject;
#[cfg(test)]
mod tests;
mod voice;
mod who;

use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument, Role, SentenceView, words},
    model::{BlockKind, Clause, Pos, Quote, Sentence, Span, TokenRange, VerbForm},
};
use reported::{Reported, reported};
use speaker::Speaker;
use speakers::Speakers;

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
        let speaker = said.as_ref().map(|hit| speakers.of(view, hit, inside));
        // `the board had "run out of options"`: the sentence tells it in its own words
        let in_part = said.as_ref().is_some_and(|hit| direct::are_parts(view, hit, inside));
        if inside.is_empty() || in_part {
            let is_told = speaker.is_some() && !is_within;
            if let (Some(speaker), Some(hit), false) = (speaker, said, is_within) {
                // "It is worth noting that": nobody says it
                if !speaker.is_nobody() || is_finite(view, &hit) {
                    out.push(indirect(parsed, index, &speaker, reported(view, &hit)));
                }
                push_further(parsed, index, view, &hit, &mut speakers, &mut out);
            }
            if !is_told && sentence.kind == BlockKind::Headline {
                let speaker = speakers.after_colon(view);
                let all = Reported { whole: view.range(), content: view.range() };
                out.extend(speaker.map(|speaker| indirect(parsed, index, &speaker, all)));
            }
            continue;
        }
        let speaker = speaker
            .or_else(|| speakers.beside_quotation(view, inside))
            .or_else(|| speakers.of_next_sentence(parsed, index, &direct[first..]))
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

/// Statements of one sentence beside its first.
const FURTHER: usize = 3;

/// Appends what else a sentence reports, outside of what its first verb of saying governs: "which
/// the bank expects to rise 2%, fell 3%, the office said".
fn push_further(
    parsed: &ParsedDocument<'_>,
    index: usize,
    view: &SentenceView<'_>,
    first: &Hit,
    speakers: &mut Speakers<'_>,
    out: &mut Vec<Quote>,
) {
    let mut end = reported(view, first).whole.token_end;
    let after = view.hits(Layer::Speech).iter().take(64);
    let mut after = after.filter(|hit| hit.token_start > first.token_start);
    for _ in 0..FURTHER {
        let is_next = |hit: &&Hit| hit.token_start >= end && is_saying(view, hit, &[]);
        let Some(hit) = after.find(is_next) else { break };
        let own = reported(view, hit);
        let speaker = speakers.of(view, hit, &[]);
        let whole = own.whole.after(end);
        if speaker.is_nobody() && !is_finite(view, hit) {
            break;
        }
        out.push(indirect(parsed, index, &speaker, Reported { whole, ..own }));
        end = own.whole.token_end;
    }
}

/// What a sentence tells in its own words that somebody said.
fn indirect(
    parsed: &ParsedDocument<'_>,
    index: usize,
    speaker: &Speaker,
    reported: Reported,
) -> Quote {
    let sentence = &parsed.sentences[index];
    let (mut span, sentence_end) = with_bullets(parsed, index);
    if reported.whole.token_start > sentence.token_start {
        span.byte_start = parsed.span(reported.whole.token_start, sentence.token_end).byte_start;
    }
    if sentence_end == index as u32 + 1 && reported.whole.token_end < sentence.token_end {
        span.byte_end = parsed.span(sentence.token_start, reported.whole.token_end).byte_end;
    }
    Quote {
        span,
        sentence: index as u32,
        sentence_end,
        speaker: speaker.person.clone(),
        org: speaker.org.clone(),
        role: speaker.role.clone(),
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

/// The verb of saying or "according to" of a sentence that is outside of its quotations: the one
/// that is after all that it reports, "Corvel expects two cuts, the Fed's staff said", else
/// the first.
fn attribution(view: &SentenceView<'_>, inside: &[Span]) -> Option<Hit> {
    let hits = view.hits(Layer::Speech).iter().take(64);
    let mut said = hits.copied().filter(|hit| is_saying(view, hit, inside));
    let first = said.next()?;
    let is_last = |hit: &Hit| {
        let own = reported(view, hit);
        inside.is_empty() && own.content == own.whole && own.whole == view.range()
    };
    let is_inner = |hit: &Hit| {
        let own = reported(view, hit);
        own.content != own.whole && own.content.token_start > hit.token_start
    };
    if is_inner(&first) {
        return said.find(|hit| is_closing(view, hit) && is_last(hit)).or(Some(first));
    }
    Some(first)
}

/// Tokens after a verb of saying that ends its sentence: "said on Monday."
const CLOSING: u32 = 8;

/// ", economist Kira Patel wrote on Monday": whether a verb of saying and who says it close a
/// sentence after a comma.
fn is_closing(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let opens = subject::subject(view, hit).is_some_and(|words| {
        let start = words.token_start.min(hit.token_start);
        view.prev(start).is_some_and(|n| view.is_punct(n, ','))
    });
    opens && view.range().after(hit.token_end).len() <= CLOSING
}

/// Whether a hit outside of the quotations `inside` tells that somebody says something.
fn is_saying(view: &SentenceView<'_>, hit: &Hit, inside: &[Span]) -> bool {
    let span = view.span(hit.tokens());
    matches!(view.entry(hit).class, Class::SayVerb | Class::AccordingTo)
        && !inside.iter().any(|q| q.overlaps(span))
        && (is_expecting(view, hit) || !is_moved_by(view, hit.token_end))
        && !is_attribute(view, hit)
        && !is_measure(view, hit)
        && !is_unsaid(view, hit)
        && subject::has_subject(view, hit)
        && !reported::is_of_noun(view, hit)
        && reports(view, hit, !inside.is_empty())
}

/// Whether a statement of the article, which holds token `at` of `view`, is about it: what is
/// beside the words of who says something is told by nobody.
pub(crate) fn tells(view: &SentenceView<'_>, quote: &Quote, at: u32) -> bool {
    if quote.direct || !view.sentence().span.contains(quote.span) {
        return true;
    }
    let own = view.tokens_of(quote.span);
    let hits = view.hits_in(Layer::Speech, own).iter().take(64);
    let mut own_hits = hits.filter(|hit| {
        matches!(view.entry(hit).class, Class::SayVerb | Class::AccordingTo)
            && reported(view, hit).whole.token_end == own.token_end
    });
    own_hits.next().is_none_or(|hit| reported(view, hit).content.contains(at))
}

/// The clause that a verb of saying reports, where it is one with a verb of its own: "that sales
/// would fall".
pub(crate) fn clause_reported(view: &SentenceView<'_>, hit: &Hit) -> Option<TokenRange> {
    let content = reported(view, hit).content;
    let first = content.token_start;
    let is_after = first >= hit.token_end;
    let start = if view.is_word(first, "that") { first + 1 } else { first };
    (is_after && reported::is_subject(view, start)).then_some(content)
}

/// Tokens around a verb of saying in which the clause that it reports is found.
const REPORTED: u32 = 60;

/// Whether a verb of saying is one here, and has something that it reports: a quotation, another
/// clause, or what somebody expects. "States raised", "saw its costs jump" report nothing.
fn reports(view: &SentenceView<'_>, hit: &Hit, has_quotation: bool) -> bool {
    if view.entry(hit).class == Class::AccordingTo {
        return true;
    }
    let near = view.around(hit.token_start, REPORTED);
    let is_verb = hit.tokens().iter().any(|n| view.pos(n).is_verb());
    // "Goods were seized, highlighting the use of trucks"
    if !has_quotation && shows_thing(view, hit) {
        return false;
    }
    if !has_quotation && gives_result(view, hit) {
        return false;
    }
    let is_other = |c: &&Clause| {
        matches!(c.verb.form, VerbForm::Finite | VerbForm::PresentParticiple)
            && !c.verb.tokens.contains(hit.token_start)
    };
    // described them as "more than adequate"
    let has_marks = || view.tokens_in(near).iter().any(|t| t.is_punct('"'));
    // "saw the biggest rises": who sees a thing says nothing
    if view.is_word(hit.token_start, "saw") && !has_quotation {
        return reported::is_subject(view, hit.token_end);
    }
    let is_enough = || {
        has_quotation
            || has_marks()
            || view.entry(hit).features.role == Some(Role::Judging)
            || is_expecting(view, hit)
    };
    is_verb && (is_enough() || view.clauses_in(near).iter().any(|c| is_other(&c)))
}

/// "Reported a loss", "declared a dividend": whether a verb of disclosing has a result or deed of a
/// business for its object, and tells what that business did.
fn gives_result(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let object = view.noun_phrase_at(hit.token_end);
    let is_result = |n: u32| view.is_of(n, Class::ResultNoun) || view.is_of(n, Class::Deficit);
    view.entry(hit).features.role == Some(Role::Disclosing)
        && object.is_some_and(|p| p.tokens.token_start == hit.token_end && is_result(p.head))
        && !reported::is_subject(view, hit.token_end)
}

/// "Highlighting the use of trucks": whether a participle only has a thing for its object.
fn shows_thing(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let is_participle = reported::clause_of(view, hit)
        .is_some_and(|c| c.verb.form == VerbForm::PresentParticiple && c.verb.tokens.len() == 1);
    let object =
        view.noun_phrase_at(hit.token_end).filter(|_| !view.is_word(hit.token_end, "that"));
    is_participle
        && !view.is_word(hit.token_start, "saying")
        && view.entry(hit).features.role.is_none()
        && object.is_some_and(|p| p.tokens.token_start == hit.token_end)
        && !reported::is_subject(view, hit.token_end)
}

/// Whether a verb of saying tells what somebody expects: "had expected", "now sees".
fn is_expecting(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let verb = reported::clause_of(view, hit).map_or(hit.tokens(), |c| c.verb.tokens);
    // "will add" looks ahead, and its verb of saying does not
    let looks_ahead = |own: &Hit| {
        view.entry(own).class == Class::Forecast && own.tokens().contains(hit.token_start)
    };
    view.hits_in(Layer::Modality, verb).iter().any(looks_ahead)
}

/// "Is slated to report", "did not say what": whether nothing was said. Who does not expect or
/// believe something says so.
fn is_unsaid(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let Some(clause) = reported::clause_of(view, hit) else { return false };
    let is_bare = clause.verb.form == VerbForm::Infinitive
        && view.prev_is(clause.verb.head, "to")
        && clause.verb.tokens.len() <= 2;
    // "she emailed to say that"
    let writes = || {
        let to = view.back(clause.verb.head, 2);
        view.is_word(clause.verb.head, "say") && to.is_some_and(|n| view.pos(n) == Pos::Verb)
    };
    // "can expect", "may announce"
    let before = view.before(clause.verb.head, 4).iter().rev();
    let mut auxiliaries = before.take_while(|n| {
        matches!(
            view.pos(*n),
            Pos::Adverb | Pos::Auxiliary | Pos::Determiner | Pos::Pronoun | Pos::Verb
        )
    });
    let may_say = auxiliaries
        .any(|n| view.is_of(n, Class::Modal) && !view.is_any(n, words!["will", "would"]));
    // "can neither confirm nor deny"
    let is_neither = view.prev(clause.verb.head).is_some_and(|n| view.is_of(n, Class::Not));
    let is_denied = (clause.verb.is_negated || is_neither)
        && view.entry(hit).features.role != Some(Role::NegRaising);
    may_say || (is_bare && !writes() || is_denied) && !is_expecting(view, hit)
}

/// Whether a hit is "according to" or a verb with a subject of its own, though nobody knows who "it"
/// is.
fn is_finite(view: &SentenceView<'_>, hit: &Hit) -> bool {
    view.entry(hit).class == Class::AccordingTo
        || reported::clause_of(view, hit).is_some_and(|c| c.verb.form == VerbForm::Finite)
}

/// "Faster than economists had expected": whether what somebody expects is only what a figure is set
/// against.
fn is_measure(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let clause = reported::clause_of(view, hit);
    let opening = clause.map(|clause| reported::opening(view, clause));
    opening.and_then(|n| view.prev(n)).is_some_and(|n| view.is_word(n, "than"))
}

/// "During the reported quarter": whether a participle is before its noun.
fn is_attribute(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let phrase = view.noun_phrase_at(hit.token_start);
    phrase.is_some_and(|p| p.tokens.token_start < hit.token_start && p.head >= hit.token_end)
}

/// "Added a combined $2 billion", "adding an additional 40": whether an article and one word lead to
/// an amount.
fn is_further_amount(view: &SentenceView<'_>, at: u32) -> bool {
    let number = at + 2;
    let is_currency = view.has_at(Layer::Number, number, |e| e.class == Class::Currency);
    view.is_any(at, &["a", "an"])
        && matches!(view.pos(at + 1), Pos::Adjective | Pos::Verb)
        && (view.is_number(number) || is_currency && view.is_number(number + 1))
}

/// Whether an amount is at `at`: "the index added 0.4%", "has added barely 2%" say nothing; but "the
/// union says 40% of its members will strike".
fn is_moved_by(view: &SentenceView<'_>, at: u32) -> bool {
    let is_currency = view.has_at(Layer::Number, at, |e| e.class == Class::Currency);
    let is_adverb = view.pos(at) == Pos::Adverb;
    let is_amount = view.is_number(at)
        || (is_currency || is_adverb) && view.is_number(at + 1)
        || is_further_amount(view, at);
    is_amount && !reported::is_subject(view, at)
}
