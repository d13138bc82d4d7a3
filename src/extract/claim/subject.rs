//! What a number is told of: a name of the lexicon, else the noun phrase before the verb.

use super::behind::named_behind;
use crate::{
    lexicon::{Class, Hit, Layer, Reading},
    model::{Claim, Sentence},
};

/// Words of a noun phrase that is taken as a subject.
const LONGEST: u32 = 5;

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

/// The subject of the number at `place`: what is named behind it; for the base of a comparison that of the number before it
/// (`last`); what stands before the verb that governs it; the name of the lexicon nearest before it; the first words of the clause.
pub(super) fn subject(reading: &Reading<'_>, place: &Place<'_>, last: Option<&Claim>) -> Subject {
    let (sentence, clause, start) = (place.sentence, place.clause, place.number.0);
    let name_in = |from: u32, to: u32| {
        let hits = reading.scan.hits_in(Layer::Entity, from, to);
        hits.iter().rev().find(|hit| reading.entry(hit).class == Class::Instrument)
    };
    let of_words = |(from, to): (u32, u32)| match name_in(from, to) {
        Some(hit) => named(reading, hit),
        None => Subject { name: Some(reading.span(from, to).of(reading.text()).to_owned()), ..Subject::default() },
    };
    if let Some(words) = named_behind(reading, sentence, place.number, place.is_plain) {
        return of_words(words);
    }
    let own = last.filter(|claim| reading.sentences.get(claim.sentence as usize).is_some_and(|own| own.span == sentence.span));
    let inherited = |claim: &Claim| {
        let instrument = claim.subject_id.as_ref().and_then(|id| reading.lexicon.instrument(id));
        Subject { name: claim.subject.clone(), id: claim.subject_id.clone(), unit: instrument.and_then(|i| i.unit.clone()) }
    };
    if let Some(words) = caused(reading, place)
        .or_else(|| gapped(reading, place))
        .or_else(|| listed(reading, place))
        .or_else(|| head(reading, place))
        .or_else(|| expected(reading, place))
    {
        return of_words(words);
    }
    if let Some(own) = own.filter(|claim| claim.subject.is_some() && (place.is_base || !has_verb(reading, claim, start))) {
        return inherited(own);
    }
    let found = sagging(reading, place).or_else(|| before_verb(reading, sentence, clause.0, start));
    if let Some((from, to)) = found {
        if let Some(name) = stood_for(reading, from, to) {
            return name;
        }
        // "Analysts had expected 98 cents": of what was told before
        let is_of_forecasters = reading.is_any(to - 1, &FORECASTERS);
        if let Some(last) = last.filter(|claim| is_of_forecasters && claim.subject.is_some()) {
            return inherited(last);
        }
        return of_words((from, to));
    }
    let near = name_in(clause.0, start).or_else(|| name_in(sentence.token_start.max(start.saturating_sub(60)), start));
    if let Some(hit) = near {
        return named(reading, hit);
    }
    let first = sentence.token_start;
    // "However, its stock fell"
    let is_any = |n: u32, words: &[&str]| reading.is_any(n, words);
    let refers = (first..start.min(first + 5)).any(|n| is_any(n, &["it", "they", "its", "their"]))
        || is_any(first, &["the"]) && is_any(first + 1, &["index", "gauge", "benchmark", "average", "company", "stock", "shares"]);
    if refers && let Some(hit) = name_in(first.saturating_sub(BACK), first) {
        return named(reading, hit);
    }
    let is_known = |claim: &&Claim| claim.subject.as_ref().is_some_and(|name| name.starts_with(char::is_uppercase));
    let first_is_pronoun = reading.is_any(first, &PRONOUNS);
    if let Some(last) = last.filter(is_known).filter(|_| refers || first_is_pronoun) {
        return inherited(last);
    }
    Subject { name: phrase(reading, clause.0, start), ..Subject::default() }
}

/// Who expects figures, and is not what they are about.
const FORECASTERS: [&str; 4] = ["analysts", "economists", "forecasters", "strategists"];

