//! The figures as an object, by the paths of `score_gold.py --json`.

use serde_json::{Map, Value, json};

use super::{
    count::{Answers, CLAIM_FIELDS, Found, KINDS},
    score::{Scores, THEMES},
};

const FOUND: [&str; 6] = ["precision", "recall", "f1", "tp", "fp", "fn"];
const ANSWERS: [&str; 3] = ["accuracy", "correct", "of"];

impl Scores {
    /// All figures, by the paths of `score_gold.py --json`.
    #[must_use]
    pub fn json(&self) -> Value {
        let (claims, quotes, entities) = (&self.claims, &self.quotes, &self.entities);
        json!({
            "articles": self.articles,
            "strict": self.is_strict,
            "published": with(
                self.published.json(),
                [
                    ("dated", self.published_dated.json()),
                    ("undated", self.published_undated.json()),
                ],
            ),
            "boilerplate_chars": self.boilerplate.json(),
            "themes": self.themes_json(),
            "polarity": self.polarity_json(),
            "document_themes": with(
                self.document_themes.json(),
                [("spurious", json!(self.spurious_document_themes))],
            ),
            "claims": claims.found.json(),
            "claim_fields": fields(&claims.fields),
            "claims_without_undefined": {
                "recall": claims.defined.json(),
                "fields": fields(&claims.defined_fields),
            },
            "undefined_flag": claims.undefined_flag.json(),
            "claims_whole": claims.whole.json(),
            "claim_prior": claims.prior_value.json(),
            "claim_subject_exact": claims.subject_exact.json(),
            "quotes": with(
                quotes.found.json(),
                [
                    ("speaker", quotes.speaker.json()),
                    ("speaker_exact", quotes.speaker_exact.json()),
                    ("org", quotes.organisation.json()),
                ],
            ),
            "entities": with(
                KINDS.iter().zip(&entities.found).map(|(kind, f)| (*kind, f.json())).collect(),
                [
                    ("polarity", entities.polarity.json()),
                    ("person_org", entities.person_organisation.json()),
                ],
            ),
            "entity_sentences": with(
                entities.sentences.json(),
                [("polarity", entities.sentence_polarity.json())],
            ),
            "per_doc": self.per_document,
            "warnings": self.warnings,
        })
    }

    fn themes_json(&self) -> Value {
        let mut all = Found::default();
        self.themes.iter().for_each(|found| all.absorb(*found));
        let figures = THEMES.iter().zip(&self.themes).map(|(theme, found)| (*theme, found.json()));
        with(figures.collect(), [("all", all.json())])
    }

    fn polarity_json(&self) -> Value {
        let mut all = Answers::default();
        self.polarity.iter().for_each(|answers| all.absorb(*answers));
        let figures = THEMES.iter().zip(&self.polarity).filter(|(_, answers)| answers.all > 0);
        with(
            figures.map(|(theme, answers)| (*theme, answers.json())).collect(),
            [("all", all.json()), ("confusion", json!(self.confusion))],
        )
    }
}

/// The object with further members.
fn with<const N: usize>(mut object: Value, more: [(&str, Value); N]) -> Value {
    if let Some(object) = object.as_object_mut() {
        object.extend(more.map(|(name, value)| (name.to_owned(), value)));
    }
    object
}

fn fields(answers: &[Answers]) -> Map<String, Value> {
    let figures = CLAIM_FIELDS.iter().zip(answers);
    figures.map(|(field, answers)| ((*field).to_owned(), answers.json())).collect()
}

/// Whether [`Scores::json`] can have a number at this path.
pub(super) fn is_path(path: &str) -> bool {
    let parts: Vec<&str> = path.split('.').collect();
    let is_theme = |theme: &str| theme == "all" || THEMES.contains(&theme);
    match parts.as_slice() {
        ["articles"] | ["document_themes", "spurious"] => true,
        ["boilerplate_chars" | "claims" | "quotes" | "entity_sentences", figure] => {
            FOUND.contains(figure)
        }
        ["themes", theme, figure] => is_theme(theme) && FOUND.contains(figure),
        ["polarity", theme, figure] => is_theme(theme) && ANSWERS.contains(figure),
        [
            "published"
            | "document_themes"
            | "undefined_flag"
            | "claims_whole"
            | "claim_prior"
            | "claim_subject_exact",
            figure,
        ]
        | ["published", "dated" | "undated", figure]
        | ["quotes", "speaker" | "speaker_exact" | "org", figure]
        | ["entities", "polarity" | "person_org", figure]
        | ["entity_sentences", "polarity", figure]
        | ["claims_without_undefined", "recall", figure] => ANSWERS.contains(figure),
        ["entities", kind, figure] => KINDS.contains(kind) && FOUND.contains(figure),
        ["claim_fields", field, figure] | ["claims_without_undefined", "fields", field, figure] => {
            CLAIM_FIELDS.contains(field) && ANSWERS.contains(figure)
        }
        ["per_doc", _, .., figure] => ["themes_f1", "claims_f1"].contains(figure),
        _ => false,
    }
}
