//! UTF-8 that was read in another character set somewhere on its way ("â€™" for "’"), once or
//! several times: turned back where nothing else can be meant, wholly or not at all.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

/// How often a text may have been broken.
const ROUNDS: usize = 4;

/// The repaired text and the number of places, if there is one.
pub(super) fn repair(text: &str) -> Option<(String, usize)> {
    // what such sequences begin with (À to ô, В, Γ, ‚) or hold (C1 controls) has one of these bytes
    memchr::memchr3(0xC3, 0xD0, 0xC2, text.as_bytes())?;
    let mut repaired: Option<(String, usize)> = None;
    for _ in 0..ROUNDS {
        let now = repaired.as_ref().map_or(text, |(text, _)| text);
        let Some((again, more)) = round(now) else { break };
        let places = repaired.map_or(more, |(_, places)| places);
        repaired = Some((again, places));
    }
    if let Some((text, places)) = &mut repaired {
        *places += close_quotes(text);
    }
    let now = repaired.as_ref().map_or(text, |(text, _)| text);
    let Some((controlled, more)) = read_controls(now) else { return repaired };
    Some((controlled, repaired.map_or(0, |(_, places)| places) + more))
}

/// The byte that stood for a character in a wrong reading.
type ByteOf = fn(char) -> Option<u8>;

/// Undoes one wrong reading.
fn round(text: &str) -> Option<(String, usize)> {
    if memchr::memchr(0xC3, text.as_bytes()).is_some()
        && let Some(repaired) = replace(text, read_western)
    {
        return Some(repaired);
    }
    // other sets only where punctuation shows them beyond doubt: their letters and signs are
    // beside one another in true text, too
    let others: [(&[&str], ByteOf); 4] = [
        (&["‚Ä"], |c| byte_in(MACINTOSH, c)),
        (&["вЂ"], |c| byte_in(WINDOWS_1251, c)),
        (&["ΓÇ"], byte_in_437),
        (&["â€"], |c| byte_in(WINDOWS_1250, c).or_else(|| byte_in(WINDOWS_1252, c))),
    ];
    others.into_iter().find_map(|(signs, byte)| {
        let is_sure = signs.iter().any(|sign| {
            text.match_indices(sign)
                .any(|(at, _)| read(&text[at..], byte).is_some_and(|(c, _)| is_punctuation(c)))
        });
        is_sure.then(|| {
            replace(text, |before, rest| {
                let _ = before;
                // of the letters of the set only those pairs that stand for signs
                read(rest, byte).filter(|(c, _)| !c.is_alphabetic() || rest.starts_with(['Γ', '├']))
            })
        })?
    })
}

