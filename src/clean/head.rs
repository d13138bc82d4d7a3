//! What comes before the story: site name, headline, kicker, bylines and stamps.

use super::{
    dateline::dateline,
    line::{
        bullet_len, doubled, is_blank_of_words, is_contact, is_domain, is_name_like, is_running,
        word_count,
    },
    page::Page,
    stamp::stamp_in_line,
};
use crate::{lang::normalised, model::Span};

/// Lines that are looked at for a head at most.
const MAX_HEAD: usize = 25;
/// Longest headline in bytes.
const MAX_TITLE: usize = 300;

/// The head of a page.
pub(super) struct Head {
    /// One past its last line.
    pub(super) end: usize,
    /// Lines beside the headline that belong to it.
    pub(super) kickers: Vec<usize>,
}

/// Finds the headline and takes out what is none before the first running text. `title` is the
/// separate one, if there is one.
pub(super) fn read(page: &mut Page<'_>, title: Option<&str>) -> Head {
    let end = story_start(page, title);
    let mut candidates = Vec::new();
    // whether something that says who publishes comes before the first candidate
    let mut has_masthead = false;
    for index in 0..end {
        let words = page.words(index);
        let hints = page.hints[index];
        if let Some(reason) = hints.head.or(hints.anywhere) {
            has_masthead |= candidates.is_empty() && reason == "source_line";
            if reason == "source_line" && page.source.is_none() {
                page.source = after_colon(words, page.lines[index].span);
            }
            page.remove(index, reason);
        } else if is_blank_of_words(words) {
            page.remove(index, "punctuation");
        } else if is_contact(words) {
            page.remove(index, "contacts");
        } else if let Some(name) = doubled(words) {
            let start = page.lines[index].span.byte_start;
            page.source = page.source.or(Some(Span::new(start, start + name.len() as u32)));
            page.remove(index, "site_name");
            has_masthead |= candidates.is_empty();
        } else if stamp_in_line(words).is_some() {
            page.remove(index, "stamp");
        } else {
            candidates.push(index);
        }
    }
    take_out_site_names(page, &mut candidates, &mut has_masthead, title.is_none());
    let kickers = match title {
        Some(title) => {
            repeats_of(page, &mut candidates, title);
            Vec::new()
        }
        None => choose_title(page, &mut candidates, has_masthead),
    };
    Head { end, kickers }
}

/// The first line that is running text, an item of a list, or begins with a dateline.
fn story_start(page: &Page<'_>, title: Option<&str>) -> usize {
    let limit = page.len().min(MAX_HEAD);
    let is_untitled = title.is_none();
    let title = title.map(normalised);
    let first =
        (0..limit).find(|n| page.hints[*n].anywhere.is_none() && page.hints[*n].head.is_none());
    (0..limit)
        .find(|n| {
            if is_untitled && first == Some(*n) && is_long_title(page, *n) {
                return false;
            }
            let words = page.words(*n);
            let hints = page.hints[*n];
            let is_boilerplate = hints.anywhere.is_some() || hints.head.is_some();
            let is_title = || title.as_ref().is_some_and(|t| normalised(words) == *t);
            let is_item = bullet_len(words)
                .is_some_and(|len| !words.starts_with("--") && len < words.len())
                || page.is_item(*n);
            !is_boilerplate
                && (is_item
                    || dateline(words).is_some()
                    || (is_running(words) || runs_on(page, *n)) && !is_title())
        })
        .unwrap_or(limit)
}

/// Whether a line as long as a sentence is a headline all the same: alone above an empty line
/// without a full stop, or right above a byline or stamp.
fn is_long_title(page: &Page<'_>, index: usize) -> bool {
    let words = page.words(index);
    let Some(next) = page.lines.get(index + 1) else { return false };
    if words.len() > MAX_TITLE
        || words.ends_with("chars]")
        || page.is_item(index)
        || dateline(words).is_some()
    {
        return false;
    }
    let next_words = page.words(index + 1);
    let has_stamp_below =
        page.hints[index + 1].head == Some("byline") || stamp_in_line(next_words).is_some();
    let is_open = !words.ends_with(['.', '”', '"', ':', ',', ';', '…']);
    let begins_story = is_running(next_words)
        && next_words.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    has_stamp_below || is_open && (next.after_blank || begins_story && words.len() <= 200)
}

/// Whether a line goes on in the next one, in small letters: wrapped by hand.
fn runs_on(page: &Page<'_>, index: usize) -> bool {
    let next = page
        .lines
        .get(index + 1)
        .is_some_and(|l| !l.after_blank && l.span.of(page.text).starts_with(char::is_lowercase));
    next && page.words(index).len() >= 45
}

/// "Source: NAME"
fn after_colon(words: &str, span: Span) -> Option<Span> {
    let (label, name) = words.split_once(':')?;
    let is_label = matches!(
        label.trim().to_ascii_lowercase().as_str(),
        "source" | "publisher" | "publication" | "provider" | "outlet"
    );
    let start = span.byte_end - name.trim_start().len() as u32;
    (is_label && !name.trim().is_empty() && name.len() < 80 && !name.contains('/'))
        .then(|| Span::new(start, span.byte_end))
}

