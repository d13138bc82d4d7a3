//! Words and numbers as the page shows them.

use jiff::civil::Date;

/// Words of an article in one line: control characters and line ends are spaces, marks that turn
/// the direction of what follows are left out (the page isolates each text), and so is the
/// apostrophe by which CSV keeps spreadsheets from running a cell.
pub(super) fn clean(text: &str) -> String {
    let unshown = text
        .strip_prefix('\'')
        .filter(|rest| super::super::csv::shown(rest) == text)
        .unwrap_or(text);
    let mut cleaned = String::with_capacity(unshown.len());
    for c in unshown.chars() {
        if is_direction_mark(c) {
            continue;
        }
        let is_space = c.is_whitespace() || c.is_control();
        if !is_space {
            cleaned.push(c);
        } else if !cleaned.is_empty() && !cleaned.ends_with(' ') {
            cleaned.push(' ');
        }
    }
    cleaned.truncate(cleaned.trim_end().len());
    cleaned
}

/// Embeddings, overrides and isolates.
const fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The same, cut at a word boundary to at most `chars` characters, with dots where something is left
/// out.
pub(super) fn cut(text: &str, chars: usize) -> String {
    let text = clean(text);
    match text.char_indices().nth(chars) {
        None => text,
        Some((end, _)) => {
            let head = &text[..end];
            let head = head
                .rfind(' ')
                .filter(|space| *space > end / 2)
                .map_or(head, |space| &head[..space]);
            format!("{head} …")
        }
    }
}

/// The address, where a browser may follow it: http and https only.
pub(super) fn link(url: &str) -> Option<String> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_web = scheme.is_some_and(|scheme| scheme == "http" || scheme == "https");
    let is_plain = url.len() <= 400
        && !url.chars().any(|c| c.is_whitespace() || c.is_control() || is_direction_mark(c));
    (is_web && is_plain).then(|| url.to_owned())
}

/// A sentiment with its sign: `+0.38`, `−0.47`, `0.00`.
pub(super) fn signed(value: f64) -> String {
    let text = format!("{:.2}", value.abs());
    match () {
        () if text == "0.00" => text,
        () if value < 0.0 => format!("−{text}"),
        () => format!("+{text}"),
    }
}

/// A whole number with commas: `107,596`.
pub(super) fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share: `28%`, `0.4%`.
pub(super) fn percent(share: f64) -> String {
    match share * 100.0 {
        tiny if tiny > 0.0 && tiny < 0.05 => "<0.1%".to_owned(),
        small if small > 0.0 && small < 0.95 => format!("{small:.1}%"),
        percent => format!("{percent:.0}%"),
    }
}

/// `3 July 2026`.
pub(super) fn long_day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// `22 June – 3 July 2026`, with as much of the first day as is not in the last.
pub(super) fn period(first: Date, last: Date) -> String {
    let head = match () {
        () if first == last => return long_day(last),
        () if first.year() != last.year() => "%-d %B %Y",
        () if first.month() != last.month() => "%-d %B",
        () => "%-d",
    };
    format!("{} – {}", first.strftime(head), long_day(last))
}

/// `1 story`, `2 stories`.
pub(super) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", whole(number), if number == 1 { one } else { many })
}

/// Text of an HTML element or quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// JSON that may appear within a script element, whatever its strings are.
pub(super) fn embedded(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_in_one_line_without_marks_that_turn_them() {
        assert_eq!(clean("  a\u{0}b\r\n\tc\u{202e}d\u{2066} "), "a b cd");
        assert_eq!(clean("'=1+1"), "=1+1");
        assert_eq!(clean("'tis"), "'tis");
        assert_eq!(cut("one two three four", 11), "one two …");
        assert_eq!(cut("one", 3), "one");
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert_eq!(
            link("HTTPS://news.example/a?b=1&c").as_deref(),
            Some("HTTPS://news.example/a?b=1&c")
        );
        for hostile in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//news.example",
            "http://a b",
            "https://a\u{202e}b",
            "javascript://x",
            "",
        ] {
            assert_eq!(link(hostile), None, "{hostile}");
        }
    }

    #[test]
    fn numbers_have_signs_and_commas() {
        assert_eq!([0.384, -0.474, -0.001, 1.0].map(signed), ["+0.38", "−0.47", "0.00", "+1.00"]);
        assert_eq!([0, 999, 1_000, 1_171_079].map(whole), ["0", "999", "1,000", "1,171,079"]);
        assert_eq!(
            [0.0, 0.000_1, 0.004, 0.278, 1.0].map(percent),
            ["0%", "<0.1%", "0.4%", "28%", "100%"]
        );
    }

    #[test]
    fn embedded_json_cannot_end_its_script() {
        let json = serde_json::to_string("</script><!--\u{2028}&").unwrap();
        assert_eq!(embedded(&json), r#""\u003c/script\u003e\u003c!--\u2028\u0026""#);
        assert_eq!(
            serde_json::from_str::<String>(&embedded(&json)).unwrap(),
            "</script><!--\u{2028}&"
        );
    }
}