/// Whether a verb stands between the last claim and the number at `start`, so that something new may be told.
fn has_verb(reading: &Reading<'_>, last: &Claim, start: u32) -> bool {
    let from = reading.token_at(last.span.byte_end);
    let is_verb = |hit: &Hit| matches!(reading.entry(hit).unit.as_deref(), Some("fact" | "now")) || is_ahead(reading, hit);
    let is_said = |hit: &Hit| reading.entry(hit).class == Class::SayVerb;
    let is_move = |hit: &Hit| matches!(reading.entry(hit).class, Class::MoveUp | Class::MoveDown);
    let tokens = reading.tokens();
    (from..start).any(|n| is_auxiliary(reading, n) || tokens.get(n as usize).is_some_and(|t| t.is_punct(';') || t.is_punct(':')))
        || reading.scan.hits_in(Layer::Modality, from, start).iter().any(is_verb)
        || reading.scan.hits_in(Layer::Speech, from, start).iter().any(is_said)
        || reading.scan.hits_in(Layer::Claim, from, start).iter().any(|hit| is_move(hit) && reading.word(hit.token_start).ends_with("ing"))
        || (from..start).any(|n| BORDERS[..4].iter().chain(&["with"]).any(|word| reading.is_word(n, word)))
}

fn is_ahead(reading: &Reading<'_>, hit: &Hit) -> bool {
    matches!(reading.entry(hit).class, Class::Forecast | Class::Conditional)
}

/// "Falk gained 3%, Brand Mills 2% and Rook 1%": the name right before a number whose verb was left out.
fn gapped(reading: &Reading<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    let start = place.number.0;
    let is_name = |n: u32| {
        let token = reading.tokens().get(n as usize);
        token.is_some_and(|t| t.is_word() && t.is_capital())
            && reading.scan.hits_in(Layer::Number, n, n + 1).is_empty()
            && crate::lang::month_number(reading.word(n)).is_none()
    };
    let from = (place.clause.0..start).rev().take_while(|n| is_name(*n)).last()?;
    let before = from.checked_sub(1).filter(|n| *n > place.sentence.token_start)?;
    let is_listed = reading.is_word(before, "and") || reading.tokens().get(before as usize).is_some_and(|t| t.is_punct(','));
    (is_listed && !place.is_base).then_some((from, start))
}

/// "sent its shares tumbling 27 percent", "dragging sales 9 percent lower": what was moved, not what moved it.
fn caused(reading: &Reading<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    const CAUSING: [&str; 12] =
        ["sent", "sending", "pushed", "pushing", "drove", "driving", "dragged", "dragging", "pulled", "pulling", "knocked", "sends"];
    let start = place.number.0;
    let floor = place.clause.0.max(start.saturating_sub(12));
    let cause = (floor..start).rev().find(|n| reading.is_any(*n, &CAUSING))?;
    let skips = |n: u32| reading.is_any(n, &["the", "a", "its", "their"]);
    let from = (cause + 1..start).find(|n| !skips(*n))?;
    let is_noun = |n: u32| {
        let token = reading.tokens().get(n as usize);
        let moves = reading.is_any(n, &["up", "down", "to", "by", "more", "as", "about", "over", "nearly"]);
        token.is_some_and(|t| t.is_word() || t.is_punct('&') || t.is_punct('.'))
            && !moves
            && !reading.word(n).ends_with("ing")
            && !reading.is_any(n, &BORDERS)
    };
    let to = (from..start).find(|n| !is_noun(*n)).unwrap_or(start);
    (to > from && to - from <= 6).then_some((from, to))
}

/// "data points, including 3%, 7% and 9%": what the numbers are examples of.
fn listed(reading: &Reading<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    let token = |n: u32| reading.tokens().get(n as usize);
    let is_list = |n: u32| {
        token(n).is_some_and(|t| !t.is_word())
            || reading.is_word(n, "and")
            || reading.scan.hits_in(Layer::Number, n, n + 1).iter().any(|h| matches!(reading.entry(h).class, Class::Unit | Class::Currency))
    };
    let floor = place.sentence.token_start;
    let mark = (floor.max(place.number.0.saturating_sub(16))..place.number.0).rev().find(|n| !is_list(*n))?;
    if !reading.is_word(mark, "including") {
        return None;
    }
    let end = if mark > floor && token(mark - 1).is_some_and(|t| t.is_punct(',')) { mark - 1 } else { mark };
    let is_noun = |n: u32| token(n).is_some_and(crate::lang::Token::is_word) && !reading.is_any(n, &BORDERS) && !is_auxiliary(reading, n);
    let from = (floor.max(end.saturating_sub(3))..end).rev().take_while(|n| is_noun(*n)).last()?;
    Some((from, end))
}

