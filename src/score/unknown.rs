//! What directions do where no lexicon knows the noun beside them: they reach an object by what it is
//! called, and leave alone what a subject is only about.

use super::{cue::SentimentCue, cued_sentence::CuedSentence, noun::Noun};
use crate::model::{Pos, TokenRange};

/// Tokens between the first word of a verb group and its verb.
pub(super) const VERB_REACH: u32 = 8;
/// Tokens between a subject and a noun that tells what it is about: "talks on new".
const HANGING_REACH: u32 = 4;

/// "Fixed the faulty sensor": an object that no lexicon knows, by what it is called, where the verb at
/// `index` turns what it acts on.
pub(super) fn described_object(of: &CuedSentence<'_>, index: usize) -> Option<Noun> {
    let (sentence, verb) = (of.sentence, &of.cues[index]);
    let phrase = sentence.noun_phrase_at(verb.end()).filter(|_| verb.direction < 0.0)?;
    let first = index + 1;
    let mut inside = of.cues[first..].iter().take_while(|cue| cue.end() <= phrase.tokens.token_end);
    let is_quality = |cue: &SentimentCue| {
        cue.polar != 0.0 && cue.direction == 0.0 && sentence.pos(cue.start()) == Pos::Adjective
    };
    let index = first + inside.position(is_quality)?;
    Some(Noun { index, polarity: of.cues[index].polar, first: index, last: index })
}

/// "A pill for bleeding is cleared; Falk jumps": whether a verb tells of a name or thing in its own
/// clause, so that what is before that did not move. A pronoun may stand for it.
pub(super) fn has_own_subject(of: &CuedSentence<'_>, verb: usize, clause: TokenRange) -> bool {
    let (sentence, verb) = (of.sentence, &of.cues[verb]);
    let near = sentence.around(verb.start(), VERB_REACH);
    let is_own = |head: u32| verb.tokens.contains(head) || head + 1 == verb.start();
    let told = sentence.clauses_in(near).iter().find(|told| is_own(told.verb.head));
    told.and_then(|told| told.subject).is_some_and(|subject| {
        clause.contains(subject.head)
            && subject.head < verb.start()
            && sentence.pos(subject.head).is_noun()
    })
}

/// "Talks on tariffs broke down": whether the noun at `noun` only tells what the subject of the verb at
/// `verb` is about, which no lexicon knows. What is of or in something may stand for it ("a tenth of
/// jobs went").
pub(super) fn hangs_on_unknown(of: &CuedSentence<'_>, verb: usize, noun: usize) -> bool {
    let sentence = of.sentence;
    let (verb, noun) = (&of.cues[verb], &of.cues[noun]);
    let near = sentence.around(verb.start(), VERB_REACH);
    let is_own = |head: u32| verb.tokens.contains(head) || head + 1 == verb.start();
    let clause = sentence.clauses_in(near).iter().find(|clause| is_own(clause.verb.head));
    let Some(subject) = clause.and_then(|clause| clause.subject) else { return false };
    let between = TokenRange::new(subject.tokens.token_end, noun.start());
    let stands_for = |at: u32| {
        sentence.is_word(at, "of") || sentence.is_word(at, "in") || sentence.is_word(at, "for")
    };
    subject.head < noun.start()
        && between.len() <= HANGING_REACH
        && between
            .iter()
            .next()
            .is_some_and(|at| sentence.pos(at) == Pos::Adposition && !stands_for(at))
}
