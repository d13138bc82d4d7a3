//! What was computed how, in words and settings: for people who look at a workbook or a page
//! without the program at hand.

mod index;
mod run;

use index::{across, adjustments, article, interval, looking_back, voice};
use run::{companies, days, input, program, publication, sentence, stories, themes};
use serde_json::Value;

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::write) struct Paragraph {
    /// What it is about, in a few words: `Sentiment`, `Days`.
    pub heading: &'static str,
    /// Whole sentences.
    pub text: String,
}

/// The method of the run whose `run.json` is given, with the settings that it had.
pub(in crate::write) fn method(manifest: &Value) -> Vec<Paragraph> {
    let settings = &manifest["settings"];
    let indices = Indices(settings["index"].as_array().map_or(&[], Vec::as_slice));
    let paragraph = |heading, text: String| Paragraph { heading, text };
    let mut paragraphs = vec![
        paragraph("Program", program(manifest)),
        paragraph("Input", input(manifest)),
        paragraph("Publication", publication(settings)),
        paragraph("Days", days(settings)),
        paragraph("Themes", themes(manifest)),
        paragraph("Sentiment of a sentence", sentence(&settings["weighing"])),
        paragraph("Score of an article", indices.say(article)),
        paragraph("Stories", stories(settings) + " " + &indices.say(voice)),
        paragraph("Sentiment of a day", indices.say(across)),
        paragraph("Uncertainty", indices.say(interval)),
        paragraph("Earlier days", indices.say(looking_back)),
        paragraph("Source effects and shrinkage", indices.say(adjustments)),
        paragraph("Volume and novelty", VOLUME.to_owned()),
        paragraph("Companies", companies(manifest)),
        paragraph("Notes on cells", NOTES.to_owned()),
        paragraph("Null and zero", NULL.to_owned()),
        paragraph("Claims", CLAIMS.to_owned()),
        paragraph("Conflicts", CONFLICTS.to_owned()),
        paragraph("Proof", PROOF.to_owned()),
    ];
    if let [_, _, ..] = indices.0 {
        let names = indices.0.iter().map(name_of).collect::<Vec<_>>().join(", ");
        let text = format!(
            "The run computed {} indices: {names}. Where they differ, what holds for each is said \
             by its name.",
            indices.0.len()
        );
        paragraphs.insert(6, paragraph("Indices", text));
    }
    paragraphs
}

const VOLUME: &str = "buzz is the share of the day's stories, on any theme or none, that bear the \
                      theme (stories over day_stories). novelty is the share of the articles of a \
                      cell that are the first to tell their story. sources counts publishers; all \
                      articles whose publisher is not known count as one.";

const NOTES: &str = "no_news: no article bears the theme that day. copies_only: only copies of \
                     stories of other days, which weigh nothing. single_story: one story, so \
                     there is no interval. too_few: two to four stories, so the interval is wide \
                     and rests on little. undated: the articles without a known day; they stand \
                     apart from all days and take no part in what looks back.";

const NULL: &str = "No news is null (an empty cell), never 0; neutral news is 0. A figure is also \
                    null where there is too little to say: an interval of one story, a z-score \
                    without enough earlier days. Themes have a row for every day on which the \
                    archive has any article, from the first day that they appear on; days on \
                    which the archive has no article have no row.";

const CLAIMS: &str = "A claim is a quantity that a story asserts; plain dates, names with \
                      numbers, list numbers and boilerplate are none. value is fully scaled ($3.5 \
                      billion is 3500000000); a change has its magnitude, and direction carries \
                      the sign. undefined marks figures of which the text never says what they \
                      measure: they take part in nothing. A figure that an article says again is \
                      one claim, and repeats says how often it does.";

const CONFLICTS: &str = "A conflict is a measure, with its period and unit, for which different \
                         stories (or one article) give figures that cannot both be right, \
                         rounding and words such as \"about\" and \"over\" taken into account. \
                         disagree: they exclude one another. stale: they hold for different days, \
                         and the older one was right then. within_article: one article gives \
                         both. Forecasts, ranks, prices of open markets and values far apart are \
                         left out: the rules would rather miss a conflict than cry wolf.";

