//! Names by which archives, services and data sets call the fields of their records.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::field::Field;

/// Rank from which a text is no whole story but what stands for one: a summary, a description.
pub(super) const SUMMARY: u8 = 100;
/// Rank of a time of day or a day that is beside its day in a column of its own, or is whole.
pub(super) const TIME: u8 = 150;
/// Ranks of the parts of a day that have columns of their own.
pub(super) const YEAR: u8 = 200;
pub(super) const MONTH: u8 = 201;
pub(super) const DAY: u8 = 202;
/// Ranks of times that the name says are in UTC.
pub(super) const UTC: std::ops::Range<u8> = 60..80;

/// Names in lower case without separators, by the rank of the first, best first.
const NAMES: [(Field, u8, &[&str]); 17] = [
    (Field::Title, 0, &TITLE),
    (Field::Text, 0, &TEXT),
    (Field::Text, SUMMARY, &SUMMARIES),
    (Field::Date, 0, &DATE),
    (
        Field::Date,
        UTC.start,
        &["publishedutc", "publishedatutc", "datetimeutc", "timestamputc", "dateutc", "createdutc"],
    ),
    (Field::Date, TIME, &["time", "articletime", "clock", "newstime", "pubhour"]),
    (Field::Date, YEAR, &["year"]),
    (Field::Date, MONTH, &["month"]),
    (Field::Date, DAY, &["day"]),
    (Field::Url, 0, &URL),
    (Field::Source, 0, &SOURCE),
    (Field::Author, 0, &["author", "byline", "authors", "creator", "writer", "authorname"]),
    (Field::Id, 0, &ID),
    (Field::Target, 0, &["target"]),
    (Field::Label, 0, &["label"]),
    (Field::FirstSeen, 0, &FIRST_SEEN),
    (Field::Title, 40, &["subject"]),
];

const TITLE: [&str; 13] = [
    "title",
    "headline",
    "articletitle",
    "headlinetext",
    "newstitle",
    "webtitle",
    "headlines",
    "titles",
    "articleheadline",
    "newsheadline",
    "storytitle",
    "posttitle",
    "headlinemain",
];
const TEXT: [&str; 28] = [
    "text",
    "body",
    "content",
    "article",
    "story",
    "articlebody",
    "bodytext",
    "fulltext",
    "articletext",
    "maintext",
    "storytext",
    "contents",
    "texts",
    "contenttext",
    "newstext",
    "newsbody",
    "storybody",
    "articlecontent",
    "newscontent",
    "fullcontent",
    "cleantext",
    "rawtext",
    "textcontent",
    "paragraphs",
    "selftext",
    "document",
    "contenthtml",
    "bodyhtml",
];
const SUMMARIES: [&str; 16] = [
    "leadparagraph",
    "summary",
    "description",
    "abstract",
    "articlesummary",
    "lead",
    "lede",
    "standfirst",
    "excerpt",
    "snippet",
    "trailtext",
    "teaser",
    "shortdescription",
    "deck",
    "dek",
    "blurb",
];
const DATE: [&str; 46] = [
    "published",
    "publishedat",
    "datepublished",
    "datepublish",
    "publisheddate",
    "publicationdate",
    "publicationtime",
    "publishdate",
    "publishtime",
    "publisheddatetime",
    "publishedtime",
    "publishedon",
    "publicationdatetime",
    "webpublicationdate",
    "firstpublicationdate",
    "firstpublished",
    "firstpublishedat",
    "providerpublishtime",
    "timepublished",
    "pubdate",
    "pubtime",
    "pubdatetime",
    "versioncreated",
    "date",
    "datetime",
    "articledate",
    "newsdate",
    "storydate",
    "refdate",
    "dateandtime",
    "dateposted",
    "posteddate",
    "postdate",
    "postedat",
    "postedon",
    "posted",
    "releasedate",
    "releasetime",
    "dateissued",
    "issued",
    "timestamp",
    "displaytime",
    "displaydate",
    "created",
    "createdat",
    "creationdate",
];
const URL: [&str; 13] = [
    "url",
    "link",
    "articleurl",
    "webpage",
    "weburl",
    "permalink",
    "uri",
    "canonicalurl",
    "sourceurl",
    "newsurl",
    "storyurl",
    "pageurl",
    "href",
];
const SOURCE: [&str; 14] = [
    "source",
    "publisher",
    "sitename",
    "site",
    "outlet",
    "sourcename",
    "publishername",
    "publication",
    "newspaper",
    "provider",
    "newssource",
    "newsdesk",
    "domain",
    "sourcedomain",
];
const ID: [&str; 9] =
    ["id", "guid", "articleid", "storyid", "newsid", "docid", "uuid", "recordid", "documentid"];
const FIRST_SEEN: [&str; 22] = [
    "firstseen",
    "crawled",
    "crawledat",
    "crawldate",
    "crawltime",
    "crawltimestamp",
    "datecrawled",
    "datedownload",
    "downloaded",
    "downloadedat",
    "downloaddate",
    "fetched",
    "fetchedat",
    "fetchtime",
    "scraped",
    "scrapedat",
    "scrapedate",
    "retrieved",
    "retrievedat",
    "retrievaldate",
    "ingestedat",
    "collectedat",
];

/// Names of objects that hold a record's fields: answers and dumps put an article into them.
const WRAPPERS: [&str; 16] = [
    "source",
    "fields",
    "attributes",
    "data",
    "node",
    "doc",
    "item",
    "post",
    "news",
    "record",
    "meta",
    "metadata",
    "object",
    "properties",
    "entry",
    "payload",
];

/// What a name means, and its rank; `name` is folded.
pub(super) fn field(name: &str) -> Option<(Field, u8)> {
    static KNOWN: LazyLock<FxHashMap<&'static str, (Field, u8)>> = LazyLock::new(|| {
        let ranked = NAMES.iter().flat_map(|(field, first, names)| {
            names.iter().zip(*first..).map(|(name, rank)| (*name, (*field, rank)))
        });
        let mut known = FxHashMap::default();
        for (name, meaning) in ranked {
            known.entry(name).or_insert(meaning);
        }
        known
    });
    KNOWN.get(name).copied()
}

/// Whether an object of this name holds the fields of its record: `_source`, `fields`.
pub(super) fn is_wrapper(name: &str) -> bool {
    // "source" alone is the publisher
    match name.strip_prefix('_') {
        Some(rest) => WRAPPERS.contains(&rest),
        None => name != "source" && WRAPPERS.iter().any(|own| own.eq_ignore_ascii_case(name)),
    }
}

/// `Published_At` to `publishedat`; `None` when it is too long or not ASCII to be a known name.
pub(super) fn fold<'b>(name: &str, buffer: &'b mut [u8; 24]) -> Option<&'b str> {
    let mut len = 0;
    for byte in name.bytes().filter(|b| !matches!(b, b'_' | b'-' | b' ' | b'.' | b':' | b'@')) {
        *buffer.get_mut(len)? = byte.to_ascii_lowercase();
        len += 1;
    }
    std::str::from_utf8(buffer.get(..len)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_one_meaning() {
        let mut all: Vec<&str> =
            NAMES.iter().flat_map(|(_, _, names)| names.iter().copied()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(NAMES.iter().all(|(_, _, names)| names.iter().all(|n| n.len() <= 24)));
        assert_eq!(field("headlines"), Some((Field::Title, 6)));
        assert!(is_wrapper("_source") && !is_wrapper("source") && is_wrapper("Fields"));
    }
}
