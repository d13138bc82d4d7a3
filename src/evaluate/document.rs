//! What is judged of an article as a whole: its day, its boilerplate, its themes.

use serde_json::{Map, json};

use super::{
    gold::items,
    matching::{CharRange, polarity},
    score::{Case, Scores, THEMES, placed},
};

impl Scores {
    pub(super) fn add_published(&mut self, case: Case<'_>) {
        let gold = case.gold.annotation["published"].as_str();
        let predicted =
            case.prediction.and_then(|p| p["published"].as_str()).map(|p| p.get(..10).unwrap_or(p));
        let is_right = case.prediction.is_some() && gold == predicted;
        self.published.add(is_right);
        if gold.is_some() { &mut self.published_dated } else { &mut self.published_undated }
            .add(is_right);
        if !is_right {
            let predicted =
                if case.prediction.is_some() { predicted.unwrap_or("None") } else { "(no line)" };
            self.miss(
                case,
                "published",
                format!("gold {} predicted {predicted}", gold.unwrap_or("None")),
                Vec::new(),
            );
        }
    }

    /// Boilerplate, by non-blank character.
    pub(super) fn add_boilerplate(&mut self, case: Case<'_>) {
        let text = &case.gold.text;
        let marked = |places: &[CharRange]| {
            let mut is_marked = vec![false; text.len()];
            for place in places {
                let end = place.end.min(text.len());
                is_marked[place.start.min(end)..end].fill(true);
            }
            is_marked
        };
        let gold = marked(&placed(items(&case.gold.annotation, "boilerplate")).1);
        let predicted = marked(&self.predicted(case, "boilerplate").1);
        let which = |wanted: (bool, bool)| -> Vec<usize> {
            (0..text.len())
                .filter(|&n| (gold[n], predicted[n]) == wanted && !text[n].is_whitespace())
                .collect()
        };
        let (missed, invented) = (which((true, false)), which((false, true)));
        self.boilerplate.add(which((true, true)).len(), invented.len(), missed.len());
        for (what, chars) in [("boilerplate missed", missed), ("boilerplate false", invented)] {
            for place in runs(&chars, text) {
                self.miss(case, what, case.text(place), vec![("start", json!(place.start))]);
            }
        }
    }

    pub(super) fn add_document_themes(&mut self, case: Case<'_>) {
        let none = Map::new();
        let gold = case.gold.annotation["document_themes"].as_object().unwrap_or(&none);
        let predicted =
            case.prediction.and_then(|p| p["document_themes"].as_object()).unwrap_or(&none);
        for (theme, wanted) in gold {
            let got = polarity(predicted.get(theme));
            self.document_themes.add(wanted.as_str() == got);
            if wanted.as_str() != got {
                let text = format!(
                    "gold {} predicted {}",
                    wanted.as_str().unwrap_or("None"),
                    got.unwrap_or("None")
                );
                self.miss(case, format!("document theme {theme}"), text, Vec::new());
            }
        }
        for (theme, got) in
            predicted.iter().filter(|(t, _)| THEMES.contains(&t.as_str()) && !gold.contains_key(*t))
        {
            self.spurious_document_themes += 1;
            let text = format!("predicted {}", got.as_str().unwrap_or("None"));
            self.miss(case, format!("document theme {theme} false"), text, Vec::new());
        }
    }
}

/// Maximal runs of the characters, blanks within a line bridged.
fn runs(chars: &[usize], text: &[char]) -> Vec<CharRange> {
    let mut out: Vec<CharRange> = Vec::new();
    for &n in chars {
        match out.last_mut() {
            Some(last) if text[last.end..n].iter().all(|c| c.is_whitespace() && *c != '\n') => {
                last.end = n + 1;
            }
            _ => out.push(CharRange { start: n, end: n + 1 }),
        }
    }
    out
}
