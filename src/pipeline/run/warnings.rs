//! What somebody has to know of an input before the tables of a run are used.

use super::{counts::Counts, settings::RunSettings};
use crate::{
    aggregate::Calendar,
    load::{self, Source},
};

/// The warnings of a run, in sentences. `undated` are inputs most of whose articles have no day:
/// locator, articles without, articles.
pub(super) fn of(
    counts: &Counts,
    undated: &[(String, u64, u64)],
    settings: &RunSettings,
    sources: &[Source],
) -> Vec<String> {
    let mut warnings = Vec::new();
    if counts.zoneless > 0 {
        let mut warning = format!(
            "{} articles have a time of day that names no zone, read as UTC; --input-zone says \
             which zone it is",
            counts.zoneless
        );
        if matches!(settings.aggregate.calendar, Calendar::Trading { .. }) {
            warning.push_str(
                ". With a trading calendar this matters: 16:30 in New York, read as UTC, is 11:30 \
                 there and counts in the session that was still open, before the news was out \
                 (look-ahead)",
            );
        }
        warnings.push(warning);
    }
    for (locator, without, all) in undated {
        let mut warning = format!("{locator}: {without} of {all} articles have no day");
        let source = sources.iter().find(|source| source.locator == *locator);
        let seen = source.map(|source| load::sample_fields(&source.path)).unwrap_or_default();
        if !seen.is_empty() {
            let shown: Vec<String> =
                seen.iter().map(|(name, value)| format!("{name} ({value})")).collect();
            warning.extend(["; its first record has ", &shown.join(", ")]);
        }
        warning.push_str(
            "; set --map date=NAME for the field that dates them, --date-order dmy or mdy for days \
             such as 03/04/2026, or --undated DAY",
        );
        warnings.push(warning);
    }
    warnings
}
