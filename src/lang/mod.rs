//! The language level: tokens, number words, date expressions, the civil calendar.

mod token;

pub use token::{Token, TokenKind, fold_punct, tokenize};