/// "Falk shares: up 21%", "Mill hands: 57% of staff": the head of a bullet or a list, where nothing else is named behind it.
fn head(reading: &Reading<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    let start = place.number.0;
    let floor = place.sentence.token_start.max(start.saturating_sub(6));
    let colon = (floor..start).rev().find(|n| reading.tokens().get(*n as usize).is_some_and(|t| t.is_punct(':')))?;
    let is_filler = |n: u32| {
        let moves =
            reading.scan.hits_in(Layer::Claim, n, n + 1).iter().any(|h| matches!(reading.entry(h).class, Class::MoveUp | Class::MoveDown));
        let approximates = reading.scan.hits_in(Layer::Number, n, n + 1).iter().any(|h| reading.entry(h).class == Class::Approximator);
        moves || approximates || reading.is_any(n, &["by", "at", "to", "about", "some"])
    };
    if !(colon + 1..start).all(is_filler) {
        return None;
    }
    let is_part =
        |n: u32| reading.tokens().get(n as usize).is_some_and(|t| t.is_word() || t.is_number() || t.is_punct('-') || t.is_punct('&'));
    let from = (place.sentence.token_start.max(colon.saturating_sub(6))..colon).rev().take_while(|n| is_part(*n)).last()?;
    // a letter is the mark of an answer
    (colon - from > 1 || reading.word(from).len() > 2).then_some((from, colon))
}

/// "She expects the gap to widen by 2%": what is expected to move.
fn expected(reading: &Reading<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    let start = place.number.0;
    let hits = reading.scan.hits_in(Layer::Modality, place.clause.0, start);
    let verb = hits.iter().rev().find(|hit| reading.entry(hit).class == Class::Forecast)?;
    let is_finite = ["expect", "expects", "see", "sees", "forecast", "forecasts", "expected", "predicted"];
    if !reading.is_any(verb.token_end - 1, &is_finite) || is_auxiliary(reading, verb.token_start.wrapping_sub(1)) {
        return None;
    }
    let to = (verb.token_end..start.min(verb.token_end + 10)).find(|n| reading.is_word(*n, "to"))?;
    let skips = |n: u32| reading.is_any(n, &["the", "a", "an", "its", "that"]);
    let from = (verb.token_end..to).find(|n| !skips(*n))?;
    let is_noun = |n: u32| reading.tokens().get(n as usize).is_some_and(|t| t.is_word() || t.is_punct('-')) && !is_auxiliary(reading, n);
    (to - from <= 6 && (from..to).all(is_noun)).then_some((from, to))
}

/// "Group sales 9.2 percent lower": the noun phrase right before a number with "lower" or "higher" behind it.
fn sagging(reading: &Reading<'_>, place: &Place<'_>) -> Option<(u32, u32)> {
    let (start, end) = place.number;
    let is_any = |n: u32, words: &[&str]| reading.is_any(n, words);
    if !is_any(end, &["lower", "higher"]) {
        return None;
    }
    let is_noun = |n: u32| {
        reading.tokens().get(n as usize).is_some_and(crate::lang::Token::is_word)
            && !is_any(n, &BORDERS)
            && !is_auxiliary(reading, n)
            && !reading.word(n).ends_with("ing")
            && reading.scan.hits_in(Layer::Modality, n, n + 1).is_empty()
            && reading.scan.hits_in(Layer::Number, n, n + 1).is_empty()
    };
    let from = (place.clause.0..start).rev().take_while(|n| is_noun(*n)).last()?;
    (start - from >= 2).then_some((from, start))
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

/// The company that "the Swiss group", "sales by the company" stands for: the last one of the lexicon before it.
fn stood_for(reading: &Reading<'_>, from: u32, to: u32) -> Option<Subject> {
    let is_role = reading.is_any(to - 1, &ROLES);
    let has_article = (from.saturating_sub(1)..to).any(|n| reading.is_word(n, "the"));
    if !is_role || !has_article {
        return None;
    }
    let hits = reading.scan.hits_in(Layer::Entity, from.saturating_sub(BACK), from);
    let is_company = |hit: &&Hit| {
        let instrument = reading.entry(hit).instrument.and_then(|n| reading.lexicon.instruments.get(n as usize));
        reading.entry(hit).class == Class::Instrument && instrument.is_some_and(|i| i.kind == "company")
    };
    hits.iter().rev().find(is_company).map(|hit| named(reading, hit))
}

/// A name of the lexicon as a subject.
fn named(reading: &Reading<'_>, hit: &Hit) -> Subject {
    let instrument = reading.entry(hit).instrument.and_then(|n| reading.lexicon.instruments.get(n as usize));
    let own = reading.span_of(hit).of(reading.text());
    // a ticker says less than the name of what it stands for
    let name = instrument.filter(|i| i.tickers.iter().any(|ticker| ticker == own)).map_or(own, |i| i.name.as_str());
    Subject {
        name: Some(name.to_owned()),
        id: instrument.map(|i| i.id.clone()),
        unit: instrument.and_then(|i| i.unit.clone()),
    }
}

/// Helping verbs.
const AUXILIARIES: [&str; 18] = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could", "may", "might", "should", "can", "did",
    "does",
];
/// Words between helping verbs and the verb.
const BETWEEN: [&str; 16] = [
    "also",
    "now",
    "still",
    "already",
    "not",
    "to",
    "expected",
    "seen",
    "set",
    "likely",
    "forecast",
    "projected",
    "estimated",
    "supposed",
    "due",
    "thought",
];
/// Words that a noun phrase does not go beyond.
pub(super) const BORDERS: [&str; 34] = [
    "and", "but", "or", "while", "as", "that", "which", "who", "when", "after", "before", "because", "if", "said", "says", "than", "in",
    "on", "at", "for", "with", "from", "by", "to", "since", "although", "though", "whereas", "so", "then", "also", "not", "over", "amid",
];
/// Pronouns of persons and things: without the name that they stand for they say nothing.
const PRONOUNS: [&str; 7] = ["it", "they", "he", "she", "we", "i", "you"];
/// Words that stand for something named before.
const STANDING_IN: [&str; 15] = [
    "this",
    "these",
    "those",
    "that",
    "index",
    "average",
    "gauge",
    "benchmark",
    "stock",
    "shares",
    "company",
    "group",
    "bank",
    "both",
    "there",
];

