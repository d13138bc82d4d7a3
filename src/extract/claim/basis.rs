//! On which basis a figure is told: year on year, seasonally adjusted, core, adjusted; and of which
//! part of its owner.

use std::borrow::Cow;

use super::{
    figure::Figure,
    period::{Distance, PeriodPhrases},
};
use crate::{
    lexicon::{Class, Layer},
    model::{ClaimKind, TokenRange},
};

/// Tokens on either side of a figure in which words for its basis are found.
const REACH: u32 = 30;
/// The code of a figure at the close of a market's day.
pub(super) const CLOSE: &str = "close";

/// The codes of the bases of a figure, in order, each once. `periods` are those of its sentence,
/// `distance` is how far back what a change is measured against lies; `kind` that of its claim.
pub(super) fn bases(
    figure: &Figure<'_>,
    kind: ClaimKind,
    periods: &PeriodPhrases,
    distance: Option<Distance>,
) -> Vec<Cow<'static, str>> {
    let view = figure.view;
    let mut out: Vec<Cow<'static, str>> = Vec::new();
    let clause = figure.clause.intersect(view.around(figure.start(), REACH));
    for hit in view.hits_in(Layer::Grammar, clause) {
        let entry = view.entry(hit);
        if let (Class::Basis, Some(code)) = (entry.class, &entry.unit) {
            out.push(code.to_string().into());
        }
    }
    out.extend(distance.map(|d| Cow::Borrowed(d.code())));
    // "the quarter ended June 30" is no day of a market
    let closes = |n: u32| view.is_of(n, Class::Closing) && !periods.hold(TokenRange::new(n, n + 1));
    // "opened 14 stores and closed three"
    if kind != ClaimKind::Count && clause.iter().any(closes) {
        out.push(CLOSE.into());
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The part of a company that a figure is of: "Falk's bread division", "the retail business".
pub(super) fn segment(figure: &Figure<'_>) -> Option<String> {
    let view = figure.view;
    let before = figure.clause_before().last(REACH);
    let division = before.iter().rev().find(|n| view.is_of(*n, Class::Division))?;
    let phrase = view.noun_phrase_at(division).filter(|p| p.head == division)?;
    // "Falk's bread division": not whose
    let owner = phrase.tokens.iter().rev().find(|n| view.is_any(*n, &["'s", "the"]));
    let first = owner.map_or(phrase.tokens.token_start, |n| n + 1);
    let words = TokenRange::new(first, division + 1);
    // "the unit" alone refers to something; "business" alone is no part
    (words.len() > 1).then(|| view.text_of(words).to_lowercase())
}
