//! Quotes and who speaks.

use serde_json::{Value, json};

use super::{
    gold::items,
    matching::{match_up, text_fits, text_is_same},
    score::{Case, Scores, placed, surface, unmatched},
};

impl Scores {
    pub(super) fn add_quotes(&mut self, case: Case<'_>) {
        let need = placed(items(&case.gold.annotation, "quotes"));
        let have = self.predicted(case, "quotes");
        let pairs = match_up(&need.1, &have.1, |i, j| need.1[i].shares_half(have.1[j]));
        let invented: Vec<usize> = unmatched(have.0.len(), pairs.iter().map(|p| p.1)).collect();
        let missed: Vec<usize> = unmatched(need.0.len(), pairs.iter().map(|p| p.0)).collect();
        self.quotes.found.add(pairs.len(), invented.len(), missed.len());
        for i in missed {
            let more = vec![("gold", json!(who(need.0[i])))];
            self.miss(case, "quote missed", surface(need.0[i]), more);
        }
        for j in invented {
            self.miss(case, "quote false", case.text(have.1[j]), Vec::new());
        }
        for (i, j) in pairs {
            self.add_speaker(case, need.0[i], have.0[j]);
        }
    }

    /// The speaker of a quote that was found.
    fn add_speaker(&mut self, case: Case<'_>, gold: &Value, predicted: &Value) {
        let (wanted, got) = (who(gold), who(predicted));
        let is_right = text_fits([wanted], got, false);
        self.quotes.speaker.add(is_right);
        let is_same = |field: &str| text_is_same([gold[field].as_str()], predicted[field].as_str());
        let is_exact = is_same("speaker") && (!gold["speaker"].is_null() || is_same("org"));
        self.quotes.speaker_exact.add(is_exact);
        if let Some(organisation) = gold["org"].as_str().filter(|org| !org.is_empty()) {
            let got = predicted["org"].as_str();
            self.quotes.organisation.add(text_fits([Some(organisation)], got, true));
        }
        if !is_right {
            let more = vec![("gold", json!(wanted)), ("predicted", json!(got))];
            self.miss(case, "quote speaker", surface(gold), more);
        }
    }
}

/// Who speaks: the speaker, or the organisation where there is none.
fn who(quote: &Value) -> Option<&str> {
    let named = |field: &str| quote[field].as_str().filter(|name| !name.is_empty());
    named("speaker").or_else(|| named("org"))
}
