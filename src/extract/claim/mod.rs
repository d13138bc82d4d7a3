//! Quantities to claims.

mod certainty;
mod clauses;
mod constructions;
mod inherit;
mod metric;
mod noun_phrase;
mod numeric_role;
mod period;
mod postposed;
mod prior;
mod subject;
#[cfg(test)]
mod tests;
mod undefined;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use self::{clauses::Clauses, numeric_role::NumericRole, period::Periods};
use super::SentenceTheme;
use crate::{
    lexicon::ParsedDocument,
    model::{
        Claim, ClaimKind, Direction, Modality, Published, Quantity, QuantityKind, Quote, Sentence,
    },
};

/// What the claims of an article are read from, beside its text.
#[derive(Debug, Clone, Copy)]
pub struct ClaimContext<'a> {
    /// All quantities, by place.
    pub quantities: &'a [Quantity],
    /// All attributed statements, by place.
    pub quotes: &'a [Quote],
    /// Modality of each sentence.
    pub modalities: &'a [Modality],
    /// Themes of the sentences.
    pub themes: &'a [SentenceTheme],
    /// When the article was published.
    pub published: &'a Published,
}

/// From here on a bare number is seldom counted off.
const LARGE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// All claims of the story, by place.
#[must_use]
pub fn claims(parsed: &ParsedDocument<'_>, context: &ClaimContext<'_>) -> Vec<Claim> {
    let mut out: Vec<Claim> = Vec::new();
    let (mut periods, mut clauses) = (Periods::default(), Clauses::default());
    // the sentence looked at last, and whether it has a word
    let mut known = (usize::MAX, false);
    for quantity in context.quantities {
        let is_date = matches!(quantity.kind, QuantityKind::Date | QuantityKind::DateRange);
        if is_date || quantity.not_claim.is_some() {
            continue;
        }
        let index =
            parsed.sentences.partition_point(|s| s.span.byte_end <= quantity.span.byte_start);
        let Some(sentence) = parsed.sentences.get(index).filter(|s| s.span.contains(quantity.span))
        else {
            continue;
        };
        if known.0 != index {
            known = (index, has_word(parsed, sentence));
        }
        if !known.1 {
            continue;
        }
        clauses.turn_to(parsed, index as u32, sentence);
        let found = claim(
            parsed,
            context,
            (&mut periods, &clauses),
            quantity,
            index as u32,
            sentence,
            out.last(),
        );
        out.push(found);
    }
    prior::link(parsed, &mut out);
    undefined::mark(parsed, &mut out);
    count_repeats(&mut out);
    out
}

/// Whether a sentence says anything: one of nothing but figures, as in tables, asserts none of
/// them.
fn has_word(parsed: &ParsedDocument<'_>, sentence: &Sentence) -> bool {
    let tokens = parsed
        .tokens()
        .get(sentence.token_start as usize..sentence.token_end as usize)
        .unwrap_or_default();
    tokens.iter().any(crate::lang::Token::is_word)
}

