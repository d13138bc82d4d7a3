//! Quantities to claims.
//!
//! A claim is read from its own sentence. What it may take from the text before is named: the claim
//! before it (`inherit.rs`), the lead-in of its list (`frame.rs`) and the names that pronouns and role nouns refer to
//! (`antecedents.rs`).

mod antecedents;
mod basis;
mod certainty;
mod clause_subject;
mod clauses;
mod constructions;
mod figure;
mod frame;
mod gaps;
mod governed;
mod inherit;
mod kind;
mod lexicon_name;
mod lists;
mod measure;
mod measure_owner;
#[cfg(test)]
mod measure_tests;
mod metric;
#[cfg(test)]
mod move_tests;
mod moved_counts;
mod moves;
mod narrowing;
mod normal_form;
mod noun_phrase;
mod numeric_role;
mod objects;
mod owner;
#[cfg(test)]
mod passing_tests;
mod period;
mod postposed;
mod price_target;
mod prior;
mod relation;
mod subject;
mod table;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;
mod undefined;
mod unit;

use rustc_hash::FxHashMap;

use self::{
    antecedents::Antecedents,
    clauses::Clauses,
    figure::Figure,
    frame::Frame,
    numeric_role::NumericRole,
    period::{Outlook, PeriodContext, PeriodPhrases},
    table::ColumnTimes,
};
use super::{SentenceTheme, quantities_of, quote, table_row::TableRow};
use crate::{
    lang::Token,
    lexicon::{Class, ParsedDocument, SentenceView},
    model::{
        BlockKind, Claim, ClaimKind, Direction, Modality, Pos, Quantity, QuantityKind, Quote,
        ThemeId, TokenRange,
    },
};

/// What the claims of an article are read from, beside its text.
#[derive(Debug, Clone, Copy)]
pub struct ClaimContext<'a> {
    /// All sentences.
    pub views: &'a [SentenceView<'a>],
    /// All quantities, by place.
    pub quantities: &'a [Quantity],
    /// All attributed statements, by place.
    pub quotes: &'a [Quote],
    /// Themes of the sentences, by sentence.
    pub themes: &'a [SentenceTheme],
}

/// All claims of the story, by place.
#[must_use]
pub fn claims(parsed: &ParsedDocument<'_>, context: &ClaimContext<'_>) -> Vec<Claim> {
    let mut out: Vec<Claim> = Vec::new();
    let mut frame = None;
    let mut columns = ColumnTimes::default();
    for (index, view) in (0..).zip(context.views) {
        let own = quantities_of(view.sentence(), context.quantities);
        let first = out.len();
        // a sentence of nothing but figures, as in tables, asserts none of them
        if own.iter().any(is_asserted) && view.tokens().iter().any(Token::is_word) {
            push_claims(parsed, context, index, view, own, &mut out);
        }
        if let Some(frame) = frame.filter(|_| view.sentence().kind == BlockKind::Bullet) {
            out[first..].iter_mut().for_each(|claim| Frame::hand_down(&frame, claim));
        }
        frame = Frame::after(frame, view, own);
        let row = TableRow::of(view, own);
        if let Some(row) = &row {
            columns.hand_down(row, &mut out[first..]);
        }
        columns = columns.after(view, own, row.is_some());
    }
    period::settle_fiscal_years(parsed, context.views, &mut out);
    count_repeats(&mut out);
    for claim in &mut out {
        let view = &context.views[claim.sentence as usize];
        claim.normal = normal_form::normal_form(parsed, view, claim).map(Box::new);
    }
    out
}

/// Whether a quantity is a figure of its own and no date or part of a name.
fn is_asserted(quantity: &Quantity) -> bool {
    let is_date = matches!(quantity.kind, QuantityKind::Date | QuantityKind::DateRange);
    !is_date && quantity.not_claim.is_none()
}