const PROOF: &str = "The contributions of the articles of a cell add up to its sentiment. No \
                     figure of a day uses anything published later. `newsvane verify DIR` proves \
                     both from the tables, and that the counts add up; the same input, settings \
                     and version give the same bytes.";

/// The indices of a run, the default one first.
struct Indices<'a>(&'a [Value]);

impl Indices<'_> {
    /// What `words` says of each; once where it says the same of all.
    fn say(&self, words: impl Fn(&Value) -> String) -> String {
        let said: Vec<String> = self.0.iter().map(&words).collect();
        match said.first() {
            None => words(&Value::Null),
            Some(first) if said.iter().all(|other| other == first) => first.clone(),
            Some(_) => {
                let each = self
                    .0
                    .iter()
                    .zip(&said)
                    .map(|(index, said)| format!("In the index {}: {said}", name_of(index)));
                each.collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// How an index is called here.
fn name_of(index: &Value) -> String {
    index["name"].as_str().map_or_else(|| "without a name".to_owned(), |name| format!("`{name}`"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(paragraphs: &[Paragraph], heading: &str) -> String {
        paragraphs.iter().find(|p| p.heading == heading).map(|p| p.text.clone()).unwrap_or_default()
    }

    /// An index as `run.json` repeats its settings.
    fn index(name: Option<&str>, headline: f64) -> Value {
        json!({
            "name": name, "within": "mean", "headline": headline, "across": "equal", "story": "original", "source-effects": false,
            "smoothing": "half-life(days=5)", "smoothing-of": "articles", "smoothing-days": 30, "z-days": 60, "z-least": 20,
            "interval": "t", "shrink": false, "periods": "month", "shares": null,
        })
    }

    fn manifest(indices: &[Value]) -> Value {
        json!({
            "newsvane": "0.1.0", "build": "b", "schema_version": 1, "lexicons": "l", "config": "c", "themes": ["ai"],
            "counts": {"seen": 1_234, "analysed": 1_230, "duplicates": 4},
            "settings": {
                "undated": "bucket",
                "weighing": {"conditional": 0.5, "question": 0.15, "watch": 0.0, "hawkish": "unfavourable"},
                "zone": "UTC", "story-window": 7, "index": indices,
            },
        })
    }

    #[test]
    fn it_says_what_the_settings_are() {
        let said = method(&manifest(&[index(None, 2.0)]));
        assert!(
            text(&said, "Input")
                .starts_with("1,234 seen = 1,230 analysed + 4 duplicates + 0 rejected")
        );
        assert!(text(&said, "Days").contains("zone UTC"));
        assert!(text(&said, "Sentiment of a sentence").contains("weighs 0.5, "));
        assert!(
            text(&said, "Earlier days").contains("half-life(days=5)"),
            "{}",
            text(&said, "Earlier days")
        );
        assert!(
            text(&said, "Stories").contains("within 7 days")
                && text(&said, "Stories").contains("weight 0")
        );
        assert!(text(&said, "Companies").starts_with("No entities are listed"));
        assert!(said.iter().all(|p| !p.text.contains("null,") && p.text.ends_with('.')));
    }

    #[test]
    fn indices_that_differ_are_told_apart() {
        let said = method(&manifest(&[index(None, 2.0), index(Some("wide"), 3.0)]));
        let article = text(&said, "Score of an article");
        assert!(
            article.contains("In the index without a name:")
                && article.contains("In the index `wide`:"),
            "{article}"
        );
        assert!(!text(&said, "Uncertainty").contains("In the index"));
        assert!(text(&said, "Indices").contains("2 indices"));
    }

    #[test]
    fn it_says_which_companies_have_an_index() {
        let mut manifest = manifest(&[index(None, 2.0)]);
        manifest["settings"]["entities"] = json!("all");
        manifest["counts"]["companies"] = json!(2_345);
        let said = text(&method(&manifest), "Companies");
        assert!(said.starts_with("2,345 companies have an index"), "{said}");
        assert!(said.contains("also those that a text alone tells of"), "{said}");
    }

    #[test]
    fn a_manifest_without_settings_is_no_harm() {
        assert!(!method(&Value::Null).is_empty());
    }
}
