//! Columns of the input that the user keeps: they are after those of `articles`, each of the kind
//! that all its cells have.

use jiff::civil::Date;

use super::table::Kind;

/// A column of the input in `articles`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptColumn {
    /// Its name in the table.
    pub name: String,
    /// What its cells hold.
    pub kind: Kind,
}

/// What a column of the input is called in `articles`: `kept_` and its letters and digits in lower
/// case, so that no column of the program's has its name and no query has to quote it.
#[must_use]
pub(crate) fn kept_name(name: &str) -> String {
    let mut out = "kept".to_owned();
    for word in name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push('_');
        out.push_str(&word.to_ascii_lowercase());
    }
    out
}

/// Finds the kinds of columns from their cells.
#[derive(Debug)]
pub(crate) struct KeptKinds(Vec<(String, Option<Kind>)>);

impl KeptKinds {
    /// No cells yet of the columns of the input with these names.
    pub(crate) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        Self(names.map(|name| (kept_name(name), None)).collect())
    }

    /// Takes a cell of the column at place `column`.
    pub(crate) fn note(&mut self, column: usize, value: &str) {
        if let Some((_, kind)) = self.0.get_mut(column) {
            let own = kind_of(value);
            *kind = Some(match *kind {
                None => own,
                Some(known) if known == own => own,
                Some(Kind::Int | Kind::Float) if matches!(own, Kind::Int | Kind::Float) => {
                    Kind::Float
                }
                Some(_) => Kind::Text,
            });
        }
    }

    /// The columns; one without cells is of text.
    pub(crate) fn columns(self) -> Vec<KeptColumn> {
        let column = |(name, kind): (String, Option<Kind>)| KeptColumn {
            name,
            kind: kind.unwrap_or(Kind::Text),
        };
        self.0.into_iter().map(column).collect()
    }
}

/// The kind of a cell that is written again as it is: "007" is text.
fn kind_of(value: &str) -> Kind {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && (!digits.starts_with('0') || digits == "0" || digits.starts_with("0."));
    match value {
        "true" | "false" => Kind::Bool,
        _ if is_number && value.parse::<i64>().is_ok() => Kind::Int,
        _ if is_number && value.parse::<f64>().is_ok_and(f64::is_finite) => Kind::Float,
        _ if value.len() == 10 && value.parse::<Date>().is_ok() => Kind::Day,
        _ => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_the_kind_of_all_its_cells() {
        let kind = |cells: &[&str]| {
            let mut kinds = KeptKinds::new(["Own.Column"].into_iter());
            for cell in cells {
                kinds.note(0, cell);
            }
            kinds.columns().remove(0).kind
        };
        assert_eq!(kind(&["1", "-20"]), Kind::Int);
        assert_eq!(kind(&["1", "0.5", "2e3"]), Kind::Float);
        assert_eq!(kind(&["1", "007"]), Kind::Text);
        assert_eq!(kind(&["true", "false"]), Kind::Bool);
        assert_eq!(kind(&["2026-07-01"]), Kind::Day);
        assert_eq!(kind(&["2026-07-01", "later"]), Kind::Text);
        assert_eq!(kind(&["NaN"]), Kind::Text);
        assert_eq!(kind(&[]), Kind::Text);
    }

    #[test]
    fn names_need_no_quotes() {
        assert_eq!(kept_name("ticker"), "kept_ticker");
        assert_eq!(kept_name("Fields.Section name"), "kept_fields_section_name");
    }
}
