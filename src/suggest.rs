//! Names that somebody may have meant.

/// Similarity from which a name is worth a question.
const ENOUGH: f64 = 0.75;
/// Similarity of names between which lies one letter, or two that changed places.
const SLIP: f64 = 0.9;

/// `; did you mean X?` where a known name is much like what was typed, else what there is: `;
/// expected one of A, B`.
#[must_use]
pub fn did_you_mean<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    match nearest(typed, known.clone()) {
        Some(name) => format!("; did you mean {name}?"),
        None => format!("; expected one of {}", known.collect::<Vec<_>>().join(", ")),
    }
}

/// The known name that is most like what was typed, where one is much like it, or ends in it
/// (`rates` for `macro.rates`).
#[must_use]
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let folded = typed.to_lowercase().replace(['_', '-', ' ', '/'], ".");
    let by_end = known.clone().find(|name| {
        !folded.is_empty() && name.rsplit('.').next().is_some_and(|last| last == folded)
    });
    let likeness = |name: &str| {
        let name = name.to_lowercase().replace(['_', '-', ' ', '/'], ".");
        // in short names one slip weighs too much: `cvs`
        let is_slip = name.len() > 2 && strsim::osa_distance(&folded, &name) == 1;
        strsim::jaro_winkler(&folded, &name).max(if is_slip { SLIP } else { 0.0 })
    };
    let best = known
        .map(|name| (likeness(name), name))
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    by_end.or_else(|| best.filter(|(value, _)| *value >= ENOUGH).map(|(_, name)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_much_like_a_name_is_asked_about_and_what_is_not_gets_a_list() {
        let known = ["ai", "ai.chips", "macro.rates", "macro.money_supply"];
        let ask = |typed| did_you_mean(typed, known.into_iter());
        assert_eq!(ask("ai.chip"), "; did you mean ai.chips?");
        assert_eq!(ask("rates"), "; did you mean macro.rates?");
        assert_eq!(ask("Macro.Rats"), "; did you mean macro.rates?");
        assert_eq!(ask("macro.money-supply"), "; did you mean macro.money_supply?");
        assert_eq!(did_you_mean("cvs", ["csv", "jsonl"].into_iter()), "; did you mean csv?");
        assert_eq!(ask("wool"), "; expected one of ai, ai.chips, macro.rates, macro.money_supply");
    }
}
