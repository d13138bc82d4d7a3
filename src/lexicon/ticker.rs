//! Ticker symbols: `$IWM`, `NASDAQ: NVDA`, `GOOG.O`. A bare symbol is an ordinary word in capitals
//! ("ALL", "IT") and names nothing.

use rustc_hash::FxHashSet;

use crate::lang::Token;

/// The marks that make a word in capitals a ticker, as ids of the vocabulary.
#[derive(Debug, Default)]
pub(super) struct TickerMarks {
    /// Names of exchanges before a colon.
    pub exchanges: FxHashSet<u32>,
    /// Exchange codes behind a full stop, as in Reuters codes.
    pub suffixes: FxHashSet<u32>,
}

impl TickerMarks {
    /// Whether token `at` of `tokens` stands where only a ticker stands.
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
}
