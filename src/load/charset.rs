//! Bytes to text where they are no UTF-8: the declared character set, or the one that they look
//! like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How much of a text is looked at to tell its character set: the lines that are not plain ASCII.
const SAMPLE: usize = 64 << 10;

/// Bytes beyond ASCII from which a character set can be told although damage is among them.
const HANDFUL: usize = 8;

/// The bytes as text, and how many broken sequences were replaced by U+FFFD. Valid UTF-8 is always
/// taken for what it is.
pub(super) fn into_text(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> (String, usize) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, 0),
        Err(error) => error.into_bytes(),
    };
    let sequences = Sequences::count(&bytes);
    if !sequences.look_like_utf8() {
        let declared = declared.or_else(|| in_markup(&bytes)).filter(|e| *e != UTF_8);
        let text = [declared, detect(&bytes)]
            .into_iter()
            .flatten()
            .find_map(|encoding| decode(&bytes, encoding));
        if let Some(text) = text {
            return (text, 0);
        }
    }
    (String::from_utf8_lossy(&bytes).into_owned(), sequences.broken)
}

/// What the bytes are as UTF-8.
#[derive(Default)]
struct Sequences {
    broken: usize,
    /// Characters of two bytes.
    two: usize,
    /// Characters of three or four bytes.
    more: usize,
}

impl Sequences {
    fn count(bytes: &[u8]) -> Self {
        let mut found = Self::default();
        for chunk in bytes.utf8_chunks() {
            found.broken += usize::from(!chunk.invalid().is_empty());
            found.two += chunk.valid().bytes().filter(|b| matches!(b, 0xC2..=0xDF)).count();
            found.more += chunk.valid().bytes().filter(|b| *b >= 0xE0).count();
        }
        found
    }

    /// Long sequences hardly ever come about by chance, short ones do in East Asian text.
    fn look_like_utf8(&self) -> bool {
        self.more * 8 >= self.broken || self.two >= 2 * self.broken
    }
}

/// The character set that a page or feed declares in its first bytes.
fn in_markup(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4_096))?;
    if head.trim_ascii_start().first() != Some(&b'<') {
        return None;
    }
    let lower = head.to_ascii_lowercase();
    [&b"charset="[..], b"encoding="].into_iter().find_map(|name| {
        let value = &lower[memchr::memmem::find(&lower, name)? + name.len()..];
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let len = value
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
            .count();
        Encoding::for_label(&value[..len])
    })
}

/// What the lines with other bytes than ASCII look like.
fn detect(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut left = SAMPLE;
    for line in bytes.split_inclusive(|b| *b == b'\n').filter(|line| !line.is_ascii()) {
        // around the first of them, where the line is very long
        let first = line.iter().position(|b| !b.is_ascii()).unwrap_or(0);
        let line = &line[first.saturating_sub(64)..];
        let line = &line[..line.len().min(left)];
        detector.feed(line, false);
        left -= line.len();
        if left == 0 {
            break;
        }
    }
    detector.feed(b"", true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    // ÿ is in hardly any text, its byte in much damage; a handful of bytes tells no other set
    // apart
    let is_odd = memchr::memchr(0xFF, bytes).is_some();
    let is_handful = bytes.iter().filter(|b| !b.is_ascii()).take(HANDFUL).count() < HANDFUL;
    (!is_odd || encoding != WINDOWS_1252 && !is_handful).then_some(encoding)
}

/// The text, unless the bytes mean nothing in this character set.
fn decode(bytes: &[u8], encoding: &'static Encoding) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains(|c| matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}')))
        .then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_sets_are_declared_or_found() {
        let text = "Der Käse aus der Röhn wurde „teurer“ – um 3 €.\nPlain line.\n";
        let (bytes, _, _) = WINDOWS_1252.encode(text);
        assert_eq!(into_text(bytes.to_vec(), None), (text.to_owned(), 0));
        let text = "Цены на зерно выросли на три процента, сообщили торговцы.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        assert_eq!(into_text(bytes.to_vec(), None), (text.to_owned(), 0));
        let text = "<?xml version='1.0' encoding='koi8-r'?><p>Цены</p>";
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(text);
        assert_eq!(into_text(bytes.to_vec(), None), (text.to_owned(), 0));
        let text = "物価は三パーセント上昇した。";
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
        assert_eq!(into_text(bytes.to_vec(), Encoding::for_label(b"sjis")), (text.to_owned(), 0));
        assert_eq!(into_text(text.as_bytes().to_vec(), Some(WINDOWS_1252)), (text.to_owned(), 0));
    }

    #[test]
    fn broken_sequences_are_counted() {
        assert_eq!(into_text(b"a\xFFb\xC3".to_vec(), None), ("a\u{FFFD}b\u{FFFD}".to_owned(), 2));
        assert_eq!(into_text(b"rose \xFF\xFE in June".to_vec(), None).1, 2);
    }

    #[test]
    fn damage_to_utf8_stays_local() {
        let (text, broken) =
            into_text(b"Prices \xE2\x80\x98rose\xE2\x80\x99 \xFF and fell\xE9".to_vec(), None);
        assert_eq!((text.as_str(), broken), ("Prices ‘rose’ \u{FFFD} and fell\u{FFFD}", 2));
    }
}
