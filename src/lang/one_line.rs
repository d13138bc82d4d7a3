//! Words with one blank between each two.

/// The words of a text in one line.
pub fn in_one_line(text: &str) -> String {
    joined_words(text.split_whitespace(), text.len())
}

/// Words in one line, which takes about so many bytes.
pub fn joined_words<'a>(words: impl Iterator<Item = &'a str>, bytes: usize) -> String {
    let mut line = String::with_capacity(bytes);
    for word in words {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_breaks_are_one_blank() {
        assert_eq!(in_one_line("  Trent \n & \t Wylie "), "Trent & Wylie");
        assert_eq!(joined_words([].into_iter(), 0), "");
    }
}
