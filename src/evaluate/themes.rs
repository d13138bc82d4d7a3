//! Theme sentences, theme by theme.

use serde_json::{Value, json};

use super::{
    count::Found,
    gold::items,
    matching::{match_up, polarity},
    score::{Case, ItemsWithRanges, Scores, THEMES, placed, surface, unmatched},
};

impl Scores {
    pub(super) fn add_themes(&mut self, case: Case<'_>) -> Found {
        let predicted = self.predicted(case, "theme_sentences");
        let mut document = Found::default();
        for n in 0..THEMES.len() {
            document.absorb(self.add_theme(case, n, &predicted));
        }
        document
    }

    /// The sentences of the nth theme.
    fn add_theme(&mut self, case: Case<'_>, n: usize, predicted: &ItemsWithRanges<'_>) -> Found {
        let theme = THEMES[n];
        let gold = items(&case.gold.annotation, "theme_sentences");
        let has_theme = |s: &&Value| s["themes"].get(theme).is_some();
        let is_strict = self.is_strict;
        let is_optional =
            |s: &&Value| !is_strict && items(s, "optional").iter().any(|o| o == theme);
        let need = placed(gold.iter().filter(has_theme).filter(|s| !is_optional(s)));
        let free = placed(gold.iter().filter(has_theme).filter(is_optional)).1;
        let have: ItemsWithRanges<'_> =
            (predicted.0.iter().copied().zip(predicted.1.iter().copied()))
                .filter(|(s, _)| has_theme(s))
                .unzip();
        let pairs = match_up(&need.1, &have.1, |i, j| need.1[i].shares_half(have.1[j]));
        let invented: Vec<usize> = unmatched(have.0.len(), pairs.iter().map(|p| p.1))
            .filter(|&j| !free.iter().any(|f| f.shares_half(have.1[j])))
            .collect();
        let missed: Vec<usize> = unmatched(need.0.len(), pairs.iter().map(|p| p.0)).collect();
        let found = Found::new(pairs.len(), invented.len(), missed.len());
        self.themes[n].absorb(found);
        for i in missed {
            let more = vec![("gold", need.0[i]["themes"][theme].clone())];
            self.miss(case, format!("theme {theme} missed"), surface(need.0[i]), more);
        }
        for j in invented {
            let more = vec![("predicted", json!(polarity(have.0[j]["themes"].get(theme))))];
            self.miss(case, format!("theme {theme} false"), case.text(have.1[j]), more);
        }
        for (i, j) in pairs {
            self.add_polarity(case, n, need.0[i], have.0[j]);
        }
        found
    }

    /// The sign of a sentence that was found.
    fn add_polarity(&mut self, case: Case<'_>, n: usize, gold: &Value, predicted: &Value) {
        let theme = THEMES[n];
        let wanted = gold["themes"][theme].as_str();
        let got = polarity(predicted["themes"].get(theme));
        let is_accepted = |sign: &str| match &gold["polarity_alt"][theme] {
            Value::Array(signs) => signs.iter().any(|s| s == sign),
            Value::String(signs) => signs.contains(sign),
            _ => false,
        };
        let is_right = wanted == got || got.is_some_and(is_accepted);
        self.polarity[n].add(is_right);
        let [wanted_text, got_text] = [wanted, got].map(|sign| sign.unwrap_or("None"));
        *self.confusion.entry(format!("gold {wanted_text} predicted {got_text}")).or_default() += 1;
        if !is_right {
            let more = vec![("gold", json!(wanted)), ("predicted", json!(got))];
            self.miss(case, format!("polarity {theme}"), surface(gold), more);
        }
    }
}
