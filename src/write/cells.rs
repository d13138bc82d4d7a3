//! One row, cell by cell, whatever the format.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// Takes the cells of a row in the order of the table's columns.
pub trait Cells {
    /// Words from the article or the user: never run as a formula.
    fn text(&mut self, value: Option<&str>);
    /// A word of the program's own (codes, ids).
    fn code(&mut self, value: Option<&str>);
    /// A whole number.
    fn int(&mut self, value: Option<i64>);
    /// A measured number, in shortest round-trip form; not finite is null.
    fn float(&mut self, value: Option<f64>);
    /// An exact number.
    fn decimal(&mut self, value: Option<Decimal>);
    /// `true` or `false`.
    fn bool(&mut self, value: Option<bool>);
    /// A day, YYYY-MM-DD.
    fn date(&mut self, value: Option<Date>) {
        match value {
            Some(date) => self.code(Some(&date.to_string())),
            None => self.code(None),
        }
    }
}
