//! What of a sentence is in the mouth of somebody: all of it, or the clause that a verb of saying
//! governs.

use crate::{
    lexicon::{Class, Hit, Layer, SentenceView},
    model::{Clause, ClauseRelation, Pos, TokenRange, VerbForm},
};

/// Tokens between a verb of saying and what it reports: "said on Monday in a note to clients that".
const LEAD: u32 = 24;

/// What a verb of saying reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reported {
    /// With the words that report it.
    pub whole: TokenRange,
    /// Without them; where they are after or within it, all of it.
    pub content: TokenRange,
}

/// What a verb of saying or "according to" reports.
pub(crate) fn reported(view: &SentenceView<'_>, hit: &Hit) -> Reported {
    let segment = segment(view, hit.token_start);
    let all = Reported { whole: segment, content: segment };
    if view.entry(hit).class == Class::AccordingTo {
        return all;
    }
    let Some(clause) = clause_of(view, hit) else { return all };
    let verb = clause.verb.tokens;
    let end = verb.token_end.max(hit.token_end);
    let verb = TokenRange::new(verb.token_start, end);
    let Some(start) = complement(view, verb, segment) else { return all };
    let first = opening(view, clause);
    let placement = placement(view, clause, first, segment);
    let end = match placement {
        ClausePlacement::Main | ClausePlacement::Coordinated => {
            before_contrast(view, start, segment.token_end)
        }
        ClausePlacement::Inserted => comma_after(view, start, segment).unwrap_or(segment.token_end),
    };
    let whole = if placement == ClausePlacement::Main { segment.token_start } else { first };
    Reported { whole: TokenRange::new(whole, end), content: TokenRange::new(start, end) }
}

/// Tokens after "but" in which somebody else says something.
const CONTRAST: u32 = 10;

/// "Brokers warned of losses, but Corvel said it had none": the comma after `start` with which
/// somebody else begins to speak, else `end`.
fn before_contrast(view: &SentenceView<'_>, start: u32, end: u32) -> u32 {
    let joins = |n: u32| matches!(view.pos(n), Pos::Coordinator | Pos::Subordinator);
    let commas = TokenRange::new(start, end);
    let mut commas = commas.iter().filter(|n| view.is_punct(*n, ',') && joins(n + 1));
    let says = |first: u32| {
        let mut near = view.hits_in(Layer::Speech, view.after(first, CONTRAST)).iter();
        let is_new = view.pos(first) != Pos::Pronoun && !view.is_of(first, Class::PersonalPronoun);
        is_new
            && near.any(|hit| {
                view.entry(hit).class == Class::SayVerb
                    && clause_of(view, hit)
                        .is_some_and(|c| is_finite(c) && opening(view, c) == first)
            })
    };
    commas.find(|n| says(n + 2)).unwrap_or(end)
}

/// Tokens of a verb group before its full verb.
const AUXILIARIES: u32 = 6;

/// The clause whose verb a hit is.
pub(super) fn clause_of<'a>(view: &SentenceView<'a>, hit: &Hit) -> Option<&'a Clause> {
    let own = hit.tokens();
    let first = view.before(own.token_start, AUXILIARIES).token_start;
    let near = view.clauses_in(TokenRange::new(first, own.token_end));
    near.iter().rfind(|c| own.contains(c.verb.head))
}

/// "The 98 cents that analysts had expected": whether a verb of saying only tells of the noun
/// before it.
pub(super) fn is_of_noun(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let Some(clause) = clause_of(view, hit).filter(|c| is_finite(c)) else { return false };
    let verb = clause.verb.tokens;
    let Some(before) = view.prev(opening(view, clause)) else { return false };
    let is_bare = view.noun_phrase_at(before).is_some() || view.is_punct(before, '%');
    let is_relative = (view.is_of(before, Class::RelativePronoun)
        || view.pos(before) == Pos::Pronoun)
        && view.next(before) != Some(verb.token_start);
    (is_bare || is_relative) && complement(view, verb, view.range()).is_none()
}

/// The stretch around token `at` that no semicolon divides.
fn segment(view: &SentenceView<'_>, at: u32) -> TokenRange {
    let is_stop = |n: &u32| view.is_punct(*n, ';');
    let (before, after) = (view.range().before(at), view.range().after(at));
    let start = before.iter().rev().find(is_stop).map_or(before.token_start, |n| n + 1);
    TokenRange::new(start, after.iter().find(is_stop).unwrap_or(after.token_end))
}

/// What a clause of saying is to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClausePlacement {
    /// It governs the sentence.
    Main,
    /// It goes on to the end, after something that is nobody's: "and she said", "after he said".
    Coordinated,
    /// It ends with a comma: "which he said was", "After he said".
    Inserted,
}

