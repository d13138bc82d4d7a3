//! What a number measures of its subject: revenue, closing level, unemployment rate.

use crate::lexicon::{Class, Layer, ParsedDocument};

/// Tokens behind a number in which its measure is named: "$3 million in sales", "12% revenue
/// growth".
const AFTER: u32 = 4;

/// The words that name what the number of tokens `start..end` measures, in its clause; `None` where
/// nothing does.
pub(super) fn metric(
    parsed: &ParsedDocument<'_>,
    clause: (u32, u32),
    (start, end): (u32, u32),
) -> Option<String> {
    let measures = |from: u32, to: u32| {
        let hits = parsed.scan.hits_in(Layer::Claim, from, to);
        hits.iter().filter(|h| matches!(parsed.entry(h).class, Class::Measure | Class::Rate))
    };
    // "3 million in sales" says it more closely than what stood before
    let behind = measures(end, clause.1.min(end.saturating_add(AFTER)))
        .next()
        .filter(|h| leads_to(parsed, end, h.token_start));
    let hit = behind.or_else(|| measures(clause.0, start).next_back())?;
    Some(parsed.span_of(hit).of(parsed.text()).to_owned())
}

/// The unit that the measure before a bare number lends it: "a forward PE of 33 for the one, 22 for
/// the other" are multiples.
pub(super) fn unit(
    parsed: &ParsedDocument<'_>,
    clause: (u32, u32),
    (start, end): (u32, u32),
) -> Option<String> {
    let hits = parsed.scan.hits_in(Layer::Claim, clause.0, start);
    let hit = hits.iter().rfind(|h| parsed.entry(h).class == Class::Measure)?;
    let counts = parsed.tokens().get(end as usize).is_some_and(crate::lang::Token::is_word)
        && !parsed.is_any(end, &["for", "and", "in", "at"]);
    parsed.entry(hit).unit.as_deref().filter(|_| !counts).map(str::to_owned)
}

/// Whether nothing but a preposition, an adjective or a hyphen stands between number and measure.
fn leads_to(parsed: &ParsedDocument<'_>, from: u32, to: u32) -> bool {
    const APART: [&str; 14] = [
        "to", "from", "and", "or", "as", "while", "but", "after", "with", "by", "than", "on", "at",
        "the",
    ];
    (from..to).all(|n| {
        let token = parsed.tokens().get(n as usize);
        token.is_some_and(|t| t.is_word() || t.is_punct('-')) && !parsed.is_any(n, &APART)
    })
}
