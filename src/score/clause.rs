//! Clauses of a sentence and the weight of each: what is said outweighs the reason given for it.

use super::cue::{SentimentCue, Watch};
use crate::{
    lang::Token,
    lexicon::{Class, Entry, Layer, SentenceView},
    model::TokenRange,
};

/// A reason ("due to the increased cost of wood").
const CAUSE: f64 = 0.3;
/// A concession ("despite signs of stabilisation").
const CONCESSION: f64 = 0.3;
/// A relative clause.
const RELATIVE: f64 = 0.5;
/// A concession where nothing else in the sentence has a sign.
const LONE_CONCESSION: f64 = 0.5;
/// A clause before a "but".
const BEFORE_ADVERSATIVE: f64 = 0.3;
/// The least weight of a reason or relative clause that tells of the theme.
const CAUSE_OF_THEME: f64 = 0.8;
/// Most clauses of one sentence that are told apart.
const MAX_CLAUSES: usize = 64;
/// Tokens between a colon and the speaker after it.
const SPEAKER_REACH: u32 = 8;

/// The relation of a clause to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Main,
    Cause,
    Concession,
    /// "which had surged in May": what is said in passing.
    Relative,
}

/// A stretch of tokens without a clause boundary inside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Clause {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Factor on what it says.
    pub weight: f64,
    relation: Relation,
}

impl Clause {
    const fn new(tokens: TokenRange, relation: Relation) -> Self {
        let weight = match relation {
            Relation::Main => 1.0,
            Relation::Cause => CAUSE,
            Relation::Concession => CONCESSION,
            Relation::Relative => RELATIVE,
        };
        Self { tokens, weight, relation }
    }

    /// Whether it gives a reason, concedes, or is said in passing.
    pub(super) fn is_aside(&self) -> bool {
        self.relation != Relation::Main
    }

    /// Whether it is said in passing.
    pub(super) fn is_relative(&self) -> bool {
        self.relation == Relation::Relative
    }

    /// Whether it concedes.
    pub(super) fn concedes(&self) -> bool {
        self.relation == Relation::Concession
    }

    /// The least that an event counts for its theme: a reason that tells of it is news of it, an aside
    /// mostly what was before.
    pub(super) const fn least_weight_of_theme(&self) -> f64 {
        match self.relation {
            Relation::Cause => CAUSE_OF_THEME,
            _ => 0.0,
        }
    }

    /// Whether a token belongs to it.
    pub(super) const fn holds(&self, token: u32) -> bool {
        self.tokens.contains(token)
    }
}

/// Cuts a sentence at commas, semicolons, colons, dashes, brackets and the words of
/// `lexicons/grammar.toml`; replaces what is in `clauses`.
pub(super) fn read_clauses(
    sentence: &SentenceView<'_>,
    cues: &[SentimentCue],
    clauses: &mut Vec<Clause>,
) {
    clauses.clear();
    let mut cutter =
        OpenClause { sentence, cues, start: sentence.start(), relation: Relation::Main };
    let mut hits = sentence
        .hits(Layer::Grammar)
        .iter()
        .map(|hit| (hit.token_start, sentence.entry(hit).class))
        .filter(|(_, class)| relation_of(*class).is_some())
        .peekable();
    for (at, token) in sentence.range().iter().zip(sentence.tokens()) {
        if clauses.len() == MAX_CLAUSES {
            break;
        }
        if let Some((_, class)) = hits.next_if(|(start, _)| *start == at) {
            cutter.cut_at_word(at, class, clauses);
        } else {
            cutter.cut_at_mark(at, token, clauses);
        }
    }
    cutter.close(sentence.end(), clauses);
    // where the main clauses say nothing, the reasons do
    let main_speaks = clauses.iter().any(|c| !c.is_aside() && speaks(cues, c.tokens));
    if !main_speaks {
        for clause in clauses.iter_mut() {
            let is_concession = clause.relation == Relation::Concession;
            clause.weight = if is_concession { LONE_CONCESSION } else { 1.0 };
        }
    }
}

/// The clause that is open while a sentence is cut.
struct OpenClause<'s> {
    sentence: &'s SentenceView<'s>,
    cues: &'s [SentimentCue],
    start: u32,
    relation: Relation,
}

