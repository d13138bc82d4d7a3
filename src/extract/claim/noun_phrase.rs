//! Noun phrases around verbs: what stands before the verb that governs a number, and where a phrase
//! ends.

use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument},
    model::Sentence,
};

pub(super) fn is_ahead(parsed: &ParsedDocument<'_>, hit: &Hit) -> bool {
    matches!(parsed.entry(hit).class, Class::Forecast | Class::Conditional)
}

/// Words of a noun phrase that is taken as a subject.
const LONGEST: u32 = 5;

/// Helping verbs.
const AUXILIARIES: [&str; 18] = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could",
    "may", "might", "should", "can", "did", "does",
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
    "and", "but", "or", "while", "as", "that", "which", "who", "when", "after", "before",
    "because", "if", "said", "says", "than", "in", "on", "at", "for", "with", "from", "by", "to",
    "since", "although", "though", "whereas", "so", "then", "also", "not", "over", "amid",
];
/// Words behind which a clause begins with its subject.
const OPENING: [&str; 11] = [
    "after", "while", "and", "but", "as", "that", "because", "since", "when", "although", "whereas",
];
/// Pronouns of persons and things: without the name that they stand for they say nothing.
pub(super) const PRONOUNS: [&str; 7] = ["it", "they", "he", "she", "we", "i", "you"];
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

pub(super) fn is_auxiliary(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    let Some(token) =
        parsed.tokens().get(at as usize).filter(|t| t.is_word() && t.byte_end - t.byte_start <= 6)
    else {
        return false;
    };
    let word = token.of(parsed.text());
    // cheap first: few words begin with these letters
    if !matches!(
        word.as_bytes()[0] | 0x20,
        b'i' | b'a' | b'w' | b'b' | b'h' | b'c' | b'm' | b's' | b'd'
    ) {
        return false;
    }
    // the month
    if word == "May" && token.is_capital() {
        return false;
    }
    AUXILIARIES.iter().any(|auxiliary| auxiliary.eq_ignore_ascii_case(word))
}

/// The tokens of the noun phrase before the verb that governs the number at `start`; `None` where
/// there is no such verb, or where the phrase stands for something else.
pub(super) fn before_verb(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    floor: u32,
    start: u32,
) -> Option<(u32, u32)> {
    let token = |n: u32| parsed.tokens().get(n as usize);
    let is_mark = |n: u32, mark: char| token(n).is_some_and(|t| t.is_punct(mark));
    let is_fact = |h: &&Hit| matches!(parsed.entry(h).unit.as_deref(), Some("fact" | "now"));
    let fact = parsed
        .scan
        .hits_in(Layer::Modality, floor, start)
        .iter()
        .rfind(is_fact)
        .map(|h| h.token_start);
    // "with oats rising 3%", but not ", rising 3%": that is of what stands before
    let is_participle = |n: u32| {
        let word = parsed.span(n, n + 1).of(parsed.text());
        let follows_noun = || {
            n > floor
                && token(n - 1).is_some_and(|t| t.is_word() || t.is_number())
                && !parsed.is_any(n - 1, &BORDERS)
                && !is_auxiliary(parsed, n - 1)
        };
        word.ends_with("ing") && follows_noun()
    };
    let is_move = |h: &&Hit| {
        matches!(parsed.entry(h).class, Class::MoveUp | Class::MoveDown)
            && is_participle(h.token_start)
    };
    let moving = parsed
        .scan
        .hits_in(Layer::Claim, floor, start)
        .iter()
        .rfind(is_move)
        .map(|h| h.token_start);
    let known = fact.max(moving);
    // the nearest counts: no need to look further back
    let helping = (known.unwrap_or(floor)..start).rev().find(|n| is_auxiliary(parsed, *n));
    let mut verb = helping.max(known)?;
    // "are seen", "has also", "is expected to be"
    while verb > floor && (is_auxiliary(parsed, verb - 1) || parsed.is_any(verb - 1, &BETWEEN)) {
        verb -= 1;
    }
    let mut end = verb;
    let floor = sentence.token_start;
    // "Boeing, also a Dow component, rose"; "shares, which rose"
    if end > floor && parsed.is_any(end - 1, &["which", "who", "that"]) {
        end -= 1;
        end -= u32::from(end > floor && is_mark(end - 1, ','));
    } else if end > floor && is_mark(end - 1, ',') {
        end = (floor..end - 1).rev().take(14).find(|n| is_mark(*n, ','))?;
    }
    let is_verb = |n: u32| {
        let says = |h: &Hit| h.token_start == n && parsed.entry(h).class == Class::SayVerb;
        // "in the reported quarter" tells which
        let is_adjective = n > floor && parsed.is_any(n - 1, &["the", "a", "its", "their"]);
        let looks = |h: &Hit| {
            h.token_start == n
                && !is_adjective
                && (is_ahead(parsed, h) || parsed.entry(h).unit.as_deref() == Some("fact"))
        };
        parsed.scan.hits_in(Layer::Speech, n, n + 1).iter().any(says)
            || parsed.scan.hits_in(Layer::Modality, n, n + 1).iter().any(looks)
    };
    let is_inside = |n: u32| {
        let is_part = token(n).is_some_and(|t| {
            t.is_word()
                || t.is_number()
                || t.is_punct('-')
                || t.is_punct('\'')
                || t.is_punct('.')
                || t.is_punct('&')
        });
        is_part && !parsed.is_any(n, &BORDERS) && !is_auxiliary(parsed, n) && !is_verb(n)
    };
    let mut from = end;
    while from > floor && end - from < 9 && is_inside(from - 1) {
        from -= 1;
    }
    // "revenue in the northern mills", "after inflation in food costs": the phrase begins with its
    // noun
    if from > floor + 1 && parsed.is_any(from - 1, &["in", "for", "on", "at", "by", "of"]) {
        let noun = (floor.max(from.saturating_sub(5))..from - 1)
            .rev()
            .take_while(|n| is_inside(*n))
            .last();
        let opens = |n: u32| n == floor || is_mark(n - 1, ',') || parsed.is_any(n - 1, &OPENING);
        from = noun.filter(|n| opens(*n)).unwrap_or(from);
    }
    while from < end
        && (parsed.is_any(from, &["the", "a", "an", "its", "their", "his", "of"])
            || token(from).is_some_and(|t| !t.is_word() && !t.is_number()))
    {
        from += 1;
    }
    let stands_in = from == end
        || (parsed.is_any(end - 1, &PRONOUNS) || parsed.is_any(end - 1, &STANDING_IN))
            && end - from <= 2;
    (!stands_in).then_some((from, end))
}

