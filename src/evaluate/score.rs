//! Predictions against gold annotations: what `score_gold.py` counts, in its order.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    Gold,
    count::{Answers, Found},
    gold::items,
    matching::{Place, match_up, polarity, text_fits, value_fits},
};

/// Fields of a claim that are judged, in the order of the table.
pub const CLAIM_FIELDS: [&str; 8] =
    ["unit", "qualifier", "direction", "kind", "modality", "period", "subject", "speaker"];
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
    is_strict: bool,
    articles: usize,
    published: Answers,
    published_dated: Answers,
    published_undated: Answers,
    boilerplate: Found,
    themes: [Found; THEMES.len()],
    polarity: [Answers; THEMES.len()],
    confusion: BTreeMap<String, usize>,
    document_themes: Answers,
    spurious_document_themes: usize,
    claims: Found,
    claim_fields: [Answers; CLAIM_FIELDS.len()],
    defined_claims: Answers,
    defined_claim_fields: [Answers; CLAIM_FIELDS.len()],
    undefined_flag: Answers,
    quotes: Found,
    quote_speakers: Answers,
    per_document: BTreeMap<String, Value>,
    warnings: BTreeMap<&'static str, usize>,
    /// What went wrong, article by article.
    pub misses: Vec<Miss>,
}

/// One article under judgement.
#[derive(Clone, Copy)]
struct Case<'a> {
    gold: &'a Gold,
    /// `None` where there is none for this article.
    prediction: Option<&'a Value>,
}

impl Case<'_> {
    fn text(&self, place: Place) -> String {
        self.gold
            .text
            .get(place.start..place.end.min(self.gold.text.len()))
            .unwrap_or_default()
            .iter()
            .collect()
    }

    /// `place` in brackets with 45 scalars on both sides, blanks made single.
    fn context(&self, place: Place) -> String {
        let around = 45;
        let before =
            self.text(Place { start: place.start.saturating_sub(around), end: place.start });
        let after = self.text(Place { start: place.end, end: place.end + around });
        let text = format!("{before}[{}]{after}", self.text(place));
        let mut out = String::with_capacity(text.len());
        for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
            if c != ' ' || !out.ends_with(' ') {
                out.push(c);
            }
        }
        out
    }
}

/// Annotated items beside their places.
type Placed<'a> = (Vec<&'a Value>, Vec<Place>);

fn placed<'a>(items: impl IntoIterator<Item = &'a Value>) -> Placed<'a> {
    items.into_iter().filter_map(|item| Place::of(item).map(|place| (item, place))).unzip()
}

