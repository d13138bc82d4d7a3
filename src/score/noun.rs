//! Nouns that move: which of several side by side, which of two joined by a preposition, and what
//! a noun comes to with what hangs on it ("the decline in sales", "the odds of a rate cut").

use super::{
    clause::Clause,
    cue::{PartOfSpeech, SentimentCue, Source},
    cued_sentence::CuedSentence,
    level::is_origin,
    verb::is_object,
};
use crate::lexicon::{Class, any_of};
use crate::model::{Pos, TokenRange};

/// Tokens between a verb and its object.
pub(super) const OBJECT_REACH: u32 = 4;
/// Tokens between two nouns that a preposition joins: "of", an article, an adjective.
const JOINED_REACH: u32 = 3;
/// Tokens between a noun and an infinitive that hangs on it: "the Federal Reserve to".
const INFINITIVE_REACH: u32 = 5;
/// Tokens of a clause that hangs on a noun in which what it comes to stands.
const CLAUSE_REACH: u32 = 12;
/// Nouns that hang on one another.
const DEPTH: u32 = 4;
/// What a movement means that is told of nothing: "the rally".
const BARE_EVENT: f64 = 0.5;

/// A noun that moves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun {
    /// Index of its cue.
    pub index: usize,
    /// +1 good when up, -1 bad when up, 0 neither.
    pub polarity: f64,
    /// Indices of the first and last cue that it comes to its meaning by.
    pub first: usize,
    /// See `first`.
    pub last: usize,
}

