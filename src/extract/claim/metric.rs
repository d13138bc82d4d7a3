//! What a number measures of its subject: revenue, closing level, unemployment rate.

use super::{constructions::bounded_reading, figure::Figure};
use crate::{
    lexicon::{Class, Hit, Layer, SentenceView},
    model::{Pos, TokenRange},
};

/// Tokens after a number in which its measure is named: "$3 million in sales", "12% revenue
/// growth".
const AFTER: u32 = 4;

/// Tokens before points in which the rate is named that they are of.
const RATE: u32 = 40;

/// The words that name what a figure measures, in its clause; `None` where nothing does.
pub(super) fn metric(figure: &Figure<'_>) -> Option<String> {
    hit(figure).map(|hit| figure.view.text_of_hit(hit).to_owned())
}

/// The tokens of these words.
pub(super) fn tokens(figure: &Figure<'_>) -> Option<TokenRange> {
    hit(figure).map(|hit| TokenRange::new(hit.token_start, hit.token_end))
}

/// The tokens of the measure named last before a figure.
pub(super) fn before(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let hits = view.hits_in(Layer::Claim, figure.clause_before());
    let hit =
        hits.iter().rfind(|hit| matches!(view.entry(hit).class, Class::Measure | Class::Rate));
    hit.map(|hit| TokenRange::new(hit.token_start, hit.token_end))
}

fn hit<'a>(figure: &Figure<'a>) -> Option<&'a Hit> {
    let view = figure.view;
    let measures = |hit: &&Hit| matches!(view.entry(hit).class, Class::Measure | Class::Rate);
    // "3 million in sales" says it more closely than what was before
    let after = figure.clause_after().first(AFTER);
    let following = view.hits_in(Layer::Claim, after).iter().find(measures);
    following
        .filter(|_| bounded_reading(figure).is_none())
        .filter(|h| leads_to_measure(view, after.before(h.token_start)))
        .or_else(|| view.hits_in(Layer::Claim, figure.clause_before()).iter().rfind(measures))
}

/// The unit that the measure before a bare number lends it: "a forward PE of 33 for the one, 22 for
/// the other" are multiples.
pub(super) fn unit(figure: &Figure<'_>) -> Option<String> {
    let view = figure.view;
    let hits = view.hits_in(Layer::Claim, figure.clause_before());
    let hit = hits.iter().rfind(|h| view.entry(h).class == Class::Measure)?;
    let next = view.pos(figure.end());
    let counts = (next.is_noun() || next == Pos::Adjective) && bounded_reading(figure).is_none();
    view.entry(hit).unit.as_deref().filter(|_| !counts).map(str::to_owned)
}

/// Whether points are those of percent: what they move is a rate, or they move it to a percentage
/// ("fell 0.4 point to 10.3%").
pub(super) fn are_points_of_percent(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let is_rate = |hit: &Hit| {
        let entry = view.entry(hit);
        entry.class == Class::Rate || entry.class == Class::Measure && entry.term.contains("rate")
    };
    let to = figure.end();
    let reaches_percent = view.is_word(to, "to")
        && view.after(to + 1, 4).iter().any(|n| {
            view.has_at(Layer::Number, n, |e| {
                e.class == Class::Unit && e.unit.as_deref() == Some("percent")
            })
        });
    // "held the repo rate, and most see it trimmed by 25 points"
    let before = view.range().before(figure.start()).last(RATE);
    reaches_percent
        || view.hits_in(Layer::Claim, before).iter().any(is_rate)
        || view.hits_in(Layer::Claim, figure.clause_after().first(8)).iter().any(is_rate)
}

/// Whether nothing but a preposition, an adjective or a hyphen is between number and measure.
fn leads_to_measure(view: &SentenceView<'_>, between: TokenRange) -> bool {
    between.iter().all(|n| {
        (view.is_alphabetic(n) || view.is_punct(n, '-')) && !view.is_of(n, Class::ApartOfMeasure)
    })
}
