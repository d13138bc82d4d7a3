//! Clauses of a sentence and what each weighs: what is said outweighs the reason given for it.

use super::cues::SentimentCue;
use crate::{
    lexicon::{Class, Layer, ParsedDocument},
    model::Sentence,
};

/// A reason ("due to the increased cost of wood").
const CAUSE: f64 = 0.3;
/// A concession ("despite signs of stabilisation").
const CONCESSION: f64 = 0.3;
/// A relative clause.
const RELATIVE: f64 = 0.5;
/// A concession where nothing else in the sentence has a sign.
const LONE_CONCESSION: f64 = 0.5;
/// What stands before a "but".
const BEFORE_ADVERSATIVE: f64 = 0.6;
/// Most clauses of one sentence that are told apart.
const MAX_CLAUSES: usize = 64;

/// Words that begin a reason only behind something said: "profit after taxes fell" has no reason in
/// it.
const WEAK_BORDERS: [&str; 10] = [
    "as",
    "after",
    "following",
    "since",
    "given",
    "reflecting",
    "reflects",
    "reflected",
    "attributable",
    "attributed",
];

/// What a clause is to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Main,
    Cause,
    Concession,
    /// "which had surged in May": what is said on the side.
    Relative,
}

/// A stretch of tokens without a border inside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Clause {
    pub token_start: u32,
    pub token_end: u32,
    /// How much what it says counts.
    pub weight: f64,
    part: Part,
}

impl Clause {
    const fn new(token_start: u32, token_end: u32, part: Part) -> Self {
        let weight = match part {
            Part::Main => 1.0,
            Part::Cause => CAUSE,
            Part::Concession => CONCESSION,
            Part::Relative => RELATIVE,
        };
        Self { token_start, token_end, weight, part }
    }

    /// Whether it gives a reason or concedes.
    pub(super) fn is_aside(&self) -> bool {
        self.part != Part::Main
    }

    pub(super) const fn holds(&self, token: u32) -> bool {
        self.token_start <= token && token < self.token_end
    }
}

/// Cuts a sentence at commas, semicolons, colons, dashes and the words of `lexicons/grammar.toml`.
pub(super) fn clauses(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    cues: &[SentimentCue],
    out: &mut Vec<Clause>,
) {
    out.clear();
    let mut start = sentence.token_start;
    let mut part = Part::Main;
    let mut hits = parsed
        .hits(Layer::Grammar, sentence)
        .iter()
        .filter(|h| part_of(parsed.entry(h).class).is_some())
        .peekable();
    for at in sentence.token_start..sentence.token_end {
        if out.len() == MAX_CLAUSES {
            break;
        }
        let token = &parsed.tokens()[at as usize];
        if hits.peek().is_some_and(|h| h.token_start == at) {
            let class = hits.next().map(|h| parsed.entry(h).class);
            if class == Some(Class::Relative) && at == sentence.token_start {
                continue;
            }
            let is_weak = parsed.is_any(at, &WEAK_BORDERS);
            if is_weak && (is_comparing_as(parsed, at) || at > start && !says(cues, start, at)) {
                continue;
            }
            if at > start {
                out.push(Clause::new(start, at, part));
            }
            if class == Some(Class::Adversative) {
                for earlier in out.iter_mut() {
                    earlier.weight = earlier.weight.min(BEFORE_ADVERSATIVE);
                }
            }
            part = class.and_then(part_of).unwrap_or(Part::Main);
            start = at;
        } else if matches!(token.punct(), Some(',' | ';' | ':' | '—' | '–' | '(' | ')')) {
            // a comma behind nothing said parts a list or an insertion from what is said of it
            if token.is_punct(',') && part == Part::Main && !says(cues, start, at) {
                continue;
            }
            if at > start {
                out.push(Clause::new(start, at, part));
            }
            // a reason runs on over commas; a concession ends at its comma
            if part != Part::Cause || token.is_punct(';') {
                part = Part::Main;
            }
            start = at + 1;
        }
    }
    if sentence.token_end > start {
        out.push(Clause::new(start, sentence.token_end, part));
    }
    // where the main clauses say nothing, the reasons do
    let main_speaks = out.iter().any(|c| !c.is_aside() && says(cues, c.token_start, c.token_end));
    if !main_speaks {
        for clause in out.iter_mut() {
            clause.weight = if clause.part == Part::Concession { LONE_CONCESSION } else { 1.0 };
        }
    }
}

/// Hands on what a clause is about that says nothing itself to the next one that does: "Northmill,
/// which reports today, fell", "Northmill, Eastmill and Southmill fell". What stands on the side is
/// passed over.
pub(super) fn propagate_topic(cues: &[SentimentCue], clauses: &[Clause], about: &mut [bool]) {
    let mut is_waiting = false;
    for (index, clause) in clauses.iter().enumerate() {
        let speaks = says(cues, clause.token_start, clause.token_end);
        if is_waiting && speaks && clause.part != Part::Relative {
            about[index] = true;
            is_waiting = false;
        } else if about[index] && clause.part != Part::Cause {
            is_waiting = !speaks;
        }
    }
}

/// What an aside is about, the clause that it belongs to is about as well: "this hurt expectations
/// that were fuelled by AI".
pub(super) fn propagate_topic_to_main(clauses: &[Clause], about: &mut [bool]) {
    for index in (1..clauses.len()).rev() {
        let is_aside = matches!(clauses[index].part, Part::Relative | Part::Cause);
        about[index - 1] |= about[index] && is_aside;
    }
}

/// Whether the clauses that are `about` a target only name it as the speaker: "Rally may fade: Ann
/// Low, Firm X", "..., said Firm X".
pub(super) fn only_speaks(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    cues: &[SentimentCue],
    clauses: &[Clause],
    about: &[bool],
) -> bool {
    let is_tail = |clause: &Clause| {
        let is_silent = !says(cues, clause.token_start, sentence.token_end);
        let after_colon = (sentence.token_start..clause.token_start)
            .rev()
            .take(8)
            .any(|at| parsed.tokens()[at as usize].is_punct(':'));
        let after_say = parsed.is_any(clause.token_start, &["said", "says", "according"]);
        is_silent && clause.token_start > sentence.token_start && (after_colon || after_say)
    };
    clauses.iter().zip(about).filter(|(_, about)| **about).all(|(clause, _)| is_tail(clause))
}

/// Whether an "as" compares or names a role and gives no reason: "as much as", "as of", "as a
/// dealer", "such as".
fn is_comparing_as(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    const AFTER: [&str; 14] = [
        "of", "a", "an", "much", "many", "well", "per", "expected", "low", "high", "little", "far",
        "long", "soon",
    ];
    const BEFORE: [&str; 10] =
        ["such", "as", "same", "known", "so", "seen", "serve", "act", "regarded", "much"];
    parsed.is_word(at, "as")
        && (parsed.is_any(at + 1, &AFTER)
            || at.checked_sub(1).is_some_and(|before| parsed.is_any(before, &BEFORE)))
}

/// Whether a direction or polar word stands in the tokens.
fn says(cues: &[SentimentCue], from: u32, to: u32) -> bool {
    let first = cues.partition_point(|m| m.token_start < from);
    cues[first..]
        .iter()
        .take_while(|m| m.token_start < to)
        .any(|m| m.direction != 0.0 || m.polar != 0.0)
}

fn part_of(class: Class) -> Option<Part> {
    match class {
        Class::Cause => Some(Part::Cause),
        Class::Concession => Some(Part::Concession),
        Class::Relative => Some(Part::Relative),
        Class::Adversative => Some(Part::Main),
        _ => None,
    }
}
