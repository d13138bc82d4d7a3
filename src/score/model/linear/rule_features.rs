//! What the rules found in a sentence, as features of fixed indices.

use crate::model::{Label, Score};

/// What the rules say counts so many times as much as a word: every sentence has it, and it
/// is learned first.
const SCALE: f32 = 3.0;

/// The rules whose hits are counted by sign; the last is for all others.
const RULES: [&str; 8] = [
    "direction_noun",
    "polar_word",
    "bare_direction",
    "obtained",
    "signed_move",
    "comparison",
    "swing",
    "another rule",
];
/// More hits of one rule than this say nothing more.
const MAX_HITS: f32 = 2.0;

/// First indices of the groups: the label, the score, hits and sums by rule and sign, directions by
/// what they acted on.
const LABEL: usize = 0;
const VALUE: usize = LABEL + 3;
const HITS: usize = VALUE + 2;
const SUMS: usize = HITS + 2 * RULES.len();
const DIRECTIONS: usize = SUMS + 2 * RULES.len();
/// How many there are.
pub(super) const COUNT: usize = DIRECTIONS + 8;

/// The features of `score` from index `first` on; those that are 0 are left out.
pub(super) fn read(score: &Score, first: u32, out: &mut Vec<(u32, f32)>) {
    let mut values = [0.0_f32; COUNT];
    values[LABEL + score.label as usize] = 1.0;
    values[VALUE] = score.value as f32;
    values[VALUE + 1] = score.value.abs() as f32;
    for step in &score.trace {
        let rule = RULES.iter().position(|rule| *rule == step.rule).unwrap_or(RULES.len() - 1);
        let index = 2 * rule + usize::from(step.value < 0.0);
        values[HITS + index] = (values[HITS + index] + 1.0).min(MAX_HITS);
        values[SUMS + index] += step.value.abs() as f32;
        if let Some((on, is_up)) = step.on.and_then(|on| on.is_up.map(|is_up| (on, is_up))) {
            // a value against the sign of its parts was turned by a negator
            let is_turned = (is_up == on.is_good) != (step.value > 0.0);
            let index =
                4 * usize::from(is_turned) + 2 * usize::from(!is_up) + usize::from(!on.is_good);
            values[DIRECTIONS + index] = 1.0;
        }
    }
    out.clear();
    out.extend(
        (first..)
            .zip(values)
            .filter(|(_, value)| *value != 0.0)
            .map(|(index, value)| (index, value * SCALE)),
    );
}

/// The name of the feature at `index` in model files and messages.
pub(super) fn name(index: usize) -> String {
    let sign = |at: usize| if at.is_multiple_of(2) { '+' } else { '-' };
    match index {
        VALUE => "rules: score".to_owned(),
        at if at == VALUE + 1 => "rules: size of the score".to_owned(),
        at if at < VALUE => format!("rules: {}", Label::ALL[at - LABEL].as_str()),
        at if at < SUMS => format!("rules: {} {}", RULES[(at - HITS) / 2], sign(at - HITS)),
        at if at < DIRECTIONS => {
            format!("rules: sum of {} {}", RULES[(at - SUMS) / 2], sign(at - SUMS))
        }
        at => {
            let at = at - DIRECTIONS;
            let direction = if at & 2 == 0 { "up" } else { "down" };
            let noun = if at & 1 == 0 { "good" } else { "bad" };
            format!(
                "rules: {direction} x {noun} when up{}",
                if at & 4 == 0 { "" } else { ", negated" }
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActedOn, Span, TraceStep};

    fn named(score: &Score) -> Vec<(String, f32)> {
        let mut out = Vec::new();
        read(score, 0, &mut out);
        out.into_iter().map(|(index, value)| (name(index as usize), value / SCALE)).collect()
    }

    #[test]
    fn directions_negations_and_sums_are_told_apart() {
        let span = Span::new(0, 1);
        let on = Some(ActedOn { span, is_up: Some(false), is_good: true });
        let step = |value, on: Option<ActedOn>| TraceStep {
            span,
            rule: if on.is_none() { "swing".into() } else { "direction_noun".into() },
            value,
            on,
            shifted_by: Vec::new(),
        };
        let score = Score {
            value: 0.25,
            label: Label::Neutral,
            confidence: 0.5,
            trace: vec![step(0.5, on), step(-0.25, None)],
            unweighed: None,
        };
        let expected = [
            ("rules: neutral", 1.0),
            ("rules: score", 0.25),
            ("rules: size of the score", 0.25),
            ("rules: direction_noun +", 1.0),
            ("rules: swing -", 1.0),
            ("rules: sum of direction_noun +", 0.5),
            ("rules: sum of swing -", 0.25),
            ("rules: down x good when up, negated", 1.0),
        ];
        assert_eq!(named(&score), expected.map(|(name, value)| (name.to_owned(), value)));
    }

    #[test]
    fn every_index_has_a_name_of_its_own() {
        let mut names: Vec<String> = (0..COUNT).map(name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COUNT);
    }
}
