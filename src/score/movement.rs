//! What a direction moves: its subject, its object, or the noun that it qualifies.

use super::{
    clause::Clause,
    cue::{PartOfSpeech, SentimentCue},
    cued_sentence::CuedSentence,
    noun::{Noun, OBJECT_REACH},
    unknown::{VERB_REACH, described_object, hangs_on_unknown, has_own_subject},
    verb::{has_no_object, is_measured, is_passive, is_phrase},
};
use crate::lexicon::{Class, Layer, SentenceView, WordClasses, WordSet, any_of, words};
use crate::model::{Pos, TokenRange, VerbForm};

/// Tokens between a direction and what it moves.
pub(super) const REACH: u32 = 12;
/// Tokens between a verb and the state that it leads into: "slips back into".
const STATE_REACH: u32 = 5;
/// Tokens between a carrier and the verb that is said of it, past the clause that hangs on it.
const CARRIED_REACH: u32 = 20;
/// Tokens between a verb and what grades it: "fell by 0.4 percent in May, more than expected".
const GRADED_REACH: u32 = 9;
/// Clauses before a direction in which what is spoken of stands: "inflation, which ..., stood at 3%, above".
const SPOKEN_CLAUSES: usize = 2;
/// Tokens between "swung to" and the result that was reached.
const SWING_REACH: u32 = 9;

/// After one of these comes what is said of a noun: "growth in these regions will outweigh costs".
const AUXILIARIES: WordClasses = any_of![Be | Have | Modal];

/// Whether a clause that hangs on a noun begins: "the risk that", "the pace at which".
fn is_opened(sentence: &SentenceView<'_>, at: u32) -> bool {
    sentence.is_word(at, "that")
        || sentence.pos(at) == Pos::Adposition && sentence.is_word(at + 1, "which")
}

/// A direction in its clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Direction<'s> {
    of: CuedSentence<'s>,
    /// Index of its cue.
    index: usize,
    cue: &'s SentimentCue,
    clause: &'s Clause,
}

impl<'s> Direction<'s> {
    /// The direction of the cue at `index`, which is in `clause`.
    pub(super) fn new(of: CuedSentence<'s>, index: usize, clause: &'s Clause) -> Self {
        Self { of, index, cue: &of.cues[index], clause }
    }

    /// What it moves.
    pub(super) fn moved(&self) -> Option<Noun> {
        // "bets on easing": nothing moves itself
        self.found().filter(|noun| !(noun.first..=noun.last).contains(&self.index))
    }

    /// "Fell more than expected": the verb that it grades, as its direction and what moved. A level
    /// that the verb led to is compared itself ("fell to 3 percent, more than forecast").
    pub(super) fn graded(&self) -> Option<(f64, Noun)> {
        if !self.cue.grades {
            return None;
        }
        let sentence = self.of.sentence;
        let before = self.of.cues[..self.index].iter().enumerate().rev();
        let (index, verb) = before
            .take_while(|(_, cue)| cue.until(self.cue).len() <= GRADED_REACH)
            .find(|(_, cue)| {
                cue.direction != 0.0 && !cue.grades && cue.part_of_speech == PartOfSpeech::Verb
            })?;
        let between = verb.until(self.cue);
        let is_level = |at| sentence.is_word(at, "to") && sentence.is_number(at + 1);
        if between.iter().any(is_level) {
            return None;
        }
        let moved = Self::new(self.of, index, self.of.clause_of(verb)?).moved()?;
        Some((verb.direction.signum(), moved))
    }

    fn found(&self) -> Option<Noun> {
        match self.cue.part_of_speech {
            // "the bank raised" something: the bank did not rise; "the payout was raised"
            PartOfSpeech::Verb
                if self.cue.is_transitive && !is_passive(self.of.sentence, self.cue) =>
            {
                self.object()
            }
            PartOfSpeech::Verb => self.subject(),
            PartOfSpeech::Noun => self.complement(),
            PartOfSpeech::Adjective => self.qualified(),
        }
    }