/// The text with all that `read` finds in it turned back.
fn replace(
    text: &str,
    read: impl Fn(&str, &str) -> Option<(char, usize)>,
) -> Option<(String, usize)> {
    let mut out = String::new();
    let (mut copied, mut places, mut at) = (0, 0, 0);
    while let Some(n) = text.as_bytes().get(at..)?.iter().position(|b| *b >= 0xC0) {
        let start = at + n;
        let rest = text.get(start..)?;
        if let Some((character, len)) = read(&text[..start], rest) {
            out.push_str(text.get(copied..start)?);
            out.push(character);
            places += 1;
            copied = start + len;
            at = copied;
        } else {
            at = start + rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    if places == 0 {
        return None;
    }
    out.push_str(text.get(copied..)?);
    Some((out, places))
}

/// A character whose bytes were read as windows-1252 or windows-1250.
fn read_western(before: &str, rest: &str) -> Option<(char, usize)> {
    if is_word_end(before.as_bytes(), rest) {
        return None;
    }
    // a lone space after Â was no break
    if let Some(after) = rest.strip_prefix('Â')
        && after.starts_with(' ')
        && before
            .chars()
            .next_back()
            .is_none_or(|c| c.is_lowercase() || c.is_ascii_digit() || c == '.')
        && after.len() > 1
    {
        return Some(('\u{A0}', 3));
    }
    // the last letter of a sign that was broken twice: “ to "â€œ" to "Ã¢â‚¬Å“"
    let is_third = ["â‚¬", "â€š", "Ãƒ"].iter().any(|end| before.ends_with(end));
    if is_third && let Some(found) = read_any(rest, byte_in_1252) {
        return Some(found);
    }
    read(rest, byte_in_1252).or_else(|| {
        let is_sign = rest.starts_with("â€");
        read(rest, |c| byte_in_1252(c).or_else(|| byte_in(WINDOWS_1250, c)))
            .filter(|(c, _)| is_sign && is_punctuation(*c) || rest.starts_with("ÂŁ") && *c == '£')
    })
}

/// Whether a capital ends a word in capitals here, with a closing mark after it ("AMANHÃ”").
fn is_word_end(before: &[u8], rest: &str) -> bool {
    let next = rest.chars().nth(1);
    before.last().is_some_and(u8::is_ascii_uppercase)
        && next.is_some_and(|c| matches!(c, '‘' | '’' | '“' | '”' | '…' | '–' | '—' | '»'))
}

/// Dashes, quotation marks, dots and the like, the euro and trade mark signs.
const fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{203A}' | '€' | '™')
}

/// A letter of two bytes beyond Latin-1.
fn read_any(text: &str, byte: impl Fn(char) -> Option<u8>) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let (lead, next) = (chars.next()?, chars.next()?);
    let bytes = [byte(lead).filter(|b| matches!(b, 0xC5 | 0xC6 | 0xCB))?, byte(next)?];
    let character = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((character, lead.len_utf8() + next.len_utf8()))
}

