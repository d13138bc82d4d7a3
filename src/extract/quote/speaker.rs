//! Who a verb of saying belongs to.

use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument},
    model::Sentence,
};

/// Tokens around a verb of saying in which its subject stands.
const REACH: u32 = 14;

/// A person or group, their organisation and role.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Speaker {
    pub person: Option<String>,
    pub org: Option<String>,
    pub role: Option<String>,
}

/// Those who have spoken so far.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    last: Speaker,
}

/// Pronouns that stand for the last speaker.
const PRONOUNS: [&str; 5] = ["he", "she", "they", "it", "who"];

impl Speakers {
    /// The last speaker.
    pub(super) fn last(&self) -> Speaker {
        self.last.clone()
    }

    /// The subject of a verb of saying; pronouns are the last speaker.
    pub(super) fn of(
        &mut self,
        parsed: &ParsedDocument<'_>,
        sentence: &Sentence,
        hit: &Hit,
    ) -> Speaker {
        let Some((start, end)) = subject(parsed, sentence, hit) else { return self.last() };
        if end == start + 1 && parsed.is_any(start, &PRONOUNS) {
            return self.last();
        }
        self.remember(read(parsed, sentence, start, end))
    }

    /// The speaker named by the sentence after a quotation: `"It fell. It will rise," Tom Reed
    /// said.`
    pub(super) fn of_next(
        &mut self,
        parsed: &ParsedDocument<'_>,
        index: usize,
        _more: bool,
    ) -> Option<Speaker> {
        let sentence =
            parsed.sentences.get(index + 1).filter(|s| s.block == parsed.sentences[index].block)?;
        let hits = parsed.hits(Layer::Speech, sentence);
        let hit = hits.iter().take(8).find(|h| {
            parsed.entry(h).class == Class::SayVerb
                && has_subject(parsed, sentence, h, Class::SayVerb)
        })?;
        let is_quoted =
            sentence.is_quoted || parsed.tokens_of(sentence).iter().any(|t| t.is_punct('"'));
        is_quoted.then(|| self.of(parsed, sentence, hit))
    }

    /// "Factory orders to rise: ISM".
    pub(super) fn after_colon(
        &mut self,
        parsed: &ParsedDocument<'_>,
        sentence: &Sentence,
    ) -> Option<Speaker> {
        let tokens = parsed.tokens_of(sentence);
        let colon = tokens.iter().rposition(|t| t.is_punct(':'))? as u32 + sentence.token_start;
        let name = colon + 1..sentence.token_end;
        let is_name = (1..=3).contains(&name.len())
            && name.clone().all(|n| parsed.tokens()[n as usize].is_capital());
        is_name.then(|| {
            let org = parsed.span(name.start, name.end).of(parsed.text()).to_owned();
            self.remember(Speaker { org: Some(org), ..Speaker::default() })
        })
    }

    fn remember(&mut self, speaker: Speaker) -> Speaker {
        self.last.clone_from(&speaker);
        speaker
    }
}

/// Whether a verb of saying has somebody who can speak: a name, a role, a pronoun.
pub(super) fn has_subject(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    hit: &Hit,
    class: Class,
) -> bool {
    class == Class::AccordingTo || subject(parsed, sentence, hit).is_some()
}

/// The tokens of the subject: after "said" where it is turned round, else before it.
fn subject(parsed: &ParsedDocument<'_>, sentence: &Sentence, hit: &Hit) -> Option<(u32, u32)> {
    if parsed.entry(hit).class == Class::AccordingTo {
        return phrase_after(parsed, sentence, hit.token_end);
    }
    let before = hit.token_start.checked_sub(1).filter(|n| *n >= sentence.token_start);
    let is_turned = before.is_none_or(|n| {
        matches!(parsed.tokens()[n as usize].punct(), Some(',' | '"' | '?' | '!' | '—' | '\''))
    });
    if is_turned
        && let Some(found) = phrase_after(parsed, sentence, hit.token_end)
        && can_speak(parsed, found)
    {
        return Some(found);
    }
    phrase_before(parsed, sentence, hit.token_start).filter(|p| can_speak(parsed, *p))
}

/// The words after a token up to the next comma, verb or mark.
fn phrase_after(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    start: u32,
) -> Option<(u32, u32)> {
    let mut end = start;
    while end < sentence.token_end.min(start + REACH) {
        let token = &parsed.tokens()[end as usize];
        let stops = token.punct().is_some_and(|m| !matches!(m, '-' | '\'' | '&' | '.'))
            || token.is_punct('.') && end + 1 == sentence.token_end
            || parsed.is_any(end, &STOPS);
        if stops {
            break;
        }
        end += 1;
    }
    (end > start).then_some((start, end))
}

/// Words that end the name of a speaker.
const STOPS: [&str; 18] = [
    "on", "in", "that", "this", "last", "late", "earlier", "during", "after", "when", "who",
    "which", "released", "is", "was", "has", "will", "by",
];

