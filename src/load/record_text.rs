//! Texts of records as they are read: fields of dumps and services hold markup and character
//! references, which are no words of a story.

use super::{
    entity, mojibake,
    strip::{has_elements, strip_fields},
};
use crate::lang::in_one_line;

/// The text without markup and references; `None` where there are none.
pub(super) fn plain(text: &str) -> Option<String> {
    let stripped = has_elements(text).then(|| strip_fields(text));
    let references = references(stripped.as_deref().unwrap_or(text));
    references.or(stripped)
}

/// A headline in one line, as words.
pub(super) fn title(text: String) -> Option<String> {
    let title = plain(&text).unwrap_or(text);
    let title = mojibake::repair(&title).map_or(title, |(repaired, _)| repaired);
    let title = title.trim();
    let is_one_line = !title.contains(['\n', '\r', '\t']);
    let title = if is_one_line { title.to_owned() } else { in_one_line(title) };
    (!title.is_empty()).then_some(title)
}

/// How often references are undone that were made of references.
const ROUNDS: usize = 3;

/// The text with its character references read, also those that were escaped again; `None` where
/// there are none.
fn references(text: &str) -> Option<String> {
    memchr::memchr(b'&', text.as_bytes())?;
    let mut read = entity::unescape(text);
    if read == text {
        return None;
    }
    for _ in 1..ROUNDS {
        let again = entity::unescape(&read);
        if again == read {
            break;
        }
        read = again;
    }
    // markup that had been escaped
    Some(if has_elements(&read) { strip_fields(&read) } else { read })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_hold_words_alone() {
        for (field, words) in [
            (
                "<p>Rye&rsquo;s price <b>rose</b> 4%.</p><ul><li>Oats: up</li><li>Corn: \
                 down</li></ul><script>var rose = '9%';</script><style>p{width:50%}</style><!-- 8% \
                 --><img alt=\"7%\">",
                "Rye’s price rose 4%.\n\n• Oats: up\n\n• Corn: down",
            ),
            ("Rye &amp;#8217;s <em>price</em>\n\nrose", "Rye ’s price\n\nrose"),
            (
                "&lt;p&gt;Rye rose.&lt;/p&gt;&lt;p&gt;Oats fell.&lt;/p&gt;",
                "Rye rose.\n\nOats fell.",
            ),
            ("Rye rose &#150; a bit", "Rye rose – a bit"),
        ] {
            assert_eq!(plain(field).as_deref(), Some(words), "{field}");
        }
        for text in ["R&D fell; S&P rose", "margins <5% and >3%", "a < b and c > d", "x <y> z"] {
            assert_eq!(plain(text), None, "{text}");
        }
        assert_eq!(title(" Rye &amp; oats\n rise ".into()).as_deref(), Some("Rye & oats rise"));
    }
}
