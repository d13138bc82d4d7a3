//! What the build script has read of the lexicons that ship, so that no start reads it again.

use super::pattern_letters::PatternLetters;

/// The words of a pattern, whether its letters begin the line, its letters, the last ones, and the
/// bytes of the longest line.
type PatternRow =
    (&'static str, bool, &'static [&'static str], &'static [&'static str], Option<usize>);

include!(concat!(env!("OUT_DIR"), "/lexicon_image.rs"));

/// A built-in file of names as JSON, by its path below `lexicons/`.
pub(super) fn names(path: &str) -> Option<&'static str> {
    NAME_FILES.iter().find(|(own, _)| *own == path).map(|(_, json)| *json)
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
