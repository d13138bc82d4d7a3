//! Directions act on what moves; polar words speak for themselves; negators and degrees act within
//! their clause.

use super::{
    award::obtained,
    clause::Clause,
    cue::{PartOfSpeech, SentimentCue, Source},
    cued_sentence::CuedSentence,
    level::{is_destination, is_origin},
    movement::Direction,
    noun::Noun,
    shift::{Shift, shift},
    strength::Strength,
    suppress::{hoped, suppress_carried, suppress_hoped, suppress_neighbours, suppress_told},
    verb::{is_measured, is_measured_adverb},
};
use crate::{
    lang::Lowered,
    lexicon::{Class, Layer, SentenceView},
    model::{Pos, ThemeId, TokenRange, TraceStep},
};

/// A movement in percent of something that no lexicon knows, a company as a rule.
const MEASURED: f64 = 0.5;
/// Factor on an event that tells of another theme.
const OTHER_THEME: f64 = 0.25;
/// Tokens after "than" that belong to the comparison standard.
const STANDARD_REACH: u32 = 8;

/// What an event is to the theme that is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearing {
    /// It tells of the theme.
    Own,
    /// It tells of another theme.
    Other,
    /// Nothing in it says of what.
    Open,
}

/// Adds the parts of a sentence's score to `trace` and sorts it by place; each part has the weight
/// of its clause in it. Returns whether any direction found what it moves. `is_used` is a buffer.
pub(super) fn compose(
    of: CuedSentence<'_>,
    theme: Option<ThemeId>,
    strength: Strength,
    is_used: &mut Vec<bool>,
    trace: &mut Vec<TraceStep>,
) -> bool {
    is_used.clear();
    is_used.resize(of.cues.len(), false);
    let mut composition = Composition { of, theme, strength, is_used, has_moved: false, trace };
    suppress_hoped(of, composition.is_used);
    suppress_carried(of, composition.is_used);
    suppress_told(of, composition.is_used);
    // verbs first: what they move ("GDP growth slowed") does not move anything itself
    composition.add_movements(|part_of_speech| part_of_speech != PartOfSpeech::Noun);
    composition.add_movements(|part_of_speech| part_of_speech == PartOfSpeech::Noun);
    composition.add_words();
    let has_moved = composition.has_moved;
    trace.sort_by_key(|step| step.span);
    has_moved
}

/// The score of a sentence while it is composed.
struct Composition<'s, 't> {
    of: CuedSentence<'s>,
    theme: Option<ThemeId>,
    strength: Strength,
    /// Of each cue, whether it has had its say.
    is_used: &'t mut [bool],
    has_moved: bool,
    trace: &'t mut Vec<TraceStep>,
}

impl Composition<'_, '_> {
    /// Adds the directions that find what they move.
    fn add_movements(&mut self, is_wanted: impl Fn(PartOfSpeech) -> bool) {
        for (index, cue) in self.of.cues.iter().enumerate() {
            if cue.direction == 0.0 || !is_wanted(cue.part_of_speech) || self.is_used[index] {
                continue;
            }
            let Some(clause) = self.of.clause_of(cue) else { continue };
            if cue.part_of_speech != PartOfSpeech::Verb
                && (is_origin(self.of, cue) || is_destination(self.of, cue, self.is_used))
            {
                continue;
            }
            if is_verb_of_standard(self.of.sentence, cue, clause) {
                self.is_used[index] = true;
                continue;
            }
            let direction = Direction::new(self.of, index, clause);
            if let Some(result) = direction.reached() {
                self.use_both(index, result);
                let shift = self.shift(index, clause, Some(result));
                let value =
                    result.polarity * shift.factor * self.weight(index, clause, Some(result));
                let is_up = cue.direction > 0.0;
                self.push("swing", cue, Some((result, is_up)), value, shift);
            } else if let Some((sign, noun)) = direction.graded() {
                self.is_used[index] = true;
                self.add_movement(index, clause, (sign, noun));
            } else if let Some(noun) = direction.moved() {
                // of a noun that is neither good nor bad what is good or bad itself decides
                if noun.polarity == 0.0 && cue.polar != 0.0 {
                    continue;
                }
                self.use_both(index, noun);
                let degree = self.degree_of_object(index, noun);
                self.add_movement(index, clause, (degree, noun));
            }
        }
    }