pub(super) fn is_auxiliary(reading: &Reading<'_>, at: u32) -> bool {
    let Some(token) = reading.tokens().get(at as usize).filter(|t| t.is_word() && t.byte_end - t.byte_start <= 6) else { return false };
    let word = token.of(reading.text());
    // the month
    if word == "May" && token.is_capital() {
        return false;
    }
    AUXILIARIES.iter().any(|auxiliary| auxiliary.eq_ignore_ascii_case(word))
}

/// The tokens of the noun phrase before the verb that governs the number at `start`; `None` where there is no such verb, or where
/// the phrase stands for something else.
fn before_verb(reading: &Reading<'_>, sentence: &Sentence, floor: u32, start: u32) -> Option<(u32, u32)> {
    let is_any = |n: u32, words: &[&str]| reading.is_any(n, words);
    let token = |n: u32| reading.tokens().get(n as usize);
    let is_mark = |n: u32, mark: char| token(n).is_some_and(|t| t.is_punct(mark));
    let is_fact = |h: &&Hit| matches!(reading.entry(h).unit.as_deref(), Some("fact" | "now"));
    let fact = reading.scan.hits_in(Layer::Modality, floor, start).iter().rfind(is_fact).map(|h| h.token_start);
    // "with oats rising 3%", but not ", rising 3%": that is of what stands before
    let is_participle = |n: u32| {
        let word = reading.span(n, n + 1).of(reading.text());
        let follows_noun = || {
            n > floor
                && token(n - 1).is_some_and(|t| t.is_word() || t.is_number())
                && !is_any(n - 1, &BORDERS)
                && !is_auxiliary(reading, n - 1)
        };
        word.ends_with("ing") && follows_noun()
    };
    let is_move = |h: &&Hit| matches!(reading.entry(h).class, Class::MoveUp | Class::MoveDown) && is_participle(h.token_start);
    let moving = reading.scan.hits_in(Layer::Claim, floor, start).iter().rfind(is_move).map(|h| h.token_start);
    let known = fact.max(moving);
    // the nearest counts: no need to look further back
    let helping = (known.unwrap_or(floor)..start).rev().find(|n| is_auxiliary(reading, *n));
    let mut verb = helping.max(known)?;
    // "are seen", "has also", "is expected to be"
    while verb > floor && (is_auxiliary(reading, verb - 1) || is_any(verb - 1, &BETWEEN)) {
        verb -= 1;
    }
    let mut end = verb;
    let floor = sentence.token_start;
    // "Boeing, also a Dow component, rose"; "shares, which rose"
    if end > floor && is_any(end - 1, &["which", "who", "that"]) {
        end -= 1;
        end -= u32::from(end > floor && is_mark(end - 1, ','));
    } else if end > floor && is_mark(end - 1, ',') {
        end = (floor..end - 1).rev().take(14).find(|n| is_mark(*n, ','))?;
    }
    let is_verb = |n: u32| {
        let says = |h: &Hit| h.token_start == n && reading.entry(h).class == Class::SayVerb;
        // "in the reported quarter" tells which
        let is_adjective = n > floor && is_any(n - 1, &["the", "a", "its", "their"]);
        let looks =
            |h: &Hit| h.token_start == n && !is_adjective && (is_ahead(reading, h) || reading.entry(h).unit.as_deref() == Some("fact"));
        reading.scan.hits_in(Layer::Speech, n, n + 1).iter().any(says) || reading.scan.hits_in(Layer::Modality, n, n + 1).iter().any(looks)
    };
    let is_inside = |n: u32| {
        let is_part = token(n)
            .is_some_and(|t| t.is_word() || t.is_number() || t.is_punct('-') || t.is_punct('\'') || t.is_punct('.') || t.is_punct('&'));
        is_part && !is_any(n, &BORDERS) && !is_auxiliary(reading, n) && !is_verb(n)
    };
    let mut from = end;
    while from > floor && end - from < 9 && is_inside(from - 1) {
        from -= 1;
    }
    // "revenue in the northern mills": the phrase begins with its noun
    if from > floor + 1
        && is_any(from - 1, &["in", "for", "on", "at", "by", "of"])
        && from - 1 - floor <= 4
        && (floor..from - 1).all(is_inside)
    {
        from = floor;
    }
    while from < end
        && (is_any(from, &["the", "a", "an", "its", "their", "his", "of"]) || token(from).is_some_and(|t| !t.is_word() && !t.is_number()))
    {
        from += 1;
    }
    let stands_in = from == end || (is_any(end - 1, &PRONOUNS) || is_any(end - 1, &STANDING_IN)) && end - from <= 2;
    (!stands_in).then_some((from, end))
}

