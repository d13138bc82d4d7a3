//! Pieces of the text of a page that are there to tell its day.

use crate::{
    lang::{self, find_stamp},
    model::Precision,
};

/// Longest piece of text that can be a stamp, in bytes.
const MAX_STAMP: usize = 160;

/// Words from which a piece is running text.
const PROSE_WORDS: usize = 16;

/// Whether a piece of text says that a day of publication follows: "Datum", "Published on".
pub(super) fn is_label(piece: &str) -> bool {
    let word = piece.trim_end_matches([':', ' ']).to_lowercase();
    matches!(word.as_str(), "date" | "datum" | "fecha" | "data" | "publication date")
        || piece.len() < 40 && says_published(piece) && find_stamp(piece).is_none()
}

/// Whether a piece is running text of a story.
pub(super) fn is_prose(piece: &str) -> bool {
    piece.len() > MAX_STAMP || piece.split(' ').count() >= PROSE_WORDS && piece.ends_with('.')
}

/// The day of a piece of text that is there to tell it: it begins with it or holds little else, or
/// says that it is of publication; and it has no words of a sentence.
pub(super) fn stamp_of(piece: &str) -> Option<String> {
    if piece.len() > MAX_STAMP || is_about_something_else(piece) {
        return None;
    }
    let stamp = find_stamp(piece).filter(|s| s.precision >= Precision::Day)?;
    let (before, after) = (piece.get(..stamp.byte_start)?, piece.get(stamp.byte_end..)?);
    let words = |part: &str| -> Vec<String> {
        part.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let rest: Vec<String> = words(before).into_iter().chain(words(after)).collect();
    let is_strange =
        |w: &&String| w.starts_with(char::is_lowercase) && w.len() > 2 && !is_stamp_word(w);
    let strange = rest.iter().filter(is_strange).count();
    let is_by = |w: &String| matches!(w.to_lowercase().as_str(), "by" | "von" | "par" | "por");
    let (words_before, words_after) = (words(before), words(after));
    let is_marked = says_published(piece)
        || is_change(piece)
        || piece.contains(['|', '·', '•'])
        || rest.first().is_some_and(is_by)
        || words_after.first().is_some_and(is_by);
    let begins = words_before.iter().all(|w| is_stamp_word(w));
    // "Harbor, 5 March 2026", "Ann Lee on 5 March 2026", "Pressemitteilung vom 5.3.2026"
    let is_name = |w: &String| w.starts_with(char::is_uppercase) || is_stamp_word(w);
    let has_preposition = words_before.last().is_some_and(|w| {
        matches!(w.to_lowercase().as_str(), "on" | "am" | "vom" | "le" | "el" | "il")
    });
    let has_mark = before.trim_end().ends_with([',', '-', '–', ':', '/', '(']);
    let odd = words_before.iter().filter(|w| !is_name(w)).count();
    let has_name = words_before.len() <= 5
        && !piece.ends_with('.')
        && (odd == 0 && has_mark && words_before.len() <= 3
            || has_preposition && odd <= usize::from(words_before.len() <= 3));
    let fits = if is_marked {
        strange <= 3
    } else {
        (begins || has_name) && strange <= 1 && words_after.len() <= 8
    };
    fits.then(|| day_in(piece)).flatten()
}

/// Words that are beside a day on a page.
const OWN_WORDS: [&str; 42] = [
    "written",
    "added",
    "submitted",
    "originally",
    "of",
    "the",
    "cest",
    "um",
    "vom",
    "den",
    "il",
    "à",
    "veröffentlichung",
    "erschienen",
    "stand",
    "datum",
    "erstellt",
    "geschrieben",
    "pubblicato",
    "lesezeit",
    "news",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
];

fn is_stamp_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.chars().all(|c| c.is_ascii_digit())
        || lang::is_stamp_word(&lower)
        || OWN_WORDS.contains(&lower.as_str())
}

/// The day in `text`, verbatim, where it is a complete one.
pub(super) fn day_in(text: &str) -> Option<String> {
    let stamp = find_stamp(text).filter(|s| s.precision >= Precision::Day)?;
    text.get(stamp.byte_start..stamp.byte_end).map(str::to_owned)
}

/// Whether the words of an element say that they tell a time of publication.
pub(super) fn says_published(words: &str) -> bool {
    let lower = words.to_lowercase();
    [
        "publi",
        "veröffentlicht",
        "erschienen",
        "erstellt",
        "gespeichert",
        "eingestellt",
        "posted",
        "gepostet",
        "submitted by",
        "written by",
    ]
    .iter()
    .any(|w| lower.contains(w))
        && !is_change(words)
}

/// Whether a piece of text dates a change of the story.
pub(super) fn is_change(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    [
        "updat",
        "modif",
        "edited",
        "revision",
        "änderung",
        "geändert",
        "aktualisiert",
        "mis à jour",
        "actualiz",
    ]
    .iter()
    .any(|w| lower.contains(w))
}

/// Whether a piece of text dates something other than the story: a right, an event, a visit.
pub(super) fn is_about_something_else(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    [
        "©",
        "copyright",
        "all rights",
        "expires",
        "valid until",
        "deadline",
        "event",
        "since ",
        "born",
    ]
    .iter()
    .any(|w| lower.contains(w))
}