    /// "Added fewer jobs", "cut more jobs": -1 where less of its object turns what a verb says, 1 else.
    /// The comparative has had its say by this.
    fn degree_of_object(&mut self, verb: usize, noun: Noun) -> f64 {
        let Some(n) = noun.first.checked_sub(1).filter(|n| *n > verb) else { return 1.0 };
        let (cue, object) = (&self.of.cues[n], &self.of.cues[noun.first]);
        let is_beside =
            cue.end() == object.start() && cue.part_of_speech == PartOfSpeech::Adjective;
        let is_verb = self.of.cues[verb].part_of_speech == PartOfSpeech::Verb;
        if !is_verb || !is_beside || cue.direction == 0.0 || !is_compared(self.of.sentence, cue) {
            return 1.0;
        }
        self.is_used[n] = true;
        cue.direction.signum()
    }

    fn use_both(&mut self, direction: usize, noun: Noun) {
        self.is_used[direction] = true;
        // the movements in a phrase that moves have had their say
        for n in noun.first..=noun.last {
            let cue = &self.of.cues[n];
            self.is_used[n] |= n == noun.index || cue.can_move() || cue.speaks();
        }
        self.has_moved = true;
    }

    /// Adds what a direction says of the noun that it moves; `sign` turns it.
    fn add_movement(&mut self, index: usize, clause: &Clause, (sign, noun): (f64, Noun)) {
        let cue = &self.of.cues[index];
        // "gold falls 0.3%": neither good nor bad for the world, bad for its holder, of whom
        // headlines tell
        let is_priced = noun.polarity == 0.0
            && self.of.cues[noun.index].source == Source::General
            && cue.part_of_speech == PartOfSpeech::Verb
            && self.strength.bare_direction >= MEASURED
            && is_measured(self.of.sentence, cue.end());
        let polarity = if is_priced { MEASURED } else { noun.polarity };
        if polarity == 0.0 {
            return;
        }
        let shift = self.shift(index, clause, Some(noun));
        let value =
            sign * cue.direction * polarity * shift.factor * self.weight(index, clause, Some(noun));
        suppress_neighbours(self.of, noun.index, index, self.is_used);
        let is_up = sign * cue.direction > 0.0;
        self.push("direction_noun", cue, Some((noun, is_up)), value, shift);
    }

    /// Adds awards, polar words and directions of which nothing says what moves.
    fn add_words(&mut self) {
        for (index, cue) in self.of.cues.iter().enumerate() {
            if self.is_used[index] {
                continue;
            }
            if let Some(clause) = self.of.clause_of(cue) {
                self.add_word(index, cue, clause);
            }
        }
    }

    fn add_word(&mut self, index: usize, cue: &SentimentCue, clause: &Clause) {
        // most cues act on others and say nothing themselves
        if cue.polar == 0.0 && cue.direction == 0.0 && cue.obtains == 0.0 {
            return;
        }
        let sentence = self.of.sentence;
        if let Some(award) = obtained(&self.of, index, clause) {
            self.is_used[award] = true;
            self.push_word("obtained", (index, clause), cue.obtains * self.strength.polar);
        } else if is_comparison_standard(sentence, cue, clause) {
            // what something is compared with does not speak
        } else if is_origin(self.of, cue) || is_destination(self.of, cue, self.is_used) {
            // levels that something moved from or to are told by the movement
        } else if cue.polar != 0.0 {
            self.is_used[index] = true;
            self.push_word("polar_word", (index, clause), cue.polar * self.strength.polar);
        } else if self.is_bare_direction(cue) {
            let has_measure =
                cue.part_of_speech != PartOfSpeech::Noun && is_measured(sentence, cue.end());
            let bare = self.strength.bare_direction;
            let size = if has_measure { MEASURED.max(bare) } else { bare };
            self.push_word("bare_direction", (index, clause), cue.direction * size);
        }
    }

    /// Adds what a cue says that moves nothing; `value` is that before anything acts on it.
    fn push_word(&mut self, rule: &'static str, (index, clause): (usize, &Clause), value: f64) {
        let shift = self.shift(index, clause, None);
        let factor = shift.factor * self.weight(index, clause, None);
        self.push(rule, &self.of.cues[index], None, value * factor, shift);
    }

    /// Whether a direction speaks without what it moves.
    fn is_bare_direction(&self, cue: &SentimentCue) -> bool {
        cue.direction != 0.0
            && !cue.is_transitive
            && self.strength.bare_direction > 0.0
            && (cue.part_of_speech != PartOfSpeech::Adjective
                || is_measured_adverb(self.of.sentence, cue))
    }

    /// The weight of an event: that of its clause, where it does not tell itself of the theme or of
    /// another one.
    fn weight(&self, index: usize, clause: &Clause, noun: Option<Noun>) -> f64 {
        match self.bearing(index, noun) {
            Bearing::Own => clause.weight.max(clause.least_weight_of_theme()),
            Bearing::Other => clause.weight * OTHER_THEME,
            Bearing::Open => clause.weight,
        }
    }