fn claim(
    parsed: &ParsedDocument<'_>,
    context: &ClaimContext<'_>,
    (periods, clauses): (&mut Periods, &Clauses),
    quantity: &Quantity,
    index: u32,
    sentence: &Sentence,
    last: Option<&Claim>,
) -> Claim {
    let (start, end) =
        (parsed.token_at(quantity.span.byte_start), parsed.token_at(quantity.span.byte_end));
    let clause = clauses.around(sentence, start);
    let role = numeric_role::role(parsed, clause, (start, end), quantity.kind);
    let base = certainty::base_before(parsed, clause.0, start);
    let is_plain = !matches!(quantity.kind, QuantityKind::Currency | QuantityKind::Duration);
    let place = subject::Place {
        sentence,
        clause,
        number: (start, end),
        is_plain,
        is_base: base.is_some(),
    };
    let subject =
        subject::subject(parsed, &place, last.filter(|claim| claim.sentence + 2 >= index));
    let unit = match quantity.unit.as_str() {
        "" => metric::unit(parsed, clause, (start, end))
            .or_else(|| subject.unit.clone())
            .unwrap_or_else(|| "count".to_owned()),
        unit => unit.to_owned(),
    };
    let counted = counted(parsed, sentence, end);
    // "20 billion" of nothing, "a multiple of 33.09": how high, not how many
    let is_level =
        counted.is_none() && (!quantity.value.fract().is_zero() || quantity.value >= LARGE);
    // "claims rose to 238,000"
    let is_reached = matches!(role, NumericRole::Value | NumericRole::Base)
        && quantity.value >= Decimal::ONE_THOUSAND;
    let kind = match kind(quantity.kind, &unit, role) {
        // "payrolls grew by 41,000", but "hired 41,000"
        ClaimKind::Count
            if matches!(role, NumericRole::Delta(_))
                && numeric_role::is_moved_count(parsed, start) =>
        {
            ClaimKind::Change
        }
        ClaimKind::Count if is_level || counted.is_none() && is_reached => ClaimKind::Level,
        kind => kind,
    };
    let direction = match (kind, role) {
        (ClaimKind::Change, NumericRole::Delta(direction)) => Some(direction),
        _ => None,
    };
    let themes = {
        let from = context.themes.partition_point(|t| t.sentence < index);
        context.themes[from..].iter().take_while(|t| t.sentence == index).map(|t| t.theme).collect()
    };
    let period = periods.nearest(
        parsed,
        index,
        clauses,
        ((start, end), base),
        (context.quantities, context.published.day()),
    );
    let modality = certainty::certainty(parsed, clause, (start, end), quantity.value_hi.is_some());
    // what a company says it will earn or spend; what others think of it is a level
    let is_guided = modality == Modality::Forecast
        && matches!(kind, ClaimKind::Level)
        && (quantity.kind == QuantityKind::Currency)
        && inherit::names_result(parsed, clause, start)
        && !inherit::names_forecasters(parsed, sentence, start);
    let kind = match kind {
        ClaimKind::Level | ClaimKind::Share | ClaimKind::Count if modality == Modality::Target => {
            ClaimKind::Target
        }
        _ if is_guided => ClaimKind::Target,
        // "a 10-year high"
        ClaimKind::Duration if parsed.is_any(end, &["high", "low"]) => ClaimKind::Rank,
        kind => kind,
    };
    let mut claim = Claim {
        span: quantity.span,
        sentence: index,
        value: if kind == ClaimKind::Change { quantity.value.abs() } else { quantity.value },
        value_hi: if kind == ClaimKind::Change {
            quantity.value_hi.map(|v| v.abs())
        } else {
            quantity.value_hi
        },
        prior_value: None,
        change_derived: None,
        of: counted.filter(|_| kind == ClaimKind::Count),
        unit,
        qualifier: quantity.qualifier,
        direction,
        kind,
        subject: subject.name,
        subject_id: subject.id,
        metric: metric::metric(parsed, clause, (start, end)),
        period: period.map(|p| p.span),
        period_start: period.and_then(|p| p.days).map(|d| d.0),
        period_end: period.and_then(|p| p.days).map(|d| d.1),
        as_of: period.filter(|p| p.is_day).and_then(|p| p.days).map(|d| d.1),
        modality,
        speaker: speaker(context.quotes, quantity),
        themes,
        sentiment: None,
        undefined: false,
        repeats: 0,
        rule: match role {
            NumericRole::Delta(Direction::Up | Direction::Down | Direction::Flat) => "move",
            NumericRole::Value => "level",
            NumericRole::Base => "origin",
        },
    };
    inherit::inherit(parsed, &mut claim, start, base.is_some(), last);
    claim
}

/// What kind of statement a quantity makes in its role.
fn kind(family: QuantityKind, unit: &str, role: NumericRole) -> ClaimKind {
    let moves = matches!(role, NumericRole::Delta(_));
    match family {
        QuantityKind::Ordinal => ClaimKind::Rank,
        QuantityKind::Duration => ClaimKind::Duration,
        QuantityKind::Percent
        | QuantityKind::PercentagePoint
        | QuantityKind::BasisPoint
        | QuantityKind::Currency
            if moves =>
        {
            ClaimKind::Change
        }
        QuantityKind::Percent => ClaimKind::Share,
        QuantityKind::Number if unit == "count" => ClaimKind::Count,
        QuantityKind::Number if moves => ClaimKind::Change,
        _ => ClaimKind::Level,
    }
}

/// The words that name what is counted, after the number.
fn counted(parsed: &ParsedDocument<'_>, sentence: &Sentence, end: u32) -> Option<String> {
    let stop = (end..sentence.token_end.min(end + 3)).find(|n| {
        let is_word = parsed.tokens().get(*n as usize).is_some_and(crate::lang::Token::is_word);
        !is_word
            || [
                "in", "of", "on", "at", "to", "and", "or", "by", "for", "from", "with", "as",
                "that", "were", "was", "are", "have",
            ]
            .iter()
            .any(|w| parsed.is_word(*n, w))
    });
    let stop = stop.unwrap_or(sentence.token_end.min(end + 2));
    (stop > end).then(|| parsed.span(end, stop).of(parsed.text()).to_owned())
}

/// Who says it: the speaker of the quotation around the number, or the organisation.
fn speaker(quotes: &[Quote], quantity: &Quantity) -> Option<String> {
    let known = quotes.partition_point(|q| q.span.byte_start <= quantity.span.byte_start);
    quotes[..known]
        .iter()
        .rev()
        .take(8)
        .find(|q| q.span.contains(quantity.span))
        .and_then(|q| q.speaker.clone().or_else(|| q.org.clone()))
}

/// Counts for each claim how often the article says it again.
fn count_repeats(claims: &mut [Claim]) {
    let mut seen: FxHashMap<_, u32> = FxHashMap::default();
    for c in claims.iter() {
        *seen.entry((c.value.normalize(), c.unit.clone(), c.subject.clone())).or_insert(0) += 1;
    }
    for c in claims.iter_mut() {
        let times = seen
            .get(&(c.value.normalize(), c.unit.clone(), c.subject.clone()))
            .copied()
            .unwrap_or(1);
        c.repeats = times.saturating_sub(1);
    }
}
