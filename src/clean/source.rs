//! The publisher, as a page names it outside of its head.

use super::page::Page;
use crate::{lang::in_one_line, model::Span};

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

/// The name of a publisher in one spelling: domains as names, names that are all capitals or all
/// small in capitals and small letters ("reuters.com" and "REUTERS" are Reuters).
pub(super) fn canonical(name: &str) -> String {
    let name = in_one_line(name);
    let label = domain_label(&name);
    let name = label.unwrap_or(&name);
    let has = |is: fn(char) -> bool| name.chars().any(is);
    let is_mixed = has(char::is_uppercase) && has(char::is_lowercase);
    let is_alone = !name.contains(' ');
    if is_mixed || is_alone && has(char::is_uppercase) && name.chars().count() <= 4 {
        // "the Guardian"
        return match name.strip_prefix("the ") {
            Some(rest) => format!("The {rest}"),
            None => name.to_owned(),
        };
    }
    name.split(' ').map(in_capitals).collect::<Vec<_>>().join(" ")
}

/// A word with a capital first; short ones without a vowel, or of two letters, are initials.
fn in_capitals(word: &str) -> String {
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "of" | "and" | "for" | "in" | "on" | "de" | "la") {
        return lower;
    }
    let has_vowel = lower.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    if letters <= 2 || letters <= 4 && !has_vowel {
        return word.to_uppercase();
    }
    let mut chars = lower.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `reuters` of `www.reuters.com`, `bbc` of `bbc.co.uk`; `None` for what is no address.
fn domain_label(name: &str) -> Option<&str> {
    let host = name.split_once("://").map_or(name, |(_, rest)| rest).split('/').next()?;
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let [.., second, top] = labels.as_slice() else { return None };
    let is_domain = labels.iter().all(is_label)
        && (2..=6).contains(&top.len())
        && top.chars().all(|c| c.is_ascii_lowercase());
    if !is_domain {
        return None;
    }
    let is_level =
        labels.len() > 2 && matches!(*second, "co" | "com" | "org" | "net" | "gov" | "ac");
    let label = if is_level { labels.get(labels.len() - 3)? } else { second };
    (*label != "www").then_some(*label)
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
    fn publishers_have_one_spelling() {
        for (written, name) in [
            ("AP NEWS", "AP News"),
            ("ap news", "AP News"),
            ("AP News", "AP News"),
            ("the Guardian", "The Guardian"),
            ("reuters.com", "Reuters"),
            ("www.reuters.com", "Reuters"),
            ("REUTERS", "Reuters"),
            ("https://www.bbc.co.uk/news", "BBC"),
            ("CNBC", "CNBC"),
            ("grain  post", "Grain Post"),
            ("agFunder News", "agFunder News"),
            ("St. Louis Post", "St. Louis Post"),
        ] {
            assert_eq!(canonical(written), name, "{written}");
        }
    }

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
