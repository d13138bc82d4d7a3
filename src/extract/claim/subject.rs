//! What a number is told of: a name of the lexicon, else the noun phrase before the verb.

use crate::{
    lexicon::{Class, Layer, Reading},
    model::Sentence,
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

/// The subject of the number that begins at token `start` in `clause`.
pub(super) fn subject(reading: &Reading<'_>, sentence: &Sentence, clause: (u32, u32), start: u32) -> Subject {
    let is_name = |class| class == Class::Instrument;
    let near = reading.scan.hits_in(Layer::Entity, clause.0, start).iter().rev();
    let far = reading.scan.hits_in(Layer::Entity, sentence.token_start.max(start.saturating_sub(60)), start).iter().rev();
    if let Some(hit) = near.chain(far).find(|h| is_name(reading.entry(h).class)) {
        let instrument = reading.entry(hit).instrument.and_then(|n| reading.lexicon.instruments.get(n as usize));
        return Subject {
            name: Some(reading.span_of(hit).of(reading.text()).to_owned()),
            id: instrument.map(|i| i.id.clone()),
            unit: instrument.and_then(|i| i.unit.clone()),
        };
    }
    Subject { name: phrase(reading, clause.0, start), ..Subject::default() }
}

/// The first noun phrase of a clause: its words up to the first verb of moving or mark.
fn phrase(reading: &Reading<'_>, clause_start: u32, start: u32) -> Option<String> {
    let skip = |n: u32| {
        const OPENING: [&str; 22] = [
            "the", "a", "an", "its", "their", "his", "and", "but", "while", "that", "which", "in", "as", "after", "before", "when",
            "since", "although", "though", "because", "whereas", "despite",
        ];
        OPENING.iter().any(|w| reading.is_word(n, w))
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
    let end = (from..limit).find(|n| ends(*n)).unwrap_or(limit);
    (end > from).then(|| reading.span(from, end).of(reading.text()).to_owned())
}
