//! The shape of lexicon files.

use serde::Deserialize;
use toml::Spanned;

use super::matcher::Case;

/// A file of words: `lexicons/*.toml` with a `layer`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordFile {
    /// Name of a [`super::Layer`].
    pub layer: Spanned<String>,
    /// Groups of terms that do the same.
    #[serde(default)]
    pub group: Vec<Group>,
}

/// Terms that do the same. Features ([`super::Features`]) are taken out before it is read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    /// Name of a [`super::Class`] of the layer.
    pub class: Spanned<String>,
    /// The terms; `/v`, `/n`, `/a` mark words to inflect.
    pub terms: Vec<Spanned<String>>,
    /// How strongly they act; 1 where it is not given.
    pub weight: Option<Spanned<f64>>,
    /// The number that they stand for, as a decimal.
    pub value: Option<Spanned<String>>,
    /// The unit that they stand for.
    pub unit: Option<Spanned<String>>,
    /// Capitals asked for.
    #[serde(default)]
    pub case: Case,
    /// Why the group stands here; not used by the program.
    #[serde(default, rename = "note")]
    pub _note: Option<String>,
}

/// A theme: `lexicons/themes/<id>.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThemeFile {
    /// Dotted id; its ancestors are themes of their own.
    pub id: Spanned<String>,
    /// What people call it.
    pub title: String,
    /// What it is about, and what not.
    #[serde(default)]
    pub description: String,
    /// Whether an article whose subject it is bears it in every sentence, as one on a single drug
    /// maker does.
    #[serde(default)]
    pub spreads: bool,
    /// The words.
    #[serde(default)]
    pub cues: Cues,
    /// Which way movements count for this theme, where it differs from the general nouns.
    #[serde(default)]
    pub nouns: Nouns,
    /// Sentences that bear the theme.
    #[serde(default)]
    pub matches: Vec<Spanned<String>>,
    /// Sentences that do not.
    #[serde(default)]
    pub ignores: Vec<Spanned<String>>,
}

/// Cues by strength.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cues {
    /// One of these is enough.
    #[serde(default)]
    pub strong: Vec<Spanned<String>>,
    /// The same, in capitals only (`AI`).
    #[serde(default)]
    pub strong_upper: Vec<Spanned<String>>,
    /// The same, with capital first letters only (`Fed`).
    #[serde(default)]
    pub strong_capital: Vec<Spanned<String>>,
    /// These need a context word in the sentence, or an article that is about the theme.
    #[serde(default)]
    pub weak: Vec<Spanned<String>>,
    /// Words that support weak cues.
    #[serde(default)]
    pub context: Vec<Spanned<String>>,
    /// Longer words that hide cues.
    #[serde(default)]
    pub mask: Vec<Spanned<String>>,
}

/// Nouns with a polarity of the theme's own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nouns {
    /// Whether the nouns are of tight and easy money, whose signs the user may turn.
    #[serde(default)]
    pub stance: bool,
    /// More of it is favourable.
    #[serde(default)]
    pub good_when_up: Vec<Spanned<String>>,
    /// More of it is unfavourable.
    #[serde(default)]
    pub bad_when_up: Vec<Spanned<String>>,
}

/// `lexicons/instruments.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InstrumentFile {
    /// Names of exchanges that announce a ticker before a colon: `NASDAQ: NVDA`.
    #[serde(default)]
    pub exchanges: Vec<String>,
    /// Codes of exchanges behind a ticker: the `O` of `GOOG.O`.
    #[serde(default)]
    pub exchange_codes: Vec<String>,
    /// Things with an id.
    #[serde(default)]
    pub instrument: Vec<InstrumentEntry>,
}

/// One index, commodity, rate, currency or company.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InstrumentEntry {
    /// Stable id, e.g. `index.rut`.
    pub id: Spanned<String>,
    /// What outputs call it.
    pub name: Spanned<String>,
    /// `index`, `volatility`, `commodity`, `rate`, `currency`, `company`, `agency`, `name` (a name
    /// with a number in it that measures nothing).
    pub kind: String,
    /// Unit of its level where the text gives none, e.g. `index_point`.
    pub unit: Option<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    /// Ticker symbols, matched as cashtags and in exchange forms.
    #[serde(default)]
    pub tickers: Vec<Spanned<String>>,
}
