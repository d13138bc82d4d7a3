//! What a number is told of: a name of the lexicon, else the noun phrase before the verb.

use super::{
    constructions::{caused, expected, gapped, head, listed, sagging},
    noun_phrase::{PRONOUNS, before_verb, is_ahead, is_auxiliary, phrase},
    postposed::named_behind,
};
use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument},
    model::{Claim, Sentence},
};

/// The thing measured and its id in the lexicon.
#[derive(Debug, Clone, Default)]
pub(super) struct Subject {
    /// As the text names it.
    pub name: Option<String>,
    /// The lexicon's id.
    pub id: Option<String>,
    /// The unit of its level where the text gives none.
    pub unit: Option<String>,
}

/// Tokens before a sentence in which a pronoun's name stands.
const BACK: u32 = 60;

/// Where a number stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub sentence: &'a Sentence,
    pub clause: (u32, u32),
    /// Its tokens.
    pub number: (u32, u32),
    /// Whether it is no money and no length of time.
    pub is_plain: bool,
    /// Whether it is the base of a comparison.
    pub is_base: bool,
}

/// The subject of the number at `place`: what is named behind it; for the base of a comparison that
/// of the number before it (`last`); what stands before the verb that governs it; the name of the
/// lexicon nearest before it; the first words of the clause.
pub(super) fn subject(
    parsed: &ParsedDocument<'_>,
    place: &Place<'_>,
    last: Option<&Claim>,
) -> Subject {
    let (sentence, clause, start) = (place.sentence, place.clause, place.number.0);
    let name_in = |from: u32, to: u32| {
        let hits = parsed.scan.hits_in(Layer::Entity, from, to);
        hits.iter().rev().find(|hit| parsed.entry(hit).class == Class::Instrument)
    };
    let of_words = |(from, to): (u32, u32)| match name_in(from, to) {
        Some(hit) => named(parsed, hit),
        None => Subject {
            name: Some(parsed.span(from, to).of(parsed.text()).to_owned()),
            ..Subject::default()
        },
    };
    if let Some(words) = named_behind(parsed, sentence, place.number, place.is_plain) {
        return of_words(words);
    }
    let own = last.filter(|claim| {
        parsed.sentences.get(claim.sentence as usize).is_some_and(|own| own.span == sentence.span)
    });
    let inherited = |claim: &Claim| {
        let instrument = claim.subject_id.as_ref().and_then(|id| parsed.lexicon.instrument(id));
        Subject {
            name: claim.subject.clone(),
            id: claim.subject_id.clone(),
            unit: instrument.and_then(|i| i.unit.clone()),
        }
    };
    if let Some(words) = caused(parsed, place)
        .or_else(|| gapped(parsed, place))
        .or_else(|| listed(parsed, place))
        .or_else(|| head(parsed, place))
        .or_else(|| expected(parsed, place))
    {
        return of_words(words);
    }
    if let Some(own) = own.filter(|claim| {
        claim.subject.is_some() && (place.is_base || !has_verb(parsed, claim, start))
    }) {
        return inherited(own);
    }
    let found = sagging(parsed, place).or_else(|| before_verb(parsed, sentence, clause.0, start));
    if let Some((from, to)) = found {
        if let Some(name) = stood_for(parsed, from, to) {
            return name;
        }
        // "Analysts had expected 98 cents": of what was told before
        let is_of_forecasters = parsed.is_any(to - 1, &FORECASTERS);
        if let Some(last) = last.filter(|claim| is_of_forecasters && claim.subject.is_some()) {
            return inherited(last);
        }
        return of_words((from, to));
    }
    let near = name_in(clause.0, start)
        .or_else(|| name_in(sentence.token_start.max(start.saturating_sub(60)), start));
    if let Some(hit) = near {
        return named(parsed, hit);
    }
    let first = sentence.token_start;
    // "However, its stock fell"
    let refers = (first..start.min(first + 5))
        .any(|n| parsed.is_any(n, &["it", "they", "its", "their"]))
        || parsed.is_any(first, &["the"])
            && parsed.is_any(
                first + 1,
                &["index", "gauge", "benchmark", "average", "company", "stock", "shares"],
            );
    if refers && let Some(hit) = name_in(first.saturating_sub(BACK), first) {
        return named(parsed, hit);
    }
    let is_known = |claim: &&Claim| {
        claim.subject.as_ref().is_some_and(|name| name.starts_with(char::is_uppercase))
    };
    let first_is_pronoun = parsed.is_any(first, &PRONOUNS);
    if let Some(last) = last.filter(is_known).filter(|_| refers || first_is_pronoun) {
        return inherited(last);
    }
    Subject { name: phrase(parsed, clause.0, start), ..Subject::default() }
}

