//! Which prediction answers which gold item: the rules of `score_gold.py`.

use std::collections::BTreeSet;

use serde_json::Value;

/// A stretch of the text, in Unicode scalars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CharRange {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl CharRange {
    /// The range of an annotated item; `None` where it has none.
    pub(super) fn of(item: &Value) -> Option<Self> {
        let range =
            Self { start: item["start"].as_u64()? as usize, end: item["end"].as_u64()? as usize };
        (range.start < range.end).then_some(range)
    }

    const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub(super) fn overlap(self, other: Self) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// Whether they share at least half of the shorter one.
    pub(super) fn shares_half(self, other: Self) -> bool {
        let shorter = self.len().min(other.len());
        shorter > 0 && 2 * self.overlap(other) >= shorter
    }

    /// Intersection over union.
    fn likeness(self, other: Self) -> f64 {
        let both = self.overlap(other);
        both as f64 / (self.len() + other.len() - both).max(1) as f64
    }
}

/// Maximum one-to-one matching that prefers large overlap: pairs of indices into `gold` and
/// `predicted`, by gold index.
///
/// Augmenting paths (Kuhn's algorithm); gold items with the best candidate go first, each tries its
/// best candidate first.
pub(super) fn match_up(
    gold: &[CharRange],
    predicted: &[CharRange],
    fits: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let candidates: Vec<Vec<usize>> = gold
        .iter()
        .enumerate()
        .map(|(i, range)| {
            let mut own: Vec<usize> = (0..predicted.len()).filter(|&j| fits(i, j)).collect();
            own.sort_by(|&a, &b| {
                range.likeness(predicted[b]).total_cmp(&range.likeness(predicted[a]))
            });
            own
        })
        .collect();
    let best = |i: usize| candidates[i].first().map_or(0.0, |&j| gold[i].likeness(predicted[j]));
    let mut order: Vec<usize> = (0..gold.len()).collect();
    order.sort_by(|&a, &b| best(b).total_cmp(&best(a)));
    let mut owner = vec![None; predicted.len()];
    for i in order {
        place(i, &candidates, &mut owner, &mut vec![false; predicted.len()]);
    }
    let mut pairs: Vec<(usize, usize)> =
        owner.iter().enumerate().filter_map(|(j, i)| i.map(|i| (i, j))).collect();
    pairs.sort_unstable();
    pairs
}

fn place(
    i: usize,
    candidates: &[Vec<usize>],
    owner: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for &j in &candidates[i] {
        if std::mem::replace(&mut seen[j], true) {
            continue;
        }
        let is_free = match owner[j] {
            None => true,
            Some(other) => place(other, candidates, owner, seen),
        };
        if is_free {
            owner[j] = Some(i);
            return true;
        }
    }
    false
}

/// The words of `text` in lower case, without possessive `'s`, and without articles where
/// `drop_articles`.
fn words(text: &str, drop_articles: bool) -> Vec<String> {
    let chars: Vec<char> = text.to_lowercase().chars().collect();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = Vec::new();
    let mut word = String::new();
    let mut at = 0;
    while at <= chars.len() {
        let is_possessive = matches!(chars.get(at), Some('\'' | '’'))
            && chars.get(at + 1) == Some(&'s')
            && !chars.get(at + 2).is_some_and(|&c| is_word(c));
        match chars.get(at) {
            // the removal joins nothing: what follows is no word character
            Some(_) if is_possessive => at += 1,
            Some(&c) if is_word(c) => word.push(c),
            _ if !word.is_empty() => out.push(std::mem::take(&mut word)),
            _ => {}
        }
        at += 1;
    }
    out.retain(|w| !(drop_articles && matches!(w.as_str(), "the" | "a" | "an")));
    out
}

/// F1 of the words that two texts share, as multisets.
fn word_f1(a: &str, b: &str, drop_articles: bool) -> f64 {
    let (a, mut b) = (words(a, drop_articles), words(b, drop_articles));
    if a.is_empty() || b.is_empty() {
        return if a == b { 1.0 } else { 0.0 };
    }
    let total = a.len() + b.len();
    let mut shared = 0;
    for word in a {
        if let Some(n) = b.iter().position(|w| *w == word) {
            b.swap_remove(n);
            shared += 1;
        }
    }
    2.0 * f64::from(shared) / total as f64
}

/// Whether a predicted text is as good as one of the accepted ones: half of the words shared, or
/// both missing.
pub(super) fn text_fits<'a>(
    accepted: impl IntoIterator<Item = Option<&'a str>>,
    predicted: Option<&str>,
    drop_articles: bool,
) -> bool {
    accepted.into_iter().any(|gold| match (gold, predicted) {
        (None, None) => true,
        (Some(gold), Some(predicted)) => word_f1(gold, predicted, drop_articles) >= 0.5,
        _ => false,
    })
}

/// Whether a predicted text has the words of one of the accepted ones, articles and capitals apart.
pub(super) fn text_is_same<'a>(
    accepted: impl IntoIterator<Item = Option<&'a str>>,
    predicted: Option<&str>,
) -> bool {
    let predicted = predicted.filter(|text| !text.is_empty());
    accepted.into_iter().any(|gold| match (gold, predicted) {
        (None, None) => true,
        (Some(gold), Some(predicted)) => words(gold, true) == words(predicted, true),
        _ => false,
    })
}

