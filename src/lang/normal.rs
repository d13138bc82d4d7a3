//! The same words in another dress.

/// Letters and digits in lower case: two lines that read the same are equal, whatever their blanks,
/// glyphs and capitals.
#[must_use]
pub fn normalised(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_glyphs_and_capitals_make_no_difference() {
        assert_eq!(normalised("•  Read MORE: Oats"), normalised("read more – oats"));
        assert_ne!(normalised("read more"), normalised("read less"));
    }
}