/// Who expects figures, and is not what they are about.
const FORECASTERS: [&str; 4] = ["analysts", "economists", "forecasters", "strategists"];

/// Whether a verb stands between the last claim and the number at `start`, so that something new
/// may be told.
fn has_verb(parsed: &ParsedDocument<'_>, last: &Claim, start: u32) -> bool {
    let from = parsed.token_at(last.span.byte_end);
    let is_verb = |hit: &Hit| {
        matches!(parsed.entry(hit).unit.as_deref(), Some("fact" | "now")) || is_ahead(parsed, hit)
    };
    let is_said = |hit: &Hit| parsed.entry(hit).class == Class::SayVerb;
    let is_move = |hit: &Hit| matches!(parsed.entry(hit).class, Class::MoveUp | Class::MoveDown);
    let tokens = parsed.tokens();
    (from..start).any(|n| {
        is_auxiliary(parsed, n)
            || tokens.get(n as usize).is_some_and(|t| t.is_punct(';') || t.is_punct(':'))
    }) || parsed.scan.hits_in(Layer::Modality, from, start).iter().any(is_verb)
        || parsed.scan.hits_in(Layer::Speech, from, start).iter().any(is_said)
        || parsed
            .scan
            .hits_in(Layer::Claim, from, start)
            .iter()
            .any(|hit| is_move(hit) && parsed.word(hit.token_start).ends_with("ing"))
        || (from..start).any(|n| parsed.is_any(n, &["and", "but", "or", "while", "with"]))
}

/// Common nouns that stand for a company named before.
const ROLES: [&str; 16] = [
    "group",
    "company",
    "firm",
    "bank",
    "lender",
    "insurer",
    "drugmaker",
    "chipmaker",
    "carmaker",
    "automaker",
    "retailer",
    "airline",
    "maker",
    "giant",
    "miner",
    "brokerage",
];

/// The company that "the Swiss group", "sales by the company" stands for: the last one of the
/// lexicon before it.
fn stood_for(parsed: &ParsedDocument<'_>, from: u32, to: u32) -> Option<Subject> {
    let is_role = parsed.is_any(to - 1, &ROLES);
    let has_article = (from.saturating_sub(1)..to).any(|n| parsed.is_word(n, "the"));
    if !is_role || !has_article {
        return None;
    }
    let hits = parsed.scan.hits_in(Layer::Entity, from.saturating_sub(BACK), from);
    let is_company = |hit: &&Hit| {
        let instrument =
            parsed.entry(hit).instrument.and_then(|n| parsed.lexicon.instruments.get(n as usize));
        parsed.entry(hit).class == Class::Instrument
            && instrument.is_some_and(|i| i.kind == "company")
    };
    hits.iter().rev().find(is_company).map(|hit| named(parsed, hit))
}

/// A name of the lexicon as a subject.
fn named(parsed: &ParsedDocument<'_>, hit: &Hit) -> Subject {
    let instrument =
        parsed.entry(hit).instrument.and_then(|n| parsed.lexicon.instruments.get(n as usize));
    let own = parsed.span_of(hit).of(parsed.text());
    // a ticker says less than the name of what it stands for
    let name = instrument
        .filter(|i| i.tickers.iter().any(|ticker| ticker == own))
        .map_or(own, |i| i.name.as_str());
    Subject {
        name: Some(name.to_owned()),
        id: instrument.map(|i| i.id.clone()),
        unit: instrument.and_then(|i| i.unit.clone()),
    }
}
