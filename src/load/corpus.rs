//! Corpora of evaluation campaigns and of the Linguistic Data Consortium: SGML, one `<DOC>` element
//! a story, whose parts have a name in each collection (TREC disks, AQUAINT, Gigaword).

use std::{borrow::Cow, ops::ControlFlow};

use jiff::civil::Date;

use super::{
    Context, Sink,
    decode::Input,
    elements::{self, Articles, all, attribute, inner, opening, words},
    field::Field,
    fields::Fields,
    tags,
};

/// Elements that hold the headline, by collection: FT and Gigaword, WSJ, AP, FBIS, LA Times.
const TITLES: [&str; 8] = ["HEADLINE", "HL", "HEAD", "TI", "TITLE", "DOCTITLE", "H3", "H1"];
/// Elements that hold the day.
const DAYS: [&str; 7] = ["DATE_TIME", "DATE", "DATE1", "DD", "DATETIME", "PUBDATE", "PD"];
/// Elements that hold the publisher.
const PUBLISHERS: [&str; 4] = ["PUB", "SO", "SOURCE", "PUBLISHER"];

/// Whether a file of such stories begins here.
pub(super) fn begins(start: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&start[..start.len().min(4_096)]);
    let begins = opening(&head, "DOC").is_some_and(|tag| {
        let lower = |name: &str| attribute(tag, name).is_some();
        head.trim_start().starts_with(tag) && (lower("id") || lower("type") || tag.len() == 5)
    });
    begins
        && ["DOCNO", "DOCID", "TEXT", "HEADLINE", "HL", "BODY"]
            .into_iter()
            .any(|name| opening(&head, name).is_some())
}

/// Reads every story.
pub(super) fn read(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let stories = Articles::stories(&["doc"]);
    elements::read(input, stories, context, sink, &mut |sgml| Ok(fields(sgml)))
}

fn fields(sgml: &str) -> Fields<'static> {
    let mut fields = Fields::default();
    let mut put = |field, rank, value: Option<String>| {
        if let Some(value) = value {
            fields.put((field, rank), Cow::Owned(value));
        }
    };
    let one = |names: &[&str]| names.iter().find_map(|name| inner(sgml, name)).map(words);
    let id = one(&["DOCNO", "DOCID"])
        .or_else(|| opening(sgml, "DOC").and_then(|t| attribute(t, "id")).map(str::to_owned));
    put(Field::Title, 0, one(&TITLES).map(|title| without_stamp(&title).to_owned()));
    put(Field::Date, 0, one(&DAYS).map(|day| iso(&day).unwrap_or(day)));
    put(Field::Date, 1, id.as_deref().and_then(in_id));
    put(Field::Source, 0, one(&PUBLISHERS));
    put(Field::Author, 0, one(&["BYLINE", "BY", "AUTHOR"]));
    put(Field::Id, 0, id);
    let dateline = one(&["DATELINE"]).map(|d| format!("{} ", d.trim())).unwrap_or_default();
    let parts: Vec<String> = ["LP", "TEXT"]
        .into_iter()
        .flat_map(|name| all(sgml, name))
        .map(text)
        .filter(|t| !t.is_empty())
        .collect();
    let parts = if parts.is_empty() {
        all(sgml, "BODY").map(text).filter(|t| !t.is_empty()).collect()
    } else {
        parts
    };
    put(
        Field::Text,
        0,
        Some(parts.join("\n\n")).filter(|t| !t.is_empty()).map(|text| {
            // the text of some collections has the dateline itself
            if text.starts_with(dateline.trim()) { text } else { dateline + &text }
        }),
    );
    fields
}

/// An element's text: paragraphs where it has tags for them, else as it is.
fn text(markup: &str) -> String {
    if markup.contains('<') {
        tags::strip_tags(markup)
    } else {
        super::entity::unescape(markup).trim().to_owned()
    }
}

/// The headline after `FT  14 MAY 91 / `.
fn without_stamp(title: &str) -> &str {
    match title.split_once(" / ") {
        Some((stamp, rest))
            if stamp.len() < 24 && stamp.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            rest.trim()
        }
        _ => title,
    }
}

/// `910514` and `03/24/87` as a day: these collections are of the last century, and American where
/// they write with slashes.
fn iso(day: &str) -> Option<String> {
    let day = day.trim();
    let digits = |text: &str| text.parse::<i16>().ok();
    let (year, month, day) = match day.split('/').collect::<Vec<_>>().as_slice() {
        [month, day, year] if year.len() == 2 => (digits(year)?, digits(month)?, digits(day)?),
        [whole] if whole.len() == 6 && whole.bytes().all(|b| b.is_ascii_digit()) => {
            (digits(&whole[..2])?, digits(&whole[2..4])?, digits(&whole[4..])?)
        }
        [whole] if whole.len() == 8 && whole.bytes().all(|b| b.is_ascii_digit()) => {
            (digits(&whole[..4])?, digits(&whole[4..6])?, digits(&whole[6..])?)
        }
        _ => return None,
    };
    let year = match year {
        0..=29 => 2_000 + year,
        30..=99 => 1_900 + year,
        _ => year,
    };
    Date::new(year, month as i8, day as i8).ok().map(|date| date.to_string())
}

/// The day in ids such as `AP880212-0001`, `AFP_ENG_20021001.0001`, `NYT19980601.0001`.
fn in_id(id: &str) -> Option<String> {
    let runs = id.split(|c: char| !c.is_ascii_digit());
    runs.filter(|run| matches!(run.len(), 6 | 8)).find_map(iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_collections() {
        assert_eq!(iso("910514").as_deref(), Some("1991-05-14"));
        assert_eq!(iso("03/24/87").as_deref(), Some("1987-03-24"));
        assert_eq!(iso("999999"), None);
        assert_eq!(in_id("AFP_ENG_20021001.0001").as_deref(), Some("2002-10-01"));
        assert_eq!(in_id("AP880212-0001").as_deref(), Some("1988-02-12"));
        assert_eq!(in_id("FT911-3"), None);
        assert_eq!(without_stamp("FT  14 MAY 91 / Oats fall"), "Oats fall");
        assert_eq!(without_stamp("Oats / rye"), "Oats / rye");
    }

    #[test]
    fn stories_of_gigaword_and_the_associated_press() {
        assert!(begins(b"<DOC id=\"APW_ENG_20050102.0004\" type=\"story\" >\n<HEADLINE>\nOats"));
        assert!(begins(b"<DOC>\n<DOCNO> AP880212-0001 </DOCNO>"));
        assert!(!begins(b"<doc><title>x</title></doc>") && !begins(b"<document><text>"));
        let text = |sgml: &str| {
            let record = fields(sgml);
            format!("{record:?}")
        };
        let gigaword = "<DOC id=\"APW_ENG_20050102.0004\" type=\"story\" >\n<HEADLINE>\nOats \
            fall\n</HEADLINE>\n<DATELINE>\nROSTOCK, Germany 2005-01-02 \
            </DATELINE>\n<TEXT>\n<P>\nOats fell.\n</P>\n<P>\nRye rose.\n</P>\n</TEXT>\n</DOC>";
        let found = text(gigaword);
        for value in
            ["Oats fall", "2005-01-02", "Oats fell.\\n\\nRye rose.", "APW_ENG_20050102.0004"]
        {
            assert!(found.contains(value), "{value} in {found}");
        }
    }
}
