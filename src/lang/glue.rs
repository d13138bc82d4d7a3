//! Letters and digits without a blank between them that are two words: `USD34.6`, `R7.5bn`,
//! `$2 million1`.

use rustc_hash::FxHashSet;

use super::token::number_end;

/// What is glued to numbers. Tokens are cut before any lexicon is asked, so that it is told
/// here first.
#[derive(Debug, Default, Clone)]
pub struct Glue {
    /// Letters of currencies.
    money: FxHashSet<Box<[u8]>>,
    /// Letters of currencies with which names begin too.
    perhaps_money: FxHashSet<Box<[u8]>>,
    /// Words that multiply the number before them, in lower case.
    magnitudes: FxHashSet<Box<[u8]>>,
}

/// No code of a currency is longer.
const LONGEST: usize = 6;
/// Letters that may be a currency nobody has heard of.
const LONGEST_UNKNOWN: usize = 4;

impl Glue {
    /// Adds letters that are before amounts; with `is_name_too` only before those that no name
    /// has.
    pub fn add_money(&mut self, letters: &str, is_name_too: bool) {
        let all = if is_name_too { &mut self.perhaps_money } else { &mut self.money };
        all.insert(letters.as_bytes().into());
    }

    /// Adds a word that multiplies the number before it.
    pub fn add_magnitude(&mut self, word: &str) {
        self.magnitudes.insert(word.to_lowercase().as_bytes().into());
    }

    /// Whether the letters from `start` on end where the digit at `at` begins.
    pub(super) fn parts(&self, text: &[u8], start: usize, at: usize) -> bool {
        let letters = &text[start..at];
        if letters.len() > LONGEST {
            return self.is_footnote(text, start, at);
        }
        if self.money.contains(letters) {
            return true;
        }
        let end = number_end(text, at);
        let is_whole = text[at..end].iter().all(u8::is_ascii_digit);
        let is_letters = letters.iter().all(u8::is_ascii_alphabetic);
        // "R7.5bn" and "v2.1" alike: a number is never cut at its point
        !is_whole && is_letters
            || self.is_footnote(text, start, at)
            || self.is_amount(text, letters, end)
    }

    /// Whether a magnitude after the digits that end at `end` makes an amount of them: "N312
    /// billion", "R500m".
    fn is_amount(&self, text: &[u8], letters: &[u8], end: usize) -> bool {
        let is_known = self.perhaps_money.contains(letters);
        let may_be_unknown =
            letters.len() <= LONGEST_UNKNOWN && letters.iter().all(u8::is_ascii_uppercase);
        if !is_known && !may_be_unknown {
            return false;
        }
        let rest = after_range(&text[end..], letters);
        let blank = match rest {
            [b' ', ..] => 1,
            [0xC2, 0xA0, ..] => 2,
            _ => 0,
        };
        let word = letters_of(&rest[blank..]);
        let shortest = if is_known && blank == 0 { 1 } else { 2 };
        word.len() >= shortest && self.is_magnitude(word)
    }

    /// "$2 million1", "88m1": the mark of a footnote after a magnitude.
    fn is_footnote(&self, text: &[u8], start: usize, at: usize) -> bool {
        let letters = &text[start..at];
        let end = text[at..].iter().take_while(|b| b.is_ascii_digit()).count() + at;
        let is_short = end - at <= 2 && !text.get(end).is_some_and(u8::is_ascii_alphanumeric);
        let follows_number = || start > 0 && text[start - 1].is_ascii_digit();
        let is_lower = letters.iter().all(u8::is_ascii_lowercase);
        is_short
            && is_lower
            && (letters.len() > 2 || follows_number())
            && self.is_magnitude(letters)
    }

    fn is_magnitude(&self, word: &[u8]) -> bool {
        word.len() <= 12 && self.magnitudes.contains(&*word.to_ascii_lowercase())
    }
}

/// What follows the second number of a range whose first one `rest` follows: "R300-R450 million".
fn after_range<'t>(rest: &'t [u8], letters: &[u8]) -> &'t [u8] {
    const DASHES: [&[u8]; 3] = [b"-", "\u{2013}".as_bytes(), b" to "];
    let second = DASHES.iter().find_map(|dash| rest.strip_prefix(*dash));
    let Some(second) = second else { return rest };
    let second = second.strip_prefix(letters).unwrap_or(second);
    let end = number_end(second, 0);
    if end == 0 { rest } else { &second[end..] }
}

/// The letters with which `text` begins, where no digit follows them.
fn letters_of(text: &[u8]) -> &[u8] {
    let len = text.iter().take(13).take_while(|b| b.is_ascii_alphabetic()).count();
    &text[..len]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Token, tokenize};

    fn words(text: &str) -> Vec<&str> {
        let mut glue = Glue::default();
        glue.add_money("Rs", false);
        glue.add_money("N", true);
        for word in ["million", "billion", "bn", "m"] {
            glue.add_magnitude(word);
        }
        let mut tokens = Vec::new();
        tokenize(text, &glue, |_| Token::UNKNOWN, &mut tokens);
        tokens.iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn numbers_after_letters_are_whole() {
        assert_eq!(words("Rs500 or N7.5bn"), ["Rs", "500", "or", "N", "7.5", "bn"]);
        assert_eq!(words("N312 billion, N45m"), ["N", "312", "billion", ",", "N", "45", "m"]);
        assert_eq!(words("QQ9,250 and ZW40bn"), ["QQ", "9,250", "and", "ZW", "40", "bn"]);
    }

    #[test]
    fn names_stay_whole() {
        assert_eq!(words("N95 A320neo Q2 GPT4"), ["N95", "A320neo", "Q2", "GPT4"]);
        assert_eq!(words("ZW40 men, X5m"), ["ZW40", "men", ",", "X5m"]);
    }

    #[test]
    fn footnotes_are_cut_off() {
        assert_eq!(
            words("$2 million1 and 88m2"),
            ["$", "2", "million", "1", "and", "88", "m", "2"]
        );
        assert_eq!(words("the M1 and m1"), ["the", "M1", "and", "m1"]);
    }
}
