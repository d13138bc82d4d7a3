//! Tables "in thousands": a note above a table multiplies all of its figures.

use rust_decimal::Decimal;

use crate::{
    extract::table_row::{TableRow, is_caption},
    lexicon::{Class, Hit, Layer, SentenceView},
    model::{Quantity, QuantityKind, TokenRange},
};

/// Sentences between a note and the first row of its table, and between rows.
const NOTE_REACH: u32 = 3;

/// A note and what is known of its table.
struct Note {
    factor: Decimal,
    /// The money of its rows, where one is told.
    currency: Option<String>,
    /// Sentences since it without a row.
    age: u32,
    has_rows: bool,
}

/// Multiplies the figures of tables below notes such as "(in thousands, except per share amounts)".
/// A row of amounts without a sign has the money of the rows before it.
pub(super) fn scale(views: &[SentenceView<'_>], quantities: &mut [Quantity]) {
    let mut note: Option<Note> = None;
    let mut rest = quantities;
    for view in views {
        let len = rest.partition_point(|q| q.span.byte_start < view.sentence().span.byte_end);
        let (own, later) = std::mem::take(&mut rest).split_at_mut(len);
        rest = later;
        if let Some(found) = read_note(view) {
            note = Some(found);
            continue;
        }
        let Some(known) = &mut note else { continue };
        match TableRow::of(view, own).map(|row| (row.label, is_of_amounts(view, &row))) {
            Some((_, true)) => {
                (known.has_rows, known.age) = (true, 0);
                for cell in own.iter_mut() {
                    scale_cell(view, cell, known);
                }
            }
            Some(_) => (known.has_rows, known.age) = (true, 0),
            // the head of the table, what the note goes on with, captions among the rows
            None if known.age < NOTE_REACH && (!known.has_rows || is_caption(view)) => {
                known.age += 1;
            }
            None => note = None,
        }
    }
}

/// "In thousands", "$ in millions", "thousands of tonnes", "(000s)": a magnitude of no number.
fn read_note(view: &SentenceView<'_>) -> Option<Note> {
    let is_free = |hit: &&Hit| {
        let at = hit.token_start;
        view.entry(hit).class == Class::Scale
            && view.word(hit.token_end - 1).ends_with('s')
            && (view.prev_is_any(at, &["in", "("]) || view.prev_is_punct(at, ','))
    };
    let hits = view.hits(Layer::Number);
    let is_thousand = |n: &u32| view.is_number(*n) && view.is_any(*n, &["000s", "000"]);
    let thousands = || view.range().iter().find(is_thousand);
    let is_alone = |n: &u32| view.prev_is_any(*n, &["(", "$", "'", "’"]);
    let (factor, tokens) = match hits.iter().find(is_free) {
        Some(hit) => (view.entry(hit).value?, hit.tokens()),
        None => (Decimal::ONE_THOUSAND, TokenRange::single(thousands().filter(is_alone)?)),
    };
    // "$ in millions", "thousands of euros"
    let is_beside = |hit: &&Hit| {
        let before = tokens.token_start.checked_sub(hit.token_end).is_some_and(|gap| gap <= 1);
        let after = hit.token_start.checked_sub(tokens.token_end).is_some_and(|gap| gap <= 1);
        // the "s" of "000s" is no sol
        let is_apart = !view.is_joined(hit.token_start) || before;
        view.entry(hit).class == Class::Currency && (before || after) && is_apart
    };
    let money = hits.iter().find(is_beside);
    let currency = money.and_then(|hit| view.entry(hit).unit.as_deref()).map(str::to_owned);
    Some(Note { factor, currency, age: 0, has_rows: false })
}

/// Whether the figures of a row are amounts: those per share, and parts, are told in full.
fn is_of_amounts(view: &SentenceView<'_>, row: &TableRow<'_>) -> bool {
    !row.label.iter().any(|n| {
        view.is_any(n, &["eps", "per", "%"])
            || view.has_at(Layer::Claim, n, |e| e.class == Class::Rate)
    })
}

fn scale_cell(view: &SentenceView<'_>, cell: &mut Quantity, note: &mut Note) {
    let is_bare = cell.kind == QuantityKind::Number && matches!(&*cell.unit, "" | "count");
    let is_money = cell.kind == QuantityKind::Currency && !cell.unit.contains('/');
    let is_whole =
        cell.span.of(&view.document().text).ends_with(|c: char| c.is_ascii_digit() || c == ')');
    if !is_whole || !is_bare && !is_money {
        return;
    }
    let scaled = cell.value.checked_mul(note.factor);
    let Some(value) = scaled else { return };
    cell.value = value;
    cell.value_hi = cell.value_hi.and_then(|high| high.checked_mul(note.factor));
    if is_money {
        note.currency = Some(cell.unit.clone());
    } else if let Some(currency) = note.currency.as_ref().filter(|_| is_of_money(view)) {
        cell.kind = QuantityKind::Currency;
        cell.unit.clone_from(currency);
    }
}

/// Whether a row of a table with money tells of money too: a measure without a unit of its own, else
/// anything but paper, of which there is a number.
fn is_of_money(view: &SentenceView<'_>) -> bool {
    let mut units = view.hits(Layer::Claim).iter().map(|hit| view.entry(hit));
    let has_own_unit = units.any(|entry| entry.class == Class::Measure && entry.unit.is_some());
    !has_own_unit && !view.range().iter().any(|n| view.is_of(n, Class::Paper))
}
