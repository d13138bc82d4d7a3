//! What terms are beyond their class: features, each declared once with its key and values in
//! lexicon files, the classes that it fits and its meaning.

use super::class::Class;
use crate::model::Qualifier;

/// One value of a feature, as lexicon files write it.
///
/// ```
/// use newsvane::lexicon::{Class, Features};
/// let noun = Features::ALL.iter().find(|f| f.key == "part_of_speech" && f.value == "noun").unwrap();
/// assert!(noun.classes.contains(&Class::Up));
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FeatureDeclaration {
    /// The key of the group in lexicon files.
    pub key: &'static str,
    /// The value of the key.
    pub value: &'static str,
    /// The classes whose terms may have it.
    pub classes: &'static [Class],
    /// What it means.
    pub meaning: &'static str,
}

macro_rules! value_enum {
    (existing $($rest:tt)*) => {};
    (new $(#[$doc:meta])* $type:ident { $($(#[$value_doc:meta])* $variant:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type { $($(#[$value_doc])* $variant,)+ }
    };
}

macro_rules! features {
    ($(
        $(#[doc = $doc:literal])+
        $key:ident: $origin:ident $type:ident {
            $($(#[doc = $value_doc:literal])+ $variant:ident = $value:literal of $($class:ident)|+,)+
        }
    )+) => {
        $(value_enum! {
            $origin $(#[doc = $doc])+ $type { $($(#[doc = $value_doc])+ $variant,)+ }
        })+

        /// What a term is beyond its class; each feature fits only the classes that
        /// [`Features::ALL`] names.
        ///
        /// ```
        /// use newsvane::lexicon::{Class, Lexicon, PartOfSpeech};
        /// let mut entries = Lexicon::built_in().entries.iter();
        /// let raise = entries.find(|e| e.class == Class::Up && &*e.term == "raise/v").unwrap();
        /// assert_eq!(raise.features.part_of_speech, Some(PartOfSpeech::TransitiveVerb));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        #[non_exhaustive]
        pub struct Features { $($(#[doc = $doc])+ pub $key: Option<$type>,)+ }

        impl Features {
            /// All features, by key and value.
            pub const ALL: &'static [FeatureDeclaration] = &[$($(FeatureDeclaration {
                key: stringify!($key),
                value: $value,
                classes: &[$(Class::$class),+],
                meaning: concat!($($value_doc),+),
            },)+)+];

            /// Keys of features with what they tell.
            pub const KEYS: &'static [(&'static str, &'static str)] =
                &[$((stringify!($key), concat!($($doc),+)),)+];

            /// The features that are set, as lexicon files write them.
            pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
                [$((stringify!($key), self.$key.and_then(|value| {
                    let written = [$(($type::$variant, $value)),+];
                    written.into_iter().find(|(own, _)| *own == value).map(|(_, text)| text)
                })),)+]
                .into_iter()
                .filter_map(|(key, value)| value.map(|value| (key, value)))
            }

            /// Sets a declared feature; false where there is none of this key and value.
            pub(super) fn set(&mut self, key: &str, value: &str) -> bool {
                match (key, value) {
                    $($((stringify!($key), $value) => self.$key = Some($type::$variant),)+)+
                    _ => return false,
                }
                true
            }
        }
    };
}

features! {
    /// What sort of word it is.
    part_of_speech: new PartOfSpeech {
        /// A verb: what its subject does. Movements are verbs where nothing else is said. Of
        /// multiples: no number word is in it ("doubled").
        Verb = "verb" of Up | Down | Multiple,
        /// A verb that moves its object, not its subject: "raise".
        TransitiveVerb = "transitive_verb" of Up | Down,
        /// A noun: "a rise".
        Noun = "noun" of Up | Down,
        /// An adjective: "rising costs".
        Adjective = "adjective" of Up | Down,
        /// An adverb: "costs are up". Of multiples: it tells how often ("twice") where no
        /// comparison follows.
        Adverb = "adverb" of Up | Down | Multiple,
    }
    /// Which part it plays beside other words.
    role: new Role {
        /// A hope or fear: its content has not happened.
        Hope = "hope" of GoodWhenUp | BadWhenUp | NeutralNoun,
        /// Means what the words that hang on it mean: the odds of a cut, the pace of inflation.
        Transparent = "transparent" of GoodWhenUp | BadWhenUp | NeutralNoun,
        /// Turns what hangs on it: opposition to a cut, the absence of growth.
        Contrary = "contrary" of GoodWhenUp | BadWhenUp | NeutralNoun,
        /// Says of the size after it that it is less than was hoped for, or feared: "only".
        Belittling = "belittling" of Diminisher,
        /// Grades the verb before it, whichever way that goes: "fell more than expected".
        Grading = "grading" of Up | Down,
        /// A verb of reaching that moves its subject only where a figure follows: "topped 5%".
        Threshold = "threshold" of Up | Down,
        /// What results are compared with, forward-looking where nothing is compared: "guidance",
        /// "consensus".
        ComparisonStandard = "comparison_standard" of Forecast,
        /// Compares a result with an expectation, which is then past: "beat", "than".
        ComparisonVerb = "comparison_verb" of ModalityMask,
        /// A verb in the past: what it governs has happened.
        PastVerb = "past_verb" of ModalityMask,
        /// A verb in the present that states a figure of its subject: "accounts for".
        PresentVerb = "present_verb" of ModalityMask,
        /// Tells of more: "take on", "above".
        More = "more" of CountMove | Gap,
        /// Tells of less: "lay off", "below".
        Less = "less" of CountMove | Gap,
        /// A verb of judging, which needs no clause of what is said: "blamed the weather".
        Judging = "judging" of SayVerb,
        /// A verb of holding a view whose denial is a view too: "doesn't think it will".
        NegRaising = "neg_raising" of SayVerb,
        /// A verb of giving out, which with a result as its object tells a deed: "declared a
        /// dividend".
        Disclosing = "disclosing" of SayVerb,
    }
    /// Whose view decides its sign.
    stance: new Stance {
        /// Of tight or easy money: `--hawkish` turns or drops its sign.
        Monetary = "monetary" of GoodWhenUp | BadWhenUp | NeutralNoun | Positive | Negative,
    }
    /// Where in its sentence it counts; anywhere if not given.
    position: new Position {
        /// At the beginning only: "Sell Falk" is an order to the reader.
        SentenceStart = "sentence_start" of Positive | Negative,
    }
    /// Which words it acts on; those after it if not given.
    scope: new Scope {
        /// Those before it: "a cut is off the table".
        Before = "before" of Negator,
        /// Those before and after it: "depends on"; of negators all that is said of it, in the
        /// clauses that hang on it too: "nothing suggests that ...".
        Both = "both" of Watch | Negator,
    }
    /// What is got hold of or given up; business if not given.
    award: new AwardKind {
        /// Contracts, approvals, money: good to obtain.
        Business = "business" of Obtain | Award,
        /// Plants, stores, offices: what verbs with this feature close, which is unfavourable.
        Premises = "premises" of Obtain | Award,
    }
    /// How it is joined to its number.
    spacing: new Spacing {
        /// Only directly after the digits ("5m"), or after an amount of money ("$5 m").
        Glued = "glued" of Scale | Unit | Currency,
    }
    /// On which side of its number it is; after it if not given, and on both sides where it ends in
    /// a sign.
    place: new Place {
        /// Before the number alone: "Tk 50".
        Before = "before" of Currency,
        /// On either side: "USD 5", "5 USD".
        Either = "either" of Currency,
    }
    /// What the number beside it must be like; any number if not given.
    asks: new Asked {
        /// One with thousands, decimals, a magnitude or what it is given for: letters with which
        /// names and codes begin too ("R2").
        Amount = "amount" of Currency,
    }
    /// The name that currencies of several countries share; a word of a country (`currency_home`) in
    /// the sentence decides which is meant.
    family: new CurrencyFamily {
        /// Bolivares and bolivianos: "Bs".
        Bolivar = "bolivar" of Currency | CurrencyHome,
        /// Dinars.
        Dinar = "dinar" of Currency | CurrencyHome,
        /// Dirhams.
        Dirham = "dirham" of Currency | CurrencyHome,
        /// Escudos.
        Escudo = "escudo" of Currency | CurrencyHome,
        /// Francs.
        Franc = "franc" of Currency | CurrencyHome,
        /// Kwachas and kinas: "K".
        Kwacha = "K" of Currency | CurrencyHome,
        /// Crowns: krona, krone.
        Krone = "krone" of Currency | CurrencyHome,
        /// Liras.
        Lira = "lira" of Currency | CurrencyHome,
        /// Pulas and Philippine pesos: "P".
        LetterP = "P" of Currency | CurrencyHome,
        /// Pesos.
        Peso = "peso" of Currency | CurrencyHome,
        /// Pounds.
        Pound = "pound" of Currency | CurrencyHome,
        /// Riyals and rials.
        Riyal = "riyal" of Currency | CurrencyHome,
        /// Rupees.
        Rupee = "rupee" of Currency | CurrencyHome,
        /// Shillings.
        Shilling = "shilling" of Currency | CurrencyHome,
    }
    /// How exact a number beside it is.
    qualifier: existing Qualifier {
        /// About the number.
        About = "about" of Approximator,
        /// More than the number.
        Over = "over" of Approximator,
        /// Less than the number.
        Under = "under" of Approximator,
        /// The number or more.
        AtLeast = "at_least" of Approximator,
        /// The number or less.
        AtMost = "at_most" of Approximator,
    }
    /// Whether it names what a change is measured against.
    comparison: new PeriodComparison {
        /// It does: "year-on-year".
        Always = "always" of PeriodWords,
        /// It does after "than", "from" and the like; else it is the time of the number before it:
        /// "from 70 cents a year earlier".
        AfterPreposition = "after_preposition" of PeriodWords,
    }
    /// How it bounds a time.
    time: new TimeWord {
        /// Shifts the stretch around the day of publication by `value`: "last", "this", "next".
        Shift = "shift" of PeriodOrder,
        /// A stretch that ends with the day of publication: "past".
        Rolling = "rolling" of PeriodOrder,
        /// Shifts the period of the figure told before by `value` stretches, or `unit`: "previous",
        /// "following", "same", "year-earlier".
        Sibling = "sibling" of PeriodOrder,
        /// Which stretch of its year: "third".
        Ordinal = "ordinal" of PeriodOrder,
        /// The last stretch of its year: "final".
        Final = "final" of PeriodOrder,
        /// All of a stretch: "full".
        Whole = "whole" of PeriodOrder,
        /// The stretch that was over last: "reported".
        Finished = "finished" of PeriodOrder,
        /// From the first day of the stretch `unit` until publication: "year to date"; without one
        /// the stretch is named after it: "so far".
        ToDate = "to_date" of PeriodWords,
        /// One day, `value` days from publication: "yesterday".
        Day = "day" of PeriodWords,
        /// A feast, with 100 times its month and its day as `value`.
        Feast = "feast" of PeriodWords,
        /// The last day of the stretch `unit`: "year-end".
        End = "end" of PeriodWords,
        /// The moment of telling: "now". It keeps the period of other figures away.
        Present = "present" of PeriodWords,
    }
    /// Where its full stop ends a sentence; before a word that usually begins one if not given.
    sentence_end: new SentenceEnd {
        /// Nowhere: "Mr."
        Never = "never" of Abbreviation,
        /// Where no number follows: "No."
        UnlessNumber = "unless_number" of Abbreviation,
        /// Before a word that usually begins a sentence: "Inc."
        BeforeStarter = "before_starter" of Abbreviation,
    }
}

impl Features {
    /// Whether none is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What to write for `unit = "..."` of files from before features had keys of their own; "" where
/// nothing read it.
pub(super) fn former_spelling(class: Class, unit: &str) -> Option<&'static str> {
    Some(match (class, unit) {
        (Class::Up | Class::Down, "verb" | "ease") | (Class::Multiple, "verb") => {
            "part_of_speech = \"verb\""
        }
        (Class::Up | Class::Down, "transitive") => "part_of_speech = \"transitive_verb\"",
        (Class::Up | Class::Down, "noun") => "part_of_speech = \"noun\"",
        (Class::Up | Class::Down, "adjective") => "part_of_speech = \"adjective\"",
        (Class::Up | Class::Down, "adverb") | (Class::Multiple, "often") => {
            "part_of_speech = \"adverb\""
        }
        (_, "hope") => "role = \"hope\"",
        (Class::Forecast, "noun") => "role = \"comparison_standard\"",
        (Class::ModalityMask, "met") => "role = \"comparison_verb\"",
        (Class::ModalityMask, "fact") => "role = \"past_verb\"",
        (Class::ModalityMask, "now") => "role = \"present_verb\"",
        (_, "stance") => "stance = \"monetary\"",
        (_, "call") => "position = \"sentence_start\"",
        (Class::Negator, "behind") => "scope = \"before\"",
        (Class::Watch, "dependence") => "scope = \"both\"",
        (Class::Obtain | Class::Award, "premises") => "award = \"premises\"",
        (Class::Scale, "glued") => "spacing = \"glued\"",
        (Class::Approximator, "about") => "qualifier = \"about\"",
        (Class::Approximator, "over") => "qualifier = \"over\"",
        (Class::Approximator, "under") => "qualifier = \"under\"",
        (Class::Approximator, "at_least") => "qualifier = \"at_least\"",
        (Class::Approximator, "at_most") => "qualifier = \"at_most\"",
        (Class::PeriodWords, "comparison") => "comparison = \"always\"",
        (Class::PeriodWords, "ago") => "comparison = \"after_preposition\"",
        (Class::Abbreviation, "title") => "sentence_end = \"never\"",
        (Class::Abbreviation, "number") => "sentence_end = \"unless_number\"",
        (Class::Positive | Class::Negative, "event" | "opinion" | "mood") => "",
        (Class::Abbreviation, "form") => "sentence_end = \"before_starter\"",
        _ => return None,
    })
}
