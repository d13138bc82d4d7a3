//! One JSON object to the fields of a record, without building a tree of what is not needed.
//!
//! Fields may be in objects: by the path that the user gives (`text=fields.bodyText`), or as
//! services and databases nest them (`_source`, `content.rendered`, `headline.main`).

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{
    field::Field,
    field_map::FieldMap,
    field_names::{SUMMARY, fold},
    fields::Fields,
    json_level::{Level, Meaning, NO_PARAGRAPHS, PIECES},
};

/// What ranks of fields grow by in each object that they are in.
const NESTED: u8 = 30;

/// Parses one object. The error is that of `serde_json`.
pub(super) fn parse<'a>(json: &'a str, map: &FieldMap) -> Result<Fields<'a>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let fields = read(&mut deserializer, map)?;
    deserializer.end()?;
    Ok(fields)
}

/// Reads one object from anything that has one.
pub(super) fn read<'a, D: Deserializer<'a>>(
    object: D,
    map: &FieldMap,
) -> Result<Fields<'a>, D::Error> {
    let level = Level { map, path: String::new(), is_text: false };
    object.deserialize_map(RecordVisitor(&level)).map(|(fields, _)| fields)
}

/// Reads an object and keeps the fields that `FieldMap` knows, and the name of its paragraph type.
struct RecordVisitor<'m>(&'m Level<'m>);

type Sorted<'de> = (Fields<'de>, Option<Cow<'de, str>>);

impl<'de> Visitor<'de> for RecordVisitor<'_> {
    type Value = Sorted<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON object with a text field")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut fields = Fields::default();
        let mut type_name = None;
        while let Some((meaning, name)) = access.next_key_seed(KeySeed(self.0))? {
            let Some(meaning) = meaning else {
                access.next_value::<IgnoredAny>()?;
                continue;
            };
            let seed = ValueSeed { level: self.0, meaning: &meaning, name: &name };
            match (access.next_value_seed(seed)?, &meaning) {
                (Found::Words(words), Meaning::Field(field, rank)) => {
                    fields.put((*field, *rank), words);
                }
                (Found::Words(words), Meaning::ParagraphType) => type_name = Some(words),
                (Found::Fields(inner), Meaning::Field(..)) => fields.take_in(*inner, 0),
                (Found::Fields(inner), _) => fields.take_in(*inner, NESTED),
                _ => {}
            }
        }
        Ok((fields, type_name))
    }
}

/// Reads a name as what it means; its path is kept where an object may follow.
struct KeySeed<'m>(&'m Level<'m>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = (Option<Meaning>, String);
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = (Option<Meaning>, String);
    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }
    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        let meaning = self.0.meaning(name);
        // paths are of use where the user has set some
        let path = if meaning.is_some() && self.0.map.has_own() {
            self.0.path_of(name)
        } else {
            String::new()
        };
        Ok((meaning, path))
    }
}

/// What a value came to.
enum Found<'de> {
    Words(Cow<'de, str>),
    Fields(Box<Fields<'de>>),
    Nothing,
}

impl<'de> From<Option<Cow<'de, str>>> for Found<'de> {
    fn from(words: Option<Cow<'de, str>>) -> Self {
        words.map_or(Self::Nothing, Self::Words)
    }
}

/// Reads a value as text: strings, numbers (not for the text itself), the `name` of an object, the
/// members of a list; or as an object with fields in it.
#[derive(Clone, Copy)]
struct ValueSeed<'m> {
    level: &'m Level<'m>,
    meaning: &'m Meaning,
    name: &'m str,
}