/// The words before a verb back to the last comma, mark or verb of saying.
fn phrase_before(parsed: &ParsedDocument<'_>, sentence: &Sentence, end: u32) -> Option<(u32, u32)> {
    let mut last = end;
    // "Hanna Brook, chief strategist at Lowell Capital, said": the apposition stands between commas
    let low = sentence.token_start.max(end.saturating_sub(REACH * 2));
    if last > low && parsed.tokens()[last as usize - 1].is_punct(',') {
        let mut comma = last - 1;
        while comma > low && !parsed.tokens()[comma as usize - 1].is_punct(',') {
            comma -= 1;
        }
        last = comma.checked_sub(1).filter(|c| *c > low)?;
    }
    while last > low
        && [
            "also",
            "has",
            "have",
            "had",
            "now",
            "still",
            "then",
            "previously",
            "later",
            "generally",
            "to",
        ]
        .iter()
        .any(|w| parsed.is_word(last - 1, w))
    {
        last -= 1;
    }
    let mut start = last;
    while start > low.max(last.saturating_sub(REACH)) {
        let token = &parsed.tokens()[start as usize - 1];
        let stops = token.punct().is_some_and(|m| !matches!(m, '-' | '\'' | '&' | '.'))
            || parsed
                .is_any(start - 1, &["but", "while", "as", "that", "which", "because", "although"]);
        if stops {
            break;
        }
        start -= 1;
    }
    (start < last).then_some((start, last))
}

/// Whether a phrase names somebody: a pronoun alone, a role word, a name in capitals, an instrument
/// of kind company.
fn can_speak(parsed: &ParsedDocument<'_>, (start, end): (u32, u32)) -> bool {
    if end == start + 1 && PRONOUNS[..3].iter().any(|p| parsed.is_word(start, p)) {
        return true;
    }
    let has_role = parsed
        .scan
        .hits_in(Layer::Speech, start, end)
        .iter()
        .any(|h| parsed.entry(h).class == Class::Role);
    let named = (start..end).filter(|n| parsed.tokens()[*n as usize].is_capital()).count();
    let is_first_only =
        named == 1 && parsed.tokens()[start as usize].is_capital() && end - start > 1 && !has_role;
    has_role || named >= 1 && !is_first_only
}

/// The parts of a speaker's phrase: name, role, "at" organisation; the apposition after it.
fn read(parsed: &ParsedDocument<'_>, sentence: &Sentence, start: u32, end: u32) -> Speaker {
    let text = |from: u32, to: u32| {
        let from = if parsed.is_any(from, &["the", "a", "an"]) { from + 1 } else { from };
        parsed.span(from, to).of(parsed.text()).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let at = (start..end).find(|n| parsed.is_any(*n, &["at", "of", "with", "for"]));
    let head_end = at.unwrap_or(end);
    let roles: Vec<&Hit> = parsed
        .scan
        .hits_in(Layer::Speech, start, head_end)
        .iter()
        .filter(|h| parsed.entry(h).class == Class::Role)
        .collect();
    // a name is the run of capitals at the end of the head: "Helvea analyst Karl Koch", "Chief
    // Executive Ian Read"
    let mut name = head_end;
    while name > start
        && parsed.tokens()[name as usize - 1].is_capital()
        && !roles.iter().any(|r| r.token_end == name)
    {
        name -= 1;
    }
    let org_after = |from: u32| {
        let to = (from..sentence.token_end.min(from + 8))
            .find(|n| !is_name_part(parsed, *n))
            .unwrap_or(sentence.token_end.min(from + 8));
        (to > from).then(|| text(from, to))
    };
    let org = at.and_then(|n| org_after(n + 1)).or_else(|| {
        // "Tom Reed, chief economist at Lowell Capital"
        let comma = parsed
            .tokens()
            .get(end as usize)
            .filter(|t| t.is_punct(',') && end < sentence.token_end)?;
        debug_assert!(comma.is_punct(','));
        let join = (end + 1..sentence.token_end.min(end + 10))
            .find(|n| parsed.is_any(*n, &["at", "of", "with", "for"]))?;
        org_after(join + 1)
    });
    let has_name = name < head_end;
    let words = head_end - name;
    let role = roles.last().map(|r| text(r.token_start, r.token_end));
    match (has_name, roles.is_empty()) {
        (true, _) if words >= 2 || !roles.is_empty() => {
            let before =
                roles.first().filter(|r| r.token_start > start).map(|r| text(start, r.token_start));
            Speaker { person: Some(text(name, head_end)), org: org.or(before), role }
        }
        (true, true) => Speaker { person: None, org: Some(text(start, head_end)), role: None },
        _ => Speaker {
            person: Some(text(start, end)),
            org: org.or_else(|| {
                roles.first().filter(|r| r.token_start > start).map(|r| text(start, r.token_start))
            }),
            role,
        },
    }
}

fn is_name_part(parsed: &ParsedDocument<'_>, token: u32) -> bool {
    parsed.tokens().get(token as usize).is_some_and(|t| {
        t.is_capital()
            || t.is_punct('-')
            || t.is_punct('&')
            || ["of", "the", "and"].iter().any(|w| t.of(parsed.text()) == *w)
    })
}
