//! Chains of noun phrases: which phrase or clause another one belongs to ("the number of people out of
//! work"), and the members of a list.

use super::sentence::TaggedView;
use crate::{
    lexicon::{Class, Layer},
    model::{Clause, ClauseRelation, NounPhrase, Pos, TokenRange, VerbForm},
};

/// Tokens of a code in brackets: "NYSE: FALK.N".
const CODE: u32 = 6;
/// Members of a list of subjects.
const MEMBERS: usize = 8;

/// What is known when a verb group is looked at.
pub(super) struct Reader<'a, 'v> {
    pub(super) view: &'a TaggedView<'v>,
    pub(super) phrases: &'a [NounPhrase],
    /// The clauses before it.
    pub(super) before: &'a [Clause],
}

/// A noun phrase or a reason why there is none.
pub(super) enum Found {
    Subject(NounPhrase),
    /// The verb goes on with the clause of this number.
    Shared(usize),
    /// A relative pronoun is before the verb.
    Relative(Option<NounPhrase>),
    Nothing,
}

/// What a phrase belongs to.
enum Governor<'a> {
    /// The phrase before its preposition.
    Phrase(NounPhrase),
    /// The clause whose verb is before it.
    Clause(&'a Clause),
    Nothing,
}

/// Whether a clause tells which noun is meant.
fn is_of_noun(clause: &Clause) -> bool {
    clause.relation == ClauseRelation::Relative
        || matches!(clause.verb.form, VerbForm::PastParticiple | VerbForm::PresentParticiple)
}

impl Reader<'_, '_> {
    /// The phrase that ends right before `at`.
    /// A full stop of an abbreviation is passed over: "Falk Inc.,".
    /// So is a code in brackets: "Falk <FALK.O> fell", "Falk (NYSE: FALK) fell".
    pub(super) fn phrase_ending(&self, at: u32) -> Option<NounPhrase> {
        let at = self.before_code(at).unwrap_or(at);
        let stop = self.view.prev(at).filter(|n| self.view.is_punct(*n, '.'));
        let at = stop.unwrap_or(at);
        let after = self.phrases.partition_point(|p| p.tokens.token_end <= at);
        self.phrases[..after].last().copied().filter(|p| p.tokens.token_end == at)
    }

    /// The bracket that opens before a code of an instrument which ends right before `at`.
    fn before_code(&self, at: u32) -> Option<u32> {
        let close = self
            .view
            .prev(at)
            .filter(|n| self.view.is_punct(*n, '>') || self.view.is_punct(*n, ')'))?;
        let is_open = |n: &u32| self.view.is_punct(*n, '<') || self.view.is_punct(*n, '(');
        let open = self.view.before(close, CODE).iter().rev().find(is_open)?;
        let is_upper = |n: u32| self.view.token(n).is_some_and(|t| !t.is_word() || t.is_upper());
        let mut inside = TokenRange::new(open + 1, close).iter();
        inside.all(is_upper).then_some(open)
    }

    /// The phrase that begins at `at`.
    pub(super) fn phrase_starting(&self, at: u32) -> Option<NounPhrase> {
        let from = self.phrases.partition_point(|p| p.tokens.token_start < at);
        self.phrases.get(from).copied().filter(|p| p.tokens.token_start == at)
    }

    /// From the phrase right before a verb to the one that governs it: "the number of people out of
    /// work", "shares of companies that make chips".
    pub(super) fn leftmost(&self, phrase: NounPhrase) -> Found {
        let mut phrase = phrase;
        while let Some(before) = self.view.prev(self.first_of_list(phrase)) {
            let above = self.above(before);
            match above {
                Governor::Phrase(governing) => phrase = governing,
                Governor::Clause(clause) => return self.modified_by(clause, phrase),
                Governor::Nothing => break,
            }
        }
        Found::Subject(phrase)
    }

    /// The first phrase of a chain of phrases that hang on each other by prepositions.
    pub(super) fn head_of_chain(&self, phrase: NounPhrase) -> NounPhrase {
        let mut head = phrase;
        while let Some(before) = self.view.prev(head.tokens.token_start)
            && self.view.pos(before) == Pos::Adposition
            && let Some(governing) = self.phrase_ending(before)
        {
            head = governing;
        }
        head
    }

    /// The first token of the list that ends with `phrase`, where a preposition is before it:
    /// "tiles from India and China".
    fn first_of_list(&self, phrase: NounPhrase) -> u32 {
        let view = self.view;
        let first = self.members_before(phrase).first().map(|p| p.tokens.token_start);
        // "in both Ulm and Bonn"
        let both = |n: u32| view.prev(n).filter(|m| view.is_any(*m, &["both", "either"]));
        first
            .map(|n| both(n).unwrap_or(n))
            .filter(|n| view.prev(*n).is_some_and(|m| view.pos(m) == Pos::Adposition))
            .unwrap_or(phrase.tokens.token_start)
    }