impl ValueSeed<'_> {
    fn field(&self) -> Option<Field> {
        if let Meaning::Field(field, _) = self.meaning { Some(*field) } else { None }
    }

    fn is_text(&self) -> bool {
        self.field() == Some(Field::Text)
    }

    fn words<'de>(&self, words: Cow<'de, str>) -> Found<'de> {
        if matches!(self.meaning, Meaning::Fields) { Found::Nothing } else { Found::Words(words) }
    }

    fn number<'de>(&self, number: impl fmt::Display) -> Found<'de> {
        let is_wanted = self.field().is_some_and(|field| field != Field::Text);
        is_wanted.then(|| number.to_string().into()).into()
    }

    /// How good a name for the value of this field is, in an object: 0 is best.
    fn rank(&self, name: &str) -> Option<usize> {
        const ANY: [&str; 12] = [
            "name",
            "main",
            "rendered",
            "title",
            "displayname",
            "$date",
            "$numberlong",
            "$oid",
            "#text",
            "text",
            "original",
            "value",
        ];
        const TIMES: [&str; 10] = [
            "iso",
            "iso8601",
            "utc",
            "datetime",
            "date",
            "published",
            "timestamp",
            "seconds",
            "raw",
            "local",
        ];
        const ADDRESSES: [&str; 4] = ["url", "href", "raw", "canonical"];
        let mut buffer = [0; 24];
        let name = fold(name, &mut buffer)?;
        let more: &[&str] = match self.field()? {
            Field::Date | Field::FirstSeen => &TIMES,
            Field::Url => &ADDRESSES,
            _ => &[],
        };
        // an address has its own names first
        more.iter().chain(&ANY).position(|own| *own == name)
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Found<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Found<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(self.words(Cow::Borrowed(text)))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.words(Cow::Owned(text.to_owned())))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(self.number(number))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(self.number(number))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(self.number(number))
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        let is_kept = self.field() == Some(Field::Kept);
        Ok(if is_kept { self.number(flag) } else { Found::Nothing })
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Found::Nothing)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    /// `{"id": null, "name": "Harbor Wire"}`, or an object with fields in it.
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let leads = self.level.map.has_own() && self.level.map.leads_into(self.name);
        if self.is_text() || leads || matches!(self.meaning, Meaning::Fields) {
            let path = self.name.to_owned();
            let level = Level { map: self.level.map, path, is_text: self.is_text() };
            let (fields, _) = RecordVisitor(&level).visit_map(access)?;
            return Ok(Found::Fields(Box::new(fields)));
        }
        let mut found: Option<(usize, Cow<'de, str>)> = None;
        while let Some(key) = access.next_key::<Cow<'de, str>>()? {
            let Some(rank) = self.rank(&key) else {
                access.next_value::<IgnoredAny>()?;
                continue;
            };
            if let Found::Words(words) = access.next_value_seed(self)?
                && found.as_ref().is_none_or(|(best, _)| rank < *best)
                && !words.trim().is_empty()
            {
                found = Some((rank, words));
            }
        }
        Ok(found.map(|(_, words)| words).into())
    }

    /// Paragraphs of a text, or several authors.
    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut joined: Option<Cow<'de, str>> = None;
        while let Some(member) = access.next_element_seed(MemberSeed(self))? {
            let Some((value, separator)) = member else { continue };
            joined = Some(match joined {
                None => value,
                Some(before) => {
                    let mut all = before.into_owned();
                    all.push_str(separator);
                    all.push_str(&value);
                    Cow::Owned(all)
                }
            });
        }
        Ok(joined.into())
    }
}

/// A member of a list, and what is between it and the one before.
struct MemberSeed<'m>(ValueSeed<'m>);

impl<'de> DeserializeSeed<'de> for MemberSeed<'_> {
    type Value = Option<(Cow<'de, str>, &'static str)>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for MemberSeed<'_> {
    type Value = Option<(Cow<'de, str>, &'static str)>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a member of a list")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some((Cow::Borrowed(text), self.separator())))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some((Cow::Owned(text.to_owned()), self.separator())))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(self.of(self.0.number(number)))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(self.of(self.0.number(number)))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(self.of(self.0.number(number)))
    }
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        let found = self.0.visit_seq(access)?;
        Ok(self.of(found))
    }

    /// A paragraph with its type: `{"type": "p", "text": "..."}`.
    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        if !self.0.is_text() {
            let found = self.0.visit_map(access)?;
            return Ok(self.of(found));
        }
        let level = Level { map: self.0.level.map, path: self.0.name.to_owned(), is_text: true };
        let (fields, type_name) = RecordVisitor(&level).visit_map(access)?;
        let mut buffer = [0; 24];
        let type_name = type_name.as_deref().and_then(|n| fold(n, &mut buffer)).unwrap_or_default();
        if NO_PARAGRAPHS.contains(&type_name) {
            return Ok(None);
        }
        let separator = if PIECES.contains(&type_name) { "" } else { "\n\n" };
        let text = fields.into_text().filter(|(rank, _)| *rank < SUMMARY);
        Ok(text.map(|(_, text)| (text, separator)))
    }
}

