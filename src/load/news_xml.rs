//! XML of news agencies and archives: NITF (the New York Times corpus), NewsML-G2 and the items of
//! Reuters Corpus Volume 1.

use std::{borrow::Cow, ops::ControlFlow};

use super::{
    Context, Sink,
    decode::Input,
    elements::{self, Articles, all, inner, opening, value, words},
    field::Field,
    fields::Fields,
    tags,
};

/// Reads every story.
pub(super) fn read(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let stories = Articles::stories(&["nitf", "newsitem"]);
    elements::read(input, stories, context, sink, &mut |xml| {
        let has = |name| opening(xml, name).is_some();
        Ok(if has("nitf") {
            nitf(xml)
        } else if has("itemmeta") || has("contentmeta") {
            newsml(xml)
        } else {
            rcv1(xml)
        })
    })
}

/// Puts what is there.
fn put(fields: &mut Fields<'static>, field: (Field, u8), value: Option<impl Into<String>>) {
    if let Some(value) = value {
        fields.put(field, Cow::Owned(value.into()));
    }
}

/// `20240305T000000` as a day, for midnight stands for "no time".
fn compact(stamp: &str) -> String {
    let (day, time) = stamp.split_once('T').unwrap_or((stamp, ""));
    let is_compact = day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit());
    if !is_compact {
        return stamp.to_owned();
    }
    let day = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    let digits = time.len() >= 6 && time.as_bytes()[..6].iter().all(u8::is_ascii_digit);
    if digits && !time.starts_with("000000") {
        format!("{day}T{}:{}:{}{}", &time[..2], &time[2..4], &time[4..6], &time[6..])
    } else {
        day
    }
}

/// News Industry Text Format.
fn nitf(xml: &str) -> Fields<'static> {
    let mut fields = Fields::default();
    let pubdata = opening(xml, "pubdata").unwrap_or_default();
    let docdata = inner(xml, "docdata").unwrap_or_default();
    let head = inner(xml, "hedline").unwrap_or_default();
    put(&mut fields, (Field::Title, 0), inner(head, "hl1").map(words));
    put(&mut fields, (Field::Title, 1), inner(xml, "title").map(words));
    let published = value(pubdata, "date.publication");
    put(&mut fields, (Field::Date, 0), published.map(|stamp| compact(&stamp)));
    let issued = opening(docdata, "date.issue").and_then(|t| value(t, "norm"));
    put(&mut fields, (Field::Date, 1), issued.map(|stamp| compact(&stamp)));
    put(&mut fields, (Field::Source, 0), value(pubdata, "name"));
    put(&mut fields, (Field::Url, 0), value(pubdata, "ex-ref"));
    put(&mut fields, (Field::Author, 0), inner(xml, "byline").map(words));
    let id = opening(docdata, "doc-id").and_then(|t| value(t, "id-string"));
    put(&mut fields, (Field::Id, 0), id);
    let content = inner(xml, "body.content").unwrap_or_default();
    // the lead is there twice: as a block of its own, and in the whole text
    let whole = opening(content, "block").and_then(|_| {
        let at = content.find("class=\"full_text\"")?;
        let start = content[..at].rfind('<')?;
        inner(&content[start..], "block")
    });
    let text = tags::strip_tags(whole.unwrap_or(content));
    put(&mut fields, (Field::Text, 0), Some(text));
    fields
}

/// Reuters Corpus Volume 1.
fn rcv1(xml: &str) -> Fields<'static> {
    let mut fields = Fields::default();
    let tag = opening(xml, "newsitem").unwrap_or_default();
    put(&mut fields, (Field::Id, 0), value(tag, "itemid"));
    put(&mut fields, (Field::Date, 0), value(tag, "date"));
    put(&mut fields, (Field::Title, 0), inner(xml, "headline").map(words));
    put(&mut fields, (Field::Title, 1), inner(xml, "title").map(words));
    put(&mut fields, (Field::Author, 0), inner(xml, "byline").map(words));
    put(&mut fields, (Field::Text, 0), inner(xml, "text").map(tags::strip_tags));
    let publisher = dc(xml, "dc.publisher").or_else(|| dc(xml, "dc.source"));
    put(&mut fields, (Field::Source, 0), publisher);
    put(&mut fields, (Field::Date, 1), dc(xml, "dc.date.published"));
    fields
}

/// `<dc element="dc.publisher" value="..."/>`
fn dc(xml: &str, name: &str) -> Option<String> {
    let at = xml.find(&format!("element=\"{name}\""))?;
    let start = xml[..at].rfind('<')?;
    let tag = xml[start..].split_inclusive('>').next()?;
    value(tag, "value")
}