impl CuedSentence<'_> {
    /// The noun of a cue, where it is one.
    pub(super) fn noun(&self, index: usize) -> Option<Noun> {
        let cue = self.cues.get(index)?;
        let bare = cue.is_event().then_some(cue.direction * BARE_EVENT);
        let polarity = cue.noun.or(bare).or(cue.is_polar_noun.then_some(cue.polar))?;
        Some(Noun { index, polarity, first: index, last: index })
    }

    /// The first noun of `clause` after the cue at `index`, with at most `reach` tokens between.
    pub(super) fn noun_after(&self, index: usize, clause: &Clause, reach: u32) -> Option<Noun> {
        let cue = &self.cues[index];
        let count = self.cues[index + 1..]
            .iter()
            .take_while(|next| {
                next.start() < clause.tokens.token_end && cue.until(next).len() <= reach
            })
            .position(SentimentCue::can_move)?;
        // "bounced off a two-year low"
        let is_free = |noun: &Noun| !is_origin(*self, &self.cues[noun.index]);
        let found = self.noun(index + 1 + count).filter(is_free);
        found.map(|noun| self.whole(noun)).filter(|noun| self.tells(noun))
    }

    /// What the transitive verb at `index` does something to, where that is after it.
    pub(super) fn object_after(&self, index: usize, clause: &Clause) -> Option<Noun> {
        let between = |noun: &Noun| self.cues[index].until(&self.cues[noun.index]);
        let found = self.noun_after(index, clause, OBJECT_REACH + 2);
        found.filter(|noun| is_object(self.sentence, between(noun)))
    }

    /// Whether a noun has a meaning of its own, or got one: "a period of" has none.
    pub(super) fn tells(&self, noun: &Noun) -> bool {
        noun.polarity != 0.0 || !self.cues[noun.index].is_transparent
    }

    /// A noun with its neighbours and with what hangs on it.
    pub(super) fn whole(&self, noun: Noun) -> Noun {
        self.with_content(self.compound(noun))
    }

    /// What nouns that are side by side come to: a bad one rules ("VIX index", "recession fears"),
    /// else the last ("sales margin"); with the movement of them that is after ("an interest
    /// rate cut").
    pub(super) fn compound(&self, noun: Noun) -> Noun {
        let whole = self.side_by_side(noun);
        let last = whole.last;
        match self.cues.get(last + 1) {
            Some(event) if event.start() == self.cues[last].end() && event.is_bare_event() => {
                let polarity = event.direction * whole.polarity;
                Noun { index: last + 1, polarity, last: last + 1, ..whole }
            }
            _ => whole,
        }
    }

    /// The same without the movement: what it moves.
    pub(super) fn side_by_side(&self, noun: Noun) -> Noun {
        let joins = |left: usize, right: usize| {
            self.cues
                .get(left)
                .zip(self.cues.get(right))
                .is_some_and(|(l, r)| l.end() == r.start() && l.is_noun() && r.is_noun())
        };
        let (mut first, mut last) = (noun.index, noun.index);
        while first > 0 && joins(first - 1, first) {
            first -= 1;
        }
        while joins(last, last + 1) {
            last += 1;
        }
        let bad = (first..=last).rev().find(|n| self.cues[*n].noun.is_some_and(|p| p < 0.0));
        let seen = (first..=last).rev().find(|n| !self.cues[*n].is_transparent);
        let chosen = self.noun(bad.or(seen).unwrap_or(last)).unwrap_or(noun);
        Noun { first: first.min(chosen.first), last: last.max(chosen.last), ..chosen }
    }

    /// What a verb is said of: not the noun after the preposition but the one before it ("sales in
    /// the market fell"), unless that one only counts ("the number of jobs").
    pub(super) fn head(&self, noun: Noun) -> Noun {
        let Some(head) = noun.first.checked_sub(1).and_then(|n| self.noun(n)) else { return noun };
        let own = &self.cues[head.index];
        let gap = own.until(&self.cues[noun.first]);
        let governs = head.polarity != 0.0 || own.is_transparent;
        if governs && self.is_preposition(gap) { self.head(self.compound(head)) } else { noun }
    }

    /// What a noun comes to with what hangs on it.
    pub(super) fn with_content(&self, noun: Noun) -> Noun {
        self.with_content_within(noun, DEPTH)
    }

    fn with_content_within(&self, noun: Noun, depth: u32) -> Noun {
        let cue = &self.cues[noun.index];
        // what is beside it is in it already
        if cue.is_bare_event() && noun.first < noun.index {
            return noun;
        }
        let factor = match (cue.is_transparent, cue.is_event()) {
            (true, _) if cue.is_contrary => -1.0,
            (true, _) => 1.0,
            (false, true) => cue.direction,
            _ if cue.noun.is_some_and(|own| own < 0.0) => 1.0,
            _ => return noun,
        };
        let Some(rest) = depth.checked_sub(1) else { return noun };
        if !cue.is_transparent && !cue.is_event() {
            return self.feared(noun, rest);
        }
        if let Some(content) = self.content_after(noun, rest) {
            return Noun { polarity: factor * content.polarity, last: content.last, ..noun };
        }
        // "rate-cut odds", "sales growth"
        let before = noun.first.checked_sub(1).and_then(|n| self.noun(n)).filter(|before| {
            before.polarity != 0.0 && self.cues[before.index].end() == cue.start()
        });
        match before.map(|before| self.compound(before)) {
            Some(before) => {
                Noun { polarity: factor * before.polarity, first: before.first, ..noun }
            }
            None => noun,
        }
    }

    /// A risk or loss of what is good for the theme as it happens to be: "the risk of a drought" to
    /// those who hold wheat.
    fn feared(&self, noun: Noun, depth: u32) -> Noun {
        match self.content_after(noun, depth) {
            Some(content)
                if content.polarity > 0.0
                    && self.cues[content.index].source > Source::General
                    && self.cues[content.index].noun.is_none() =>
            {
                Noun { polarity: content.polarity, last: content.last, ..noun }
            }
            _ => noun,
        }
    }

    /// What hangs on a noun by a preposition, where it has a meaning: "of a decline in sales", "of
    /// higher wages", "of a rate cut".
    fn content_after(&self, noun: Noun, depth: u32) -> Option<Noun> {
        let at = noun.last + 1;
        let next = self.cues.get(at)?;
        let gap = self.cues[noun.last].until(next);
        if self.is_opened_by_that(noun.last) {
            return self.clause_content(at);
        }
        let has_preposition = self.ends_in_preposition(noun.last);
        if has_preposition
            && gap.len() <= INFINITIVE_REACH
            && let Some(moved) = self.infinitive(at)
        {
            return Some(moved);
        }
        let brings_it = has_preposition && gap.len() < JOINED_REACH;
        if !brings_it && !self.is_preposition(gap) {
            return None;
        }
        let content = if next.part_of_speech == PartOfSpeech::Adjective && next.direction != 0.0 {
            let qualified = self.noun(at + 1).filter(|n| next.end() == self.cues[n.index].start());
            let moved = self.with_content_within(self.compound(qualified?), depth);
            Noun { polarity: next.direction * moved.polarity, ..moved }
        } else if let Some(own) = self.noun(at) {
            self.with_content_within(self.compound(own), depth)
        } else {
            Noun { index: at, polarity: next.polar, first: at, last: at }
        };
        Some(content).filter(|content| content.polarity != 0.0)
    }

    /// Whether a clause hangs on a noun: "bets that".
    fn is_opened_by_that(&self, index: usize) -> bool {
        let cue = &self.cues[index];
        let ends = cue.tokens.last_token().is_some_and(|at| self.sentence.is_word(at, "that"));
        ends || self.sentence.is_word(cue.end(), "that")
    }

    /// What a clause comes to whose first cue is at `index`: the first movement in it times what is
    /// beside it, or the first word that is good or bad.
    fn clause_content(&self, index: usize) -> Option<Noun> {
        let first = self.cues.get(index)?;
        let end = first.start() + CLAUSE_REACH;
        let inside = || {
            self.cues.iter().enumerate().skip(index).take_while(move |(_, cue)| cue.start() < end)
        };
        let told = |last: usize, polarity: f64| {
            let noun = Noun { index: last, polarity, first: index, last };
            (polarity != 0.0).then_some(noun)
        };
        let verb = inside()
            .find(|(_, cue)| cue.direction != 0.0 && cue.part_of_speech == PartOfSpeech::Verb);
        let thing = inside().find_map(|(n, cue)| cue.noun.filter(|p| *p != 0.0).map(|p| (n, p)));
        if let (Some((v, verb)), Some((n, polarity))) = (verb, thing) {
            return told(v.max(n), verb.direction * polarity);
        }
        let (n, cue) = inside().find(|(_, cue)| cue.polar != 0.0)?;
        told(n, cue.polar)
    }

    /// What an infinitive comes to that hangs on a noun: "the case for the bank to cut rates".
    fn infinitive(&self, index: usize) -> Option<Noun> {
        let verb = &self.cues[index];
        // "threats to endangered birds" has a participle
        let is_verb = verb.is_transitive
            && verb.direction != 0.0
            && self.sentence.pos(verb.start()) != Pos::PastParticiple
            && self.sentence.prev_is(verb.start(), "to");
        let clause = self.clause_of(verb).filter(|_| is_verb)?;
        let object = self.object_after(index, clause)?;
        let polarity = verb.direction * object.polarity;
        (object.first > index && polarity != 0.0).then_some(Noun {
            polarity,
            first: index,
            ..object
        })
    }

    /// Whether a noun brings its preposition: "hopes of".
    fn ends_in_preposition(&self, index: usize) -> bool {
        let last = self.cues[index].tokens.last_token();
        last.is_some_and(|at| self.sentence.pos(at) == Pos::Adposition)
    }

    /// Whether the tokens between two nouns are a preposition and what belongs to the second noun.
    fn is_preposition(&self, gap: TokenRange) -> bool {
        // "its forecast on Wednesday after inflation cooled": another clause, or another noun, has
        // begun
        gap.len() <= JOINED_REACH
            && self.sentence.is_of(gap.token_start, Class::NounJoint)
            && !gap.skip_first(1).iter().any(|at| {
                self.sentence.is_of_any(at, any_of![Coordinator | NounJoint | Subordinator])
            })
    }
}
