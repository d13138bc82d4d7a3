//! What a field of a record means.

/// What a field of a record means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The headline.
    Title,
    /// The source text.
    Text,
    /// When it was published.
    Date,
    /// Address of the page.
    Url,
    /// Publisher.
    Source,
    /// Author.
    Author,
    /// The record's own id.
    Id,
    /// The entity that is to be judged.
    Target,
    /// When a crawl first saw it.
    FirstSeen,
    /// The sentiment that somebody gave it.
    Label,
    /// A column that the user keeps; its rank is its place among these.
    Kept,
}

impl Field {
    pub(super) const COUNT: usize = 10;
    pub(super) const NAMES: &'static str =
        "title, text, date, url, source, author, id, target, first_seen, label";

    /// The field that a mapping calls `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.name() == name)
    }

    /// What a mapping calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Date => "date",
            Self::Url => "url",
            Self::Source => "source",
            Self::Author => "author",
            Self::Id => "id",
            Self::Target => "target",
            Self::FirstSeen => "first_seen",
            Self::Label => "label",
            Self::Kept => "kept",
        }
    }

    /// All, in the order in which names are looked up.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Title,
        Self::Text,
        Self::Date,
        Self::Url,
        Self::Source,
        Self::Author,
        Self::Id,
        Self::Target,
        Self::FirstSeen,
        Self::Label,
    ];
}
