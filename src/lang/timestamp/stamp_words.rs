//! Words that are beside a day in a stamp of publication.

/// Those that do wherever the stamp is.
const STAMP_WORDS: [&str; 43] = [
    "for",
    "immediate",
    "in",
    "published",
    "updated",
    "posted",
    "last",
    "first",
    "on",
    "at",
    "date",
    "dated",
    "created",
    "issued",
    "released",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "reading",
    "time",
    "by",
    "am",
    "pm",
    "et",
    "est",
    "edt",
    "gmt",
    "utc",
    "bst",
    "cet",
    "press",
    "release",
    "original",
    "publication",
    "publish",
    "uhr",
    "le",
    "el",
    "veröffentlicht",
    "publié",
    "publicado",
];

/// Whether a word, in small letters, goes with the day in a stamp: "published", "min", "gmt".
#[must_use]
pub fn is_stamp_word(word: &str) -> bool {
    STAMP_WORDS.contains(&word)
}
