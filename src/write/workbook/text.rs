//! Words of articles as cells can hold them.

use std::borrow::Cow;

use super::limits::Limits;

/// What could not be shown as it is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Losses {
    /// Cells that were cut.
    pub cut: u64,
    /// Cells from which characters were taken that a workbook cannot hold.
    pub cleaned: u64,
    /// Addresses that are shown and lead nowhere.
    pub addresses: u64,
}

/// Ends what was cut.
const MORE: &str = "… [cut]";

impl Losses {
    /// `text` without characters that XML 1.0 cannot hold, at most as long as a cell may be.
    pub(super) fn fit<'t>(&mut self, text: &'t str, limits: &Limits) -> Cow<'t, str> {
        let mut fitted = Cow::Borrowed(text);
        if text.contains('\r') {
            fitted = fitted.replace("\r\n", "\n").replace('\r', "\n").into();
        }
        if fitted.contains(is_unfit) {
            fitted = fitted.replace(is_unfit, "").into();
            self.cleaned += 1;
        }
        // no character has more UTF-16 units than bytes
        if fitted.len() > limits.cell_units && fitted.encode_utf16().count() > limits.cell_units {
            self.cut += 1;
            let room = limits.cell_units.saturating_sub(MORE.encode_utf16().count());
            let mut units = 0;
            let fitting = fitted.chars().take_while(|c| {
                units += c.len_utf16();
                units <= room
            });
            fitted = (fitting.collect::<String>() + MORE).into();
        }
        fitted
    }
}

/// `address` where a link can lead there: http and https only, so that a click opens a page and
/// nothing else.
pub(super) fn web<'t>(address: &'t str, limits: &Limits) -> Option<&'t str> {
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && address.len() > scheme.len()
    });
    let is_odd = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || is_unfit(c)
            || is_direction_mark(c)
            || "\"<>\\".contains(c)
    };
    // as long as it is with every character escaped that may be
    let is_safe = |c: char| c.is_ascii_alphanumeric() || "/:.-_?=&,;~+#!*'()@$|".contains(c);
    let length: usize =
        address.chars().map(|c| if is_safe(c) { 1 } else { 3 * c.len_utf8() }).sum();
    (is_web && !address.contains(is_odd) && length <= limits.address_chars).then_some(address)
}

/// The text of a cell of a CSV table as it was before `'` was put before what a spreadsheet would
/// run: here nothing runs.
pub(super) fn unshown(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if super::super::csv::shown(rest) == text => rest,
        _ => text,
    }
}

/// Characters that XML 1.0 has no way to write.
fn is_unfit(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

/// Marks that let an address be read otherwise than it is.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_what_xml_and_excel_can() {
        let mut losses = Losses::default();
        let limits = &Limits::EXCEL;
        assert_eq!(losses.fit("a\u{0}b\u{1b}c\u{FFFF}\td\r\ne\rf", limits), "abc\td\ne\nf");
        assert_eq!(losses.fit("]]> =1 \u{202E}", limits), "]]> =1 \u{202E}");
        let long = "😀".repeat(20_000);
        let cut = losses.fit(&long, limits).into_owned();
        assert!(cut.encode_utf16().count() <= 32_767 && cut.ends_with(MORE));
        assert_eq!(losses.fit(&"é".repeat(32_767), limits).chars().count(), 32_767);
        assert_eq!((losses.cut, losses.cleaned), (1, 1));
    }

    #[test]
    fn only_pages_are_linked() {
        let limits = &Limits::EXCEL;
        for good in [
            "https://news.example/1?a=b&c=d#e",
            "HTTP://news.example/ä",
            "https://news.example/a%20b",
        ] {
            assert_eq!(web(good, limits), Some(good));
        }
        let long = format!("https://news.example/{}", "a".repeat(2_100));
        let bad = [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://",
            "ftp://x/y",
            "https://a b",
            "https://a\n",
            "https://a\u{202E}b",
            "é",
            "",
        ];
        for bad in bad.into_iter().chain([long.as_str()]) {
            assert_eq!(web(bad, limits), None, "{bad}");
        }
    }

    #[test]
    fn what_the_tables_disarm_is_itself_again() {
        assert_eq!(unshown("'=1+1"), "=1+1");
        assert_eq!(unshown("'tis"), "'tis");
        assert_eq!(unshown("=1"), "=1");
    }
}