/// Pairs of entities: one of their surfaces is the same, or their names share most words.
pub(super) fn match_names(gold: &[&Value], predicted: &[&Value]) -> Vec<(usize, usize)> {
    let name = |entity: &Value| entity["name"].as_str().unwrap_or_default().to_owned();
    let surfaces = |entity: &Value| -> BTreeSet<String> {
        let others = entity["surfaces"].as_array().into_iter().flatten();
        std::iter::once(&entity["name"])
            .chain(others)
            .filter_map(Value::as_str)
            .filter(|surface| !surface.is_empty())
            .map(|surface| words(surface, true).join(" "))
            .collect()
    };
    let is_same = |a: &Value, b: &Value| {
        !surfaces(a).is_disjoint(&surfaces(b)) || word_f1(&name(a), &name(b), true) >= 0.67
    };
    let mut is_used = vec![false; predicted.len()];
    let mut pairs = Vec::new();
    for (i, entity) in gold.iter().enumerate() {
        let free = (0..predicted.len()).find(|&j| !is_used[j] && is_same(entity, predicted[j]));
        if let Some(j) = free {
            is_used[j] = true;
            pairs.push((i, j));
        }
    }
    pairs
}

/// Whether two values agree in magnitude; the direction carries the sign.
pub(super) fn value_fits(gold: &Value, predicted: &Value) -> bool {
    let number = |v: &Value| v.as_f64().or_else(|| v.as_str().and_then(|s| s.parse().ok()));
    match (gold.is_null(), predicted.is_null()) {
        (true, true) => true,
        (false, false) => match (number(gold), number(predicted)) {
            (Some(a), Some(b)) => (a.abs() - b.abs()).abs() <= 1e-6 * a.abs().max(b.abs()),
            _ => false,
        },
        _ => false,
    }
}

/// `+`, `-` or `0`, in the ways in which predictions write it.
pub(super) fn polarity(value: Option<&Value>) -> Option<&'static str> {
    match value? {
        Value::Number(n) => n.as_f64().map(|n| {
            if n > 0.0 {
                "+"
            } else if n < 0.0 {
                "-"
            } else {
                "0"
            }
        }),
        Value::String(word) => match word.trim().to_lowercase().as_str() {
            "+" | "pos" | "positive" | "+1" | "1" => Some("+"),
            "-" | "−" | "neg" | "negative" | "-1" => Some("-"),
            "0" | "neutral" => Some("0"),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const fn at(start: usize, end: usize) -> CharRange {
        CharRange { start, end }
    }

    #[test]
    fn best_overlap_goes_first() {
        let gold = [at(0, 10), at(10, 20)];
        let predicted = [at(0, 20), at(9, 20)];
        let pairs = match_up(&gold, &predicted, |i, j| gold[i].shares_half(predicted[j]));
        assert_eq!(pairs, [(0, 0), (1, 1)]);
    }

    #[test]
    fn an_earlier_choice_gives_way_so_that_more_are_matched() {
        let gold = [at(0, 10), at(2, 10)];
        let predicted = [at(0, 10), at(0, 4)];
        // the first gold item takes the first prediction, which is the only one that fits the
        // second
        let pairs = match_up(&gold, &predicted, |i, j| i == 0 || j == 0);
        assert_eq!(pairs, [(0, 1), (1, 0)]);
    }

    #[test]
    fn a_second_prediction_for_one_item_stays_unmatched() {
        let gold = [at(0, 10)];
        let predicted = [at(0, 8), at(0, 10)];
        assert_eq!(match_up(&gold, &predicted, |i, j| gold[i].shares_half(predicted[j])), [(0, 1)]);
    }

    #[test]
    fn texts_fit_by_half_of_their_words() {
        assert!(text_fits([Some("the Russell 2000")], Some("Russell 2000 index"), true));
        assert!(text_fits([Some("Fed’s chair")], Some("Fed chair"), false));
        assert!(!text_fits([Some("year-to-date")], Some("this year so far"), false));
        assert!(text_fits([Some("chips"), None], None, false));
        assert!(!text_fits([None], Some("chips"), false));
    }

    #[test]
    fn values_agree_in_magnitude() {
        assert!(value_fits(&json!(-0.82), &json!(0.82)));
        assert!(value_fits(&json!(null), &json!(null)));
        assert!(!value_fits(&json!(3), &json!(null)));
        assert!(!value_fits(&json!(3), &json!(3.1)));
    }

    #[test]
    fn polarity_in_all_spellings() {
        assert_eq!(polarity(Some(&json!("positive"))), Some("+"));
        assert_eq!(polarity(Some(&json!("−"))), Some("-"));
        assert_eq!(polarity(Some(&json!(-0.2))), Some("-"));
        assert_eq!(polarity(Some(&json!(true))), None);
        assert_eq!(polarity(None), None);
    }
}
