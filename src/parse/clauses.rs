//! Clauses: each verb group with the noun phrase that it tells of.

use super::{
    phrase_chains::{Found, Reader},
    sentence::TaggedView,
};
use crate::{
    lexicon::{Class, Hit, Layer},
    model::{Clause, ClauseRelation, NounPhrase, Pos, VerbForm, VerbGroup},
};

/// Appends the clauses of a sentence.
pub(super) fn push_clauses(
    view: &TaggedView<'_>,
    phrases: &[NounPhrase],
    groups: &[VerbGroup],
    out: &mut Vec<Clause>,
) {
    let first = out.len();
    for group in groups {
        let reader = Reader { view, phrases, before: &out[first..] };
        let clause = reader.clause(group);
        out.push(clause);
    }
    let own = &mut out[first..];
    // "Falling 3%, the index ...": what opens a sentence tells of the main subject
    let main = own.iter().find(|c| c.relation == ClauseRelation::Main && c.subject.is_some());
    if let Some(main) = main.cloned() {
        let opening = own.iter_mut().take_while(|c| c.verb.head < main.verb.head);
        for clause in opening.filter(|c| c.subject.is_none() && c.verb.form != VerbForm::Finite) {
            clause.subject = main.subject;
            clause.coordinated.clone_from(&main.coordinated);
        }
    }
}

/// Tokens between a subject and its verb in which an insertion is looked over.
const INSERTION: u32 = 40;

/// Clauses before a verb that it may go on with.
const NEAR: usize = 16;

impl Reader<'_, '_> {
    fn clause(&self, group: &VerbGroup) -> Clause {
        let none = Clause {
            verb: *group,
            subject: None,
            coordinated: Vec::new(),
            relation: ClauseRelation::Complement,
        };
        if group.form != VerbForm::Finite {
            return self.complement(none);
        }
        match self.subject_before(group.tokens.token_start) {
            // "Down 31% since January are miners"
            Found::Subject(phrase)
                if self.view.is_time(phrase.head) && self.inverted_subject(group).is_some() =>
            {
                let subject = self.inverted_subject(group);
                Clause { subject, relation: ClauseRelation::Main, ..none }
            }
            Found::Subject(phrase) => {
                let coordinated = self.members_before(phrase);
                let opening = coordinated.first().unwrap_or(&phrase).tokens.token_start;
                let relation = if self.is_subordinate(opening) {
                    ClauseRelation::Subordinate
                } else {
                    ClauseRelation::Main
                };
                Clause { subject: Some(phrase), coordinated, relation, ..none }
            }
            Found::Shared(n) => {
                let shared = &self.before[n];
                Clause { verb: *group, ..shared.clone() }
            }
            Found::Relative(subject) => {
                Clause { subject, relation: ClauseRelation::Relative, ..none }
            }
            Found::Nothing => {
                let subject = self.inverted_subject(group);
                Clause { subject, relation: ClauseRelation::Main, ..none }
            }
        }
    }

    /// What is before a finite verb.
    fn subject_before(&self, verb: u32) -> Found {
        let view = self.view;
        let mut at = verb;
        while let Some(last) = view.prev(at)
            && (matches!(view.pos(last), Pos::Adverb | Pos::Other) || view.is_punct(last, '"'))
        {
            at = last;
        }
        // "orders more than doubled"
        at = self.before_degree(at);
        let Some(last) = view.prev(at) else { return Found::Nothing };
        if view.is_of(last, Class::RelativePronoun) && view.prev(last).is_some() {
            if let Some(antecedent) = self.antecedent(last) {
                return Found::Relative(Some(antecedent));
            }
            return Found::Relative(None);
        }
        if view.pos(last) == Pos::Coordinator {
            return self.shared(last);
        }
        if view.is_punct(last, ',') || view.is_punct(last, ')') || self.is_dash(last) {
            return self.before_insertion(last);
        }
        match self.phrase_ending(at) {
            // "The maker, based in Ulm, today announced": a time before the verb tells when
            Some(phrase) if self.is_adverbial(phrase) => {
                self.subject_before(phrase.tokens.token_start)
            }
            Some(phrase) => self.leftmost(phrase),
            None => Found::Nothing,
        }
    }

    /// The token that words for about how much begin with which end right before `at`, else `at`.
    fn before_degree(&self, at: u32) -> u32 {
        let near = self.view.before(at, 2);
        let hits = self.view.hits_in(Layer::Number, near);
        let is_degree =
            |h: &&Hit| self.view.entry(h).class == Class::Approximator && h.token_end == at;
        hits.iter().find(is_degree).map_or(at, |hit| hit.token_start)
    }