/// The first noun phrase of a clause: its words up to the first verb of moving or mark.
pub(super) fn phrase(parsed: &ParsedDocument<'_>, clause_start: u32, start: u32) -> Option<String> {
    let skip = |n: u32| {
        const OPENING: [&str; 24] = [
            "the", "a", "an", "its", "their", "his", "and", "but", "while", "that", "which", "in",
            "as", "after", "before", "when", "since", "although", "though", "because", "whereas",
            "despite", "if", "some",
        ];
        parsed.is_any(n, &OPENING)
    };
    let from = (clause_start..start).find(|n| {
        !skip(*n) && parsed.tokens().get(*n as usize).is_some_and(crate::lang::Token::is_word)
    })?;
    let moves = parsed
        .scan
        .hits_in(Layer::Claim, from, start)
        .iter()
        .filter(|h| !matches!(parsed.entry(h).class, Class::Vague | Class::Measure));
    let verb = moves.map(|h| h.token_start).find(|n| *n > from);
    let limit = verb.unwrap_or(start).min(from + LONGEST);
    let ends = |n: u32| {
        let is_word = parsed.tokens().get(n as usize).is_some_and(crate::lang::Token::is_word);
        !is_word
            || [
                "is", "was", "are", "were", "has", "had", "have", "will", "would", "said", "to",
                "in", "of", "by", "on", "at", "for", "with",
            ]
            .iter()
            .any(|w| parsed.is_word(n, w))
    };
    // "the mill expects sales of", "analysts said"
    let expecting = parsed.scan.hits_in(Layer::Modality, from, limit).iter();
    let expecting = expecting
        .filter(|h| matches!(parsed.entry(h).class, Class::Forecast | Class::Conditional))
        .map(|h| h.token_start);
    let telling = parsed.scan.hits_in(Layer::Speech, from, limit).iter();
    let telling =
        telling.filter(|h| parsed.entry(h).class == Class::SayVerb).map(|h| h.token_start);
    let limit = expecting.chain(telling).filter(|n| *n > from).min().unwrap_or(limit);
    let end = (from..limit).find(|n| ends(*n)).unwrap_or(limit);
    // a pronoun whose name is not known says nothing
    let stands_in = parsed.is_any(from, &PRONOUNS);
    (end > from && !stands_in).then(|| parsed.span(from, end).of(parsed.text()).to_owned())
}
