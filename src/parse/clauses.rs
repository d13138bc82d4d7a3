//! Clauses: each verb group with the noun phrase that it tells of.

use super::sentence::TaggedView;
use crate::{
    lexicon::Class,
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

/// Members of a list of subjects.
const MEMBERS: usize = 8;

/// What is known when a verb group is looked at.
struct Reader<'a, 'v> {
    view: &'a TaggedView<'v>,
    phrases: &'a [NounPhrase],
    /// The clauses before it.
    before: &'a [Clause],
}

/// A noun phrase or a reason why there is none.
enum Found {
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

    /// The phrase that ends right before `at`.
    /// A full stop of an abbreviation is passed over: "Falk Inc.,".
    fn phrase_ending(&self, at: u32) -> Option<NounPhrase> {
        let stop = self.view.prev(at).filter(|n| self.view.is_punct(*n, '.'));
        let at = stop.unwrap_or(at);
        let after = self.phrases.partition_point(|p| p.tokens.token_end <= at);
        self.phrases[..after].last().copied().filter(|p| p.tokens.token_end == at)
    }

    /// The phrase that begins at `at`.
    fn phrase_starting(&self, at: u32) -> Option<NounPhrase> {
        let from = self.phrases.partition_point(|p| p.tokens.token_start < at);
        self.phrases.get(from).copied().filter(|p| p.tokens.token_start == at)
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
        if view.is_punct(last, ',') || view.is_punct(last, ')') || view.is_punct(last, '—') {
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
        let is_open = |n: &u32| view.is_punct(*n, opening) || view.is_punct(*n, '—');
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

    /// From the phrase right before a verb to the one that governs it: "the number of people out of
    /// work", "shares of companies that make chips".
    fn leftmost(&self, phrase: NounPhrase) -> Found {
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
    fn head_of_chain(&self, phrase: NounPhrase) -> NounPhrase {
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
        let first = self.members_before(phrase).first().map(|p| p.tokens.token_start);
        first
            .filter(|n| self.view.prev(*n).is_some_and(|m| self.view.pos(m) == Pos::Adposition))
            .unwrap_or(phrase.tokens.token_start)
    }

    /// What governs a phrase by the word at `before`, which is right before it.
    fn above(&self, before: u32) -> Governor<'_> {
        let view = self.view;
        if let Some(clause) = self.clause_ending(before + 1) {
            return Governor::Clause(clause);
        }
        if view.pos(before) != Pos::Adposition || view.is_of(before, Class::Subordinator) {
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
            // "the number of customers waiting for a line has fallen"
            (_, VerbForm::PresentParticiple)
                if self.phrase_ending(clause.verb.tokens.token_start).is_some()
                    // "a survey showing output grew"
                    && clause.verb.tokens.token_end < phrase.tokens.token_start =>
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

    /// The last clause before, where its verb group ends at `at`.
    fn clause_ending(&self, at: u32) -> Option<&Clause> {
        self.before.last().filter(|c| c.verb.tokens.token_end == at)
    }

    /// The clause whose verb is right before a phrase.
    fn object_of(&self, phrase: NounPhrase) -> Option<&Clause> {
        self.clause_ending(phrase.tokens.token_start)
    }

    /// "In March sales rose": a time is nobody's subject.
    fn is_leading_time(&self, phrase: NounPhrase) -> bool {
        self.view.is_time(phrase.head)
    }

    /// The members of a list that ends with `phrase`: "gold, silver and".
    fn members_before(&self, phrase: NounPhrase) -> Vec<NounPhrase> {
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
            let Some(member) = self.phrase_ending(end.unwrap_or(connector)) else { break };
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
