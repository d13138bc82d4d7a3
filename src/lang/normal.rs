//! The same words in another dress.

/// Letters and digits in lower case: two lines that read the same are equal, whatever their blanks,
/// glyphs and capitals.
///
/// ```
/// use newsvane::lang::normalised;
/// assert_eq!(normalised("•  Read MORE: Oats"), normalised("read more – oats"));
/// ```
#[must_use]
pub fn normalised(line: &str) -> String {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
