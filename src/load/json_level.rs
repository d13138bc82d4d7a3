//! What the names of an object in JSON mean, by where the object is.

use super::{
    field::Field,
    field_map::FieldMap,
    field_names::{self, fold},
};

/// An object that is being read.
pub(super) struct Level<'m> {
    pub(super) map: &'m FieldMap,
    /// Names of the objects around it, with dots between them.
    pub(super) path: String,
    /// Whether it is where a text would: `"content": {"rendered": "..."}`.
    pub(super) is_text: bool,
}

/// What the value of a name is to be read as.
pub(super) enum Meaning {
    /// A field, with its rank.
    Field(Field, u8),
    /// An object with fields in it.
    Fields,
    /// The type of a paragraph.
    ParagraphType,
}

impl Level<'_> {
    pub(super) fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        let known = if self.path.is_empty() {
            self.map.field(name)
        } else if self.map.has_own() {
            self.map.own(&self.path_of(name)).or_else(|| self.map.known(name))
        } else {
            self.map.known(name)
        };
        if self.is_text && known.is_none_or(|(field, _)| field != Field::Text) {
            let mut buffer = [0; 24];
            match fold(name, &mut buffer)? {
                "type" | "kind" => return Some(Meaning::ParagraphType),
                own => {
                    if let Some(rank) = WORDS.iter().position(|word| *word == own) {
                        return Some(Meaning::Field(Field::Text, rank as u8));
                    }
                }
            }
        }
        if let Some((field, rank)) = known {
            return Some(Meaning::Field(field, rank));
        }
        let leads = self.map.has_own() && self.map.leads_into(&self.path_of(name));
        (leads || field_names::is_wrapper(name)).then_some(Meaning::Fields)
    }
}

/// Names of what an object in place of a text has its words under.
const WORDS: [&str; 12] = [
    "rendered", "text", "#text", "html", "plain", "value", "raw", "full", "content", "body",
    "children", "blocks",
];

/// Sorts of objects in a list of paragraphs that are no words of the story.
pub(super) const NO_PARAGRAPHS: [&str; 26] = [
    "image",
    "photo",
    "picture",
    "figure",
    "caption",
    "video",
    "audio",
    "gallery",
    "embed",
    "tweet",
    "oembed",
    "oembedresponse",
    "social",
    "ad",
    "advertisement",
    "authorinfo",
    "author",
    "byline",
    "date",
    "title",
    "headline",
    "kicker",
    "related",
    "newsletter",
    "iframe",
    "divider",
];

/// Sorts of pieces of a paragraph.
pub(super) const PIECES: [&str; 5] = ["text", "span", "link", "strong", "emphasis"];
