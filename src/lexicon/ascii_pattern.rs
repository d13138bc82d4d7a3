//! Patterns for lines of ASCII alone.

use super::pattern_source::{is_narrow, with_classes};

/// What [`source_of`](super::pattern_source::source_of) gives, for lines of ASCII alone: its classes without what is beyond. Classes
/// that cannot be told so stay as they are.
pub(super) fn ascii_source_of(source: &str) -> String {
    with_classes(&source.replace("(?u:", "(?:"), |class| {
        ascii_class(class).unwrap_or_else(|| format!("(?u:{class})"))
    })
}

/// A class of characters without those beyond ASCII; `None` where nothing would be left, or it has
/// ranges or names of which it is not known what is left.
fn ascii_class(class: &str) -> Option<String> {
    if is_narrow(class) {
        return Some(class.to_owned());
    }
    let named = [("\\p{Lu}", "A-Z"), ("\\p{Ll}", "a-z"), ("\\p{L}", "A-Za-z")];
    let named =
        named.iter().fold(class.to_owned(), |own, (name, as_ascii)| own.replace(name, as_ascii));
    let chars: Vec<char> = named.chars().collect();
    let is_range = |three: &[char]| {
        three[1] == '-' && three[2] != ']' && (!three[0].is_ascii() || !three[2].is_ascii())
    };
    if named.contains("\\p") || chars.windows(3).any(is_range) {
        return None;
    }
    let left: String = chars.into_iter().filter(char::is_ascii).collect();
    (!matches!(&*left, "[]" | "[^]")).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::{super::pattern_source::source_of, *};

    #[test]
    fn lines_of_ascii_need_no_letters_beyond_it() {
        for (words, expected) in [
            (r"^by [\p{Lu}][\p{L}.’\x27-]+$", r"^by (?:[A-Z])(?:[A-Za-z.\x27-])+$"),
            (r"[:–—-]\s[^·|]\p{Lu}", r"(?:[:-])\s(?:[^|])\p{Lu}"),
            // nothing would be left; who knows what; up to a letter beyond
            ("[•]", "(?:(?u:[•]))"),
            (r"[\p{Sc}a]", r"(?:(?u:[\p{Sc}a]))"),
            ("[a-é]", "(?:(?u:[a-é]))"),
        ] {
            assert_eq!(ascii_source_of(&source_of(words)), expected);
        }
    }
}
