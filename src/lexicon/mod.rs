//! Words, themes, units and patterns: files that a researcher can edit, compiled into one matcher.
//!
//! ```
//! use newsvane::lexicon::{Layer, Lexicon};
//! let lexicon = Lexicon::built_in();
//! let mut entries = lexicon.forms().filter(|(form, _)| *form == "payrolls");
//! assert!(entries.any(|(_, entry)| entry.class.layer() == Layer::Theme));
//! assert_eq!(lexicon.theme(lexicon.theme_id("macro.labor").unwrap()).id, "macro.labor");
//! ```

mod ascii_pattern;
mod asked_words;
mod boilerplate;
mod checked_group;
mod class;
mod class_declaration;
mod class_set;
mod compile;
mod construction;
mod error;
mod feature;
#[cfg(test)]
pub(crate) mod fixture;
mod image;
mod inflect;
mod instrument_kind;
mod layer;
mod layout;
mod learned;
mod lexeme;
mod lexicon_files;
mod lint;
mod lookup;
mod matcher;
mod names;
#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
pub(crate) mod parsed_document;
mod pattern_letters;
mod pattern_search;
mod pattern_source;
mod reference;
#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
pub(crate) mod scan;
mod schema;
#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
pub(crate) mod sentence_view;
mod ticker;
mod universe;
mod vocabulary;
mod word_classes;
mod word_set;
mod words;

use std::{
    path::Path,
    sync::{LazyLock, OnceLock},
};

pub(crate) use asked_words::AskedWords;
pub use boilerplate::Boilerplate;
pub(crate) use boilerplate::{BoilerplateZone, Family};
pub use class::Class;
pub use class_declaration::ClassDeclaration;
pub(crate) use class_set::ClassSet;
pub(crate) use construction::{Asked as ConstructionAsked, Asks, Kind, Refusal, Step, Within};
pub use construction::{Construction, Example};
pub use error::LexiconError;
pub use feature::{
    Asked, AwardKind, CurrencyFamily, FeatureDeclaration, Features, PartOfSpeech, PeriodComparison,
    Place, Position, Role, Scope, SentenceEnd, Spacing, Stance, TimeWord,
};
pub(crate) use inflect::regular_forms;
pub use instrument_kind::InstrumentKind;
pub use layer::Layer;
pub use layout::canonical_layout;
pub(crate) use learned::{Learned, LearnedFile, LearnedLine, LearnedSource};
pub use lint::{Finding, Oddity};
pub use matcher::Case;
pub use names::{NameRole, Profile};
pub(crate) use parsed_document::ParsedDocument;
pub use reference::reference;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
pub(crate) use scan::{Hit, Scan};
pub(crate) use sentence_view::SentenceView;
pub(crate) use word_classes::{WordClasses, any_of};
pub(crate) use word_set::{WordSet, words};

use crate::{lang::Token, model::ThemeId};

/// The compiled lexicons.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// All entries, in the order of their numbers.
    pub entries: Vec<Entry>,
    /// All themes by id, as [`ThemeId`] numbers them.
    pub themes: Vec<Theme>,
    /// All instruments, as [`Entry::instrument`] numbers them.
    pub instruments: Vec<Instrument>,
    /// Constructions that name what a number is told of, by file.
    pub constructions: Vec<Construction>,
    /// Patterns of page boilerplate.
    pub boilerplate: Boilerplate,
    /// Recurring lines of single sources.
    pub learned: Learned,
    /// First 16 hex digits of BLAKE3 over the files.
    pub hash: String,
    /// The same of each file, by its path.
    pub file_hashes: Vec<(String, String)>,
    /// Number of each instrument by its id.
    instrument_numbers: FxHashMap<String, u32>,
    /// Instruments by what records call them, made when a record first names one.
    lookup: OnceLock<lookup::Lookup>,
    /// Every surface form with its entry.
    forms: Vec<(String, u32)>,
    /// Entries of the layer `comparison` by their forms in lower case.
    whole_terms: FxHashMap<String, Vec<u32>>,
    /// Codes of currencies with a form that ends in a dollar sign: `A$`, `R$`.
    dollar_signs: FxHashSet<Box<str>>,
    /// Closed classes of each word id.
    word_classes: Vec<WordClasses>,
    matcher: matcher::Matcher,
}