impl MemberSeed<'_> {
    fn separator(&self) -> &'static str {
        if self.0.is_text() { "\n" } else { ", " }
    }

    fn of<'de>(&self, found: Found<'de>) -> Option<(Cow<'de, str>, &'static str)> {
        if let Found::Words(words) = found { Some((words, self.separator())) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> String {
        format!("{:?}", parse(json, &FieldMap::default()).unwrap())
    }

    #[test]
    fn names_numbers_and_nested_values() {
        let json = r#"{"x": [1, {"y": 2}], "Source": {"id": null, "name": "Harbor Wire"}, "authors": ["A", "B"], "id": 7, "body": "It \"rose\"."}"#;
        let fields = fields(json);
        for value in ["Harbor Wire", "A, B", "\"7\"", "It \\\"rose\\\"."] {
            assert!(fields.contains(value), "{value} in {fields}");
        }
    }

    #[test]
    fn usual_nestings_are_known() {
        for (json, values) in [
            (
                r#"{"_index": "n", "_source": {"title": "Rye up", "body": "Rye rose.", "@timestamp": "2024-03-05"}}"#,
                &["Rye up", "Rye rose.", "2024-03-05"][..],
            ),
            (
                r#"{"title": {"rendered": "Rye up"}, "content": {"rendered": "<p>Rye rose.</p>", "protected": false}}"#,
                &["Rye up", "<p>Rye rose.</p>"],
            ),
            (
                r#"{"headline": {"main": "Rye up", "kicker": "x"}, "byline": {"original": "By A. Lee"}, "abstract": "Rye rose."}"#,
                &["Rye up", "By A. Lee", "Rye rose."],
            ),
            (
                r#"{"content": {"title": "Rye up", "summary": "Rye rose.", "provider": {"displayName": "Wire"}, "canonicalUrl": {"url": "https://a.example"}}}"#,
                &["Rye up", "Rye rose.", "Wire", "https://a.example"],
            ),
            (
                r#"{"published": {"$date": {"$numberLong": "1709633700000"}}, "text": "Rye rose."}"#,
                &["1709633700000"],
            ),
            (
                r#"{"body": [{"type": "title", "content": "Not this"}, {"type": "sanitized_html", "content": "Rye rose."}, {"type": "image", "text": "Nor this"}, {"type": "p", "children": [{"type": "text", "text": "Oats "}, {"type": "text", "text": "fell."}]}]}"#,
                &["Rye rose.\\n\\nOats fell."],
            ),
            (
                r#"{"text": "Rye rose.", "meta": {"url": "https://a.example"}}"#,
                &["https://a.example"],
            ),
        ] {
            let found = fields(json);
            for value in values {
                assert!(found.contains(value), "{value} in {found}");
            }
            assert!(!found.contains("Not this") && !found.contains("Nor this"), "{found}");
        }
    }

    #[test]
    fn paths_lead_to_fields() {
        let map = FieldMap::parse(["text=a.words.long", "title=b.c"]).unwrap();
        let json = r#"{"a": {"words": {"short": "x", "long": "Rye rose."}}, "b": {"c": "Rye"}, "text": "no"}"#;
        let found = format!("{:?}", parse(json, &map).unwrap());
        assert!(found.contains("Rye rose.") && found.contains("\"Rye\""), "{found}");
        assert!(!found.contains("\"no\""), "{found}");
    }
}