    /// "slipped to a net loss", "swung into profit": the noun that is reached says which way, not
    /// the verb.
    pub(super) fn reached(&self) -> Option<Noun> {
        let result = self.of.cues.get(self.index + 1)?;
        // "swung to a 1.1 mln euro net profit": an amount may be between
        let is_near = self.cue.until(result).len() <= SWING_REACH
            && result.start() < self.clause.tokens.token_end;
        let sentence = self.of.sentence;
        let is_verb = self.cue.part_of_speech == PartOfSpeech::Verb && is_near;
        let is_swing = sentence.is_any(self.cue.end(), words!["to", "into"])
            && (result.ends_with(sentence, Class::NetResult)
                || result.ends_with_any(sentence, &["black", "red"]));
        // "slips back into contraction"
        let is_state =
            self.cue.until(result).first(2).iter().any(|at| sentence.is_word(at, "into"))
                && self.cue.until(result).len() <= STATE_REACH
                && (result.is_event() || result.is_polar_noun);
        self.of.noun(self.index + 1).filter(|_| is_verb && (is_swing || is_state))
    }

    /// What a transitive verb does something to.
    pub(super) fn object(&self) -> Option<Noun> {
        // "sales boost", "price hikes": the noun of the verb
        let is_compound = |noun: &Noun| {
            let own = self.cue_of(*noun);
            own.end() == self.cue.start() && !own.is_target && !self.has_parsed_subject()
        };
        self.of
            .object_after(self.index, self.clause)
            .or_else(|| described_object(&self.of, self.index))
            .or_else(|| self.left(self.clause, 1).filter(is_compound))
    }

    /// Whether it is the verb of a clause with a subject: "the economy faces", which is no compound.
    fn has_parsed_subject(&self) -> bool {
        let own = self.cue.tokens;
        let sentence = self.of.sentence;
        let near = sentence.around(own.token_start, VERB_REACH);
        sentence.pos(own.token_start).is_verb()
            && !has_no_object(sentence, self.cue)
            && sentence.clauses_in(near).iter().any(|clause| {
                own.contains(clause.verb.head)
                    && clause.subject.is_some_and(|phrase| phrase.head < own.token_start)
            })
    }

    /// What an intransitive or passive verb is said of.
    fn subject(&self) -> Option<Noun> {
        let next = self
            .of
            .noun_after(self.index, self.clause, OBJECT_REACH)
            .filter(|noun| self.is_next(*noun));
        if let Some(object) = next.filter(|_| !self.has_bound()) {
            return Some(object);
        }
        self.carrier()
            .or_else(|| self.parsed_subject())
            .or_else(|| self.left(self.clause, REACH))
            .or_else(|| self.spoken_of())
            .or_else(|| {
                self.of
                    .noun_after(self.index, self.clause, OBJECT_REACH + 2)
                    .filter(|noun| !self.is_reason(*noun))
            })
    }

    /// "Fell below costs", "fall short of expectations": what follows is a bound and does not move.
    fn has_bound(&self) -> bool {
        let last = self.cue.tokens.last_token().filter(|last| *last > self.cue.start());
        last.is_some_and(|last| {
            self.of.sentence.pos(last) == Pos::Adposition
                || self.of.sentence.has_at(Layer::Claim, last, |entry| entry.class == Class::Gap)
        })
    }

    /// The head of the subject of its verb, where the lexicons know it: "competition in the chip
    /// market is intensifying" tells of competition.
    fn parsed_subject(&self) -> Option<Noun> {
        let own = self.cue.tokens;
        let near = self.of.sentence.around(own.token_start, VERB_REACH);
        let clauses = self.of.sentence.clauses_in(near);
        let clause = clauses.iter().find(|clause| own.contains(clause.verb.head))?;
        let phrase = clause.subject.filter(|phrase| phrase.head < own.token_start)?;
        let first = self.of.cues.partition_point(|cue| cue.end() <= phrase.tokens.token_start);
        let inside = &self.of.cues[first..];
        let len = inside.partition_point(|cue| cue.start() < phrase.tokens.token_end);
        let last = inside[..len].iter().rposition(SentimentCue::can_move)?;
        let is_head = inside[last].tokens.contains(phrase.head);
        let found = self.of.noun(first + last).filter(|_| is_head);
        found.map(|noun| self.of.whole(noun))
    }

