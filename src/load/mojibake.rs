//! UTF-8 that was read as windows-1252 somewhere on its way ("â€™" for "’"): turned back where
//! nothing else can be meant.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// The repaired text and the number of places, if there is one.
pub(super) fn repair(text: &str) -> Option<(String, usize)> {
    // all such sequences begin with one of À to ô, whose first byte is C3
    memchr::memchr(0xC3, text.as_bytes())?;
    let mut out = String::new();
    let (mut copied, mut places) = (0, 0);
    let mut at = 0;
    while let Some(n) = memchr::memchr(0xC3, text.as_bytes().get(at..)?) {
        let start = at + n;
        let rest = text.get(start..)?;
        if let Some((character, len)) =
            read(rest).filter(|_| !is_word_end(&text.as_bytes()[..start], rest))
        {
            out.push_str(text.get(copied..start)?);
            out.push(character);
            places += 1;
            copied = start + len;
            at = copied;
        } else {
            at = start + 2;
        }
    }
    if places == 0 {
        return None;
    }
    out.push_str(text.get(copied..)?);
    Some((out, places))
}

/// Whether a capital ends a word in capitals here, with a closing mark after it ("AMANHÃ”").
fn is_word_end(before: &[u8], rest: &str) -> bool {
    let next = rest.chars().nth(1);
    before.last().is_some_and(u8::is_ascii_uppercase)
        && next.is_some_and(|c| matches!(c, '‘' | '’' | '“' | '”' | '…' | '–' | '—' | '»'))
}

/// The character that the beginning of `text` is when its windows-1252 bytes are read as UTF-8, and
/// its bytes in `text`. No language has its letters and signs in such an order: "Ã" before "©", "â"
/// before "€" before "™".
fn read(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0_u8; 4];
    let mut chars = text.chars();
    let mut len = 0;
    let first = single(chars.next()?)?;
    let want = match first {
        0xC2..=0xC3 => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    bytes[0] = first;
    len += char::from(first).len_utf8();
    for byte in &mut bytes[1..want] {
        let c = chars.next()?;
        *byte = single(c)?;
        len += c.len_utf8();
    }
    let character = std::str::from_utf8(&bytes[..want]).ok()?.chars().next()?;
    (character as u32 >= 0xA0).then_some((character, len))
}

/// The byte of a character in windows-1252; those that it leaves out stand for themselves.
fn single(c: char) -> Option<u8> {
    if matches!(c, '\u{80}'..='\u{FF}') {
        return Some(c as u8);
    }
    let mut utf8 = [0; 4];
    match WINDOWS_1252.encode(c.encode_utf8(&mut utf8)) {
        (Cow::Owned(bytes), _, false) => {
            bytes.first().copied().filter(|b| *b >= 0x80 && bytes.len() == 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_wrongly_is_turned_back() {
        let right = "The “core” rate – café prices, £3, naïve 🚀 – isn’t 2\u{A0}%";
        let wrong: String = right
            .bytes()
            .map(|b| WINDOWS_1252.decode_without_bom_handling(&[b]).0.chars().next().unwrap())
            .collect();
        assert_eq!(repair(&wrong), Some((right.to_owned(), 10)));
        for text in [
            "",
            "plain",
            "“right”",
            "Ã",
            "SÃO PAULO",
            "“AMANHÃ”",
            "à la carte, naïve",
            "Â",
            "â€",
            "château — ê",
        ] {
            assert_eq!(repair(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text(text in "\\PC{0,40}") {
            let _ = repair(&text);
        }
    }
}
