//! Stems: what the forms of a word have in common, roughly.

use super::Lowered;

/// Endings and what replaces them.
const ENDINGS: [(&str, &str); 6] =
    [("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")];
/// Letters that are left before an ending.
const LEAST: usize = 3;

/// The stem of a word of letters: endings of verbs and plurals are cut, and a letter that they double.
/// `scripts/fit-leanings` does the same.
pub fn stem(word: &str) -> String {
    let mut stem = String::from(&*Lowered::new(word));
    let found = ENDINGS.iter().find(|(ending, _)| {
        stem.len() >= LEAST + ending.len() && stem.ends_with(ending) && !stem.ends_with("ss")
    });
    if let Some((ending, instead)) = found {
        stem.truncate(stem.len() - ending.len());
        stem.push_str(instead);
    }
    let letters = stem.as_bytes();
    let is_doubled =
        letters.len() > LEAST && letters[letters.len() - 1] == letters[letters.len() - 2];
    if is_doubled && !stem.ends_with(['l', 's', 'z']) {
        stem.pop();
    }
    if stem.len() > LEAST && stem.ends_with('e') {
        stem.pop();
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (wanted, words) in [
            ("deepen", &["deepen", "deepens", "deepened", "deepening"][..]),
            ("rally", &["rally", "rallies"]),
            ("shed", &["shed"]),
            ("eas", &["ease", "eases", "eased", "easing"]),
            ("plan", &["plan", "plans", "planned", "planning"]),
            ("los", &["lose", "loses", "losing"]),
            ("loss", &["loss", "losses"]),
            ("spill", &["spill", "spilled", "Spilling"]),
        ] {
            for word in words {
                assert_eq!(stem(word), wanted, "{word}");
            }
        }
    }
}