    /// "The risk that inflation becomes entrenched has receded": what a verb, or what is after
    /// it, is said of, where a clause with a verb of its own hangs on it.
    pub(super) fn carrier(&self) -> Option<Noun> {
        let sentence = self.of.sentence;
        let before = self.of.cues[..self.index].iter().enumerate().rev();
        // first what nearly all sentences lack
        let mut carriers = before
            .take_while(|(_, cue)| cue.until(self.cue).len() <= CARRIED_REACH)
            .filter(|(_, cue)| {
                let carries = cue.is_transparent || cue.is_hope || cue.noun.is_some();
                carries && is_opened(sentence, cue.end())
            });
        let (first, carrier) = carriers.next()?;
        let own = self.cue.tokens;
        let near = sentence.around(own.token_start, VERB_REACH);
        let is_own = |head: u32| own.contains(head) || head + 1 == own.token_start;
        let verb = sentence.clauses_in(near).iter().find(|c| is_own(c.verb.head))?.verb;
        let inside = TokenRange::new(carrier.end(), verb.tokens.token_start);
        let mut clauses = sentence.clauses_in(inside).iter();
        if !clauses.any(|clause| clause.verb.form == VerbForm::Finite) {
            return None;
        }
        let polarity = match carrier.noun {
            Some(_) if carrier.is_transparent => {
                let sign = if carrier.is_contrary { -1.0 } else { 1.0 };
                sign * self.value_between(first)?
            }
            Some(polarity) => polarity,
            None => return None,
        };
        Some(Noun { index: first, polarity, first, last: self.index - 1 })
    }

    /// Which way the clause goes that lies between the cue at `first` and this one.
    fn value_between(&self, first: usize) -> Option<f64> {
        let inside = first + 1..self.index;
        let moved = inside.clone().find_map(|n| {
            let cue = &self.of.cues[n];
            let is_verb = cue.direction != 0.0 && cue.part_of_speech == PartOfSpeech::Verb;
            let clause = self.of.clause_of(cue).filter(|_| is_verb)?;
            let noun = Self::new(self.of, n, clause).moved()?;
            (noun.first > first && noun.polarity != 0.0).then_some(cue.direction * noun.polarity)
        });
        moved.or_else(|| inside.map(|n| self.of.cues[n].polar).find(|polar| *polar != 0.0))
    }

    /// "a rise of 5% in sales", "sales growth", "profit showed a drop".
    fn complement(&self) -> Option<Noun> {
        let is_alone = self.cue.noun.is_none();
        self.of
            .noun_after(self.index, self.clause, 8)
            .filter(|noun| {
                self.has_between(*noun, words!["in", "of", "for"])
                    && !self.has_between(*noun, words!["without"])
                    && !self.has_between_of(*noun, AUXILIARIES)
            })
            .or_else(|| self.left(self.clause, 3))
            .or_else(|| {
                self.of.noun_after(self.index, self.clause, 2).filter(|noun| self.is_next(*noun))
            })
            .or_else(|| is_alone.then(|| self.left(self.clause, REACH)).flatten())
            // "sales were EUR 8 million, which was a drop of 12%", "..., a drop of 12%"
            .or_else(|| {
                let has_measure = is_measured(self.of.sentence, self.cue.end());
                let is_told = is_alone && (has_measure || self.opens_clause());
                is_told.then(|| self.spoken_of()).flatten()
            })
    }