/// Appends the claims of one sentence, whose quantities are `own`.
fn push_claims(
    parsed: &ParsedDocument<'_>,
    context: &ClaimContext<'_>,
    index: u32,
    view: &SentenceView<'_>,
    own: &[Quantity],
    out: &mut Vec<Claim>,
) {
    let clauses = Clauses::new(view);
    let periods = PeriodPhrases::new(view, own);
    let themes = themes_of(context.themes, index);
    let first = out.len();
    let counts_others = own.iter().filter(|q| is_asserted(q)).count() > 1;
    for quantity in own.iter().filter(|q| is_asserted(q)) {
        let number = view.tokens_of(quantity.span);
        // "fell 14% in two days" asserts one figure
        let may_bound = matches!(quantity.kind, QuantityKind::Duration | QuantityKind::Number);
        if may_bound && counts_others && periods.hold(number) {
            continue;
        }
        let clause = clauses.around(view, number.token_start);
        let base = certainty::base_before(view, clause.before(number.token_start));
        let figure = Figure { view, quantity, number, clause, base };
        let antecedents = Antecedents::before(parsed, context.views, index, out.last());
        let mut claim = own_claim(&figure, &antecedents);
        let told = told(&figure, &claim, index, out, first);
        if let Some(period) = periods.nearest(&figure, &clauses, &told) {
            claim.period = Some(period.span);
            claim.period_start = period.days.map(|d| d.0);
            claim.period_end = period.days.map(|d| d.1);
            claim.as_of = period.days.map(|d| d.1).filter(|_| period.is_day);
        }
        claim.sentence = index;
        claim.speaker = speaker(&figure, context.quotes).or_else(|| {
            price_target::aimed_at(&figure)?;
            price_target::who_aims(&figure).map(|words| view.text_of(words).to_owned())
        });
        claim.themes.clone_from(&themes);
        owner::own(view, number, &mut claim);
        inherit::inherit(&figure, &mut claim, &antecedents, &out[first..]);
        let days = claim.period_start.zip(claim.period_end);
        let distance = periods.distance(&figure, &clauses, days);
        claim.basis = basis::bases(&figure, claim.kind, &periods, distance);
        claim.segment = basis::segment(&figure);
        measure::set(&figure, &mut claim, antecedents.last_claim());
        out.push(claim);
    }
    lists::distribute(view, &mut out[first..]);
    prior::link(view, &mut out[first..]);
    undefined::mark(view, &mut out[first..]);
}

/// What the days of a claim's period depend on: which way it looks, and the claims before it, of
/// which those from `first` on are in its sentence.
fn told<'a>(
    figure: &Figure<'_>,
    claim: &Claim,
    index: u32,
    claims: &'a [Claim],
    first: usize,
) -> PeriodContext<'a> {
    let view = figure.view;
    let (before, siblings) = claims.split_at(first);
    let from = before.partition_point(|c| c.sentence + 1 < index);
    let is_due = |n: u32| view.is_of(n, Class::Maturing) && !view.word(n).ends_with("ing");
    // "the two that she had forecast in March"
    let was = |n: u32| view.is_word(n, "had");
    let is_expected = claim.modality != Modality::Actual && !figure.clause.iter().any(was);
    PeriodContext {
        outlook: if is_expected || figure.clause.iter().any(is_due) {
            Outlook::Ahead
        } else if certainty::has_happened(figure) {
            Outlook::Past
        } else {
            Outlook::Present
        },
        is_change: claim.kind == ClaimKind::Change
            || matches!(&*claim.unit, "percent" | "percentage_point" | "basis_point"),
        siblings,
        before: &before[from..],
    }
}

/// The themes of sentence `index`.
fn themes_of(themes: &[SentenceTheme], index: u32) -> Vec<ThemeId> {
    let from = themes.partition_point(|t| t.sentence < index);
    themes[from..].iter().take_while(|t| t.sentence == index).map(|t| t.theme).collect()
}