    /// What governs a phrase by the word at `before`, which is right before it.
    fn above(&self, before: u32) -> Governor<'_> {
        let view = self.view;
        if let Some(clause) = self.clause_ending(before + 1) {
            return Governor::Clause(clause);
        }
        let begins_clause =
            view.is_of(before, Class::Subordinator) && !self.is_after_opening_phrase(before);
        if view.pos(before) != Pos::Adposition || begins_clause {
            return Governor::Nothing;
        }
        // two prepositions: "out of work"
        let end = view.prev(before).filter(|n| view.pos(*n) == Pos::Adposition).unwrap_or(before);
        // "people familiar with the talks", "shops open at night"
        let adjective = view.prev(end).filter(|n| view.pos(*n) == Pos::Adjective);
        let before_adjective = adjective.and_then(|n| self.phrase_ending(n));
        match self.phrase_ending(end).or(before_adjective) {
            Some(governing) if !self.is_leading_time(governing) => Governor::Phrase(governing),
            Some(_) => Governor::Nothing,
            // "analysts polled by the agency"
            None => match self.clause_ending(end) {
                Some(clause) if is_of_noun(clause) => Governor::Clause(clause),
                _ => Governor::Nothing,
            },
        }
    }

    /// "Cash flow after the distribution is": whether nothing but the first phrase of the sentence
    /// is before the preposition at `at`, so that no clause can hang on it.
    fn is_after_opening_phrase(&self, at: u32) -> bool {
        let is_first = |p: NounPhrase| {
            p.tokens.token_start == self.view.start() && self.view.pos(p.head).is_noun()
        };
        let is_time = self.view.is_any(at, &["after", "before"]);
        is_time && self.before.is_empty() && self.phrase_ending(at).is_some_and(is_first)
    }

    /// The subject of a verb that follows `phrase`, which belongs to an earlier clause.
    fn modified_by(&self, clause: &Clause, phrase: NounPhrase) -> Found {
        let opens = clause.verb.tokens.token_start == self.view.start();
        match (clause.relation, clause.verb.form) {
            (ClauseRelation::Relative, _) => {
                clause.subject.map_or(Found::Nothing, |antecedent| self.leftmost(antecedent))
            }
            (_, VerbForm::PastParticiple) => clause.subject.map_or(Found::Nothing, Found::Subject),
            // "Leading the gainers was Falk"
            (_, VerbForm::PresentParticiple) if opens => Found::Nothing,
            // "the number of customers waiting for a line has fallen", "the rate in the countries sharing
            // the yen rose"
            (_, VerbForm::PresentParticiple)
                if self.phrase_ending(clause.verb.tokens.token_start).is_some()
                    // "a survey showing output grew"
                    && (clause.verb.tokens.token_end < phrase.tokens.token_start
                        || !self.tells(clause.verb.head)) =>
            {
                let noun = self.phrase_ending(clause.verb.tokens.token_start);
                noun.map_or(Found::Subject(phrase), |noun| self.leftmost(noun))
            }
            (_, VerbForm::Infinitive) => {
                let noun = self.phrase_ending(clause.verb.tokens.token_start);
                noun.map_or(Found::Subject(phrase), |noun| self.leftmost(noun))
            }
            _ => Found::Subject(phrase),
        }
    }

    /// Whether what somebody says or shows may be behind a verb.
    fn tells(&self, verb: u32) -> bool {
        self.view.has_at(Layer::Speech, verb, |e| e.class == Class::SayVerb)
            || self.view.has_at(Layer::Modality, verb, |e| e.class == Class::Forecast)
    }

    /// The last clause before, where its verb group ends at `at`.
    fn clause_ending(&self, at: u32) -> Option<&Clause> {
        self.before.last().filter(|c| c.verb.tokens.token_end == at)
    }

    /// The clause whose verb is right before a phrase.
    pub(super) fn object_of(&self, phrase: NounPhrase) -> Option<&Clause> {
        self.clause_ending(phrase.tokens.token_start)
    }

    /// "In March sales rose": a time is nobody's subject.
    fn is_leading_time(&self, phrase: NounPhrase) -> bool {
        self.view.is_time(phrase.head)
    }

    /// The members of a list that ends with `phrase`: "gold, silver and".
    pub(super) fn members_before(&self, phrase: NounPhrase) -> Vec<NounPhrase> {
        let view = self.view;
        let mut out = Vec::new();
        let mut first = phrase.tokens.token_start;
        let mut is_list = false;
        let mut is_clause = false;
        while out.len() < MEMBERS
            && let Some(connector) = view.prev(first)
        {
            let is_and = view.pos(connector) == Pos::Coordinator;
            let is_comma = view.is_punct(connector, ',') && is_list;
            if !is_and && !is_comma {
                break;
            }
            let end = view.prev(connector).filter(|n| is_and && view.is_punct(*n, ','));
            is_clause |= end.is_some();
            let end = end.unwrap_or(connector);
            // "Wendel's and Brand": a possessor alone
            let owner = view.prev(end).filter(|n| view.pos(*n) == Pos::Particle);
            let member = self.phrase_ending(end).or_else(|| self.phrase_ending(owner?));
            let Some(member) = member else { break };
            let is_object = self
                .before
                .last()
                .is_some_and(|c| c.verb.tokens.token_end == member.tokens.token_start);
            let is_named = view.pos(member.head).is_noun() || view.pos(member.head) == Pos::Pronoun;
            if is_object || !is_named || view.is_time(member.head) {
                break;
            }
            first = member.tokens.token_start;
            is_list = true;
            out.insert(0, member);
        }
        // "to 86 per dollar, and investors sold": a comma before the "and" of two parts clauses
        let has_verb = self.before.iter().any(|c| c.verb.form == VerbForm::Finite);
        if is_clause && out.len() < 2 && has_verb {
            out.clear();
        }
        out
    }
}