impl OpenClause<'_> {
    /// Closes the open clause before `end`, unless it is empty.
    fn close(&self, end: u32, clauses: &mut Vec<Clause>) {
        let tokens = TokenRange::new(self.start, end);
        if !tokens.is_empty() {
            clauses.push(Clause::new(tokens, self.relation));
        }
    }

    fn speaks_before(&self, at: u32) -> bool {
        speaks(self.cues, TokenRange::new(self.start, at))
    }

    fn cut_at_word(&mut self, at: u32, class: Class, clauses: &mut Vec<Clause>) {
        let is_opening_relative = class == Class::Relative && at == self.sentence.start();
        let begins_nothing = self.sentence.is_of(at, Class::WeakCause)
            && (is_comparing_as(self.sentence, at) || at > self.start && !self.speaks_before(at));
        // "rose, having fallen": what was before; "is having" opens nothing
        let is_verb = self.sentence.is_word(at, "having")
            && at > self.sentence.start()
            && !self.sentence.prev_is_punct(at, ',');
        // "has yet to report"
        let is_delay = class == Class::Adversative && self.sentence.is_word(at + 1, "to");
        // "were offset by": both sides are weighed in one clause
        let is_balance =
            self.cues.iter().any(|cue| cue.watch == Watch::Around && cue.tokens.contains(at));
        if is_opening_relative || begins_nothing || is_verb || is_delay || is_balance {
            return;
        }
        self.close(at, clauses);
        if class == Class::Adversative {
            for earlier in clauses.iter_mut() {
                earlier.weight = earlier.weight.min(BEFORE_ADVERSATIVE);
            }
        }
        self.relation = relation_of(class).unwrap_or(Relation::Main);
        self.start = at;
    }

    fn cut_at_mark(&mut self, at: u32, token: &Token, clauses: &mut Vec<Clause>) {
        if !matches!(token.punct(), Some(',' | ';' | ':' | '—' | '–' | '(' | ')')) {
            return;
        }
        // "rose, then fell": where it ended up
        if token.is_punct(',') && self.sentence.is_word(at + 1, "then") && self.speaks_before(at) {
            self.cut_at_word(at, Class::Adversative, clauses);
            return;
        }
        // a comma after nothing said parts a list or an insertion from what is said of it
        if token.is_punct(',') && self.relation == Relation::Main && !self.speaks_before(at) {
            return;
        }
        self.close(at, clauses);
        // a reason runs on over commas; a concession ends at its comma
        if self.relation != Relation::Cause || token.is_punct(';') {
            self.relation = Relation::Main;
        }
        self.start = at + 1;
    }
}

/// Hands on the topic of a clause that says nothing itself to the next one that does: "Northmill,
/// which reports today, fell", "Northmill, Eastmill and Southmill fell". What is said in passing is
/// skipped. `about` says of each clause whether it is about the topic.
pub(super) fn propagate_topic(cues: &[SentimentCue], clauses: &[Clause], about: &mut [bool]) {
    let mut is_waiting = false;
    for (clause, is_about) in clauses.iter().zip(about) {
        let speaks = speaks(cues, clause.tokens);
        if is_waiting && speaks && clause.relation != Relation::Relative {
            *is_about = true;
            is_waiting = false;
        } else if *is_about && clause.relation != Relation::Cause {
            is_waiting = !speaks;
        }
    }
}

/// The topic of an aside is that of the clause before it as well: "this hurt expectations that were
/// fuelled by AI".
pub(super) fn propagate_topic_to_main(clauses: &[Clause], about: &mut [bool]) {
    for index in (1..clauses.len()).rev() {
        let is_aside = matches!(clauses[index].relation, Relation::Relative | Relation::Cause);
        about[index - 1] |= about[index] && is_aside;
    }
}

/// The topic of a concession is that of the first main clause after it, where no main clause has it:
/// "although sales at Falk rose, earnings sank".
pub(super) fn propagate_topic_past_concession(
    cues: &[SentimentCue],
    clauses: &[Clause],
    about: &mut [bool],
) {
    let is_main =
        |clause: &Clause| clause.relation == Relation::Main && speaks(cues, clause.tokens);
    if clauses.iter().zip(&*about).any(|(clause, about)| *about && is_main(clause)) {
        return;
    }
    let conceded = clauses
        .iter()
        .zip(&*about)
        .position(|(clause, about)| *about && clause.relation == Relation::Concession);
    let Some(conceded) = conceded else { return };
    if let Some(main) = clauses[conceded..].iter().position(is_main) {
        about[conceded + main] = true;
    }
}

/// Whether the clauses that are `about` a target only name it as the speaker: "Rally may fade: Ann
/// Low, Firm X", "..., said Firm X".
pub(super) fn only_speaks(
    sentence: &SentenceView<'_>,
    cues: &[SentimentCue],
    clauses: &[Clause],
    about: &[bool],
) -> bool {
    let is_tail = |clause: &Clause| {
        let start = clause.tokens.token_start;
        let before = sentence.range().before(start);
        let is_silent = !speaks(cues, sentence.range().after(start));
        let after_colon = before.last(SPEAKER_REACH).iter().any(|at| sentence.is_punct(at, ':'));
        let is_saying = |e: &Entry| matches!(e.class, Class::SayVerb | Class::AccordingTo);
        let after_say = sentence.has_at(Layer::Speech, start, is_saying);
        is_silent && !before.is_empty() && (after_colon || after_say)
    };
    clauses.iter().zip(about).filter(|(_, about)| **about).all(|(clause, _)| is_tail(clause))
}

/// Whether an "as" compares or names a role and gives no reason: "as much as", "as of", "as a
/// dealer", "such as".
fn is_comparing_as(sentence: &SentenceView<'_>, at: u32) -> bool {
    sentence.is_word(at, "as")
        && (sentence.is_of(at + 1, Class::AfterAs) || sentence.prev_is_of(at, Class::BeforeAs))
}

/// Whether a direction or polar word begins in the tokens.
fn speaks(cues: &[SentimentCue], tokens: TokenRange) -> bool {
    let first = cues.partition_point(|cue| cue.start() < tokens.token_start);
    cues[first..].iter().take_while(|cue| cue.start() < tokens.token_end).any(SentimentCue::speaks)
}

fn relation_of(class: Class) -> Option<Relation> {
    match class {
        Class::Cause => Some(Relation::Cause),
        Class::Concession => Some(Relation::Concession),
        Class::Relative => Some(Relation::Relative),
        Class::Adversative => Some(Relation::Main),
        _ => None,
    }
}