/// The first noun phrase of a clause: its words up to the first verb of moving or mark.
fn phrase(reading: &Reading<'_>, clause_start: u32, start: u32) -> Option<String> {
    let skip = |n: u32| {
        const OPENING: [&str; 24] = [
            "the", "a", "an", "its", "their", "his", "and", "but", "while", "that", "which", "in", "as", "after", "before", "when",
            "since", "although", "though", "because", "whereas", "despite", "if", "some",
        ];
        reading.is_any(n, &OPENING)
    };
    let from = (clause_start..start).find(|n| !skip(*n) && reading.tokens().get(*n as usize).is_some_and(crate::lang::Token::is_word))?;
    let moves =
        reading.scan.hits_in(Layer::Claim, from, start).iter().filter(|h| !matches!(reading.entry(h).class, Class::Vague | Class::Measure));
    let verb = moves.map(|h| h.token_start).find(|n| *n > from);
    let limit = verb.unwrap_or(start).min(from + LONGEST);
    let ends = |n: u32| {
        let is_word = reading.tokens().get(n as usize).is_some_and(crate::lang::Token::is_word);
        !is_word
            || [
                "is", "was", "are", "were", "has", "had", "have", "will", "would", "said", "to", "in", "of", "by", "on", "at", "for",
                "with",
            ]
            .iter()
            .any(|w| reading.is_word(n, w))
    };
    // "the mill expects sales of", "analysts said"
    let expecting = reading.scan.hits_in(Layer::Modality, from, limit).iter();
    let expecting = expecting.filter(|h| matches!(reading.entry(h).class, Class::Forecast | Class::Conditional)).map(|h| h.token_start);
    let telling = reading.scan.hits_in(Layer::Speech, from, limit).iter();
    let telling = telling.filter(|h| reading.entry(h).class == Class::SayVerb).map(|h| h.token_start);
    let limit = expecting.chain(telling).filter(|n| *n > from).min().unwrap_or(limit);
    let end = (from..limit).find(|n| ends(*n)).unwrap_or(limit);
    // a pronoun whose name is not known says nothing
    let stands_in = reading.is_any(from, &PRONOUNS);
    (end > from && !stands_in).then(|| reading.span(from, end).of(reading.text()).to_owned())
}
