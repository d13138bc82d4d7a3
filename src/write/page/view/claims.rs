//! Claims and conflicts.

use serde::Serialize;

use super::{
    super::claims::{Claim, SHOWN},
    CitedView, Read, text,
};
use crate::write::columns::Claims as Of;

/// Claims that are in the page itself; the script lists the others.
const WRITTEN: usize = 12;

#[derive(Serialize)]
pub(super) struct ClaimsView {
    all: String,
    listed: String,
    is_whole: bool,
    most: String,
    kinds: Vec<[String; 2]>,
    first: Vec<ClaimView>,
}

#[derive(Serialize)]
struct ClaimView {
    surface: String,
    subject: String,
    /// `change · up · this year`.
    measure: String,
    /// The sentence before the figure, the figure, and the rest.
    sentence: [String; 3],
    #[serde(flatten)]
    cited: CitedView,
}

#[derive(Serialize)]
pub(super) struct ConflictsView {
    all: String,
    shown: String,
    is_whole: bool,
    items: Vec<ConflictView>,
}

#[derive(Serialize)]
struct ConflictView {
    subject: String,
    measure: String,
    verdict: String,
    is_stale: bool,
    note: String,
    articles: String,
    between: usize,
    sides: Vec<ClaimView>,
}

impl ClaimsView {
    pub(super) fn of(read: &Read<'_>) -> Self {
        let claims = read.claims;
        let listed = read.embedded.claims;
        Self {
            all: text::whole(claims.all),
            listed: text::whole(listed as u64),
            is_whole: listed as u64 + claims.undefined == claims.all,
            most: text::whole(SHOWN as u64),
            kinds: claims
                .kinds
                .iter()
                .map(|(kind, number)| [kind.clone(), text::whole(*number)])
                .collect(),
            first: claims.shown.iter().take(WRITTEN).map(|claim| view(claim, read)).collect(),
        }
    }
}

impl ConflictsView {
    pub(super) fn of(read: &Read<'_>) -> Self {
        let conflicts = read.conflicts;
        let items = conflicts.shown.iter().map(|conflict| ConflictView {
            subject: conflict.subject.clone(),
            measure: conflict.measure.clone(),
            verdict: conflict.verdict.clone(),
            is_stale: conflict.verdict == "stale",
            note: conflict.note.clone(),
            articles: text::count(conflict.articles, "article", "articles"),
            between: conflict.between,
            sides: conflict
                .sides
                .iter()
                .filter_map(|id| read.claims.of_conflicts.get(id))
                .map(|claim| view(claim, read))
                .collect(),
        });
        Self {
            all: text::whole(conflicts.all),
            shown: text::whole(conflicts.shown.len() as u64),
            is_whole: conflicts.shown.len() as u64 == conflicts.all,
            items: items.collect(),
        }
    }
}

fn view(claim: &Claim, read: &Read<'_>) -> ClaimView {
    let surface = claim.get(Of::Surface);
    let sentence = match claim.sentence.split_once(surface).filter(|_| !surface.is_empty()) {
        Some((before, after)) => [before.to_owned(), surface.to_owned(), after.to_owned()],
        None => [claim.sentence.clone(), String::new(), String::new()],
    };
    let measure = [Of::Metric, Of::Kind, Of::Direction, Of::Period, Of::Modality]
        .map(|column| claim.get(column).replace('_', " "));
    ClaimView {
        surface: surface.to_owned(),
        subject: claim.get(Of::Subject).to_owned(),
        measure: measure
            .into_iter()
            .filter(|part| !part.is_empty() && part != "actual")
            .collect::<Vec<_>>()
            .join(" · "),
        sentence,
        cited: CitedView::of(read.archive, claim.article),
    }
}
