//! Where a noun phrase ends, for rules that look through words.

use crate::{
    lexicon::{Class, Hit, SentenceView, WordSet, words},
    model::Pos,
};

/// Whether a hit looks ahead: a forecast or a condition.
pub(super) fn is_ahead(view: &SentenceView<'_>, hit: &Hit) -> bool {
    matches!(view.entry(hit).class, Class::Forecast | Class::Conditional)
}

/// Words that a noun phrase does not go beyond.
pub(super) const PHRASE_BOUNDARIES: &WordSet = words![
    "and", "but", "or", "while", "as", "that", "which", "who", "when", "after", "before",
    "because", "if", "said", "says", "than", "in", "on", "at", "for", "with", "from", "by", "to",
    "since", "although", "though", "whereas", "so", "then", "also", "not", "over", "amid"
];

/// Whether token `at` is an auxiliary or a copula.
pub(super) fn is_auxiliary(view: &SentenceView<'_>, at: u32) -> bool {
    view.pos(at) == Pos::Auxiliary
}