/// One term of a lexicon file.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it does.
    pub class: Class,
    /// How strongly.
    pub weight: f64,
    /// The number that it stands for.
    pub value: Option<Decimal>,
    /// The unit that it stands for, or lends to a number beside it.
    pub unit: Option<Box<str>>,
    /// What it is beyond its class.
    pub features: Features,
    /// The theme whose file holds it.
    pub theme: Option<ThemeId>,
    /// The instrument that it names.
    pub instrument: Option<u32>,
    /// The term as the file has it.
    pub term: Box<str>,
    /// The file that holds it.
    pub file: Box<str>,
}

impl Entry {
    /// A term that does what its class says and nothing else.
    pub(crate) fn new(class: Class, term: &str, file: &str) -> Self {
        Self {
            class,
            weight: 1.0,
            value: None,
            unit: None,
            features: Features::default(),
            theme: None,
            instrument: None,
            term: term.into(),
            file: file.into(),
        }
    }
}

/// A theme file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Dotted id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// The theme above it.
    pub parent: Option<ThemeId>,
    /// Whether every sentence of an article about it has it.
    pub spreads: bool,
    /// What it is put together from; themes with cues of their own are not.
    pub composite: Option<Composite>,
    /// The file that holds it.
    pub file: String,
    /// Sentences that have the theme, with their lines in the file.
    pub matches: Vec<(usize, String)>,
    /// Sentences that do not have it, with their lines.
    pub ignores: Vec<(usize, String)>,
}

/// What a theme without cues is put together from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Composite {
    /// All sentences of all articles, by what the whole sentence says.
    All,
    /// The sentences of these themes, each with the sign that it counts with.
    Of(Vec<(ThemeId, Sign)>),
}

/// With which sign a theme counts in a composite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sign {
    /// As it is.
    With,
    /// Turned: what is good for it is bad for the composite.
    Against,
}

impl Sign {
    /// The factor on its sentiment.
    pub(crate) const fn factor(self) -> f64 {
        match self {
            Self::With => 1.0,
            Self::Against => -1.0,
        }
    }
}

/// An index, commodity, rate, currency or company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Stable id.
    pub id: String,
    /// What outputs call it.
    pub name: String,
    /// What it is.
    pub kind: InstrumentKind,
    /// Unit of its level.
    pub unit: Option<String>,
    /// Ticker symbols, those of the files of names with their exchange.
    pub tickers: Vec<String>,
    /// What else the files of names say.
    pub profile: Option<Box<Profile>>,
}

