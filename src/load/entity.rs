//! Character references of HTML and XML in text: `&amp;`, `&#8211;`.

use quick_xml::escape::resolve_predefined_entity;

/// The longest reference, `&CounterClockwiseContourIntegral;`, in bytes.
const LONGEST: usize = 33;

/// The text with its character references read; what is none (`R&D;`) remains as it is.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(LONGEST - 1).position(|b| b == b';');
        let is_read = end.is_some_and(|end| push_reference(&mut out, &rest[..end]));
        match end {
            Some(end) if is_read => rest = &rest[end + 1..],
            _ => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

/// Appends what a reference stands for; `false` where it is none.
fn push_reference(out: &mut String, name: &str) -> bool {
    let Some(digits) = name.strip_prefix('#') else {
        return resolve_predefined_entity(name).inspect(|text| out.push_str(text)).is_some();
    };
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    number.ok().and_then(character).inspect(|c| out.push(*c)).is_some()
}

/// The character of a number: browsers read those of C1 controls in windows-1252, and so do they
/// who write them (`&#146;`).
fn character(number: u32) -> Option<char> {
    match u8::try_from(number) {
        Ok(byte @ 0x80..=0x9F) => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()
        }
        _ => char::from_u32(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_other_ampersands_stay() {
        assert_eq!(
            unescape("AT&amp;T &#8211; &#x201C;up&rdquo; & R&D; &bad; Nestl&eacute;&"),
            "AT&T – “up” & R&D; &bad; Nestlé&"
        );
        assert_eq!(unescape("isn&#146;t &#x96;"), "isn’t –");
        assert_eq!(unescape("&CounterClockwiseContourIntegral;"), "∳");
    }
}
