//! Awards: contracts, approvals and money that somebody gets, plants and stores that somebody
//! closes.

use super::{clause::Clause, cue::SentimentCue, cued_sentence::CuedSentence};
use crate::lexicon::Class;
use crate::model::TokenRange;

/// Tokens between a verb of getting and its award: "signed an extensive cooperation agreement".
const AWARD_REACH: u32 = 12;
/// Tokens between an award and the verb in the passive: "a contract was finally signed".
const PASSIVE_REACH: u32 = 3;

/// The award of the verb of getting at `index`, as the index of its cue: the first after it, with
/// nothing but words and amounts between, or the subject of a passive.
pub(super) fn obtained(of: &CuedSentence<'_>, index: usize, clause: &Clause) -> Option<usize> {
    let cue = &of.cues[index];
    if cue.obtains == 0.0 {
        return None;
    }
    let is_award = |n: &usize| of.cues[*n].award == cue.frame;
    // "a contract was signed"
    let subject = index
        .checked_sub(1)
        .filter(|n| is_award(n) && clause.holds(of.cues[*n].start()))
        .filter(|n| is_passive(of, of.cues[*n].until(cue)));
    if subject.is_some() {
        return subject;
    }
    // an amount in brackets ends a clause and parts nothing here
    let is_near = |n: &usize| cue.until(&of.cues[*n]).len() <= AWARD_REACH;
    (index + 1..of.cues.len())
        .take_while(is_near)
        .find(is_award)
        .filter(|n| is_open(of, cue, &of.cues[*n]))
}

/// Whether the tokens before a participle are short and hold an auxiliary.
fn is_passive(of: &CuedSentence<'_>, between: TokenRange) -> bool {
    between.len() <= PASSIVE_REACH && between.iter().any(|at| of.sentence.is_of(at, Class::Be))
}

/// Whether no mark and no word that begins another phrase is between a verb and its award.
fn is_open(of: &CuedSentence<'_>, verb: &SentimentCue, award: &SentimentCue) -> bool {
    !verb.until(award).iter().any(|at| {
        let mark = of.sentence.token(at).and_then(crate::lang::Token::punct);
        matches!(mark, Some(',' | '.' | ';' | ':')) || of.sentence.is_of(at, Class::AwardBarrier)
    })
}
