//! What the build script has read of the lexicons that ship, so that no start reads it again, and their
//! texts.

use std::sync::LazyLock;

use super::pattern_letters::PatternLetters;

/// The path of a file below `lexicons/`, and where its text begins and ends.
type Place = (&'static str, (usize, usize));

/// The words of a pattern, whether its letters begin the line, its letters, the last ones, and the
/// bytes of the longest line.
type PatternRow =
    (&'static str, bool, &'static [&'static str], &'static [&'static str], Option<usize>);

include!(concat!(env!("OUT_DIR"), "/lexicon_image.rs"));

/// All texts, unpacked once.
static TEXTS: LazyLock<String> = LazyLock::new(|| {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/lexicons.zst"));
    let bytes = zstd::bulk::decompress(packed, TEXT_BYTES);
    bytes
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_else(|| unreachable!("the build script has packed them"))
});

/// The files that are built in, by their paths below `lexicons/`.
pub(super) fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().map(|(path, (start, end))| (*path, &TEXTS[*start..*end]))
}

/// The text of one of them.
pub(super) fn file(path: &str) -> Option<&'static str> {
    text_of(FILES, path)
}

/// A built-in file of names as JSON, by its path below `lexicons/`.
pub(super) fn names(path: &str) -> Option<&'static str> {
    text_of(NAME_FILES, path)
}

fn text_of(places: &[Place], path: &str) -> Option<&'static str> {
    let (_, (start, end)) = places.iter().find(|(own, _)| *own == path)?;
    Some(&TEXTS[*start..*end])
}

/// The letters of a pattern: looked up where it ships, else worked out.
pub(super) fn letters_of(words: &str) -> PatternLetters {
    let own = |list: &[&str]| list.iter().map(|letters| (*letters).to_owned()).collect();
    match PATTERN_LETTERS.binary_search_by(|row| row.0.cmp(words)) {
        Ok(found) => {
            let (_, is_at_start, held, last, longest) = PATTERN_LETTERS[found];
            PatternLetters { held: own(held), is_at_start, last: own(last), longest }
        }
        Err(_) => PatternLetters::of(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_ship_are_those_of_their_files() {
        let files = crate::lexicon::lexicon_files::built_in_files();
        let folders = crate::lexicon::compile::NAME_FOLDERS;
        for (path, text) in files.iter().filter(|(p, _)| folders.iter().any(|f| p.starts_with(f))) {
            let written: serde_json::Value = toml::from_str(text).expect(path);
            let held: serde_json::Value =
                serde_json::from_str(names(path).expect(path)).expect(path);
            assert_eq!(held, written, "{path}");
        }
    }

    #[test]
    fn letters_that_ship_are_those_of_their_patterns() {
        assert!(PATTERN_LETTERS.len() > 500);
        for row in PATTERN_LETTERS.iter().step_by(7) {
            assert_eq!(letters_of(row.0), PatternLetters::of(row.0), "{}", row.0);
        }
    }
}