impl Lexicon {
    /// The lexicons that are built into the program.
    ///
    /// # Panics
    /// Never in a released build: the tests compile the same files.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Lexicon> =
            LazyLock::new(|| match compile::compile(&lexicon_files::built_in_files()) {
                Ok(lexicon) => lexicon,
                Err(error) => panic!("the built-in lexicons are broken: {error}"),
            });
        &BUILT_IN
    }

    /// The closed classes of words ([`Layer::Word`]) that a token is of.
    fn word_classes_of(&self, token: &Token) -> WordClasses {
        let classes = self.word_classes.get(token.word as usize).copied().unwrap_or_default();
        if token.is_word() { classes } else { WordClasses::NONE }
    }

    /// Whether a word in small letters is of a closed class.
    #[must_use]
    pub(crate) fn is_word_of(&self, word: &str, class: Class) -> bool {
        let number = self.matcher.number_of(word.as_bytes());
        self.word_classes.get(number as usize).is_some_and(|classes| classes.has(class))
    }

    /// Whether amounts in this currency are written with a dollar sign.
    #[must_use]
    pub(crate) fn has_dollar_sign(&self, unit: &str) -> bool {
        self.dollar_signs.contains(unit)
    }

    /// A compiled copy of the built-in lexicons of one's own.
    ///
    /// # Errors
    /// Never in a released build: the tests compile the same files.
    pub fn compile_built_in() -> Result<Self, LexiconError> {
        compile::compile(&lexicon_files::built_in_files())
    }

    /// The built-in lexicons with the files of `folder` on top: a file of the same relative path
    /// replaces the built-in one, any other adds to them.
    ///
    /// # Errors
    /// When the folder cannot be read, or a file is not valid; the message names file and line.
    pub fn with_folder(folder: &Path) -> Result<Self, LexiconError> {
        let mut files = lexicon_files::built_in_files();
        lexicon_files::add_folder(folder, &mut files)?;
        compile::compile(&files)
    }

    /// The same lexicons with the recurring lines of a file that `newsvane boilerplate learn`
    /// wrote.
    ///
    /// # Errors
    /// When the file cannot be read or is not valid; the message names file and line.
    pub fn with_learned(mut self, path: &Path) -> Result<Self, LexiconError> {
        let what = "the recurring lines (a file that `newsvane boilerplate learn` wrote)";
        let text = std::fs::read_to_string(path).map_err(|source| LexiconError::Read {
            path: path.to_owned(),
            what,
            source,
        })?;
        self.learned = Learned::new(&LearnedFile::parse(&text, path)?);
        let both = format!("{}\n{text}", self.hash);
        blake3::hash(both.as_bytes()).to_hex()[..16].clone_into(&mut self.hash);
        Ok(self)
    }

    /// Cuts `text` into tokens and finds all terms in one pass.
    pub(crate) fn scan(&self, text: &str, scan: &mut Scan) {
        self.matcher.scan(text, scan);
        scan.word_classes.clear();
        scan.word_classes.extend(scan.tokens.iter().map(|token| self.word_classes_of(token)));
    }

    /// The entry of a class of the layer `comparison` or `leaning` whose form is all of `words`, which
    /// are in lower case.
    #[must_use]
    pub(crate) fn whole_term(&self, class: Class, words: &str) -> Option<&Entry> {
        self.whole_terms_of(words).find(|entry| entry.class == class)
    }

    /// The entries of the same layers, of any class.
    pub(crate) fn whole_terms_of(&self, words: &str) -> impl Iterator<Item = &Entry> {
        let numbers = self.whole_terms.get(words).into_iter().flatten();
        numbers.map(|n| &self.entries[*n as usize])
    }

    /// The instrument with this id.
    #[must_use]
    pub(crate) fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instrument_numbers.get(id).and_then(|n| self.instruments.get(*n as usize))
    }

    /// The number of the instrument with this id, as [`Entry::instrument`] has it.
    #[must_use]
    pub(crate) fn instrument_number(&self, id: &str) -> Option<u32> {
        self.instrument_numbers.get(id).copied()
    }

    /// Whether a word announces tickers of an exchange: `NASDAQ`.
    #[must_use]
    pub(crate) fn is_exchange(&self, token: &Token) -> bool {
        self.matcher.is_exchange(token)
    }

    /// One past the Reuters code of an instrument that begins at token `at` of `tokens`.
    pub(crate) fn code_end(&self, tokens: &[Token], at: usize, text: &str) -> Option<usize> {
        self.matcher.code_end(tokens, at, text)
    }

    /// Adds an instrument and returns its number; that of the known one with this id, where there
    /// is one.
    fn add_instrument(&mut self, new: Instrument) -> u32 {
        let next = self.instruments.len() as u32;
        let number = *self.instrument_numbers.entry(new.id.clone()).or_insert(next);
        if number == next {
            self.instruments.push(new);
        }
        number
    }

    /// The theme with this id.
    #[must_use]
    pub fn theme_id(&self, id: &str) -> Option<ThemeId> {
        self.themes.binary_search_by(|t| t.id.as_str().cmp(id)).ok().map(|n| ThemeId(n as u16))
    }

    /// The theme itself.
    #[must_use]
    pub fn theme(&self, id: ThemeId) -> &Theme {
        &self.themes[usize::from(id.0)]
    }

    /// `theme` and all above it, nearest first.
    pub(crate) fn lineage(&self, theme: ThemeId) -> impl Iterator<Item = ThemeId> {
        std::iter::successors(Some(theme), |t| self.theme(*t).parent)
    }

    /// Every surface form with its entry, in the order of the files.
    pub fn forms(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.forms.iter().map(|(form, entry)| (form.as_str(), &self.entries[*entry as usize]))
    }
}
