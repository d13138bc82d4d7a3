//! Exports of each database, whole and broken.

use super::*;
use crate::{
    load::{Options, Record, test_records},
    model::Article,
};

fn records(text: &str) -> Vec<Record> {
    test_records::records("e.txt", text.as_bytes(), &Options::default())
}

fn facts(article: &Article) -> (&str, &str, &str, &str) {
    (
        article.title.as_deref().unwrap_or_default(),
        article.source.as_deref().unwrap_or_default(),
        article.dates.first().map_or("", |d| d.surface.as_str()),
        article.text.trim(),
    )
}

const NEXIS: &str = "1 of 2 DOCUMENTS\n\n\n      Rye Courier\n\n      May 6, 2025 Tuesday 9:30 AM GMT\n\nMill \
    opens\nin Rostock\n\nBYLINE: Jo Marsh\n\nLENGTH: 12 words\n\nDATELINE: ROSTOCK \n\nA mill opened on \
    Tuesday.\n\nOrders: 40 tons.\n\nLOAD-DATE: May 7, 2025\n\nLANGUAGE: ENGLISH\n\n    Copyright 2025 Rye \
    Courier\n\n2 of 2 DOCUMENTS\n\n   Oat Post\n\n   May 8, 2025 Thursday\n\nOats fall\n\nLENGTH: 5 \
    words\n\nOats fell 3%.\n\nLOAD-DATE: May 9, 2025\n";

const NEXIS_UNI: &str = "Mill opens in Rostock\nRye Courier\nMay 6, 2025 Tuesday\n\nCopyright 2025 Rye \
    Courier All Rights Reserved\n\nLength: 12 words\nByline: Jo Marsh\n\nBody\n\n\nA mill opened on \
    Tuesday.\n\nLoad-Date: May 7, 2025\n\nEnd of Document\n";

const FACTIVA: &str = "HD      Mill opens in\n        Rostock\nBY      Jo Marsh\nWC      12 words\nPD      6 May \
    2025\nSN      Rye Courier\nLA      English\nLP      A mill opened on Tuesday.\nTD      It grinds 40 \
    tons.\n\nA second one is planned.\nAN      Document RYEC000020250506el5600001\n\nHD      Oats fall\nPD      8 May \
    2025\nSN      Oat Post\nLP      Oats fell 3%.\nAN      Document OATP000020250508el5800001\n";

const PROQUEST: &str = "____________________________________________________________\n\nReport Information \
    from ProQuest\n\n____________________________________________________________\n\nDocument 1 of \
    2\n\nMill opens in Rostock: 40 tons a day\n\nAuthor: Marsh, Jo\n\nPublication info: Rye Courier ; \
    Rostock\n\nAbstract: A mill opened.\n\nFull text: A mill opened on Tuesday.\n\nIt grinds 40 \
    tons.\n\nSubject: Mills\n\nTitle: Mill opens in Rostock: 40 tons a day\n\nPublication title: Rye \
    Courier; Rostock\n\nPublication date: May 6, 2025\n\nProQuest document ID: \
    123\n\n____________________________________________________________\n\nFull text: Oats fell \
    3%.\n\nTitle: Oats fall\n\nPublication title: Oat Post\n\nPublication date: May 8, \
    2025\n\nProQuest document ID: 124\n";

#[test]
fn every_document_has_title_publisher_and_day() {
    let found =
        |text: &str| -> Vec<Article> { records(text).into_iter().map(|r| r.unwrap()).collect() };
    let nexis = found(NEXIS);
    assert_eq!(
        facts(&nexis[0]),
        (
            "Mill opens in Rostock",
            "Rye Courier",
            "May 6, 2025 9:30 AM GMT",
            "A mill opened on Tuesday.\n\nOrders: 40 tons."
        )
    );
    assert_eq!(facts(&nexis[1]), ("Oats fall", "Oat Post", "May 8, 2025", "Oats fell 3%."));
    assert_eq!(nexis[0].author.as_deref(), Some("Jo Marsh"));
    assert_eq!(nexis[1].locator, "e.txt#2");
    let uni = found(NEXIS_UNI);
    assert_eq!(
        facts(&uni[0]),
        ("Mill opens in Rostock", "Rye Courier", "May 6, 2025", "A mill opened on Tuesday.")
    );
    let factiva = found(FACTIVA);
    assert_eq!(
        facts(&factiva[0]),
        (
            "Mill opens in Rostock",
            "Rye Courier",
            "6 May 2025",
            "A mill opened on Tuesday.\n\nIt grinds 40 tons.\n\nA second one is planned."
        )
    );
    assert_eq!(factiva[1].record_id.as_deref(), Some("OATP000020250508el5800001"));
    let proquest = found(PROQUEST);
    assert_eq!(
        facts(&proquest[0]),
        (
            "Mill opens in Rostock: 40 tons a day",
            "Rye Courier",
            "May 6, 2025",
            "A mill opened on Tuesday.\n\nIt grinds 40 tons."
        )
    );
    assert_eq!([nexis.len(), uni.len(), factiva.len(), proquest.len()], [2, 1, 2, 2]);
}

#[test]
fn exports_that_end_early_lose_nothing_that_is_there() {
    for whole in [NEXIS, NEXIS_UNI, FACTIVA, PROQUEST] {
        for end in (0..whole.len()).step_by(7) {
            let found = records(&whole[..end]);
            assert!(found.len() <= 3 && (end == 0 || !found.is_empty()), "{end}: {found:?}");
        }
    }
}

#[test]
fn other_texts_are_no_exports() {
    for text in [
        "HD video sales rose\n\nPD was a party.",
        "1 of 2 documents was found, the court said on Monday.",
        "Title: Oats fall\n\nOats fell 3%.",
        "Length: the long one won.\n\nEnd of Document",
    ] {
        assert_eq!(Database::of(text), None, "{text}");
    }
}
