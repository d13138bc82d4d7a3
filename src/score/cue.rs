//! What a tone word does, as composition reads it.

use crate::{
    lexicon::{Class, SentenceView},
    model::{ActedOn, TokenRange},
};

/// What the tone lexicons say of one stretch of words.
#[expect(clippy::struct_excessive_bools, reason = "a word may do several of these at once")]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct SentimentCue {
    /// Its tokens.
    pub tokens: TokenRange,
    /// +1 up, -1 down, 0 none; more or less than 1 by degree.
    pub direction: f64,
    /// The part of speech of the direction.
    pub part_of_speech: PartOfSpeech,
    /// Whether it moves its object and not its subject: "raise".
    pub is_transitive: bool,
    /// Of what moves: +1 good when up, -1 bad when up, 0 neither; `None` for words that do not
    /// move.
    pub noun: Option<f64>,
    /// Whether it is a hope, whose content has not happened.
    pub is_hope: bool,
    /// Whether it means what hangs on it means: the odds of a cut, the pace of inflation.
    pub is_transparent: bool,
    /// Whether what hangs on it is turned: the absence of growth.
    pub is_contrary: bool,
    /// Who says what it means to the theme that is scored.
    pub source: Source,
    /// Whether it is the target.
    pub is_target: bool,
    /// Favourable or unfavourable of itself.
    pub polar: f64,
    /// Whether it is a noun that is favourable or unfavourable: "recession".
    pub is_polar_noun: bool,
    /// The value of a verb of getting where an award follows; 0 for words that are no such verb.
    pub obtains: f64,
    /// The frame of such a verb: the kind of award that it takes.
    pub frame: Award,
    /// The kind of award that it is itself.
    pub award: Award,
    /// Turns what follows it: "not".
    pub negates: bool,
    /// Turns all that is said after it, in the clauses that hang on it too: "nothing".
    pub negates_all: bool,
    /// Turns what precedes it: "a cut is off the table".
    pub negates_before: bool,
    /// Factor on its neighbours; 0 where it is none.
    pub intensity: f64,
    /// Whether a size after it is less than was hoped for, or feared: "only".
    pub belittles: bool,
    /// Whether it grades the verb before it, whichever way that goes: "fell more than expected".
    pub grades: bool,
    /// What it makes a mere possibility.
    pub watch: Watch,
}

/// Who says what a word means to the theme that is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Source {
    /// The general lexicon.
    #[default]
    General,
    /// A branch of the theme.
    Branch,
    /// The theme or one above it.
    Theme,
}

/// What verbs get hold of, or give up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Award {
    /// Nothing of the kind.
    #[default]
    No,
    /// Contracts, approvals, money.
    Business,
    /// Plants, stores, offices: what is closed.
    Premises,
}

/// What a watch word makes a mere possibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Watch {
    /// Nothing.
    #[default]
    No,
    /// What follows it: "watch for".
    After,
    /// What precedes it too: "depends on".
    Around,
}

/// The part of speech of a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PartOfSpeech {
    #[default]
    Verb,
    Noun,
    /// Adverbs too.
    Adjective,
}

impl SentimentCue {
    /// Its first token.
    pub(super) const fn start(&self) -> u32 {
        self.tokens.token_start
    }

    /// One past its last token.
    pub(super) const fn end(&self) -> u32 {
        self.tokens.token_end
    }

    /// The tokens between the end of this cue and the start of a later one.
    pub(super) const fn until(&self, later: &Self) -> TokenRange {
        TokenRange::new(self.end(), later.start())
    }

    /// Whether it can move: a noun with a polarity, or a noun that tells of a movement ("the
    /// decline in sales").
    pub(super) fn can_move(&self) -> bool {
        self.noun.is_some() || self.is_event() || self.is_polar_noun
    }

    /// Whether it is a noun that moves and no verb of the same letters: "easing worries" eases them.
    pub(super) fn is_noun(&self) -> bool {
        self.noun.is_some() && (self.direction == 0.0 || self.part_of_speech == PartOfSpeech::Noun)
    }

    /// Whether it is a noun that tells of a movement.
    pub(super) fn is_event(&self) -> bool {
        self.direction != 0.0 && self.part_of_speech == PartOfSpeech::Noun
    }

    /// Whether it tells of a movement and is nothing that moves.
    pub(super) fn is_bare_event(&self) -> bool {
        self.is_event() && self.noun.is_none()
    }

    /// Whether it says something by itself: a direction or a polar word.
    pub(super) fn speaks(&self) -> bool {
        self.direction != 0.0 || self.polar != 0.0
    }

    /// Whether it compares and brings the word before its standard: "fewer than", "twice what".
    pub(super) fn compares(&self, sentence: &SentenceView<'_>) -> bool {
        let is_word = |at| sentence.is_word(at, "than") || sentence.is_word(at, "what");
        self.tokens.len() > 1 && self.tokens.iter().any(is_word)
    }

    /// Whether its last word is one of these, or ends in one, whatever their capitals.
    pub(super) fn ends_with_any(&self, sentence: &SentenceView<'_>, endings: &[&str]) -> bool {
        let words = sentence.text_of(self.tokens).as_bytes();
        endings.iter().any(|ending| {
            words.len() >= ending.len()
                && words[words.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
        })
    }

    /// Whether its last word is of a closed class.
    pub(super) fn ends_with(&self, sentence: &SentenceView<'_>, class: Class) -> bool {
        self.tokens.last_token().is_some_and(|at| sentence.is_of(at, class))
    }

    /// What a rule acted on, where this cue is the noun of it.
    pub(super) fn acted_on(&self, sentence: &SentenceView<'_>, is_up: Option<bool>) -> ActedOn {
        ActedOn {
            span: sentence.span(self.tokens),
            is_up,
            is_good: self.noun.is_some_and(|n| n > 0.0),
        }
    }
}