/// Takes out lines that are the name of the publisher: known from elsewhere in the text, a domain,
/// a short name above all else, or one right below a stamp.
fn take_out_site_names(
    page: &mut Page<'_>,
    candidates: &mut Vec<usize>,
    has_masthead: &mut bool,
    may_have_title: bool,
) {
    let known: Option<String> = page.source.map(|s| normalised(s.of(page.text)));
    let has_headline =
        |from: usize| candidates.iter().any(|n| *n > from && word_count(page.words(*n)) >= 4);
    let mut names = Vec::new();
    for (place, index) in candidates.iter().enumerate() {
        let words = page.words(*index);
        let is_known = known.as_ref().is_some_and(|k| *k == normalised(words));
        let is_top = place == 0
            && may_have_title
            && word_count(words) <= 3
            && is_name_like(words)
            && has_headline(*index);
        let below_stamp = *index > 0
            && !page.is_story(*index - 1)
            && matches!(page.reasons[*index - 1], Some("stamp" | "byline" | "reading_time"));
        let is_below = below_stamp
            && !page.lines[*index].after_blank
            && word_count(words) <= 4
            && is_name_like(words)
            && (place > 0 || !may_have_title)
            && !is_section(words);
        if is_known || is_domain(words) || is_top || is_below {
            names.push(*index);
        }
    }
    for index in names {
        *has_masthead |= candidates.first() == Some(&index);
        if page.source.is_none() {
            page.source = Some(page.lines[index].span);
        }
        page.remove(index, "site_name");
        candidates.retain(|n| *n != index);
    }
}

/// Headings of papers and reports, which look like names.
fn is_section(words: &str) -> bool {
    matches!(
        normalised(words).as_str(),
        "abstract"
            | "introduction"
            | "summary"
            | "overview"
            | "background"
            | "highlights"
            | "keypoints"
            | "keytakeaways"
            | "keyfacts"
            | "inbrief"
            | "contents"
            | "methods"
            | "results"
    )
}

/// Takes out lines that repeat `title`.
fn repeats_of(page: &mut Page<'_>, candidates: &mut Vec<usize>, title: &str) {
    let title = normalised(title);
    candidates.retain(|n| {
        let is_repeat = normalised(page.words(*n)) == title;
        if is_repeat {
            page.remove(*n, "repeat");
        }
        !is_repeat
    });
}

/// Picks the headline among the candidates; returns the kickers right below it.
fn choose_title(
    page: &mut Page<'_>,
    candidates: &mut Vec<usize>,
    has_masthead: bool,
) -> Vec<usize> {
    candidates.retain(|n| page.words(*n).len() <= MAX_TITLE);
    let Some(&first) = candidates.first() else { return Vec::new() };
    // candidates in one run, up to the first byline or stamp after a candidate
    let fence = (first..page.len())
        .find(|n| matches!(page.reasons[*n], Some("byline" | "stamp" | "reading_time")))
        .unwrap_or(page.len());
    let before: Vec<usize> = candidates.iter().copied().filter(|n| *n < fence).collect();
    let title = match before.as_slice() {
        [.., above, last] if has_masthead && !is_deck(page.words(*above), page.words(*last)) => {
            *last
        }
        [first, ..] => *first,
        [] => first,
    };
    page.title = Some(title);
    take_out_author(page, candidates, title);
    for index in before.into_iter().filter(|n| *n < title) {
        page.remove(index, "tagline");
    }
    let words = page.words(title);
    repeats_of_later(page, candidates, title, words);
    let kicker = title + 1;
    let is_kicker = candidates.contains(&kicker)
        && page.is_story(kicker)
        && (4..=20).contains(&word_count(page.words(kicker)));
    let has_story = (kicker + 1..page.len()).any(|n| page.is_story(n));
    if is_kicker && has_story { vec![kicker] } else { Vec::new() }
}

/// Takes out a bare name below the headline that is next to a stamp or byline, unless the story
/// begins right below it.
fn take_out_author(page: &mut Page<'_>, candidates: &mut Vec<usize>, title: usize) {
    let is_mark = |page: &Page<'_>, n: usize| {
        matches!(page.reasons.get(n), Some(Some("stamp" | "byline" | "reading_time")))
    };
    let found = candidates.iter().copied().find(|n| {
        let words = page.words(*n);
        let is_name = (2..=4).contains(&word_count(words))
            && words.split_whitespace().all(|w| {
                w.starts_with(char::is_uppercase)
                    && w.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
            });
        *n > title && is_name && (is_mark(page, n + 1) || n - 1 > title && is_mark(page, n - 1))
    });
    if let Some(index) = found {
        page.remove(index, "byline");
        candidates.retain(|n| *n != index);
    }
}

/// Whether `below` is a deck, a long line or a sentence under the headline `above`; else `above` is
/// the site's motto.
fn is_deck(above: &str, below: &str) -> bool {
    word_count(above) >= 4 && (word_count(below) >= 14 || below.ends_with('.'))
}

/// Takes out what repeats the headline or an earlier candidate.
fn repeats_of_later(page: &mut Page<'_>, candidates: &[usize], title: usize, words: &str) {
    let mut seen = vec![normalised(words)];
    for index in candidates.iter().copied().filter(|n| *n > title) {
        let own = normalised(page.words(index));
        if seen.contains(&own) {
            page.remove(index, "repeat");
        } else {
            seen.push(own);
        }
    }
}
