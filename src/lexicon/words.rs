//! Files of words, checked: groups of terms with the class, numbers, unit and features that they
//! share.

use rust_decimal::Decimal;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Class, Entry, Layer,
    checked_group::{CheckedGroup, expected},
    feature::{Features, former_spelling},
    lexeme::layers_of,
    schema::{Group, WordFile},
};
use crate::{line_error::LineError, toml_file::TomlFile};

/// Keys of a group that are no features.
const KEYS: [&str; 7] = ["class", "terms", "weight", "value", "unit", "case", "note"];

/// A key of a group that is not part of every group, with its value.
type Setting<'a> = (Spanned<String>, Spanned<DeValue<'a>>);

/// The groups of a file of words.
pub(super) fn read_words(file: TomlFile<'_>) -> Result<Vec<CheckedGroup>, LineError> {
    let mut root = file.table()?;
    let settings = take_settings(root.get_mut());
    let source: WordFile = file.read_table(root)?;
    let mut out = Vec::new();
    for lexemes in &source.lexeme {
        out.extend(layers_of(file, lexemes)?);
    }
    let layer = match &source.layer {
        None if source.group.is_empty() && !source.lexeme.is_empty() => return Ok(out),
        None => {
            let message = "no `layer`; expected the layer of the groups, such as layer = \"tone\"";
            return Err(file.error_at(0, message));
        }
        Some(typed) => layer_of(file, typed)?,
    };
    for (group, settings) in source.group.into_iter().zip(settings) {
        out.push(check(file, layer, group, &settings)?);
    }
    Ok(out)
}

fn layer_of(file: TomlFile<'_>, typed: &Spanned<String>) -> Result<Layer, LineError> {
    Layer::from_name(typed.get_ref()).ok_or_else(|| {
        let known = Layer::NAMES.iter().map(|(_, name)| *name);
        let (name, expected) = (typed.get_ref(), expected(typed.get_ref(), known));
        file.error_on(typed, format!("unknown layer `{name}`{expected}"))
    })
}

/// Takes the keys out of the groups that only some classes have; what is left is the same in all.
fn take_settings<'a>(root: &mut DeTable<'a>) -> Vec<Vec<Setting<'a>>> {
    let Some(DeValue::Array(groups)) = root.get_mut("group").map(Spanned::get_mut) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for group in groups.iter_mut() {
        let mut settings = Vec::new();
        if let DeValue::Table(group) = group.get_mut() {
            for (key, value) in std::mem::take(group) {
                if KEYS.contains(&&**key.get_ref()) {
                    group.insert(key, value);
                } else {
                    let span = key.span();
                    settings.push((Spanned::new(span, key.into_inner().into_owned()), value));
                }
            }
        }
        out.push(settings);
    }
    out
}

