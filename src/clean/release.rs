//! What is below every release of a company: who it is, what its statements are not to be taken
//! for, whom to call.

use super::{
    line::{is_contact, is_heading_like, is_number_table, is_running, word_count},
    page::Page,
};

/// Families of different sections that together leave no doubt of what a text is.
const ENOUGH_KINDS: usize = 2;
/// Words of a line that may be between two lines of contacts.
const MAX_NAME: usize = 8;

/// Takes out the sections of a release below line `start`: heading and paragraphs, up to a heading
/// of the story's own. Other texts may well have a heading "About the deal".
pub(super) fn remove_sections(page: &mut Page<'_>, start: usize) {
    let is_release = is_release(page, start);
    let mut index = start;
    while index < page.len() {
        let section = page.hints[index].section.filter(|_| !page.continues(index));
        let is_tail = |reason: &str| {
            is_release
                || introduces_itself(page, index)
                || reason == CONTACTS && is_last(page, index)
        };
        match section.filter(|reason| is_tail(reason)) {
            Some(reason) => index = remove_section(page, index, reason),
            None => index += 1,
        }
    }
    if is_release {
        remove_self_description(page, start);
    }
}

/// Takes out the paragraph that ends a release and tells what its sender is in general, without a
/// heading: "Falk Foods, which has 900 employees, is a maker of ..."
fn remove_self_description(page: &mut Page<'_>, start: usize) {
    let Some(last) = (start + 1..page.len()).rev().find(|n| page.is_story(*n)) else { return };
    let has_news = (start..last).any(|n| page.is_story(n) && is_running(page.words(n)));
    if has_news && describes_itself(page.words(last)) {
        page.remove(last, ABOUT);
    }
}

/// Whether a paragraph says what somebody is, and neither what happened nor what was said.
fn describes_itself(words: &str) -> bool {
    let head = &words[..words.floor_char_boundary(DESCRIPTION_HEAD)];
    let is_definition = DEFINES.iter().any(|verb| head.contains(verb));
    words.len() >= MIN_DESCRIPTION
        && is_definition
        && words.starts_with(char::is_uppercase)
        && !words.contains(['%', '$', '€', '£', '"', '“'])
        && !words.contains(" said")
}

/// Whether the text is a release: it says so, gives notice of what its statements are, or has
/// several of the sections that releases have.
fn is_release(page: &Page<'_>, start: usize) -> bool {
    let mut kinds: Vec<&str> = Vec::new();
    for index in 0..page.len() {
        let hints = page.hints[index];
        if hints.is_notice || hints.is_release || hints.tail_start == Some(END_MARK) {
            return true;
        }
        if let Some(kind) = hints.section.filter(|k| index > start && !kinds.contains(k)) {
            kinds.push(kind);
        }
    }
    kinds.len() >= ENOUGH_KINDS
}

/// Bytes of the paragraph below "About Falk Foods" in which it says Falk Foods.
const INTRODUCTION: usize = 80;

/// Whether the paragraph below "About Falk Foods" begins to tell of Falk Foods, in the second half of
/// the page.
fn introduces_itself(page: &Page<'_>, index: usize) -> bool {
    let name = page.words(index).split_once(' ').map_or("", |(_, name)| name);
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("THE ")).unwrap_or(name);
    let first = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let below = page.words(index + 1);
    let head = &below[..below.floor_char_boundary(INTRODUCTION)];
    let mut words = head.split(|c: char| !c.is_alphanumeric());
    first.len() > 2
        && first.starts_with(char::is_uppercase)
        && below.len() > page.words(index).len()
        && words
            .any(|word| word.eq_ignore_ascii_case(first) && word.starts_with(char::is_uppercase))
        && index * 2 > page.len()
}

/// Whether nothing but names, addresses and boilerplate is below line `index`.
fn is_last(page: &Page<'_>, index: usize) -> bool {
    let mut has_contact = false;
    for below in index + 1..page.len() {
        let words = page.words(below);
        let is_own = is_contact(words);
        has_contact |= is_own;
        if !is_own && page.is_story(below) && word_count(words) > MAX_NAME {
            return false;
        }
    }
    has_contact
}

/// Takes out the section that line `first` heads; returns the line that it ends before.
fn remove_section<'a>(page: &mut Page<'a>, first: usize, reason: &'a str) -> usize {
    page.remove(first, reason);
    let mut index = first + 1;
    while index < page.len() && page.hints[index].section.is_none() && belongs(page, index, reason)
    {
        page.remove(index, reason);
        index += 1;
    }
    index
}

/// Whether a line is part of the section above it.
fn belongs(page: &Page<'_>, index: usize, reason: &str) -> bool {
    let words = page.words(index);
    if page.continues(index) || page.hints[index].anywhere.is_some() || is_contact(words) {
        return true;
    }
    let is_capitals = || word_count(words) >= 3 && !words.chars().any(char::is_lowercase);
    if reason == CONTACTS {
        return word_count(words) <= MAX_NAME && !is_capitals();
    }
    !is_number_table(words) && (page.is_item(index) || !is_heading_like(words))
}

/// The family of what a company says of itself.
const ABOUT: &str = "about_company";
/// Words by which a paragraph begins to say what somebody is.
const DEFINES: [&str; 4] = [" is a ", " is an ", " is the ", ", an agency "];
/// Bytes of a paragraph in which it begins to.
const DESCRIPTION_HEAD: usize = 90;
/// Shortest paragraph that describes its sender, in bytes.
const MIN_DESCRIPTION: usize = 90;
/// The family of marks that end a release.
const END_MARK: &str = "end_mark";
/// The family of headings below which names and addresses are, which look like headings
/// themselves.
const CONTACTS: &str = "contacts";
