//! The terms of the layer of numbers at a place of a sentence.

use rust_decimal::Decimal;

use crate::{
    lang::{Lowered, Token},
    lexicon::{Class, ClassSet, Entry, Hit, Layer, SentenceView, Spacing, WordClasses, any_of},
    model::TokenRange,
};

/// A term of the lexicon at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term<'a> {
    pub entry: &'a Entry,
    pub start: u32,
    pub end: u32,
}

impl<'a> Term<'a> {
    fn new(view: &SentenceView<'a>, hit: &Hit) -> Self {
        Self { entry: view.entry(hit), start: hit.token_start, end: hit.token_end }
    }

    pub(super) fn unit(&self) -> &'a str {
        self.entry.unit.as_deref().unwrap_or("")
    }

    /// Whether it counts only directly after digits or money: the "m" of "5m".
    pub(super) fn is_glued(&self) -> bool {
        self.entry.features.spacing == Some(Spacing::Glued)
    }

    pub(super) fn value(&self) -> Decimal {
        self.entry.value.unwrap_or(Decimal::ONE)
    }
}

/// Words of grammar that no noun phrase begins with: what follows a number and begins with one of
/// them is nothing that it counts. "Of" is none of them.
pub(super) const NO_NOUN: WordClasses =
    any_of![Article | Be | ClauseOpener | Comparing | Coordinator | Preposition | Subordinator];

/// A length of time that is a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

impl TimeUnit {
    /// The unit of this name, where it is one of time.
    pub(super) fn of(unit: &str) -> Option<Self> {
        Some(match unit {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            "decade" => Self::Decade,
            _ => return None,
        })
    }
}

/// Whether a unit is a length of time.
pub(super) fn is_time(unit: &str) -> bool {
    TimeUnit::of(unit).is_some()
}

/// What the grammar of numbers asks of a sentence.
pub(super) trait NumberTerms<'a> {
    /// All terms that begin at `at`.
    fn terms(&self, at: u32) -> impl Iterator<Item = Term<'a>>;

    /// The term of this class that begins at `at`.
    fn term(&self, at: u32, class: Class) -> Option<Term<'a>>;

    /// The term of this class that ends before `end`, at most two tokens apart ("more than a").
    fn term_before(&self, end: u32, class: Class) -> Option<Term<'a>>;

    /// The term of this class that ends with the token before `end`.
    fn term_right_before(&self, end: u32, class: Class) -> Option<Term<'a>>;

    /// Whether token `at` is a word of this class of the layer `comparison`.
    fn is_listed(&self, at: u32, class: Class) -> bool;

    /// Whether token `at` is a mark of a footnote right after what is before it: "2¹", "2.4x*".
    fn is_note_mark(&self, at: u32) -> bool;

    /// Whether token `at` is a unit or a currency.
    fn is_unit_word(&self, at: u32) -> bool;

    /// The end of a name that covers token `at`.
    fn name_end(&self, at: u32) -> Option<u32>;

    /// Whether a word that moves things up or down begins within `width` tokens before `at`.
    fn moves_before(&self, at: u32, width: u32) -> bool;

    /// Whether token `at` is a hyphen between two tokens, without blanks.
    fn is_hyphen(&self, at: u32) -> bool;

    /// The same between number words, where a dash does for a hyphen ("forty—second"), and blanks
    /// are around it in texts that were cut into words ("twenty - five").
    fn is_word_hyphen(&self, at: u32) -> bool;

    /// Whether the tokens right before `at` are these words.
    fn follows(&self, at: u32, words: &[&str]) -> bool;
}

impl<'a> NumberTerms<'a> for SentenceView<'a> {
    fn terms(&self, at: u32) -> impl Iterator<Item = Term<'a>> {
        let hits = self.hits_at(Layer::Number, at).iter().map(move |hit| Term::new(self, hit));
        hits.filter(|t| t.entry.class != Class::CurrencyHome)
    }

    #[inline]
    fn term(&self, at: u32, class: Class) -> Option<Term<'a>> {
        if !self.may_begin(at, class) {
            return None;
        }
        self.terms(at).find(|t| t.entry.class == class)
    }

    fn term_before(&self, end: u32, class: Class) -> Option<Term<'a>> {
        if !self.may_hold(ClassSet::of(&[class])) {
            return None;
        }
        let hits = self.hits_in(Layer::Number, self.range().before(end));
        hits.iter()
            .rev()
            .take(3)
            .filter(|h| h.token_end <= end)
            .map(|hit| Term::new(self, hit))
            .find(|t| t.entry.class == class)
    }

    fn term_right_before(&self, end: u32, class: Class) -> Option<Term<'a>> {
        self.term_before(end, class).filter(|t| t.end == end)
    }

    fn is_listed(&self, at: u32, class: Class) -> bool {
        self.is_alphabetic(at)
            && self.lexicon().whole_term(class, &Lowered::new(self.word(at))).is_some()
    }

    fn is_note_mark(&self, at: u32) -> bool {
        self.is_joined(at)
            && self.token(at).and_then(Token::punct).is_some_and(|mark| {
                matches!(mark, '*' | '†' | '‡' | '§' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
            })
    }

    fn is_unit_word(&self, at: u32) -> bool {
        self.terms(at)
            .any(|t| matches!(t.entry.class, Class::Unit | Class::Currency | Class::PerUnit))
    }

    fn name_end(&self, at: u32) -> Option<u32> {
        if self.hits(Layer::Entity).is_empty() {
            return None;
        }
        let up_to = TokenRange::new(self.start(), at + 1);
        let names = self.hits_in(Layer::Entity, up_to);
        names.iter().rev().take(4).find(|h| h.token_end > at).map(|h| h.token_end)
    }

    fn moves_before(&self, at: u32, width: u32) -> bool {
        self.hits_in(Layer::Tone, self.before(at, width))
            .iter()
            .any(|h| matches!(self.entry(h).class, Class::Up | Class::Down))
    }

    fn is_hyphen(&self, at: u32) -> bool {
        self.is_punct(at, '-') && self.is_joined(at) && self.is_joined(at + 1)
    }

    fn is_word_hyphen(&self, at: u32) -> bool {
        let is_dash = self.is_punct(at, '-') || self.is_punct(at, '—') || self.is_punct(at, '–');
        is_dash && self.is_joined(at) == self.is_joined(at + 1)
    }

    fn follows(&self, at: u32, words: &[&str]) -> bool {
        let before = self.before(at, words.len() as u32);
        before.len() as usize == words.len()
            && before.iter().zip(words).all(|(n, word)| self.is_word(n, word))
    }
}