impl Scores {
    /// Nothing scored yet; with `is_strict` optional gold items are required.
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
        self.per_document
            .insert(gold.id.clone(), json!({"themes_f1": themes.f1(), "claims_f1": claims.f1()}));
    }

    fn miss(
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

    fn warn(&mut self, what: &'static str) {
        *self.warnings.entry(what).or_default() += 1;
    }

    /// The items of a list of the prediction that have a place.
    fn predicted<'a>(&mut self, case: Case<'a>, list: &str) -> Placed<'a> {
        let all = case.prediction.map_or(&[][..], |p| items(p, list));
        let found = placed(all);
        (found.0.len()..all.len()).for_each(|_| self.warn("no_span"));
        for (item, place) in found.0.iter().zip(&found.1) {
            if item["surface"].as_str().is_some_and(|surface| surface != case.text(*place)) {
                self.warn("surface_differs");
            }
        }
        found
    }

    fn add_published(&mut self, case: Case<'_>) {
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
    fn add_boilerplate(&mut self, case: Case<'_>) {
        let text = &case.gold.text;
        let marked = |places: &[Place]| {
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

    /// Theme sentences, theme by theme.
    fn add_themes(&mut self, case: Case<'_>) -> Found {
        let mut document = Found::default();
        let gold = items(&case.gold.annotation, "theme_sentences");
        let all = self.predicted(case, "theme_sentences");
        for (n, theme) in THEMES.into_iter().enumerate() {
            let bears = |s: &&Value| s["themes"].get(theme).is_some();
            let is_optional =
                |s: &&Value| !self.is_strict && items(s, "optional").iter().any(|o| o == theme);
            let need = placed(gold.iter().filter(bears).filter(|s| !is_optional(s)));
            let free = placed(gold.iter().filter(bears).filter(is_optional)).1;
            let have: Placed<'_> = all
                .0
                .iter()
                .zip(&all.1)
                .filter(|(s, _)| bears(s))
                .map(|(s, place)| (*s, *place))
                .unzip();
            let pairs = match_up(&need.1, &have.1, |i, j| need.1[i].shares_half(have.1[j]));
            let invented: Vec<usize> = unmatched(have.0.len(), pairs.iter().map(|p| p.1))
                .filter(|&j| !free.iter().any(|f| f.shares_half(have.1[j])))
                .collect();
            let missed: Vec<usize> = unmatched(need.0.len(), pairs.iter().map(|p| p.0)).collect();
            self.themes[n].add(pairs.len(), invented.len(), missed.len());
            document.add(pairs.len(), invented.len(), missed.len());
            for i in missed {
                let more = vec![("gold", need.0[i]["themes"][theme].clone())];
                self.miss(case, format!("theme {theme} missed"), surface(need.0[i]), more);
            }
            for j in invented {
                let more = vec![("predicted", json!(polarity(have.0[j]["themes"].get(theme))))];
                self.miss(case, format!("theme {theme} false"), case.text(have.1[j]), more);
            }
            for (i, j) in pairs {
                let wanted = need.0[i]["themes"][theme].as_str();
                let got = polarity(have.0[j]["themes"].get(theme));
                let others = need.0[i]["polarity_alt"][theme].as_array();
                let is_right = wanted == got
                    || others.is_some_and(|others| others.iter().any(|o| o.as_str() == got));
                self.polarity[n].add(is_right);
                *self
                    .confusion
                    .entry(format!(
                        "gold {} predicted {}",
                        wanted.unwrap_or("None"),
                        got.unwrap_or("None")
                    ))
                    .or_default() += 1;
                if !is_right {
                    let more = vec![("gold", json!(wanted)), ("predicted", json!(got))];
                    self.miss(case, format!("polarity {theme}"), surface(need.0[i]), more);
                }
            }
        }
        document
    }

    fn add_document_themes(&mut self, case: Case<'_>) {
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

    fn add_claims(&mut self, case: Case<'_>) -> Found {
        let gold = items(&case.gold.annotation, "claims");
        let have = self.predicted(case, "claims");
        let is_optional = |c: &&Value| !self.is_strict && is_true(c, "optional");
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
        let mut document = Found::default();
        document.add(pairs.len(), invented.len(), missed.len());
        self.claims.absorb(document);
        for (i, claim) in need.0.iter().enumerate().filter(|(_, c)| !is_true(c, "undefined")) {
            self.defined_claims.add(!missed.contains(&i));
            debug_assert!(claim.is_object());
        }
        for i in missed {
            let there = (0..have.0.len()).filter(|&j| need.1[i].overlap(have.1[j]) > 0);
            let there: Vec<String> = there
                .map(|j| format!("{}..{}", have.0[j]["value"], have.0[j]["value_hi"]))
                .collect();
            let claim = need.0[i];
            let more = vec![
                ("gold", claim["value"].clone()),
                ("gold_hi", claim["value_hi"].clone()),
                ("predicted_there", json!(there)),
            ];
            self.miss(case, "claim missed", case.context(need.1[i]), more);
        }
        for j in invented {
            let more = vec![
                ("predicted", have.0[j]["value"].clone()),
                ("predicted_hi", have.0[j]["value_hi"].clone()),
            ];
            self.miss(case, "claim false", case.context(have.1[j]), more);
        }
        for (i, j) in pairs {
            self.add_claim_fields(case, (need.0[i], need.1[i]), have.0[j]);
        }
        document
    }

    fn add_claim_fields(
        &mut self,
        case: Case<'_>,
        (gold, place): (&Value, Place),
        predicted: &Value,
    ) {
        let is_defined = !is_true(gold, "undefined");
        for (n, field) in CLAIM_FIELDS.into_iter().enumerate() {
            let (wanted, got) = (gold[field].as_str(), predicted[field].as_str());
            let is_right = match field {
                "period" | "speaker" | "subject" => {
                    let others = items(gold, &format!("{field}_alt")).iter().map(Value::as_str);
                    text_fits(std::iter::once(wanted).chain(others), got, field == "subject")
                }
                _ => {
                    wanted.unwrap_or_default().to_lowercase()
                        == got.unwrap_or_default().to_lowercase()
                }
            };
            self.claim_fields[n].add(is_right);
            if is_defined {
                self.defined_claim_fields[n].add(is_right);
            }
            if !is_right {
                let more =
                    vec![("gold", gold[field].clone()), ("predicted", predicted[field].clone())];
                self.miss(case, format!("claim field {field}"), case.context(place), more);
            }
        }
        if !is_defined || is_true(predicted, "undefined") {
            self.undefined_flag.add(is_defined != is_true(predicted, "undefined"));
        }
    }

    fn add_quotes(&mut self, case: Case<'_>) {
        let need = placed(items(&case.gold.annotation, "quotes"));
        let have = self.predicted(case, "quotes");
        let pairs = match_up(&need.1, &have.1, |i, j| need.1[i].shares_half(have.1[j]));
        let invented: Vec<usize> = unmatched(have.0.len(), pairs.iter().map(|p| p.1)).collect();
        let missed: Vec<usize> = unmatched(need.0.len(), pairs.iter().map(|p| p.0)).collect();
        self.quotes.add(pairs.len(), invented.len(), missed.len());
        for i in missed {
            self.miss(
                case,
                "quote missed",
                surface(need.0[i]),
                vec![("gold", json!(who(need.0[i])))],
            );
        }
        for j in invented {
            self.miss(case, "quote false", case.text(have.1[j]), Vec::new());
        }
        for (i, j) in pairs {
            let (wanted, got) = (who(need.0[i]), who(have.0[j]));
            let is_right = text_fits([wanted], got, false);
            self.quote_speakers.add(is_right);
            if !is_right {
                self.miss(
                    case,
                    "quote speaker",
                    surface(need.0[i]),
                    vec![("gold", json!(wanted)), ("predicted", json!(got))],
                );
            }
        }
    }

    /// All figures, by the paths of `score_gold.py --json`.
    pub fn json(&self) -> Value {
        let with = |mut figures: Value, more: &[(&str, Value)]| {
            if let Some(object) = figures.as_object_mut() {
                object.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
            }
            figures
        };
        let fields = |answers: &[Answers]| -> Map<String, Value> {
            CLAIM_FIELDS
                .iter()
                .zip(answers)
                .map(|(field, a)| ((*field).to_owned(), a.json()))
                .collect()
        };
        let mut themes = Map::new();
        let mut polarity = Map::new();
        let (mut all_themes, mut all_polarity) = (Found::default(), Answers::default());
        for (n, theme) in THEMES.into_iter().enumerate() {
            let signs = self.polarity[n];
            themes.insert(theme.to_owned(), self.themes[n].json());
            if signs.all > 0 {
                polarity.insert(theme.to_owned(), signs.json());
            }
            all_themes.absorb(self.themes[n]);
            all_polarity.right += signs.right;
            all_polarity.all += signs.all;
        }
        themes.insert("all".to_owned(), all_themes.json());
        polarity.insert("all".to_owned(), all_polarity.json());
        polarity.insert("confusion".to_owned(), json!(self.confusion));
        json!({
            "articles": self.articles,
            "strict": self.is_strict,
            "published": with(
                self.published.json(),
                &[("dated", self.published_dated.json()), ("undated", self.published_undated.json())],
            ),
            "boilerplate_chars": self.boilerplate.json(),
            "themes": themes,
            "polarity": polarity,
            "document_themes": with(self.document_themes.json(), &[("spurious", json!(self.spurious_document_themes))]),
            "claims": self.claims.json(),
            "claim_fields": fields(&self.claim_fields),
            "claims_without_undefined": {"recall": self.defined_claims.json(), "fields": fields(&self.defined_claim_fields)},
            "undefined_flag": self.undefined_flag.json(),
            "quotes": with(self.quotes.json(), &[("speaker", self.quote_speakers.json())]),
            "per_doc": self.per_document,
            "warnings": self.warnings,
        })
    }
}

fn is_true(item: &Value, field: &str) -> bool {
    item[field].as_bool() == Some(true)
}

fn surface(item: &Value) -> &str {
    item["surface"].as_str().unwrap_or_default()
}

/// Who speaks: the speaker, or the organisation where there is none.
fn who(quote: &Value) -> Option<&str> {
    let named = |field: &str| quote[field].as_str().filter(|name| !name.is_empty());
    named("speaker").or_else(|| named("org"))
}

fn unmatched(len: usize, matched: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut is_free = vec![true; len];
    matched.for_each(|n| is_free[n] = false);
    (0..len).filter(move |&n| is_free[n])
}

/// Maximal runs of the characters, blanks within a line bridged.
fn runs(chars: &[usize], text: &[char]) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    for &n in chars {
        match out.last_mut() {
            Some(last) if text[last.end..n].iter().all(|c| c.is_whitespace() && *c != '\n') => {
                last.end = n + 1
            }
            _ => out.push(Place { start: n, end: n + 1 }),
        }
    }
    out
}
