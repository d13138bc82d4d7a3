//! One row, cell by cell, whatever it is written to.

use std::fmt::Display;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{kept::KeptColumn, table::Columns};

/// Takes the cells of a row, each with the column that it is of, in the order of the columns.
pub(crate) trait Cells {
    /// Words or a code; empty ones are null.
    fn text<C: Columns>(&mut self, column: C, value: Option<&str>);
    /// Several of them; none is null.
    fn list<'a, C: Columns>(&mut self, column: C, items: impl Iterator<Item = &'a str>);
    /// An id or another code as it is displayed.
    fn id<C: Columns>(&mut self, column: C, value: impl Display);
    /// A whole number.
    fn int<C: Columns>(&mut self, column: C, value: i64);
    /// A measured number, to 12 significant digits; not finite is null.
    fn float<C: Columns>(&mut self, column: C, value: Option<f64>);
    /// An exact number.
    fn decimal<C: Columns>(&mut self, column: C, value: Option<Decimal>);
    /// `true` or `false`.
    fn bool<C: Columns>(&mut self, column: C, value: Option<bool>);
    /// A day.
    fn day<C: Columns>(&mut self, column: C, value: Option<Date>);
}

/// Takes rows, cell by cell.
pub(crate) trait RowCells: Cells {
    /// The cell of a column of the input that the user keeps, after all others; nothing where the
    /// rows have none of these.
    fn kept(&mut self, _: &KeptColumn, _: Option<&str>) {}

    /// Ends the row whose cells were given.
    fn end_row(&mut self);
}
