//! One JSON object to the fields of a record, without building a tree of what is not needed.

use std::{borrow::Cow, fmt};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::fields::{Field, FieldMap, Fields};

/// Parses one object. The error is that of `serde_json`.
pub(super) fn parse<'a>(json: &'a str, map: &FieldMap) -> Result<Fields<'a>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let fields = RecordSeed(map).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(fields)
}

/// Reads an object and keeps the fields that `FieldMap` knows.
struct RecordSeed<'m>(&'m FieldMap);

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Fields<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Fields<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON object with a text field")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut fields = Fields::default();
        while let Some(field) = access.next_key_seed(KeySeed(self.0))? {
            let Some(field) = field else {
                access.next_value::<IgnoredAny>()?;
                continue;
            };
            if let Some(value) = access.next_value_seed(ValueSeed(field.0))? {
                fields.put(field, value);
            }
        }
        Ok(fields)
    }
}

/// Reads a name as the field that it means.
struct KeySeed<'m>(&'m FieldMap);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Option<(Field, u8)>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<(Field, u8)>;
    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }
    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.field(name))
    }
}

/// Reads a value as text: strings, numbers (not for the text itself), the `name` of an object, the
/// members of a list.
#[derive(Clone, Copy)]
struct ValueSeed(Field);

impl ValueSeed {
    fn number(self, number: impl fmt::Display) -> Option<Cow<'static, str>> {
        (self.0 != Field::Text).then(|| number.to_string().into())
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed {
    type Value = Option<Cow<'de, str>>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
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
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    /// `{"id": null, "name": "Harbor Wire"}`
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = access.next_key::<Cow<'de, str>>()? {
            if matches!(&*key, "name" | "title" | "$date" | "#text") {
                found = access.next_value_seed(self)?.or(found);
            } else {
                access.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    /// Paragraphs of a text, or several authors.
    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let joint = if self.0 == Field::Text { "\n" } else { ", " };
        let mut joined: Option<Cow<'de, str>> = None;
        while let Some(value) = access.next_element_seed(self)? {
            let Some(value) = value else { continue };
            joined = Some(match joined {
                None => value,
                Some(before) => {
                    let mut all = before.into_owned();
                    all.push_str(joint);
                    all.push_str(&value);
                    Cow::Owned(all)
                }
            });
        }
        Ok(joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_numbers_and_nested_values() {
        let json = r#"{"x": [1, {"y": 2}], "Source": {"id": null, "name": "Harbor Wire"}, "authors": ["A", "B"], "id": 7, "body": "It \"rose\"."}"#;
        let fields = format!("{:?}", parse(json, &FieldMap::default()).unwrap());
        for value in ["Harbor Wire", "A, B", "\"7\"", "It \\\"rose\\\"."] {
            assert!(fields.contains(value), "{value} in {fields}");
        }
    }
}
