//! Patterns of lines as `lexicons/boilerplate.toml` has them, as the search over bytes takes them. The
//! build script reads them with the same functions.

use std::ops::RangeInclusive;

/// The words of a pattern that may begin so many bytes into the line: `^.{0,80}words`.
pub(super) fn inner_of(pattern: &str) -> Option<(RangeInclusive<usize>, &str)> {
    let (counts, inner) = pattern.strip_prefix("^.{")?.split_once('}')?;
    let (least, most) = counts.split_once(',')?;
    Some((least.parse().ok()?..=most.parse().ok()?, inner))
}

/// The pattern for a search over bytes: classes with letters beyond ASCII keep their Unicode
/// meaning, all else is ASCII, which keeps the automaton small.
pub(super) fn source_of(pattern: &str) -> String {
    let wide = |class: &str| (!is_narrow(class)).then(|| format!("(?u:{class})"));
    with_classes(pattern, |class| wide(class).unwrap_or_else(|| class.to_owned()))
}

/// Whether a class holds ASCII alone.
pub(super) fn is_narrow(class: &str) -> bool {
    class.is_ascii() && !class.contains("\\p")
}

/// A pattern in which each class of characters is replaced.
pub(super) fn with_classes(pattern: &str, replaced: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some(open) = rest.find(['[', '\\']) {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        if rest.starts_with('\\') {
            let len = rest.char_indices().nth(2).map_or(rest.len(), |(n, _)| n);
            out.push_str(&rest[..len]);
            rest = &rest[len..];
            continue;
        }
        let len = class_len(rest);
        out.push_str(&replaced(&rest[..len]));
        rest = &rest[len..];
    }
    out.push_str(rest);
    out
}

/// Length of the character class that `pattern` begins with.
fn class_len(pattern: &str) -> usize {
    let mut escaped = false;
    for (at, c) in pattern.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => return at + 1,
            _ => {}
        }
    }
    pattern.len()
}