/// NewsML-G2.
fn newsml(xml: &str) -> Fields<'static> {
    let mut fields = Fields::default();
    let tag = opening(xml, "newsitem").unwrap_or_default();
    put(&mut fields, (Field::Id, 0), value(tag, "guid"));
    let meta = inner(xml, "itemmeta").unwrap_or_default();
    let about = inner(xml, "contentmeta").unwrap_or_default();
    let dates = [(about, "contentcreated"), (meta, "firstcreated"), (meta, "versioncreated")];
    for (rank, (part, name)) in dates.into_iter().enumerate() {
        put(&mut fields, (Field::Date, rank as u8), inner(part, name).map(words));
    }
    let titles = [(about, "headline"), (meta, "title")];
    for (rank, (part, name)) in titles.into_iter().enumerate() {
        put(&mut fields, (Field::Title, rank as u8), inner(part, name).map(words));
    }
    let provider = inner(meta, "provider")
        .and_then(|p| inner(p, "name"))
        .map(words)
        .or_else(|| opening(meta, "provider").and_then(|t| value(t, "literal")))
        .or_else(|| inner(about, "creditline").map(words));
    put(&mut fields, (Field::Source, 0), provider);
    put(&mut fields, (Field::Author, 0), inner(about, "by").map(words));
    let text = inner(xml, "inlinexml")
        .map(|page| tags::strip_tags(inner(page, "body").unwrap_or(page)))
        .or_else(|| {
            let parts: Vec<String> = all(xml, "inlinedata").map(tags::strip_tags).collect();
            (!parts.is_empty()).then(|| parts.join("\n\n"))
        });
    put(&mut fields, (Field::Text, 0), text);
    let summary = all(about, "description").map(words).find(|d| !d.is_empty());
    put(&mut fields, (Field::Text, 1), summary);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        load::{Options, read_bytes},
        model::Article,
    };

    fn articles(xml: &str) -> Vec<Article> {
        let mut out = Vec::new();
        read_bytes("a.xml", xml.as_bytes(), &Options::default(), &mut |record| {
            out.push(record.unwrap());
            ControlFlow::Continue(())
        });
        out
    }

    #[test]
    fn reuters_items_and_newsml() {
        let rcv1 = "<?xml version=\"1.0\" encoding=\"iso-8859-1\" ?>\n<newsitem itemid=\"2286\" \
            id=\"root\" date=\"1996-08-20\" xml:lang=\"en\">\n<title>MEXICO: Oats \
            fall.</title>\n<headline>Oats fall.</headline>\n<dateline>MEXICO CITY \
            1996-08-20</dateline>\n<text>\n<p>Oats &amp; rye fell.</p>\n<p>Corn \
            rose.</p>\n</text>\n<metadata><dc element=\"dc.publisher\" value=\"Reuters Holdings \
            Plc\"/></metadata></newsitem>";
        let article = articles(rcv1).remove(0);
        assert_eq!(article.title.as_deref(), Some("Oats fall."));
        assert_eq!(article.text, "Oats & rye fell.\n\nCorn rose.");
        assert_eq!(article.dates[0].surface, "1996-08-20");
        assert_eq!(article.source.as_deref(), Some("Reuters Holdings Plc"));
        let g2 = "<?xml version=\"1.0\"?><newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\">\
            <itemSet><newsItem guid=\"tag:1\" version=\"2\"><itemMeta><provider \
            literal=\"oats.example\"/><firstCreated>2024-03-05T10:15:00Z</firstCreated>\
            </itemMeta><contentMeta><headline>Oats fall</headline></contentMeta><contentSet>\
            <inlineXML><html><head><title>x</title></head><body><p>Oats fell.</p><p>Rye \
            rose.</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>";
        let article = articles(g2).remove(0);
        assert_eq!(
            (article.title.as_deref(), article.text.as_str(), article.source.as_deref()),
            (Some("Oats fall"), "Oats fell.\n\nRye rose.", Some("oats.example"))
        );
        assert_eq!(article.dates[0].surface, "2024-03-05T10:15:00Z");
    }

    #[test]
    fn compact_stamps() {
        assert_eq!(compact("20240305T000000"), "2024-03-05");
        assert_eq!(compact("20240305T101500Z"), "2024-03-05T10:15:00Z");
        assert_eq!(compact("March 5"), "March 5");
    }
}