/// What the words around a figure make of it, its period left out.
fn own_claim(figure: &Figure<'_>, antecedents: &Antecedents<'_>) -> Claim {
    let quantity = figure.quantity;
    let role = numeric_role::role(figure);
    let subject = subject::subject(figure, antecedents);
    let unit = unit::unit(figure, subject.unit, antecedents.last_claim());
    let counted = counted(figure).filter(|_| constructions::bounded_reading(figure).is_none());
    let modality = certainty::certainty(figure);
    let is_counted = counted.is_some()
        || quantity.value.fract().is_zero() && figure.view.is_word(figure.end(), "of");
    let told = kind::told(figure, role, &unit, is_counted);
    let kind = kind::intended(figure, told, modality);
    let is_change = kind == ClaimKind::Change;
    let is_money = quantity.kind == QuantityKind::Currency;
    Claim {
        span: quantity.span,
        sentence: 0,
        value: if is_change { quantity.value.abs() } else { quantity.value },
        value_hi: quantity.value_hi.map(|v| if is_change { v.abs() } else { v }),
        prior_value: None,
        prior_period: None,
        compared_value: None,
        relation: None,
        basis: Vec::new(),
        segment: None,
        measure_id: None,
        change_derived: None,
        // "fell to 216,000 last week"
        of: counted.filter(|_| kind == ClaimKind::Count && !is_before_time(figure)),
        unit,
        qualifier: quantity.qualifier,
        direction: match (told, role) {
            (ClaimKind::Change, _) if kind == ClaimKind::Target && is_money => None,
            (ClaimKind::Change, NumericRole::Delta(direction)) => Some(direction),
            _ => None,
        },
        kind,
        subject: subject.name,
        subject_id: subject.id,
        owner_id: None,
        metric: metric::metric(figure),
        period: None,
        period_start: None,
        period_end: None,
        as_of: None,
        modality,
        speaker: None,
        themes: Vec::new(),
        sentiment: None,
        undefined: false,
        suspect: quantity.suspect.clone(),
        repeats: 0,
        rule: match role {
            // "the gain was revised to 88,000 from 102,000"
            NumericRole::Delta(_) if figure.view.prev_is(figure.start(), "to") => "level",
            NumericRole::Delta(Direction::Up | Direction::Down | Direction::Flat) => "move",
            NumericRole::Value => "level",
            NumericRole::Base => "origin",
        }
        .into(),
        normal: None,
    }
}

/// Tokens of the words for what a figure counts.
const COUNTED: u32 = 2;

/// The words that name what is counted, after the number.
fn counted(figure: &Figure<'_>) -> Option<String> {
    let view = figure.view;
    let is_part = |n: &u32| {
        let pos = view.pos(*n);
        view.is_alphabetic(*n)
            && !view.is_of(*n, Class::CountEnd)
            && (pos.is_noun()
                || matches!(pos, Pos::Adjective | Pos::PastParticiple | Pos::PresentParticiple))
    };
    // "the 52 economists had expected": they are not counted
    let follows = |n: u32| matches!(view.pos(n), Pos::Auxiliary | Pos::Verb);
    let expects = view.is_of(figure.end(), Class::Forecaster) && follows(figure.end() + 1);
    if expects && view.prev_is(figure.start(), "the") {
        return None;
    }
    let words = view.after(figure.end(), COUNTED);
    let words = words.iter().find(|n| !is_part(n)).map_or(words, |stop| words.before(stop));
    let noun = words.iter().rev().find(|n| view.pos(*n).is_noun())?;
    Some(view.text_of(words.before(noun + 1)).to_owned())
}

/// Whether words for a time follow a figure.
fn is_before_time(figure: &Figure<'_>) -> bool {
    figure.view.may_begin_any(figure.end(), period::TIMES)
}

/// Who says it: the speaker of the statement around the number, or the organisation.
fn speaker(figure: &Figure<'_>, quotes: &[Quote]) -> Option<String> {
    let span = figure.quantity.span;
    let known = quotes.partition_point(|q| q.span.byte_start <= span.byte_start);
    quotes[..known]
        .iter()
        .rev()
        .take(8)
        .find(|q| q.span.contains(span) && quote::tells(figure.view, q, figure.start()))
        .and_then(|q| q.speaker.clone().or_else(|| q.org.clone()))
}

/// Counts for each claim how often the article says it again.
fn count_repeats(claims: &mut [Claim]) {
    let mut seen: FxHashMap<_, u32> = FxHashMap::default();
    let mut places = Vec::with_capacity(claims.len());
    let mut times: Vec<u32> = Vec::new();
    for claim in claims.iter() {
        let said = (claim.value.normalize(), claim.unit.as_str(), claim.subject.as_deref());
        let place = *seen.entry(said).or_insert(times.len() as u32);
        if place as usize == times.len() {
            times.push(0);
        } else {
            times[place as usize] += 1;
        }
        places.push(place);
    }
    for (claim, place) in claims.iter_mut().zip(places) {
        claim.repeats = times[place as usize];
    }
}

/// How many tokens are between two places; 0 where they overlap.
const fn gap(from: u32, to: u32) -> u32 {
    TokenRange::new(from, to).len()
}
