//! What a claim may take from the text before it: the claim told last, and the names before its
//! sentence that pronouns and role nouns refer to.
//!
//! This is the one way by which a claim depends on other sentences. It goes when references are
//! resolved for the article as a whole.

use super::noun_phrase;
use crate::{
    lexicon::{Class, Hit, InstrumentKind, Layer, Lexicon, ParsedDocument, SentenceView},
    model::{Claim, Clause, ClauseRelation, EntityKind, Pos, Reference, TokenRange},
};

/// Tokens before a word that refers to a name in which the name is found.
const REACH: u32 = 60;

/// Sentences from which the claim told last is known: the own one and those right before it.
const SENTENCES: u32 = 2;

/// Sentences before in which the name is looked for that a pronoun refers to.
const SUBJECT_SENTENCES: usize = 3;

/// Clauses of a sentence that are looked at for it.
const CLAUSES: usize = 32;

/// What was told before a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Antecedents<'a> {
    parsed: ParsedDocument<'a>,
    /// All sentences.
    views: &'a [SentenceView<'a>],
    sentence: u32,
    /// The hits in the layer of names before the sentence.
    names: &'a [Hit],
    last: Option<&'a Claim>,
}

impl<'a> Antecedents<'a> {
    /// What was told before a figure of sentence `sentence`; `last` is the claim before it.
    pub(super) fn before(
        parsed: &ParsedDocument<'a>,
        views: &'a [SentenceView<'a>],
        sentence: u32,
        last: Option<&'a Claim>,
    ) -> Self {
        let names = parsed.scan.hits(Layer::Entity);
        let start = views.get(sentence as usize).map_or(0, SentenceView::start);
        let before = names.partition_point(|hit| hit.token_start < start);
        Self {
            parsed: *parsed,
            views,
            sentence,
            names: &names[..before],
            last: last.filter(|claim| claim.sentence + SENTENCES >= sentence),
        }
    }

    /// The claim told last, in this sentence or one of those right before it.
    pub(super) const fn last_claim(&self) -> Option<&'a Claim> {
        self.last
    }

    /// The claim told last, in this sentence.
    pub(super) fn last_in_sentence(&self) -> Option<&'a Claim> {
        self.last.filter(|claim| claim.sentence == self.sentence)
    }

    /// The name nearest before token `at` that is before the sentence.
    pub(super) fn name_before_sentence(&self, at: u32) -> Option<&'a Hit> {
        self.names_before_sentence(at).find(|hit| self.parsed.entry(hit).class == Class::Instrument)
    }

    /// The company named nearest before token `at` that is before the sentence.
    pub(super) fn company_before_sentence(&self, at: u32) -> Option<&'a Hit> {
        self.names_before_sentence(at).find(|hit| is_company(self.parsed.lexicon, hit))
    }

    /// The name that the last main clause before the sentence tells of; who only says something is
    /// passed over, and people where a thing is asked for.
    pub(super) fn main_subject_before(&self, is_thing_asked: bool) -> Option<TokenRange> {
        let sentences = &self.views[..self.sentence as usize];
        sentences.iter().rev().take(SUBJECT_SENTENCES).find_map(|view| {
            let says =
                |c: &Clause| view.has_at(Layer::Speech, c.verb.head, |e| e.class == Class::SayVerb);
            let is_main = |c: &&Clause| c.relation == ClauseRelation::Main && !says(c);
            let named = |c: &Clause| {
                let phrase = c.subject?;
                let is_person = |r: &Reference| {
                    view.resolution().entity(r).is_some_and(|e| e.kind == EntityKind::Person)
                };
                let is_name = view.pos(phrase.head) == Pos::ProperNoun
                    && !(is_thing_asked && view.references_in(phrase.tokens).iter().any(is_person));
                noun_phrase::named(view, phrase).filter(|_| is_name)
            };
            view.clauses().iter().take(CLAUSES).filter(is_main).find_map(named)
        })
    }

    /// The name of the lexicon that all of these tokens before the sentence are.
    pub(super) fn name_of(&self, tokens: TokenRange) -> Option<&'a Hit> {
        let from = self.names.partition_point(|hit| hit.token_start < tokens.token_start);
        let hit = self.names.get(from).filter(|hit| hit.tokens() == tokens)?;
        (self.parsed.entry(hit).class == Class::Instrument).then_some(hit)
    }

    /// The words of tokens.
    pub(super) fn text_of_tokens(&self, tokens: TokenRange) -> &'a str {
        self.parsed.span(tokens.token_start, tokens.token_end).of(self.parsed.text())
    }

    /// The words of a name before the sentence.
    pub(super) fn text_of(&self, hit: &Hit) -> &'a str {
        self.parsed.span_of(hit).of(self.parsed.text())
    }

    fn names_before_sentence(&self, at: u32) -> impl Iterator<Item = &'a Hit> + use<'a> {
        self.names.iter().rev().take_while(move |hit| hit.token_start + REACH >= at)
    }
}

/// The company named nearest before token `at` in its sentence.
pub(super) fn company_in_sentence(view: &SentenceView<'_>, at: u32) -> Option<Hit> {
    let hits = view.hits_in(Layer::Entity, view.before(at, REACH));
    hits.iter().rfind(|hit| is_company(view.lexicon(), hit)).copied()
}

fn is_company(lexicon: &Lexicon, hit: &Hit) -> bool {
    let entry = &lexicon.entries[hit.entry as usize];
    let instrument = entry.instrument.and_then(|n| lexicon.instruments.get(n as usize));
    entry.class == Class::Instrument
        && instrument.is_some_and(|i| i.kind == InstrumentKind::Company)
}