    /// "higher sales", "sales were higher"; "smaller firms" says nothing of sales.
    fn qualified(&self) -> Option<Noun> {
        let attributive =
            self.of.noun_after(self.index, self.clause, 3).filter(|noun| self.is_next(*noun));
        if attributive.is_none() && self.qualifies_unknown_noun() {
            return None;
        }
        attributive
            .or_else(|| self.carrier())
            .or_else(|| self.left(self.clause, REACH))
            .or_else(|| self.spoken_of())
            .or_else(|| {
                self.of.noun_after(self.index, self.clause, 6).filter(|noun| !self.is_reason(*noun))
            })
    }

    /// "Payrolls rose, the smallest gain in years": its phrase opens a clause of its own.
    fn opens_clause(&self) -> bool {
        let start = self.clause.tokens.token_start;
        let phrase = self.of.sentence.noun_phrase_at(self.cue.start());
        start > self.of.sentence.start()
            && phrase.is_some_and(|phrase| phrase.tokens.token_start == start)
    }

    /// The head of the last noun before it that does not begin before `clause`, with fewer than
    /// `reach` tokens between.
    fn left(&self, clause: &Clause, reach: u32) -> Option<Noun> {
        let before = self.of.cues[..self.index].iter().rev();
        let count = before
            .take_while(|cue| {
                cue.until(self.cue).len() < reach && cue.start() >= clause.tokens.token_start
            })
            .position(SentimentCue::can_move)?;
        let found = self
            .of
            .noun(self.index - 1 - count)
            .filter(|noun| !hangs_on_unknown(&self.of, self.index, noun.index));
        let whole = |noun| {
            let joined = self.of.compound(noun);
            // "saw their income rise": what rises is not the rise
            let moved = if joined.last < self.index { joined } else { self.of.side_by_side(noun) };
            self.of.with_content(self.of.head(moved))
        };
        found.map(whole).filter(|noun| self.of.tells(noun))
    }

    /// What earlier clauses speak of, where they are no asides.
    fn spoken_of(&self) -> Option<Noun> {
        if has_own_subject(&self.of, self.index, self.clause.tokens) {
            return None;
        }
        let before = self.of.clauses.iter().rev();
        let mut main = before
            .skip_while(|c| c.tokens.token_start >= self.clause.tokens.token_start)
            .filter(|c| !c.is_aside())
            .take(SPOKEN_CLAUSES);
        main.find_map(|clause| self.left(clause, 2 * REACH))
    }

    fn cue_of(&self, noun: Noun) -> &'s SentimentCue {
        &self.of.cues[noun.index]
    }

    /// The tokens from its end to a noun after it.
    fn between(&self, noun: Noun) -> TokenRange {
        self.cue.until(self.cue_of(noun))
    }

    fn has_between(&self, noun: Noun, words: &WordSet) -> bool {
        self.between(noun).iter().any(|at| self.of.sentence.is_any(at, words))
    }

    fn has_between_of(&self, noun: Noun, classes: WordClasses) -> bool {
        self.between(noun).iter().any(|at| self.of.sentence.is_of_any(at, classes))
    }

    /// Whether a noun follows in the same phrase.
    fn is_next(&self, noun: Noun) -> bool {
        is_phrase(self.of.sentence, self.between(noun))
    }

    /// "materials down on virus fears": such a noun is the reason and did not move.
    fn is_reason(&self, noun: Noun) -> bool {
        self.has_between_of(noun, any_of![OccasionLead])
    }

    /// Whether a comparative belongs to a noun that no lexicon knows: the word after it is not one
    /// of grammar.
    fn qualifies_unknown_noun(&self) -> bool {
        let (sentence, at) = (self.of.sentence, self.cue.end());
        // "fewer than the 90 that were hoped for": a standard follows, no noun
        !self.cue.compares(sentence)
            && sentence.is_alphabetic(at)
            && !sentence
                .is_of_any(at, any_of![AfterMove | Coordinator | Preposition | Subordinator])
            && !matches!(sentence.pos(at), Pos::Adposition | Pos::Subordinator)
            && !sentence.word(at).ends_with("ly")
    }
}