fn placement(
    view: &SentenceView<'_>,
    clause: &Clause,
    first: u32,
    segment: TokenRange,
) -> ClausePlacement {
    let Some(before) = view.prev(first) else { return ClausePlacement::Main };
    let is_relative = clause.relation == ClauseRelation::Relative
        || view.is_of(before, Class::RelativePronoun)
        || clause.subject.is_some_and(|s| view.pos(s.tokens.token_start) == Pos::Pronoun)
            && view.is_of(first, Class::Possessive)
            && view.is_punct(before, ',');
    let is_subordinate =
        clause.relation == ClauseRelation::Subordinate || view.is_of(before, Class::Subordinator);
    if is_relative || is_subordinate && before == segment.token_start {
        return ClausePlacement::Inserted;
    }
    let is_participle = clause.verb.form == VerbForm::PresentParticiple;
    let is_joined = view.pos(before) == Pos::Coordinator
        && view.clauses_in(view.before(before, LEAD)).iter().any(is_finite);
    if is_subordinate || is_participle || is_joined {
        ClausePlacement::Coordinated
    } else {
        ClausePlacement::Main
    }
}

fn is_finite(clause: &Clause) -> bool {
    clause.verb.form == VerbForm::Finite
}

/// The first token of a clause: its subject, where that is before the verb.
pub(super) fn opening(view: &SentenceView<'_>, clause: &Clause) -> u32 {
    let verb = clause.verb.tokens.token_start;
    let subject = clause.coordinated.first().or(clause.subject.as_ref());
    let start = subject.map(|s| subject_start(view, s.tokens.token_start));
    start.filter(|start| *start < verb).unwrap_or(verb)
}

/// The first token of a name that the parser took apart: "Chief | Executive Ana Reis".
pub(super) fn subject_start(view: &SentenceView<'_>, start: u32) -> u32 {
    let name = view.prev(start).and_then(|n| view.noun_phrase_at(n));
    let is_name = |n: &u32| view.is_capital(*n);
    name.filter(|p| p.tokens.token_end == start && p.tokens.iter().all(|n| is_name(&n)))
        .map_or(start, |p| p.tokens.token_start)
}

/// Where the words begin that a verb of saying reports, if they are after it: "said on Monday
/// that", "expects sales of"; `None` for "they fell, he said" and "said Tom Reed, who".
fn complement(view: &SentenceView<'_>, verb: TokenRange, segment: TokenRange) -> Option<u32> {
    let end = verb.token_end;
    let mut at = end;
    let mut has_hearer = !verb.iter().any(|n| view.is_of(n, Class::Telling));
    while at < segment.token_end && at < end + LEAD {
        match view.pos(at) {
            Pos::Adverb => at += 1,
            // "half-year results"
            Pos::Punctuation if view.is_punct(at, '-') && view.is_joined(at) => at += 1,
            Pos::Adposition if view.is_of(at, Class::About) => return Some(at),
            Pos::Adposition if !view.is_of(at, Class::Subordinator) || is_of_time(view, at) => {
                let phrase = view.next(at).and_then(|n| view.noun_phrase_at(n));
                at = phrase.map_or(at + 1, |p| p.tokens.token_end);
            }
            Pos::Punctuation => {
                let opens = view.is_punct(at, ':') || view.is_punct(at, '"');
                return opens.then_some(at);
            }
            _ => {
                let Some(phrase) = view.noun_phrase_at(at).filter(|p| p.tokens.token_start == at)
                else {
                    return Some(at);
                };
                if !has_hearer && !view.is_word(at, "that") {
                    has_hearer = true;
                } else if !is_time(view, phrase.head) {
                    return (!is_inverted(view, verb, at)).then_some(at);
                }
                at = phrase.tokens.token_end;
            }
        }
    }
    None
}

/// "Said Tom Reed": whether what is at `at`, right after the verb, is who says it.
fn is_inverted(view: &SentenceView<'_>, verb: TokenRange, at: u32) -> bool {
    let is_after =
        view.prev(verb.token_start).is_some_and(|n| view.is_punct(n, ',') || view.is_punct(n, '"'));
    is_after && at == verb.token_end && !is_subject(view, at)
}

/// Whether a verb after it tells of the phrase that begins at `at`.
pub(super) fn is_subject(view: &SentenceView<'_>, at: u32) -> bool {
    let has_verb = |c: &Clause| {
        c.subject.is_some_and(|s| {
            // "said an investor who holds shares"
            s.tokens.token_start == at && !view.is_of(s.tokens.token_end, Class::RelativePronoun)
        }) && c.verb.tokens.token_start > at
    };
    view.clauses_in(view.after(at, LEAD)).iter().any(|c| is_finite(c) && has_verb(c))
}

/// "Said after a meeting", "said before markets opened" is when; "warned as profit fell".
fn is_of_time(view: &SentenceView<'_>, at: u32) -> bool {
    let phrase = view.next(at).and_then(|n| view.noun_phrase_at(n));
    phrase.is_some_and(|p| !view.clauses_in(view.after(p.head, 2)).iter().any(is_finite))
}

fn is_time(view: &SentenceView<'_>, at: u32) -> bool {
    view.has_at(Layer::Number, at, |e| matches!(e.class, Class::Weekday | Class::Month))
        || !view.hits_at(Layer::Period, at).is_empty()
}

/// The first comma after `start`.
fn comma_after(view: &SentenceView<'_>, start: u32, segment: TokenRange) -> Option<u32> {
    segment.after(start).iter().find(|n| view.is_punct(*n, ','))
}
