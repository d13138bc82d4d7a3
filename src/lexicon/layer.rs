//! The layers that lexicon files may name: sets of lexicons that are matched apart.

/// A set of lexicons that compete with one another: within a layer the leftmost-longest hit wins,
/// between layers all hits are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Layer {
    /// Cues of the themes (`lexicons/themes/*.toml`).
    Theme,
    /// Directions, nouns with a polarity, opinion words, shifters.
    Tone,
    /// Indices, commodities, rates, companies (`lexicons/instruments.toml`).
    Entity,
    /// Verbs and nouns of saying, roles, organisations.
    Speech,
    /// Certainty: forecasts, conditions, targets.
    Modality,
    /// Number words, units, currencies, approximators.
    Number,
    /// Words that bound a time.
    Period,
    /// Companies, organisations and countries by name, what they make, and what the news calls them
    /// (`lexicons/companies`, `lexicons/organisations`, `lexicons/places`).
    Name,
    /// Words of grammar: function words, abbreviations.
    Grammar,
    /// What a number beside them measures: moves and rates.
    Claim,
    /// How claims are brought to one form. Looked up as a whole;
    /// texts are not scanned for it.
    Comparison,
    /// How words lean, by their stems. Looked up as a whole too.
    Leaning,
    /// Closed classes of single words: bits of the word, no hits.
    Word,
}

impl Layer {
    /// How many there are.
    pub const COUNT: usize = 13;

    /// All layers with their names in lexicon files.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Theme, "theme"),
        (Self::Tone, "tone"),
        (Self::Entity, "entity"),
        (Self::Speech, "speech"),
        (Self::Modality, "modality"),
        (Self::Number, "number"),
        (Self::Period, "period"),
        (Self::Name, "name"),
        (Self::Grammar, "grammar"),
        (Self::Claim, "claim"),
        (Self::Comparison, "comparison"),
        (Self::Leaning, "leaning"),
        (Self::Word, "word"),
    ];

    /// All of them, by number.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Theme,
        Self::Tone,
        Self::Entity,
        Self::Speech,
        Self::Modality,
        Self::Number,
        Self::Period,
        Self::Name,
        Self::Grammar,
        Self::Claim,
        Self::Comparison,
        Self::Leaning,
        Self::Word,
    ];

    /// The layer that a lexicon file calls `name`.
    ///
    /// ```
    /// use newsvane::lexicon::Layer;
    /// assert_eq!(Layer::from_name("tone"), Some(Layer::Tone));
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, own)| *own == name).map(|(layer, _)| *layer)
    }

    /// Its name in lexicon files.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(layer, _)| *layer == self).map_or("", |(_, name)| name)
    }
}
