//! Which names of a record mean which field.

use super::{
    LoadError,
    field::Field,
    field_names::{self, fold},
    names_seen::{NamesSeen, Shared},
};

/// Which names mean which field: known ones, whatever their capitals and separators, or those that
/// the user sets.
///
/// ```
/// use newsvane::load::{Field, FieldMap};
/// let map = FieldMap::parse(["text=Story body"])?;
/// assert_eq!(map.field("Story body").map(|f| f.0), Some(Field::Text));
/// assert_eq!(map.field("Published_At").map(|f| f.0), Some(Field::Date));
/// assert_eq!(map.field("content"), None); // the user has said what the text is
/// # Ok::<(), newsvane::load::LoadError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct FieldMap {
    own: Vec<(Field, String)>,
    /// Names and paths of the columns to keep.
    kept: Vec<String>,
    /// Who wants to know which names there are.
    watch: Option<Shared>,
}

impl FieldMap {
    /// Reads settings such as `text=Body`; a field that is set has no other names.
    ///
    /// # Errors
    /// When a setting is not `FIELD=NAME`, or names an unknown field.
    pub fn parse<'a>(settings: impl IntoIterator<Item = &'a str>) -> Result<Self, LoadError> {
        let mut own = Vec::new();
        for setting in settings {
            let bad = |message: &str| LoadError::BadMapping {
                setting: setting.to_owned(),
                message: message.to_owned(),
            };
            let (field, name) = setting.split_once('=').ok_or_else(|| bad("no equals sign"))?;
            let field = Field::from_name(field.trim()).ok_or_else(|| bad("unknown field"))?;
            if name.trim().is_empty() {
                return Err(bad("no name after the equals sign"));
            }
            own.push((field, name.trim().to_owned()));
        }
        Ok(Self { own, kept: Vec::new(), watch: None })
    }

    /// The same map, which keeps the columns with these names or paths, at most 256.
    ///
    /// ```
    /// use newsvane::load::{Field, FieldMap};
    /// let map = FieldMap::default().keeping(["section".to_owned()]);
    /// assert_eq!(map.field("Section"), Some((Field::Kept, 0)));
    /// ```
    #[must_use]
    pub fn keeping(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.kept = names.into_iter().take(usize::from(u8::MAX) + 1).collect();
        self
    }

    /// The names and paths of the columns that are kept.
    pub fn kept(&self) -> impl Iterator<Item = &str> {
        self.kept.iter().map(String::as_str)
    }

    /// What a name means that `articles` has a column for already; `None` where it can be kept.
    #[must_use]
    pub fn taken(name: &str) -> Option<Field> {
        let mut buffer = [0_u8; 24];
        let (field, _) = field_names::field(fold(name.trim(), &mut buffer)?)?;
        (!matches!(field, Field::Author | Field::Target | Field::Label)).then_some(field)
    }

    /// The settings, as they were given.
    pub fn settings(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.own.iter().map(|(field, name)| (field.name(), name.as_str()))
    }

    /// The names that records must have: those of settings, then those of columns to keep.
    pub(super) fn wanted(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.settings().chain(self.kept().map(|name| (Field::Kept.name(), name)))
    }

    /// What a name means, and how good a name for it this is (0 is best).
    #[must_use]
    pub fn field(&self, name: &str) -> Option<(Field, u8)> {
        self.own(name).or_else(|| self.known(name.trim()))
    }

    /// What the user says that a name or path means.
    pub(super) fn own(&self, name: &str) -> Option<(Field, u8)> {
        let n = self.own.iter().position(|(_, own)| own.eq_ignore_ascii_case(name.trim()));
        let is_kept = |own: &String| own.eq_ignore_ascii_case(name.trim());
        let kept = self.kept.iter().position(is_kept);
        if let Some(shared) = &self.watch {
            NamesSeen::note(shared, name.trim(), n.or(kept.map(|kept| self.own.len() + kept)));
        }
        n.map(|n| (self.own[n].0, n as u8)).or(kept.map(|kept| (Field::Kept, kept as u8)))
    }

    /// The same map, which tells of the names that it is asked for.
    pub(super) fn watched_by(&self, shared: &Shared) -> Self {
        Self { watch: Some(Shared::clone(shared)), ..self.clone() }
    }

    /// What a name means by itself, for fields that the user has not set.
    pub(super) fn known(&self, name: &str) -> Option<(Field, u8)> {
        // the record in an answer of Elasticsearch
        if name == "_source" {
            return None;
        }
        let mut buffer = [0_u8; 24];
        let (field, rank) = field_names::field(fold(name, &mut buffer)?)?;
        (!self.own.iter().any(|(own, _)| *own == field)).then_some((field, rank))
    }

    /// Whether the user has set fields at all.
    pub(super) const fn has_own(&self) -> bool {
        !self.own.is_empty() || !self.kept.is_empty()
    }

    /// Whether a path that the user has set goes through the object at `path`.
    pub(super) fn leads_into(&self, path: &str) -> bool {
        self.own.iter().map(|(_, own)| own).chain(&self.kept).any(|own| {
            own.get(..path.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(path))
                && own.as_bytes().get(path.len()) == Some(&b'.')
        })
    }
}
