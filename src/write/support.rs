//! How much a claim says about itself: documents that show some of many show those that say most.

use super::{Row, columns::Claims as Of};

/// How much a claim says about itself, and how often the article says it; 0 where nobody can tell
/// what it measures.
pub(super) fn support(row: &Row<Of>) -> u32 {
    if !row.get(Of::Suspect).is_empty() || row.is_true(Of::Undefined) {
        return 0;
    }
    let has = |column| u32::from(!row.get(column).is_empty());
    let repeats = row.get(Of::Repeats).parse::<u32>().unwrap_or(0).min(3);
    let is_named = 3 * has(Of::SubjectId) + 2 * has(Of::Subject) + 2 * has(Of::Metric);
    let is_placed = 2 * has(Of::Period)
        + has(Of::Direction)
        + has(Of::Speaker)
        + has(Of::Themes)
        + has(Of::PriorValue);
    is_named + is_placed + 2 * repeats
}
