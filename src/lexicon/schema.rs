//! The shape of lexicon files.

use serde::Deserialize;
use toml::Spanned;

use super::{InstrumentKind, class::Class, matcher::Case};

/// A file of words: `lexicons/*.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordFile {
    /// Name of the [`super::Layer`] of the groups.
    pub layer: Option<Spanned<String>>,
    /// Groups of terms that do the same.
    #[serde(default)]
    pub group: Vec<Group>,
    /// Words that move something, for all layers that read them.
    #[serde(default)]
    pub lexeme: Vec<LexemeGroup>,
}

/// Words that move something the same way; see [`super::lexeme`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LexemeGroup {
    /// Which way.
    pub movement: Movement,
    /// The words: `/v` and `/n` mark verbs and nouns to inflect.
    pub terms: Vec<Spanned<String>>,
    /// What sort of words those without a mark are; of verbs `transitive_verb`.
    pub part_of_speech: Option<Spanned<String>>,
    /// How strongly they move; 1 where it is not given.
    pub weight: Option<f64>,
    /// The layers that read them; all three where it is not given.
    pub layers: Option<Vec<LexemeLayer>>,
    /// Why the group is here; not used by the program.
    #[serde(default, rename = "note")]
    pub _note: Option<String>,
}

/// Which way a word moves something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Movement {
    Up,
    Down,
}

/// A layer that reads lexemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum LexemeLayer {
    Tone,
    Claim,
    Modality,
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
    /// Why the group is here; not used by the program.
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
    /// Whether every sentence of an article about it has it, as of one about a single drug maker.
    #[serde(default)]
    pub spreads: bool,
    /// The words.
    #[serde(default)]
    pub cues: Cues,
    /// Which way movements count for this theme, where it differs from the general nouns.
    #[serde(default)]
    pub nouns: Nouns,
    /// What is good and bad news for this theme, where it differs from the general words.
    #[serde(default)]
    pub tone: ThemeTone,
    /// What it is put together from, where it has no cues of its own.
    pub composite: Option<CompositeOf>,
    /// Sentences that have the theme.
    #[serde(default)]
    pub matches: Vec<Spanned<String>>,
    /// Sentences that do not have it.
    #[serde(default)]
    pub ignores: Vec<Spanned<String>>,
}

/// What a theme is put together from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CompositeOf {
    /// Every sentence of every article, by the sentiment of the whole sentence.
    #[serde(default)]
    pub all: bool,
    /// Ids of the themes that count as they are.
    #[serde(default)]
    pub with: Vec<Spanned<String>>,
    /// Ids of the themes that count with the other sign.
    #[serde(default)]
    pub against: Vec<Spanned<String>>,
}

impl ThemeFile {
    /// Its terms with what each list means.
    pub(super) fn terms(&self) -> [(&[Spanned<String>], Class, Case); 12] {
        let (cues, nouns, tone) = (&self.cues, &self.nouns, &self.tone);
        [
            (&cues.strong, Class::ThemeStrong, Case::Any),
            (&cues.strong_upper, Class::ThemeStrong, Case::Upper),
            (&cues.strong_capital, Class::ThemeStrong, Case::Capital),
            (&cues.weak, Class::ThemeWeak, Case::Any),
            (&cues.context, Class::ThemeContext, Case::Any),
            (&cues.mask, Class::ThemeMask, Case::Any),
            (&nouns.good_when_up, Class::GoodWhenUp, Case::Any),
            (&nouns.bad_when_up, Class::BadWhenUp, Case::Any),
            (&nouns.neutral, Class::NeutralNoun, Case::Any),
            (&tone.positive, Class::Positive, Case::Any),
            (&tone.negative, Class::Negative, Case::Any),
            (&tone.neutral, Class::ToneMask, Case::Any),
        ]
    }
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
    /// Their movements say nothing of it.
    #[serde(default)]
    pub neutral: Vec<Spanned<String>>,
}

/// Words with a sign of the theme's own: drought is good news of the price of wheat.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThemeTone {
    /// Favourable of itself.
    #[serde(default)]
    pub positive: Vec<Spanned<String>>,
    /// Unfavourable of itself.
    #[serde(default)]
    pub negative: Vec<Spanned<String>>,
    /// Neither, whatever the general words say.
    #[serde(default)]
    pub neutral: Vec<Spanned<String>>,
}

/// `lexicons/instruments.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InstrumentFile {
    /// Names of exchanges that announce a ticker before a colon: `NASDAQ: NVDA`.
    #[serde(default)]
    pub exchanges: Vec<String>,
    /// Codes of exchanges after a ticker: the `O` of `GOOG.O`.
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
    /// What it is.
    pub kind: InstrumentKind,
    /// Unit of its level where the text gives none, e.g. `index_point`.
    pub unit: Option<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    /// Ticker symbols, matched as cashtags and in exchange forms.
    #[serde(default)]
    pub tickers: Vec<Spanned<String>>,
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::*;

    /// The keys that a table takes, as the error of an unknown one names them.
    fn keys<T: DeserializeOwned + std::fmt::Debug>() -> Vec<String> {
        let error = toml::from_str::<T>("no_such_key = 1").unwrap_err().to_string();
        let listed = error.split_once("expected").map_or("", |(_, listed)| listed).to_owned();
        listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn the_docs_name_every_key_of_a_theme() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/themes.md");
        let docs = std::fs::read_to_string(path).unwrap();
        let all = [keys::<ThemeFile>(), keys::<Cues>(), keys::<Nouns>(), keys::<ThemeTone>()];
        assert!(all.iter().all(|keys| keys.len() > 1) && all[0].len() > 6, "{all:?}");
        for key in all.iter().flatten() {
            assert!(
                docs.contains(&format!("`{key}`")) || docs.contains(&format!("`[{key}]`")),
                "docs/themes.md does not tell of `{key}`"
            );
        }
        let example = docs.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
        let theme: ThemeFile = toml::from_str(example.unwrap()).unwrap();
        assert_eq!(theme.id.as_ref(), "macro.tourism");
    }
}
