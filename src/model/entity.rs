//! Who and what an article is about, and which of its words refer to whom.

use serde::{Deserialize, Serialize};

use super::{
    mention::{Label, Score, ThemeId},
    sentence::Modality,
    span::Span,
    theme_day::ThemeSums,
    token_range::TokenRange,
};

/// A company, organisation, person, country, index or commodity of an article.
///
/// ```
/// use newsvane::{Pipeline, model::{Article, EntityKind}};
/// let text = "Shares of Pfizer Inc rose 3% on Tuesday.\n\nPfizer raised its forecast.";
/// let analysis = Pipeline::builder().build()?.analyze(&Article::from_text("demo", text));
/// let pfizer = &analysis.entities[0];
/// assert_eq!((pfizer.name.as_str(), pfizer.kind), ("Pfizer", EntityKind::Company));
/// assert_eq!(pfizer.surfaces.len(), 2);
/// # Ok::<(), newsvane::lexicon::LexiconError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entity {
    /// The lexicon's or the universe's id (`company.pfizer`); where neither knows it, `text.` and
    /// its name in lower case with underscores (`text.harwell_coatings`): the same in every article
    /// that calls it so.
    pub id: String,
    /// Whether the id is the lexicon's or the universe's.
    pub is_known: bool,
    /// What it is called: the lexicon's name, else the first full one in the text.
    pub name: String,
    /// The fullest name that the article has for it, without a legal form.
    pub fullest: String,
    /// What it is.
    pub kind: EntityKind,
    /// Every place where it is named, by place; what only refers to it is no name.
    pub surfaces: Vec<Span>,
    /// Of persons: "chief economist".
    pub role: Option<String>,
    /// Of persons: the organisation that they belong to, by its name.
    pub org: Option<String>,
    /// The same as an index into [`crate::model::Analysis::entities`], where it is among them.
    pub org_entity: Option<u32>,
    /// How much of the article is about it.
    pub salience: Salience,
    /// The themes that it carries.
    pub themes: Vec<ThemeId>,
    /// Of companies: what the sentences about it say, taken together.
    pub sentiment: Option<EntitySentiment>,
}

impl Entity {
    /// An entity that the lexicon knows, of which nothing else is known yet.
    pub(crate) const fn new(id: String, name: String, kind: EntityKind) -> Self {
        Self {
            id,
            is_known: true,
            name,
            fullest: String::new(),
            kind,
            surfaces: Vec::new(),
            role: None,
            org: None,
            org_entity: None,
            salience: Salience::Mention,
            themes: Vec::new(),
            sentiment: None,
        }
    }

    /// What the article calls it in full, else its name.
    #[must_use]
    pub fn called(&self) -> &str {
        if self.fullest.is_empty() { &self.name } else { &self.fullest }
    }

    /// The different names by which a text calls it, in the order of the text.
    #[must_use]
    pub fn names<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut out = Vec::new();
        self.put_names(text, &mut out);
        out
    }

    /// Whether a text calls it so.
    pub(crate) fn is_called(&self, text: &str, name: &str) -> bool {
        // lengths first: a long article may call it so thousands of times
        let is_it = |span: &Span| span.len() as usize == name.len() && span.of(text) == name;
        self.surfaces.iter().any(is_it)
    }

    /// The same in the place of what `out` holds.
    pub(crate) fn put_names<'t>(&self, text: &'t str, out: &mut Vec<&'t str>) {
        out.clear();
        for name in self.surfaces.iter().map(|span| span.of(text)) {
            if !out.contains(&name) {
                out.push(name);
            }
        }
    }
}

/// What the sentences about a company say of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EntitySentiment {
    /// Weighted mean of the scores, in [-1, 1].
    pub value: f64,
    /// The net side.
    pub label: Label,
    /// Sentences about it.
    pub sentences: u32,
    /// Of these, favourable.
    pub positive: u32,
    /// Of these, neither.
    pub neutral: u32,
    /// Of these, unfavourable.
    pub negative: u32,
    /// What its headline and its other sentences say, as for themes.
    pub sums: ThemeSums,
}

