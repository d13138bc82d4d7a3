//! Predictions against gold annotations: what `score_gold.py` counts, in its order.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    Gold,
    count::{Answers, ClaimScores, EntityScores, Found, QuoteScores},
    gold::items,
    matching::CharRange,
};

/// Themes that are judged; branches and other themes in a prediction are not.
pub(super) const THEMES: [&str; 3] = ["ai", "macro", "biotech"];

/// One thing that a prediction got wrong.
#[derive(Debug)]
pub struct Miss {
    /// The id of the article.
    pub id: String,
    /// What kind of thing: `claim missed`, `polarity macro`, ...
    pub what: String,
    /// The words concerned.
    pub text: String,
    /// Further fields by name.
    pub more: Vec<(&'static str, Value)>,
}

impl Miss {
    /// The miss as `score_gold.py --json --misses` has it.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut object = Map::new();
        object.insert("id".into(), json!(self.id));
        object.insert("what".into(), json!(self.what));
        object.insert("text".into(), json!(self.text));
        object.extend(self.more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        Value::Object(object)
    }
}

/// All counts over the articles scored so far.
#[derive(Debug, Default)]
pub struct Scores {
    pub(super) is_strict: bool,
    pub(super) articles: usize,
    pub(super) published: Answers,
    pub(super) published_dated: Answers,
    pub(super) published_undated: Answers,
    pub(super) boilerplate: Found,
    pub(super) themes: [Found; THEMES.len()],
    pub(super) polarity: [Answers; THEMES.len()],
    pub(super) confusion: BTreeMap<String, usize>,
    pub(super) document_themes: Answers,
    pub(super) spurious_document_themes: usize,
    pub(super) claims: ClaimScores,
    pub(super) quotes: QuoteScores,
    pub(super) entities: EntityScores,
    pub(super) per_document: BTreeMap<String, Value>,
    pub(super) warnings: BTreeMap<&'static str, usize>,
    /// What went wrong, article by article.
    pub misses: Vec<Miss>,
}

/// One article under judgement.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) gold: &'a Gold,
    /// `None` where there is none for this article.
    pub(super) prediction: Option<&'a Value>,
}

impl Case<'_> {
    pub(super) fn text(&self, range: CharRange) -> String {
        self.gold
            .text
            .get(range.start..range.end.min(self.gold.text.len()))
            .unwrap_or_default()
            .iter()
            .collect()
    }

    /// What is at `range` where its numbers count bytes, as some programs do by mistake.
    fn bytes(&self, range: CharRange) -> Option<String> {
        let text: String = self.gold.text.iter().collect();
        text.get(range.start..range.end).map(str::to_owned)
    }

    /// `range` in brackets with 45 scalars on both sides, blanks made single.
    pub(super) fn context(&self, range: CharRange) -> String {
        let around = 45;
        let before =
            self.text(CharRange { start: range.start.saturating_sub(around), end: range.start });
        let after = self.text(CharRange { start: range.end, end: range.end + around });
        let text = format!("{before}[{}]{after}", self.text(range));
        let mut out = String::with_capacity(text.len());
        for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
            if c != ' ' || !out.ends_with(' ') {
                out.push(c);
            }
        }
        out
    }
}

/// Annotated items beside their ranges.
pub(super) type ItemsWithRanges<'a> = (Vec<&'a Value>, Vec<CharRange>);

pub(super) fn placed<'a>(items: impl IntoIterator<Item = &'a Value>) -> ItemsWithRanges<'a> {
    items.into_iter().filter_map(|item| CharRange::of(item).map(|range| (item, range))).unzip()
}

impl Scores {
    /// Nothing scored yet; with `is_strict` optional gold items are required.
    #[must_use]
    pub fn new(is_strict: bool) -> Self {
        Self { is_strict, ..Self::default() }
    }

    /// Scores one article; without a prediction it counts as empty.
    pub fn add(&mut self, gold: &Gold, prediction: Option<&Value>) {
        let case = Case { gold, prediction };
        self.articles += 1;
        if prediction.is_none() {
            self.warn("article_without_prediction");
        }
        self.add_published(case);
        self.add_boilerplate(case);
        let themes = self.add_themes(case);
        self.add_document_themes(case);
        let claims = self.add_claims(case);
        self.add_quotes(case);
        self.add_entities(case);
        self.per_document
            .insert(gold.id.clone(), json!({"themes_f1": themes.f1(), "claims_f1": claims.f1()}));
    }

    pub(super) fn miss(
        &mut self,
        case: Case<'_>,
        what: impl Into<String>,
        text: impl Into<String>,
        more: Vec<(&'static str, Value)>,
    ) {
        self.misses.push(Miss {
            id: case.gold.id.clone(),
            what: what.into(),
            text: text.into(),
            more,
        });
    }

    pub(super) fn warn(&mut self, what: &'static str) {
        *self.warnings.entry(what).or_default() += 1;
    }

    /// The items of a list of the prediction that have a range.
    pub(super) fn predicted<'a>(&mut self, case: Case<'a>, list: &str) -> ItemsWithRanges<'a> {
        let all = case.prediction.map_or(&[][..], |p| items(p, list));
        let found = placed(all);
        (found.0.len()..all.len()).for_each(|_| self.warn("no_span"));
        for (item, range) in found.0.iter().zip(&found.1) {
            if item["surface"].as_str().is_some_and(|surface| surface != case.text(*range)) {
                let is_in_bytes = case.bytes(*range).as_deref() == item["surface"].as_str();
                self.warn(if is_in_bytes { "byte_offsets" } else { "surface_differs" });
            }
        }
        found
    }
}

pub(super) fn is_true(item: &Value, field: &str) -> bool {
    item[field].as_bool() == Some(true)
}

pub(super) fn surface(item: &Value) -> &str {
    item["surface"].as_str().unwrap_or_default()
}

/// The indices below `len` that are not among `matched`.
pub(super) fn unmatched(
    len: usize,
    matched: impl Iterator<Item = usize>,
) -> impl Iterator<Item = usize> {
    let mut is_free = vec![true; len];
    matched.for_each(|n| is_free[n] = false);
    (0..len).filter(move |&n| is_free[n])
}
