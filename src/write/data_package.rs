//! The types of CSV tables, for readers that would guess them: a Data Package (version 2 of the
//! standard of <https://datapackage.org>) beside them, made of the declarations.

use std::{io, path::Path};

use serde_json::{Map, Value, json};

use super::{
    csv::Dialect,
    format::Format,
    kept::KeptColumn,
    rows::LIST_SEPARATOR,
    table::{Kind, SCHEMA_VERSION, Table},
};

/// Its file name.
pub(crate) const DATA_PACKAGE: &str = "datapackage.json";

/// A table of a folder; the name is that of a further index.
pub(crate) type NamedTable<'a> = (Table, Option<&'a str>);

/// Whether there are tables whose types a file has to tell.
pub(crate) fn has_data_package(formats: &[Format]) -> bool {
    dialect_of(formats).is_some()
}

/// Writes what types the columns of `tables` have to a folder, where they are written as CSV; `kept`
/// are the columns of the input that are in `articles`.
pub(crate) fn write_data_package<'a>(
    folder: &Path,
    formats: &[Format],
    tables: impl IntoIterator<Item = NamedTable<'a>>,
    kept: &[KeptColumn],
) -> io::Result<()> {
    let Some(dialect) = dialect_of(formats) else { return Ok(()) };
    let resource = |(table, index): NamedTable<'_>| resource(table, index, dialect, kept);
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "newsvane",
        "newsvane:schema_version": SCHEMA_VERSION,
        "resources": tables.into_iter().map(resource).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&package)?;
    bytes.push(b'\n');
    std::fs::write(folder.join(DATA_PACKAGE), bytes)
}

fn dialect_of(formats: &[Format]) -> Option<Dialect> {
    formats.iter().find_map(|format| match format {
        Format::Csv(dialect) => Some(*dialect),
        _ => None,
    })
}

/// One table.
fn resource(table: Table, index: Option<&str>, dialect: Dialect, kept: &[KeptColumn]) -> Value {
    let path = Format::Csv(dialect).file_name_of(table, index);
    let declared = table.columns().iter().map(|column| {
        let mut field = field(column.name, column.kind, column.is_list, dialect);
        field.insert("description".to_owned(), column.note().into());
        if !column.is_nullable {
            field.insert("constraints".to_owned(), json!({ "required": true }));
        }
        Value::Object(field)
    });
    let of_input = kept.iter().filter(|_| table == Table::Articles);
    let of_input = of_input.map(|own| Value::Object(field(&own.name, own.kind, false, dialect)));
    json!({
        "name": path.trim_end_matches(".csv"),
        "path": path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": table.declaration().row,
        "dialect": { "delimiter": char::from(dialect.separator).to_string() },
        "schema": {
            "fields": declared.chain(of_input).collect::<Vec<_>>(),
            "missingValues": [""],
        },
    })
}

/// One column: its name and type.
fn field(name: &str, kind: Kind, is_list: bool, dialect: Dialect) -> Map<String, Value> {
    let mut field = Map::new();
    field.insert("name".to_owned(), name.into());
    let own = match kind {
        _ if is_list => "list",
        Kind::Text | Kind::Code => "string",
        Kind::Int => "integer",
        Kind::Float | Kind::Decimal => "number",
        Kind::Bool => "boolean",
        Kind::Day => "date",
    };
    field.insert("type".to_owned(), own.into());
    if is_list {
        field.insert("delimiter".to_owned(), LIST_SEPARATOR.into());
        field.insert("itemType".to_owned(), "string".into());
    }
    if kind.is_measured() && dialect.decimal_comma {
        field.insert("decimalChar".to_owned(), ",".into());
    }
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(formats: &[Format], kept: &[KeptColumn]) -> Option<Value> {
        let folder = tempfile::tempdir().unwrap();
        let tables = [(Table::Articles, None), (Table::ThemeDays, Some("long"))];
        write_data_package(folder.path(), formats, tables, kept).unwrap();
        let text = std::fs::read_to_string(folder.path().join(DATA_PACKAGE)).ok()?;
        assert!(text.ends_with("}\n") && has_data_package(formats));
        serde_json::from_str(&text).ok()
    }

    /// The field of a table.
    fn field_of<'v>(package: &'v Value, table: usize, name: &str) -> &'v Value {
        let fields = package["resources"][table]["schema"]["fields"].as_array().unwrap();
        fields.iter().find(|field| field["name"] == name).unwrap()
    }

    #[test]
    fn types_are_those_that_are_declared() {
        let kept = [KeptColumn { name: "kept_ticker".to_owned(), kind: Kind::Int }];
        let own = package(&[Format::CSV, Format::Jsonl], &kept).unwrap();
        assert_eq!(own["newsvane:schema_version"], SCHEMA_VERSION);
        assert_eq!(field_of(&own, 0, "words")["type"], "integer");
        assert_eq!(field_of(&own, 0, "is_original")["type"], "boolean");
        assert_eq!(field_of(&own, 0, "day")["type"], "date");
        assert_eq!(field_of(&own, 0, "kept_ticker")["type"], "integer");
        let themes = field_of(&own, 0, "themes");
        assert_eq!((&themes["type"], &themes["delimiter"]), (&json!("list"), &json!("; ")));
        assert_eq!(own["resources"][1]["path"], "theme_days.long.csv");
        assert_eq!(own["resources"][1]["name"], "theme_days.long");
        assert_eq!(field_of(&own, 1, "theme")["constraints"]["required"], true);
        assert_eq!(field_of(&own, 1, "z_score").get("constraints"), None);
    }

    #[test]
    fn dialects_are_told_and_other_formats_need_none() {
        let dialect = Dialect::parse(["semicolon", "decimal-comma"]).unwrap();
        let own = package(&[Format::Csv(dialect)], &[]).unwrap();
        assert_eq!(own["resources"][0]["dialect"]["delimiter"], ";");
        assert_eq!(field_of(&own, 1, "sentiment")["decimalChar"], ",");
        assert_eq!(field_of(&own, 1, "stories").get("decimalChar"), None);
        assert_eq!(package(&[Format::Jsonl], &[]), None);
    }
}