    /// What the event of a cue and of the noun that it moves is to the theme.
    fn bearing(&self, index: usize, noun: Option<Noun>) -> Bearing {
        let Some(theme) = self.theme else { return Bearing::Open };
        let (first, last) = noun.map_or((index, index), |noun| (noun.first, noun.last));
        if self.of.cues[first..=last].iter().any(|cue| cue.source == Source::Theme) {
            return Bearing::Own;
        }
        let sentence = self.of.sentence;
        let mut tokens = TokenRange::new(self.of.cues[first].start(), self.of.cues[last].end());
        let head = self.of.cues[noun.map_or(index, |noun| noun.index)].start();
        if let Some(phrase) = sentence.noun_phrase_at(head) {
            tokens = TokenRange::new(
                tokens.token_start.min(phrase.tokens.token_start),
                tokens.token_end.max(phrase.tokens.token_end),
            );
        }
        // "dashed hopes of a rate cut" is about rates
        let hope = &self.of.cues[noun.map_or(index, |noun| noun.index)];
        if hope.is_hope {
            tokens.token_end = tokens.token_end.max(hoped(self.of, hope).token_end);
        }
        let mut bearing = Bearing::Open;
        for hit in sentence.hits_in(Layer::Theme, tokens) {
            let entry = sentence.entry(hit);
            let Some(own) = entry.theme else { continue };
            let lexicon = sentence.lexicon();
            let is_own = lexicon.lineage(own).any(|above| above == theme);
            // a cue of the theme above leaves it open
            let is_above = lexicon.lineage(theme).any(|above| above == own);
            match entry.class {
                Class::ThemeStrong | Class::ThemeWeak if is_own => return Bearing::Own,
                Class::ThemeStrong if !is_above => bearing = Bearing::Other,
                _ => {}
            }
        }
        bearing
    }

    fn shift(&self, index: usize, clause: &Clause, noun: Option<Noun>) -> Shift {
        shift(self.of, index, clause, noun.map(|noun| noun.index), self.strength)
    }

    /// Adds a step, with the noun that the cue moves and whether that goes up.
    fn push(
        &mut self,
        rule: &'static str,
        cue: &SentimentCue,
        moved: Option<(Noun, bool)>,
        value: f64,
        shift: Shift,
    ) {
        if value == 0.0 {
            return;
        }
        let sentence = self.of.sentence;
        let on =
            moved.map(|(noun, is_up)| self.of.cues[noun.index].acted_on(sentence, Some(is_up)));
        let span = sentence.span(cue.tokens);
        self.trace.push(TraceStep { span, rule: rule.into(), value, on, shifted_by: shift.by });
    }
}

/// Whether a word compares: "fewer", "the fewest", "smaller".
fn is_compared(sentence: &SentenceView<'_>, cue: &SentimentCue) -> bool {
    let word = Lowered::new(sentence.word(cue.start()));
    let is_irregular =
        sentence.is_word(cue.start(), "more") || sentence.is_word(cue.start(), "less");
    cue.tokens.len() == 1 && (word.ends_with("er") || word.ends_with("est") || is_irregular)
}

/// "Chips lose value faster than debts are paid down": whether a verb tells what something is compared
/// with.
fn is_verb_of_standard(sentence: &SentenceView<'_>, cue: &SentimentCue, clause: &Clause) -> bool {
    let before = clause.tokens.before(cue.start()).last(STANDARD_REACH);
    let opens = |at: u32| {
        sentence.is_word(at, "than")
            && !sentence.prev_is(at, "rather")
            && at + 1 < cue.start()
            && !matches!(sentence.pos(at + 1), Pos::Numeral | Pos::Symbol)
            && !TokenRange::new(at, cue.start())
                .iter()
                .any(|n| sentence.is_punct(n, ',') || sentence.pos(n) == Pos::Coordinator)
    };
    cue.part_of_speech == PartOfSpeech::Verb && !cue.grades && before.iter().any(opens)
}

/// Whether a word is in what something is compared with: "slower than the 7.9 percent rise seen
/// last year".
fn is_comparison_standard(
    sentence: &SentenceView<'_>,
    cue: &SentimentCue,
    clause: &Clause,
) -> bool {
    clause
        .tokens
        .before(cue.start())
        .last(STANDARD_REACH)
        .iter()
        .any(|at| sentence.is_word(at, "than") && !sentence.prev_is(at, "more"))
}
