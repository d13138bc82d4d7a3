//! Parts of speech.

/// What a word is in its sentence: the universal parts of speech, with the forms of full verbs told
/// apart.
///
/// Source: Universal Dependencies, <https://universaldependencies.org/u/pos/>. `Verb` is a finite
/// full verb there and here; `PastParticiple`, `PresentParticiple` and `Infinitive` are `VERB`
/// there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[repr(u8)]
pub enum Pos {
    /// Adjective.
    Adjective,
    /// Preposition.
    Adposition,
    /// Adverb.
    Adverb,
    /// Auxiliary and copula: is, has, will.
    Auxiliary,
    /// and, or, but.
    Coordinator,
    /// the, a, some.
    Determiner,
    /// Interjection.
    Interjection,
    /// Common noun.
    Noun,
    /// Number, in digits or words.
    Numeral,
    /// `'s`, not, the to of an infinitive.
    Particle,
    /// it, its, who.
    Pronoun,
    /// Name.
    ProperNoun,
    /// Punctuation.
    Punctuation,
    /// that, because, if.
    Subordinator,
    /// $, %, +.
    Symbol,
    /// Finite full verb: rose, says.
    Verb,
    /// None of these.
    #[default]
    Other,
    /// Past participle of a full verb: (has) risen, expected.
    PastParticiple,
    /// Present participle or gerund: rising.
    PresentParticiple,
    /// Base form of a full verb: (to) rise.
    Infinitive,
}

impl Pos {
    /// How many there are.
    pub const COUNT: usize = 20;

    /// All, by number.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Adjective,
        Self::Adposition,
        Self::Adverb,
        Self::Auxiliary,
        Self::Coordinator,
        Self::Determiner,
        Self::Interjection,
        Self::Noun,
        Self::Numeral,
        Self::Particle,
        Self::Pronoun,
        Self::ProperNoun,
        Self::Punctuation,
        Self::Subordinator,
        Self::Symbol,
        Self::Verb,
        Self::Other,
        Self::PastParticiple,
        Self::PresentParticiple,
        Self::Infinitive,
    ];

    /// Its name in the Universal Dependencies.
    #[must_use]
    pub const fn universal(self) -> &'static str {
        match self {
            Self::Adjective => "ADJ",
            Self::Adposition => "ADP",
            Self::Adverb => "ADV",
            Self::Auxiliary => "AUX",
            Self::Coordinator => "CCONJ",
            Self::Determiner => "DET",
            Self::Interjection => "INTJ",
            Self::Noun => "NOUN",
            Self::Numeral => "NUM",
            Self::Particle => "PART",
            Self::Pronoun => "PRON",
            Self::ProperNoun => "PROPN",
            Self::Punctuation => "PUNCT",
            Self::Subordinator => "SCONJ",
            Self::Symbol => "SYM",
            Self::Other => "X",
            Self::Verb | Self::PastParticiple | Self::PresentParticiple | Self::Infinitive => {
                "VERB"
            }
        }
    }

    /// Whether it is a full verb in any form.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        matches!(
            self,
            Self::Verb | Self::PastParticiple | Self::PresentParticiple | Self::Infinitive
        )
    }

    /// Whether it is a noun or a name.
    #[must_use]
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::ProperNoun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_full_verbs_are_verbs() {
        assert!(Pos::PastParticiple.is_verb() && !Pos::Auxiliary.is_verb());
        assert_eq!(Pos::PastParticiple.universal(), "VERB");
    }
}
