//! The publisher, as a page names it outside of its head.

use super::page::Page;
use crate::model::Span;

/// The name in a line such as "© 2026 Grain Weekly. All rights reserved."; the last such line of
/// the page.
pub(super) fn from_copyright(page: &Page<'_>) -> Option<Span> {
    (0..page.len())
        .rev()
        .take(24)
        .filter(|n| page.hints[*n].anywhere == Some("copyright"))
        .find_map(|n| {
            let line = page.lines[n].span;
            holder(line.of(page.text)).map(|(start, end)| {
                Span::new(line.byte_start + start as u32, line.byte_start + end as u32)
            })
        })
}

/// Index of the name of the holder in a copyright line.
fn holder(line: &str) -> Option<(usize, usize)> {
    let mut rest = line;
    let mut marked = false;
    loop {
        let before = rest;
        rest = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | ':')
        });
        for mark in ["©", "(c)", "(C)", "Copyright", "COPYRIGHT", "copyright", "by "] {
            if let Some(after) = rest.strip_prefix(mark) {
                marked = true;
                rest = after;
            }
        }
        if rest.len() == before.len() {
            break;
        }
    }
    let start = line.len() - rest.len();
    let lower = rest.to_ascii_lowercase();
    let end = [". all rights", ", all rights", " all rights", " - all rights", " | ", ". ", "."]
        .iter()
        .filter_map(|stop| lower.find(stop))
        .min()
        .unwrap_or(rest.len());
    let name = rest.get(..end)?.trim_end();
    let is_name = name.chars().next().is_some_and(char::is_alphanumeric)
        && name.len() >= 2
        && name.len() <= 60;
    (marked && is_name).then(|| (start, start + name.len()))
}

/// The name after "appeared first on".
pub(super) fn from_syndication(text: &str) -> Option<&str> {
    let at = memchr::memmem::rfind(text.as_bytes(), b" appeared first on ")? + 19;
    let rest = text.get(at..text.floor_char_boundary(at + 80))?;
    let name = rest.split(['\n', '.']).next()?.trim();
    (!name.is_empty() && name.len() <= 60).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holders_of_copyright() {
        let name = |line: &'static str| holder(line).map(|(start, end)| &line[start..end]);
        assert_eq!(name("© 2026 Grain Weekly. All rights reserved."), Some("Grain Weekly"));
        assert_eq!(name("Copyright 2026 Grain Weekly"), Some("Grain Weekly"));
        assert_eq!(
            name("Copyright © 2019-2026 by Oats & Co, all rights reserved"),
            Some("Oats & Co")
        );
        assert_eq!(name("All rights reserved."), None);
        assert_eq!(name("© 2026"), None);
    }
}