/// The character that the beginning of `text` is when its bytes in another set are read as UTF-8,
/// and its bytes in `text`. No language has its letters and signs in such an order: "Ã" before
/// "©", "â" before "€" before "™".
fn read(text: &str, byte: impl Fn(char) -> Option<u8>) -> Option<(char, usize)> {
    let mut bytes = [0_u8; 4];
    let mut chars = text.chars();
    let lead = chars.next()?;
    let first = byte(lead)?;
    let want = match first {
        0xC2..=0xC3 => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    bytes[0] = first;
    let mut len = lead.len_utf8();
    let mut is_raw = false;
    for slot in &mut bytes[1..want] {
        let c = chars.next()?;
        *slot = byte(c)?;
        is_raw = matches!(c, '\u{80}'..='\u{9F}');
        len += c.len_utf8();
    }
    let character = std::str::from_utf8(&bytes[..want]).ok()?.chars().next()?;
    // a control stands for the byte of a sign that was broken twice
    (character as u32 >= 0xA0 || is_raw && want == 2).then_some((character, len))
}

/// The byte of a character in windows-1252; those that it leaves out stand for themselves.
fn byte_in_1252(c: char) -> Option<u8> {
    if matches!(c, '\u{80}'..='\u{FF}') {
        return Some(c as u8);
    }
    byte_in(WINDOWS_1252, c)
}

/// The byte beyond ASCII of a character.
fn byte_in(encoding: &'static Encoding, c: char) -> Option<u8> {
    let mut utf8 = [0; 4];
    match encoding.encode(c.encode_utf8(&mut utf8)) {
        (Cow::Owned(bytes), _, false) => {
            bytes.first().copied().filter(|b| *b >= 0x80 && bytes.len() == 1)
        }
        _ => None,
    }
}

/// The upper half of the character set of DOS.
const DOS: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

fn byte_in_437(c: char) -> Option<u8> {
    DOS.chars().position(|own| own == c).map(|n| 0x80 + n as u8)
}

/// Closes quotations whose mark lost its last byte on the way ("â€" or "â€?"); how many.
fn close_quotes(text: &mut String) -> usize {
    if !text.contains("â€") {
        return 0;
    }
    let mut out = String::with_capacity(text.len());
    let (mut is_open, mut closed) = (false, 0);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['“', '”', 'â', '\n']) {
        out.push_str(&rest[..at]);
        let c = rest[at..].chars().next().unwrap_or_default();
        let after = &rest[at + c.len_utf8()..];
        match (c, after.strip_prefix('€')) {
            ('â', Some(lost)) if is_open => {
                out.push('”');
                closed += 1;
                is_open = false;
                rest = lost.strip_prefix(['?', '\u{FFFD}']).unwrap_or(lost);
                continue;
            }
            ('“', _) => is_open = true,
            ('”' | '\n', _) => is_open = false,
            _ => {}
        }
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
    *text = out;
    closed
}

/// Control characters as the signs that windows-1252 has in their places; `None` where there are
/// none.
fn read_controls(text: &str) -> Option<(String, usize)> {
    let sign = |c: char| match c {
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' => {
            let read = char::from_u32(u32::from(c)).and_then(|c| {
                WINDOWS_1252.decode_without_bom_handling(&[c as u8]).0.chars().next()
            });
            read.filter(|read| *read != c)
        }
        _ => None,
    };
    memchr::memchr(0xC2, text.as_bytes())?;
    let places = text.chars().filter(|c| sign(*c).is_some()).count();
    (places > 0).then(|| (text.chars().map(|c| sign(c).unwrap_or(c)).collect(), places))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: &str = "The “core” rate – café prices, £3, naïve – isn’t 2%";

    fn broken(text: &str, read: impl Fn(u8) -> char) -> String {
        text.chars()
            .flat_map(|c| {
                if c.is_ascii() {
                    vec![c]
                } else {
                    let mut utf8 = [0; 4];
                    c.encode_utf8(&mut utf8).bytes().map(&read).collect()
                }
            })
            .collect()
    }

    fn in_set(encoding: &'static Encoding) -> impl Fn(u8) -> char {
        move |b| encoding.decode_without_bom_handling(&[b]).0.chars().next().unwrap()
    }

    #[test]
    fn what_was_read_wrongly_is_turned_back() {
        let right = "The “core” rate – café prices, £3, naïve 🚀 – isn’t 2\u{A0}%";
        let wrong = broken(right, in_set(WINDOWS_1252));
        assert_eq!(repair(&wrong), Some((right.to_owned(), 10)));
        let twice = broken(&broken(RIGHT, in_set(WINDOWS_1252)), in_set(WINDOWS_1252));
        assert_eq!(repair(&twice).unwrap().0, RIGHT);
        let thrice = broken(&twice, in_set(WINDOWS_1252));
        assert_eq!(repair(&thrice).unwrap().0, RIGHT);
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
            "(-1/2)! = √π",
            "├┤a┼┐a",
            "OK??:( `¬´ ):",
            "NESTLÉ®, AHÅ™",
            "Рёбра и кофе — 5°",
            "ÂNGELA",
        ] {
            assert_eq!(repair(text), None, "{text}");
        }
    }

    #[test]
    fn other_sets_are_told_by_their_punctuation() {
        let signs = "The “core” rate – £3 – isn’t 2%";
        for encoding in [MACINTOSH, WINDOWS_1251, WINDOWS_1250] {
            let wrong = broken(signs, in_set(encoding));
            assert_eq!(repair(&wrong).map(|r| r.0).as_deref(), Some(signs), "{wrong}");
        }
        let dos = broken(signs, |b| DOS.chars().nth(usize::from(b - 0x80)).unwrap());
        assert_eq!(repair(&dos).unwrap().0, signs);
    }

    #[test]
    fn lost_bytes_and_controls() {
        for wrong in [
            "the â€œcoreâ€\u{FFFD} rate isnâ€™t 2%",
            "the â€œcoreâ€? rate isnâ€™t 2%",
            "the â€œcoreâ€ rate isnâ€™t 2%",
            "the \u{93}core\u{94} rate isn\u{92}t 2%",
        ] {
            let right = "the “core” rate isn’t 2%";
            assert_eq!(repair(wrong).map(|r| r.0).as_deref(), Some(right), "{wrong}");
        }
        assert_eq!(repair("theÂ rate roseÂ 2%").unwrap().0, "the\u{A0}rate rose\u{A0}2%");
    }

    proptest::proptest! {
        #[test]
        fn any_text(text in "\\PC{0,40}") {
            let _ = repair(&text);
        }
    }
}
