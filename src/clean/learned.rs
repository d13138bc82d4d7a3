//! Lines that recur in the articles of a source, as an earlier look through an archive found them.

use super::page::Page;
use crate::lexicon::Learned;

/// Takes out the paragraphs that the file of recurring lines has for this publisher. The headline
/// stays.
pub(super) fn read(page: &mut Page<'_>, learned: &Learned, source: Option<&str>) {
    if learned.is_empty() {
        return;
    }
    let mut index = 0;
    while index < page.len() {
        let last = page.paragraph_end(index);
        if page.is_story(index)
            && page.title != Some(index)
            && learned.has(source, page.paragraph(index, last))
        {
            page.remove(index, "learned");
        }
        index = last + 1;
    }
}
