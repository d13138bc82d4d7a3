//! What somebody has to know of an input before the tables of a run are used.

use crate::pipeline::counts::Counts;
use crate::{
    aggregate::Calendar,
    load::{self, Source},
};

/// What follows the counts of an input most of whose articles have no day.
pub(super) const NO_DAY: &str = " articles have no day";

/// The warnings of a run, in sentences. `undated` are inputs most of whose articles have no day:
/// locator, articles without, articles; `advice` is what is said of each, after [`NO_DAY`].
pub(super) fn of(
    counts: &Counts,
    undated: &[(String, u64, u64)],
    calendar: &Calendar,
    advice: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let mut warnings = Vec::new();
    if counts.zoneless > 0 {
        let mut warning = format!(
            "{} articles have a time of day that names no zone, read as UTC; --input-zone says \
             which zone it is",
            counts.zoneless
        );
        if matches!(calendar, Calendar::Trading { .. }) {
            warning.push_str(
                ". With a trading calendar this matters: 16:30 in New York, read as UTC, is 11:30 \
                 there and counts in the session that was still open, before the news was out \
                 (look-ahead)",
            );
        }
        warnings.push(warning);
    }
    let of_input = |(locator, without, all): &(String, u64, u64)| {
        format!("{locator}: {without} of {all}{NO_DAY}{}", advice(locator))
    };
    warnings.extend(undated.iter().map(of_input));
    warnings
}

/// What may date the articles of an input, by what its first record has.
pub(super) fn advice(locator: &str, sources: &[Source]) -> String {
    let source = sources.iter().find(|source| source.locator == locator);
    let seen = source.map(|source| load::sample_fields(&source.path)).unwrap_or_default();
    let mut advice = String::new();
    if !seen.is_empty() {
        let shown: Vec<String> =
            seen.iter().map(|(name, value)| format!("{name} ({value})")).collect();
        advice.extend(["; its first record has ", &shown.join(", ")]);
    }
    advice.push_str(
        "; set --map date=NAME for the field that dates them, --date-order dmy or mdy for days \
         such as 03/04/2026, or --undated DAY",
    );
    advice
}