fn check(
    file: TomlFile<'_>,
    layer: Layer,
    group: Group,
    settings: &[Setting<'_>],
) -> Result<CheckedGroup, LineError> {
    let class = class_of(file, layer, &group.class)?;
    check_keys(file, class, &group)?;
    let mut features = Features::default();
    for (key, value) in settings {
        set_feature(file, class, &mut features, key, value)?;
    }
    let value = match &group.value {
        None => None,
        Some(value) => Some(value.get_ref().parse::<Decimal>().map_err(|e| {
            let typed = value.get_ref();
            file.error_on(
                value,
                format!("value `{typed}`: {e}; expected a decimal such as \"0.5\""),
            )
        })?),
    };
    let entry = Entry {
        weight: group.weight.map_or(1.0, Spanned::into_inner),
        value,
        unit: group.unit.map(|unit| unit.into_inner().into()),
        features,
        ..Entry::new(class, "", "")
    };
    Ok(CheckedGroup { entry, case: group.case, terms: group.terms })
}

fn class_of(file: TomlFile<'_>, layer: Layer, name: &Spanned<String>) -> Result<Class, LineError> {
    let typed = name.get_ref();
    if typed == "prize" {
        return Err(file.error_on(name, "class `prize` is called `award` now".to_owned()));
    }
    Class::from_name(typed).filter(|class| class.layer() == layer).ok_or_else(|| {
        let known = Class::ALL.iter().filter(|c| c.layer == layer).map(|c| c.name);
        let expected = expected(typed, known);
        file.error_on(
            name,
            format!("unknown class `{typed}` in layer `{}`{expected}", layer.name()),
        )
    })
}

/// Refuses a unit, value or weight that the class does not read, and asks for those that it needs.
fn check_keys(file: TomlFile<'_>, class: Class, group: &Group) -> Result<(), LineError> {
    let declaration = class.declaration();
    let name = declaration.name;
    let given = [
        ("weight", group.weight.as_ref().map(Spanned::span)),
        ("value", group.value.as_ref().map(Spanned::span)),
        ("unit", group.unit.as_ref().map(Spanned::span)),
    ];
    for (key, span) in given {
        let is_needed = declaration.needs.contains(&key);
        match span {
            None if is_needed => {
                return Err(file.error_on(&group.class, format!("class `{name}` needs `{key}`")));
            }
            Some(span) if !is_needed && !declaration.takes.contains(&key) => {
                let unit = group.unit.as_ref().filter(|_| key == "unit");
                let former = unit.and_then(|unit| former_spelling(class, unit.get_ref()));
                let hint = match former {
                    None => format!("; {}", allowed(class)),
                    Some("") => "; take it out: nothing ever read it".to_owned(),
                    Some(now) => format!(" any more; write `{now}`"),
                };
                let message = format!("class `{name}` does not read `{key}`{hint}");
                return Err(file.error_at(span.start, message));
            }
            _ => {}
        }
    }
    Ok(())
}

fn set_feature(
    file: TomlFile<'_>,
    class: Class,
    features: &mut Features,
    key: &Spanned<String>,
    value: &Spanned<DeValue<'_>>,
) -> Result<(), LineError> {
    let (typed, name) = (key.get_ref().as_str(), class.name());
    if !Features::KEYS.iter().any(|(known, _)| *known == typed) {
        let known = KEYS.into_iter().chain(Features::KEYS.iter().map(|(known, _)| *known));
        return Err(file.error_on(key, format!("unknown key `{typed}`{}", expected(typed, known))));
    }
    let values: Vec<&str> =
        class.features().filter(|f| f.key == typed).map(|feature| feature.value).collect();
    if values.is_empty() {
        let message = format!("class `{name}` does not read `{typed}`; {}", allowed(class));
        return Err(file.error_on(key, message));
    }
    let shown = value.get_ref().as_str().filter(|value| values.contains(value));
    if shown.is_some_and(|value| features.set(typed, value)) {
        return Ok(());
    }
    let shown = value.get_ref().as_str().unwrap_or("");
    let expected = expected(shown, values.into_iter());
    Err(file.error_on(value, format!("unknown {typed} `{shown}` of class `{name}`{expected}")))
}

/// What a group of this class may say besides class, terms, case and note.
fn allowed(class: Class) -> String {
    let declaration = class.declaration();
    let mut keys: Vec<String> = Vec::new();
    for key in declaration.needs.iter().chain(declaration.takes) {
        keys.push(format!("`{key}`"));
    }
    for feature in class.features() {
        keys.push(format!("`{} = \"{}\"`", feature.key, feature.value));
    }
    if keys.is_empty() {
        "it reads class, terms and case alone".to_owned()
    } else {
        format!("expected {}", keys.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<CheckedGroup>, LineError> {
        read_words(TomlFile::new(std::path::Path::new("own.toml"), text))
    }

    fn error(text: &str) -> String {
        match read(text) {
            Ok(_) => panic!("expected an error: {text}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn features_fit_their_class() {
        let up = |line: &str| {
            let text = format!("layer = \"tone\"\n[[group]]\nclass = \"up\"\n{line}\nterms = []\n");
            read(&text).map(|groups| groups[0].entry.features).map_err(|e| e.to_string())
        };
        let noun = up("part_of_speech = \"noun\"").unwrap();
        assert_eq!(noun.part_of_speech, Some(crate::lexicon::PartOfSpeech::Noun));
        assert!(up("").unwrap().is_empty());
        let refused = [
            (
                "part_of_speech = \"transitve\"",
                "own.toml:4: unknown part_of_speech `transitve` of class `up`; expected one of verb, \
                 transitive_verb, noun, adjective, adverb (`transitive_verb`?)",
            ),
            (
                "part_of_speach = \"noun\"",
                "own.toml:4: unknown key `part_of_speach`; expected one of class, terms, weight, \
                 value, unit, case, note, part_of_speech, role, stance, position, scope, award, \
                 spacing, place, asks, family, qualifier, comparison, time, sentence_end (`part_of_speech`?)",
            ),
            (
                "unit = \"transitive\"",
                "own.toml:4: class `up` does not read `unit` any more; write `part_of_speech = \
                 \"transitive_verb\"`",
            ),
            (
                "value = \"2\"",
                "own.toml:4: class `up` does not read `value`; expected `weight`, `part_of_speech = \
                 \"verb\"`, `part_of_speech = \"transitive_verb\"`, `part_of_speech = \"noun\"`, \
                 `part_of_speech = \"adjective\"`, `part_of_speech = \"adverb\"`, `role = \
                 \"grading\"`, `role = \"threshold\"`",
            ),
        ];
        for (line, message) in refused {
            assert_eq!(up(line).unwrap_err(), message);
        }
    }

    #[test]
    fn keys_fit_their_class() {
        let group = |layer: &str, class: &str, line: &str| {
            error(&format!(
                "layer = \"{layer}\"\n[[group]]\nclass = \"{class}\"\n{line}\nterms = []\n"
            ))
        };
        assert_eq!(group("number", "unit", ""), "own.toml:3: class `unit` needs `unit`");
        assert_eq!(group("tone", "prize", ""), "own.toml:3: class `prize` is called `award` now");
        assert_eq!(
            group("tone", "positive", "unit = \"event\""),
            "own.toml:4: class `positive` does not read `unit`; take it out: nothing ever read it"
        );
        assert_eq!(
            group("speech", "according_to", "weight = 2.0"),
            "own.toml:4: class `according_to` does not read `weight`; it reads class, terms and case alone"
        );
        assert!(error("layer = \"tune\"").contains("(`tone`?)"));
    }
}
