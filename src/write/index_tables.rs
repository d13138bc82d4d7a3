//! Cells, contributions and rejects to rows.

use super::{cells::Cells, format::Rows};
use crate::{
    lexicon::Lexicon,
    model::{Contribution, Note, Reject, StoryOf, ThemeDay},
};

/// The rows of `theme_days`.
pub fn theme_day_rows(days: &[ThemeDay], lexicon: &Lexicon, rows: &mut Rows) {
    for cell in days {
        let sentences: u32 = cell.sentences.iter().sum();
        let share = |n: u32| (sentences > 0).then(|| f64::from(n) / f64::from(sentences));
        rows.code(Some(&lexicon.theme(cell.theme).id));
        rows.date(cell.day);
        rows.int(Some(i64::from(cell.articles)));
        rows.int(Some(i64::from(cell.stories)));
        rows.int(Some(i64::from(cell.sources)));
        rows.int(Some(i64::from(sentences)));
        rows.float(cell.n_eff);
        rows.float(cell.sentiment);
        rows.float(cell.std_error);
        rows.float(cell.interval.map(|i| i.0));
        rows.float(cell.interval.map(|i| i.1));
        rows.float(cell.dispersion);
        rows.float(share(cell.sentences[0]));
        rows.float(share(cell.sentences[1]));
        rows.float(share(cell.sentences[2]));
        rows.int(Some(i64::from(cell.day_stories)));
        rows.float((cell.day_stories > 0).then(|| f64::from(cell.stories) / f64::from(cell.day_stories)));
        rows.float(cell.novelty);
        rows.float(cell.sentiment_smoothed);
        rows.float(cell.z_score);
        rows.code(cell.note.map(Note::as_str));
        rows.end_row();
    }
}

/// The rows of `contributions`.
pub fn contribution_rows(contributions: &[Contribution], lexicon: &Lexicon, rows: &mut Rows) {
    for contribution in contributions {
        rows.code(Some(&lexicon.theme(contribution.theme).id));
        rows.date(contribution.day);
        rows.code(Some(&hex(contribution.article_id)));
        rows.code(Some(&hex(contribution.story_id)));
        rows.float(Some(contribution.weight));
        rows.float(Some(contribution.sentiment));
        rows.float(Some(contribution.value()));
        rows.end_row();
    }
}

/// The columns of `articles` from [`super::STORY_COLUMNS`] on.
pub fn story_columns(story: StoryOf, rows: &mut Rows) {
    rows.code(Some(&hex(story.story_id)));
    rows.float(Some(1.0));
    rows.bool(Some(story.is_original));
    rows.end_row();
}

/// One row of `rejects`.
pub fn reject_row(reject: &Reject, rows: &mut Rows) {
    rows.text(Some(&reject.locator));
    rows.code(Some(reject.stage));
    rows.code(Some(reject.reason.as_str()));
    rows.text(Some(&reject.detail));
    rows.int(Some(reject.bytes as i64));
    rows.end_row();
}

/// An article id as outputs write it.
fn hex(article_id: u64) -> String {
    format!("{article_id:016x}")
}
