//! The language level: tokens, number words, date expressions, the civil calendar, stems, sketches.

pub mod calendar;
mod digits;
mod folded_word;
mod glue;
mod lowered;
mod normal;
mod number_words;
mod one_line;
mod sketch;
mod stem;
mod timestamp;
mod token;

pub use calendar::{month_number, weekday_number};
pub use digits::parse_digits;
pub use folded_word::FoldedWord;
pub use glue::Glue;
pub use lowered::Lowered;
pub use normal::normalised;
pub use number_words::NumberWords;
pub use one_line::{in_one_line, joined_words};
pub use sketch::Sketcher;
#[cfg(any(test, feature = "stages"))]
pub use sketch::sketch;
pub use stem::stem;
pub use timestamp::{
    DateTimeMatch, find_stamp, infer_order, is_stamp_word, is_void, is_weekday, parse_ago,
    parse_stamp, parse_stamp_in,
};
pub use token::{Token, TokenKind, tokenize};
