//! The language level: tokens, number words, date expressions, the civil calendar.

mod timestamp;
mod token;

pub use timestamp::{Stamp, find_stamp, is_weekday, parse_stamp};
pub use token::{Token, TokenKind, fold_punct, tokenize};