    /// Whether a phrase right before a verb is a time, with something before it that may be the
    /// subject: "Falk on Monday said", "The maker today said".
    fn is_adverbial(&self, phrase: NounPhrase) -> bool {
        let view = self.view;
        let start = phrase.tokens.token_start;
        let is_open = |n: u32| {
            view.is_punct(n, ',') || view.is_punct(n, ')') || self.phrase_ending(start).is_some()
        };
        view.is_time(phrase.head)
            && phrase.tokens.len() <= 2
            && view.prev(start).is_some_and(is_open)
            && view.back(start, 2).is_some()
    }

    /// The subject before what is set in commas, brackets or dashes, the last of which is at `mark`.
    fn before_insertion(&self, mark: u32) -> Found {
        let view = self.view;
        let opening = if view.is_punct(mark, ')') { '(' } else { ',' };
        let is_open = |n: &u32| view.is_punct(*n, opening) || self.is_dash(*n);
        // "(Nasdaq: FALK)" ends nothing
        let is_ticker = |n: u32| view.back(n, 2).is_some_and(|open| view.is_punct(open, '('));
        let is_stop = |n: &u32| view.is_punct(*n, ';') || view.is_punct(*n, ':') && !is_ticker(*n);
        let window = view.before(mark, INSERTION);
        let window = window.iter().rev().find(is_stop).map_or(window, |stop| window.after(stop));
        for open in window.iter().rev().filter(is_open) {
            if let Some(phrase) = self.phrase_ending(open) {
                return self.leftmost(phrase);
            }
        }
        // "Sales rose, and fell again", "rose 3%, beat forecasts"
        self.shared(mark)
    }

    /// Whether token `at` is a dash: a hyphen with a blank before it is one.
    fn is_dash(&self, at: u32) -> bool {
        let view = self.view;
        let is_hyphen = || {
            view.is_punct(at, '-')
                && !view.is_joined(at)
                && view.next(at).is_some_and(|n| !view.is_joined(n))
        };
        view.is_punct(at, '—') || view.is_punct(at, '–') && !view.is_joined(at) || is_hyphen()
    }

    /// The clause before `at` that a verb without a subject of its own goes on with.
    fn shared(&self, at: u32) -> Found {
        let is_before = |c: &Clause| c.verb.tokens.token_end <= at && c.subject.is_some();
        let finite = |c: &Clause| is_before(c) && c.verb.form == VerbForm::Finite;
        let from = self.before.len().saturating_sub(NEAR);
        let found = self.before[from..].iter().rposition(finite);
        found.map_or(Found::Nothing, |n| Found::Shared(from + n))
    }

    /// The noun phrase that a relative pronoun at `at` refers to.
    fn antecedent(&self, at: u32) -> Option<NounPhrase> {
        let view = self.view;
        let mut end = at;
        while let Some(last) = view.prev(end)
            && (view.is_punct(last, ',') || view.pos(last) == Pos::Adposition)
        {
            end = last;
        }
        let phrase = self.phrase_ending(end)?;
        Some(phrase)
    }

    fn is_subordinate(&self, opening: u32) -> bool {
        let view = self.view;
        view.prev(opening).is_some_and(|n| {
            view.pos(n) == Pos::Subordinator
                || view.is_of(n, Class::Subordinator)
                || view.is_of(n, Class::RelativePronoun)
        })
    }

    /// "Leading the gainers was Falk": the phrase after a copula that nothing precedes.
    fn inverted_subject(&self, group: &VerbGroup) -> Option<NounPhrase> {
        let is_copula = self.view.pos(group.head) == Pos::Auxiliary;
        is_copula.then(|| self.phrase_starting(group.tokens.token_end)).flatten()
    }

    /// Participles and infinitives.
    fn complement(&self, none: Clause) -> Clause {
        let view = self.view;
        let start = none.verb.tokens.token_start;
        let governing = self.before.last();
        let from = |clause: Option<&Clause>| Clause {
            subject: clause.and_then(|c| c.subject),
            coordinated: clause.map(|c| c.coordinated.clone()).unwrap_or_default(),
            ..none.clone()
        };
        let Some(phrase) = self.phrase_ending(start) else { return from(governing) };
        match none.verb.form {
            // "expects the gap to widen", but "has a plan to cut jobs"
            VerbForm::Infinitive => {
                let is_raised = |object: NounPhrase| {
                    self.object_of(object).is_some_and(|c| {
                        view.has_at(crate::lexicon::Layer::Modality, c.verb.head, |e| {
                            e.class == Class::Forecast
                        })
                    })
                };
                // "expects sales in May to rise"
                let object = self.head_of_chain(phrase);
                if is_raised(object) {
                    Clause { subject: Some(object), ..none }
                } else {
                    from(governing)
                }
            }
            // "sent shares tumbling", "shares traded in London"
            _ => match self.leftmost(phrase) {
                Found::Subject(subject) => Clause { subject: Some(subject), ..none },
                _ => from(governing),
            },
        }
    }
}
