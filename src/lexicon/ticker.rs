//! Ticker symbols: `$IWM`, `NASDAQ: NVDA`, `GOOG.O`. A bare symbol is an ordinary word in capitals
//! ("ALL", "IT") and names nothing. The codes of the Reuters news agency follow a name and say
//! no word of the sentence.

use rustc_hash::FxHashSet;

use crate::lang::Token;

/// The marks that make a word in capitals a ticker, as ids of the vocabulary.
#[derive(Debug, Default)]
pub(super) struct TickerMarks {
    /// Names of exchanges before a colon.
    pub exchanges: FxHashSet<u32>,
    /// Exchange codes after a full stop, as in Reuters codes.
    pub suffixes: FxHashSet<u32>,
}

impl TickerMarks {
    /// Whether token `at` of `tokens` is where only a ticker is.
    pub(super) fn announce(&self, tokens: &[Token], at: usize) -> bool {
        let Some(token) = tokens.get(at).filter(|t| t.is_capital()) else { return false };
        let before = |n: usize| at.checked_sub(n).and_then(|n| tokens.get(n));
        let is_upper = token.is_upper() || token.byte_end - token.byte_start == 1;
        if !is_upper {
            return false;
        }
        // "$IWM"; "US$IWM" is none
        if before(1).is_some_and(|t| t.is_punct('$')) && !token.has_space_before() {
            return before(1).is_some_and(Token::has_space_before)
                || before(2).is_none_or(|t| t.punct().is_some());
        }
        // "NASDAQ: NVDA", "NYSE American: XYZ"
        if before(1).is_some_and(|t| t.is_punct(':')) {
            return [2, 3].iter().any(|n| {
                before(*n).is_some_and(|t| t.is_capital() && self.exchanges.contains(&t.word))
            });
        }
        // "GOOG.O"
        let stop = tokens.get(at + 1).filter(|t| t.is_punct('.') && !t.has_space_before());
        let code = tokens
            .get(at + 2)
            .filter(|t| !t.has_space_before() && t.is_capital() && t.byte_end - t.byte_start <= 2);
        stop.is_some() && code.is_some_and(|t| self.suffixes.contains(&t.word))
    }

    /// One past the code of an instrument that begins at token `at` of `tokens`, as the Reuters
    /// agency writes it after a name: `MSFT.O`, `.SPX`, `ESc1`, `EUR=`.
    pub(super) fn code_end(&self, tokens: &[Token], at: usize, text: &str) -> Option<usize> {
        let token = tokens.get(at)?;
        if !token.has_space_before() && !is_opened(tokens, at) {
            return self.is_glued(tokens, at, text).then_some(at + 2);
        }
        let joined = |n: usize| tokens.get(at + n).filter(|t| !t.has_space_before());
        let is_code = |t: &Token| !t.of(text).bytes().any(|b| b.is_ascii_lowercase());
        let is_long = |t: &Token| t.byte_end - t.byte_start >= 2;
        // ".SPX", ".N225"
        if token.is_punct('.') {
            let code = joined(1).filter(|t| t.is_capital() && is_code(t) && is_long(t))?;
            // ".MIWD00000PUS": letters after a number are a word of their own
            let rest = code.is_word().then(|| joined(2)).flatten().filter(|t| t.is_number());
            return Some(at + 2 + usize::from(rest.is_some()));
        }
        // "ESc1", and "1YMcv1" after a number
        let ends_in_digit = |t: &Token| {
            let last = (t.byte_end as usize).checked_sub(1).and_then(|n| text.as_bytes().get(n));
            last.is_some_and(u8::is_ascii_digit)
        };
        let is_first = |t: &Token| t.is_word() && ends_in_digit(t) && is_future(t.of(text));
        if is_first(token) {
            return Some(at + 1);
        }
        if token.is_number() {
            return joined(1).filter(|t| is_first(t)).map(|_| at + 2);
        }
        if !token.is_capital() || !is_code(token) {
            return None;
        }
        // "EUR=", "US10YT=RR"
        if joined(1).is_some_and(|t| t.is_punct('=')) {
            return Some(at + 2 + usize::from(joined(2).is_some_and(Token::is_capital)));
        }
        let suffix = joined(1).filter(|t| t.is_punct('.')).and_then(|_| joined(2))?;
        let is_ticker = is_long(token) || is_opened(tokens, at);
        (is_ticker && self.suffixes.contains(&suffix.word) && is_code(suffix)).then_some(at + 3)
    }

    /// "FalkFLK.N": whether the end of a code that lost its blank and brackets begins at the full
    /// stop `at`.
    fn is_glued(&self, tokens: &[Token], at: usize, text: &str) -> bool {
        let is_end = |t: &Token| !t.has_space_before() && self.suffixes.contains(&t.word);
        tokens[at].is_punct('.')
            && tokens.get(at + 1).is_some_and(is_end)
            && at.checked_sub(1).is_some_and(|n| {
                let letters = tokens[n].of(text).as_bytes();
                letters.iter().any(u8::is_ascii_lowercase)
                    && letters.iter().rev().take_while(|b| b.is_ascii_uppercase()).count() >= 2
            })
    }
}

/// Whether a bracket opens right before token `at`.
fn is_opened(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|n| tokens.get(n));
    before.is_some_and(|t| t.is_punct('(') || t.is_punct('<'))
}

/// `ESc1`, `EScv1`: the first contract of a future.
fn is_future(word: &str) -> bool {
    let Some((root, contract)) = word.rsplit_once('c') else { return false };
    let number = contract.trim_start_matches('v');
    let is_root = (1..=6).contains(&root.len()) && !root.bytes().any(|b| b.is_ascii_lowercase());
    is_root && (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}
