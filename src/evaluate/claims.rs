//! Claims, and the fields of those that were found.

use serde_json::{Value, json};

use super::{
    count::{CLAIM_FIELDS, Found},
    gold::items,
    matching::{CharRange, match_up, text_fits, text_is_same, value_fits},
    score::{Case, ItemsWithRanges, Scores, is_true, placed, unmatched},
};

impl Scores {
    pub(super) fn add_claims(&mut self, case: Case<'_>) -> Found {
        let gold = items(&case.gold.annotation, "claims");
        let have = self.predicted(case, "claims");
        let is_strict = self.is_strict;
        let is_optional = |c: &&Value| !is_strict && is_true(c, "optional");
        let need = placed(gold.iter().filter(|c| !is_optional(c)));
        let free = placed(gold.iter().filter(is_optional)).1;
        let pairs = match_up(&need.1, &have.1, |i, j| {
            need.1[i].overlap(have.1[j]) > 0
                && ["value", "value_hi"]
                    .iter()
                    .all(|field| value_fits(&need.0[i][field], &have.0[j][field]))
        });
        let invented: Vec<usize> = unmatched(have.0.len(), pairs.iter().map(|p| p.1))
            .filter(|&j| !free.iter().any(|f| f.overlap(have.1[j]) > 0))
            .collect();
        let missed: Vec<usize> = unmatched(need.0.len(), pairs.iter().map(|p| p.0)).collect();
        let found = Found::new(pairs.len(), invented.len(), missed.len());
        self.claims.found.absorb(found);
        for (i, claim) in need.0.iter().enumerate() {
            if !is_true(claim, "undefined") {
                self.claims.defined.add(!missed.contains(&i));
            }
        }
        for i in missed {
            self.miss_claim(case, need.0[i], need.1[i], &have);
        }
        for j in invented {
            let more = vec![
                ("predicted", have.0[j]["value"].clone()),
                ("predicted_hi", have.0[j]["value_hi"].clone()),
            ];
            self.miss(case, "claim false", case.context(have.1[j]), more);
        }
        for (i, j) in pairs {
            self.add_claim(case, need.0[i], need.1[i], have.0[j]);
        }
        found
    }

    /// A claim that was not found, with what was predicted at its place.
    fn miss_claim(
        &mut self,
        case: Case<'_>,
        claim: &Value,
        range: CharRange,
        have: &ItemsWithRanges<'_>,
    ) {
        let there: Vec<String> = (have.0.iter().zip(&have.1))
            .filter(|(_, other)| range.overlap(**other) > 0)
            .map(|(other, _)| format!("{}..{}", other["value"], other["value_hi"]))
            .collect();
        let more = vec![
            ("gold", claim["value"].clone()),
            ("gold_hi", claim["value_hi"].clone()),
            ("predicted_there", json!(there)),
        ];
        self.miss(case, "claim missed", case.context(range), more);
    }

    /// A claim that was found, field by field.
    fn add_claim(&mut self, case: Case<'_>, gold: &Value, range: CharRange, predicted: &Value) {
        let subjects = accepted(gold, "subject");
        self.claims.subject_exact.add(text_is_same(subjects, predicted["subject"].as_str()));
        let prior = &gold["prior_value"];
        if !prior.is_null() {
            let is_right = value_fits(prior, &predicted["prior_value"]);
            self.claims.prior_value.add(is_right);
            if !is_right {
                self.miss_field(case, "claim prior_value", "prior_value", gold, range, predicted);
            }
        }
        let is_defined = !is_true(gold, "undefined");
        let mut is_whole = true;
        for (n, field) in CLAIM_FIELDS.into_iter().enumerate() {
            let is_right = field_fits(field, gold, predicted);
            is_whole &= is_right;
            self.claims.fields[n].add(is_right);
            if is_defined {
                self.claims.defined_fields[n].add(is_right);
            }
            if !is_right {
                let what = format!("claim field {field}");
                self.miss_field(case, &what, field, gold, range, predicted);
            }
        }
        self.claims.whole.add(is_whole);
        if !is_defined || is_true(predicted, "undefined") {
            self.claims.undefined_flag.add(is_defined != is_true(predicted, "undefined"));
        }
    }

    fn miss_field(
        &mut self,
        case: Case<'_>,
        what: &str,
        field: &str,
        gold: &Value,
        range: CharRange,
        predicted: &Value,
    ) {
        let more = vec![("gold", gold[field].clone()), ("predicted", predicted[field].clone())];
        self.miss(case, what, case.context(range), more);
    }
}

fn field_fits(field: &str, gold: &Value, predicted: &Value) -> bool {
    let got = predicted[field].as_str();
    match field {
        "period" | "speaker" | "subject" => {
            text_fits(accepted(gold, field), got, field == "subject")
        }
        _ => {
            let wanted = gold[field].as_str().unwrap_or_default();
            wanted.to_lowercase() == got.unwrap_or_default().to_lowercase()
        }
    }
}

/// The wordings of a field that are right.
fn accepted<'a>(gold: &'a Value, field: &str) -> impl Iterator<Item = Option<&'a str>> {
    let others = items(gold, &format!("{field}_alt")).iter().map(Value::as_str);
    std::iter::once(gold[field].as_str()).chain(others)
}
