//! Stems: what the forms of a word have in common, roughly.

use super::Lowered;

/// Endings and what replaces them.
const ENDINGS: [(&str, &str); 6] =
    [("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")];
/// Letters that are left before an ending.
const LEAST: usize = 3;

/// The stem of a word of letters: endings of verbs and plurals are cut, and a letter that they double.
/// `scripts/fit-leanings` does the same.
pub fn stem(word: &str) -> Lowered {
    let mut stem = Lowered::new(word);
    let own: &[u8] = stem.as_bytes();
    let found = ENDINGS.iter().find(|(ending, _)| {
        own.len() >= LEAST + ending.len()
            && own.ends_with(ending.as_bytes())
            && !own.ends_with(b"ss")
    });
    if let Some((ending, instead)) = found {
        stem.replace_end(ending.len(), instead);
    }
    let own = stem.as_bytes();
    let is_doubled = matches!(own, [.., before, last] if before == last && last.is_ascii())
        && !matches!(own, [.., b'l' | b's' | b'z']);
    let cut = usize::from(own.len() > LEAST && is_doubled);
    let rest = &own[..own.len() - cut];
    let cut = cut + usize::from(rest.len() > LEAST && rest.ends_with(b"e"));
    if cut > 0 {
        stem.replace_end(cut, "");
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
                assert_eq!(&*stem(word), wanted, "{word}");
            }
        }
    }
}
