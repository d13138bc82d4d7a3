//! How the words of a sentence hang together: noun phrases, verb groups, clauses.

use super::{Pos, TokenRange};

/// The syntax of all sentences of a document, as `parse` finds it.
///
/// Phrases and clauses are found by rules over the parts of speech, without a full tree: what is
/// unsure is left out.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Syntax {
    /// The part of speech of each token.
    pub pos: Vec<Pos>,
    /// All noun phrases, by place.
    pub noun_phrases: Vec<NounPhrase>,
    /// All clauses, by the place of their verbs.
    pub clauses: Vec<Clause>,
}

impl Syntax {
    /// That of sentences which nobody has parsed.
    #[must_use]
    pub const fn none() -> &'static Self {
        static NONE: Syntax =
            Syntax { pos: Vec::new(), noun_phrases: Vec::new(), clauses: Vec::new() };
        &NONE
    }

    /// The noun phrases that begin in `range`.
    #[must_use]
    pub fn noun_phrases_in(&self, range: TokenRange) -> &[NounPhrase] {
        let from = self.noun_phrases.partition_point(|p| p.tokens.token_start < range.token_start);
        let rest = &self.noun_phrases[from..];
        &rest[..rest.partition_point(|p| p.tokens.token_start < range.token_end)]
    }

    /// The noun phrase that holds token `at`.
    #[must_use]
    pub fn noun_phrase_at(&self, at: u32) -> Option<&NounPhrase> {
        let after = self.noun_phrases.partition_point(|p| p.tokens.token_start <= at);
        self.noun_phrases[..after].last().filter(|p| p.tokens.contains(at))
    }

    /// The clauses whose verb groups begin in `range`.
    #[must_use]
    pub fn clauses_in(&self, range: TokenRange) -> &[Clause] {
        let start = |clause: &Clause| clause.verb.tokens.token_start;
        let from = self.clauses.partition_point(|c| start(c) < range.token_start);
        let rest = &self.clauses[from..];
        &rest[..rest.partition_point(|c| start(c) < range.token_end)]
    }
}

/// A noun with what is before it: "the company's third-quarter profit". Phrases that hang on it
/// by a preposition are phrases of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NounPhrase {
    /// Its tokens, article included.
    pub tokens: TokenRange,
    /// Its last noun, else its last word.
    pub head: u32,
}

impl NounPhrase {
    pub(crate) const fn new(tokens: TokenRange, head: u32) -> Self {
        Self { tokens, head }
    }
}

/// The form of a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// rose, has risen, will rise.
    Finite,
    /// to rise.
    Infinitive,
    /// rising.
    PresentParticiple,
    /// (shares) traded in London.
    PastParticiple,
}

/// A verb with its auxiliaries: "is not expected", "will have been cut".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerbGroup {
    /// From its first auxiliary to its verb; adverbs between are inside.
    pub tokens: TokenRange,
    /// The full verb, else the last auxiliary (a copula).
    pub head: u32,
    /// Finite or not.
    pub form: VerbForm,
    /// Its subject undergoes what it tells.
    pub is_passive: bool,
    /// There is a "not" or "never" in it.
    pub is_negated: bool,
    /// There is a "could" or "will" in it.
    pub is_modal: bool,
}

/// What a clause is to its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClauseRelation {
    /// A main clause, or one coordinated with it.
    Main,
    /// Begins with a subordinator: because, although, if, when, that.
    Subordinate,
    /// Tells of the noun before it: "which makes chips".
    Relative,
    /// Hangs on the verb or noun before it: "to cut costs", "falling 3%".
    Complement,
}

/// A verb group with the noun phrase that it tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Clause {
    /// Its verb.
    pub verb: VerbGroup,
    /// The noun phrase of its subject, without what hangs on it by a preposition; the last of a
    /// list. Empty where unsure.
    pub subject: Option<NounPhrase>,
    /// The other members of the subject's list, by place: "Gold, silver and platinum fell".
    pub coordinated: Vec<NounPhrase>,
    /// What it is to the sentence.
    pub relation: ClauseRelation,
}