impl EntitySentiment {
    /// That of no sentence yet.
    pub(crate) const fn none() -> Self {
        let sums = ThemeSums {
            headline_weight: 0.0,
            headline_score: 0.0,
            body_weight: 0.0,
            body_score: 0.0,
        };
        Self {
            value: 0.0,
            label: Label::Neutral,
            sentences: 0,
            positive: 0,
            neutral: 0,
            negative: 0,
            sums,
        }
    }
}

/// What an entity is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EntityKind {
    /// A firm, listed or not.
    #[default]
    Company,
    /// An agency, central bank, ministry, university, union, exchange.
    Organisation,
    /// A human being.
    Person,
    /// A country or territory.
    Country,
    /// A stock index or another measure that is published as one.
    Index,
    /// What is traded in lots: crude oil, wheat.
    Commodity,
}

impl EntityKind {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 6] = [
        Self::Company,
        Self::Organisation,
        Self::Person,
        Self::Country,
        Self::Index,
        Self::Commodity,
    ];

    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Country => "country",
            Self::Index => "index",
            Self::Commodity => "commodity",
        }
    }
}

/// How much of an article is about an entity.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Salience {
    /// The article is about it: it is in the headline or the lead, and again and again after.
    Main,
    /// Several sentences tell of it, or it speaks.
    Secondary,
    /// It is named in passing.
    #[default]
    Mention,
}

impl Salience {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Secondary => "secondary",
            Self::Mention => "mention",
        }
    }
}

/// A sentence that is about a company, and which way it speaks for somebody who holds its shares.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EntityMention {
    /// Index into [`crate::model::Analysis::sentences`].
    pub sentence: u32,
    /// Index into [`crate::model::Analysis::entities`].
    pub entity: u32,
    /// The words that name it or refer to it in the sentence, by place.
    pub cues: Vec<Span>,
    /// Sentiment towards it, with its trace.
    pub score: Score,
    /// How sure the sentence is.
    pub modality: Modality,
}

/// Words that name an entity or refer to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reference {
    /// Their place.
    pub span: Span,
    /// Their tokens in the scan.
    pub tokens: TokenRange,
    /// Index into [`crate::model::Analysis::sentences`].
    pub sentence: u32,
    /// Index into [`crate::model::Analysis::entities`].
    pub entity: u32,
    /// How they were found.
    pub rule: ReferenceRule,
    /// Sentences back to what they take up; 0 for names.
    pub distance: u32,
    /// Whether the sentence is about somebody else: whom its speaker works for, who counted.
    pub is_in_passing: bool,
}

impl Reference {
    /// A reference in the words themselves.
    pub(crate) const fn new(
        (span, tokens): (Span, TokenRange),
        sentence: u32,
        entity: u32,
        rule: ReferenceRule,
    ) -> Self {
        Self { span, tokens, sentence, entity, rule, distance: 0, is_in_passing: false }
    }
}

/// How words were found to mean an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReferenceRule {
    /// A name of the lexicon or the universe.
    Lexicon,
    /// A name by its form or by what is beside it.
    Structure,
    /// A part of a full name told before: "Harwell", "Whitlock".
    ShortForm,
    /// A ticker symbol or the capitals of a full name.
    Acronym,
    /// "the company", "the drugmaker", "the Swiss group".
    RoleNoun,
    /// "it", "its", "he", "she", "we" in a quotation.
    Pronoun,
    /// "the shares", "its stock".
    Paper,
    /// Nothing in the sentence names it; its heading, lead-in or the owner of a release does.
    Frame,
    /// No sentence of the record names it; its field `target` does.
    Record,
}

impl ReferenceRule {
    /// Its name in traces.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lexicon => "lexicon",
            Self::Structure => "structure",
            Self::ShortForm => "short_form",
            Self::Acronym => "acronym",
            Self::RoleNoun => "role_noun",
            Self::Pronoun => "pronoun",
            Self::Paper => "paper",
            Self::Frame => "frame",
            Self::Record => "record",
        }
    }

    /// Whether the words are a name.
    #[must_use]
    pub const fn is_name(self) -> bool {
        matches!(self, Self::Lexicon | Self::Structure | Self::ShortForm | Self::Acronym)
    }
}
