//! What was computed how, in words and settings: for people who look at a workbook or a page
//! without the program at hand.

use serde_json::Value;

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// What it is about, in a few words: `Sentiment`, `Days`.
    pub heading: &'static str,
    /// Whole sentences.
    pub text: String,
}

/// The method of the run whose `run.json` is given, with the settings that it had.
pub(super) fn method(manifest: &Value) -> Vec<Paragraph> {
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

fn program(manifest: &Value) -> String {
    let text = |key: &str| manifest[key].as_str().unwrap_or("unknown").to_owned();
    let count = manifest["lexicon_files"].as_object().map_or(0, serde_json::Map::len);
    format!(
        "newsvane {} (build {}), tables of schema version {}. Everything rests on rules and on \
         {count} lexicon files with the hash {}; no model is trained. The settings have the hash \
         {}.",
        text("newsvane"),
        text("build"),
        manifest["schema_version"],
        text("lexicons"),
        text("config"),
    )
}

fn input(manifest: &Value) -> String {
    let count = |key: &str| grouped(manifest["counts"][key].as_u64().unwrap_or(0));
    format!(
        "{} seen = {} analysed + {} duplicates + {} rejected + {} skipped. A duplicate equals an \
         earlier record in every field. What was rejected stands in Rejects with its reason; \
         skipped are hidden files, configuration and annotations. Of the analysed, {} are copies \
         of another article's story and {} have no known day. Only articles in English are \
         analysed; boilerplate (adverts, sign-offs, navigation) is taken out before anything is \
         counted.",
        count("seen"),
        count("analysed"),
        count("duplicates"),
        count("rejects"),
        count("skipped"),
        count("copies"),
        count("undated"),
    )
}

fn publication(settings: &Value) -> String {
    let undated = match settings["undated"].as_str().unwrap_or("bucket") {
        "bucket" => "Articles without a known day are gathered in a row without a day.".to_owned(),
        "skip" => "Articles without a known day are left out of the index.".to_owned(),
        "mtime" => "Articles without evidence of their day got the day of their file's last \
                    change."
            .to_owned(),
        day => format!("Articles without evidence of their day got the day {day}."),
    };
    let order = match settings["date-order"].as_str() {
        Some(order) => format!(" Days such as 03/04/2026 were read in the order {order}."),
        None => String::new(),
    };
    format!(
        "The time of publication is the most specific of the record's own, the page's, the \
         byline's or dateline's and that of the file's name; published_evidence has the words. \
         {undated}{order}"
    )
}

fn days(settings: &Value) -> String {
    let Some(calendar) = settings["calendar"].as_str() else {
        let zone = settings["zone"].as_str().unwrap_or("UTC");
        return format!(
            "Days are civil days of the zone {zone}; an article counts on the day of its \
             publication."
        );
    };
    let cut_off = match settings["cutoff"].as_str() {
        Some(time) => format!("the close of the session, or {time} where that is earlier"),
        None => "the close of the session".to_owned(),
    };
    let embargo = match settings["embargo"].as_u64() {
        None | Some(0) => String::new(),
        Some(minutes) => format!(", less {minutes} minutes"),
    };
    let only = if settings["date-only"] == "same" {
        "on that day's session"
    } else {
        "on the next session, because it may have come after the close"
    };
    let known = if settings["undated"].as_str() == Some("skip") {
        ""
    } else {
        " Undated articles belong to no session."
    };
    format!(
        "Days are sessions of the exchange {calendar}. An article after the cut-off \
         ({cut_off}{embargo}), on a weekend or on a holiday counts on the next session. An \
         article of which only the day is known counts {only}.{known}"
    )
}

fn themes(manifest: &Value) -> String {
    let themes = manifest["themes"].as_array().map_or(0, Vec::len);
    format!(
        "{themes} themes form a tree by their ids: what bears macro.rates bears macro. A sentence \
         bears a theme when it is about it by the words of the theme's file. An article bears it \
         with two such sentences, with one in the headline, or with one where it has at most five \
         sentences; articles that merely touch a theme do not count for it, though their \
         sentences are listed."
    )
}

fn sentence(weighing: &Value) -> String {
    let number = |key: &str| weighing[key].to_string();
    let stance = match weighing["hawkish"].as_str() {
        Some("neutral") => "have no sign",
        Some("favourable") => "are favourable, as for holders of the currency",
        _ => "are unfavourable, as for holders of stocks and bonds",
    };
    format!(
        "Scores run from -1 (unfavourable) to 1 (favourable) for an investor exposed to the \
         theme. They are composed by rules: a direction acts on what moves (\"sales rose\", \
         \"losses narrowed\"), negators and degrees act within their clause, the main clause \
         outweighs reasons and concessions, and comparisons of numbers count. A conditional \
         statement weighs {}, a question that can be answered by yes or no {}, watch words {}. \
         Higher rates and hawkish talk {stance}.",
        number("conditional"),
        number("question"),
        number("watch"),
    )
}

fn article(index: &Value) -> String {
    match index["within"].as_str().unwrap_or("mean") {
        "zero-damped" => "The sum of the scores of its theme sentences over the signed ones and \
                          √ln(1 + the neutral ones), at most 1 (Rinker 2019)."
            .to_owned(),
        "net-share" => "The favourable theme sentences less the unfavourable ones, over all of \
                        them."
            .to_owned(),
        "relative" => "The favourable theme sentences less the unfavourable ones, over these two \
                       (Lowe et al. 2011); 0 where none has a side."
            .to_owned(),
        _ => format!(
            "The mean over the sentences that bear the theme; one of the headline weighs {}, a \
             repeated one counts once, a conditional one less.",
            index["headline"]
        ),
    }
}

fn stories(settings: &Value) -> String {
    format!(
        "Near-duplicates (copies, cut or lightly rewritten) within {} days are one story, told \
         first by the earliest article. A story counts on the day of its original.",
        settings["story-window"]
    )
}

fn voice(index: &Value) -> String {
    match index["story"].as_str().unwrap_or("original") {
        "mean" => "The mean of the tellings of a day speaks for the story.",
        "each" => "Every telling speaks for itself.",
        _ => {
            "The original alone speaks for its story; copies stand in Contributions with weight 0."
        }
    }
    .to_owned()
}

fn across(index: &Value) -> String {
    let scheme = index["across"].as_str().unwrap_or("equal");
    let weights = match scheme.split('(').next().unwrap_or(scheme) {
        "equal" => "All weigh alike.".to_owned(),
        "relevance" => "Each weighs by its relevance: cue hits per 200 words over 5, half more \
                        where the headline bears the theme, at most 1."
            .to_owned(),
        "confidence" => "Each weighs by the largest share of its theme sentences that agree on a \
                         side (favourable, neither, unfavourable)."
            .to_owned(),
        "proportional" => "Each weighs by its length in words.".to_owned(),
        "inverse-proportional" => "Each weighs by one over its length in words.".to_owned(),
        "novelty" => "Each weighs 0.75^k as the k-th further telling of its story within 24 hours."
            .to_owned(),
        _ => format!("Each weighs by the scheme {scheme} (Ardia et al. 2021)."),
    };
    format!(
        "The weighted mean of what the stories of the day say. {weights} n_eff is (Σw)²/Σw², \
         dispersion the standard deviation between stories."
    )
}

fn interval(index: &Value) -> String {
    match index["interval"].as_str().unwrap_or("t") {
        "bootstrap" => "ci_low and ci_high bound the middle 95 % of 1,000 resamples of the \
                        stories, the same in every run; below some ten stories they are too \
                        narrow."
            .to_owned(),
        _ => "ci_low and ci_high are a 95 % interval by Student's t over the stories of the day, \
              within [-1, 1]."
            .to_owned(),
    }
}

fn looking_back(index: &Value) -> String {
    let scheme = index["smoothing"].as_str().unwrap_or("half-life(days=5)");
    let is_decay = scheme.starts_with("half-life") || scheme.starts_with("dnsi");
    let window = if is_decay {
        String::new()
    } else {
        format!(" over {} days of the calendar", index["smoothing-days"])
    };
    let unit =
        if index["smoothing-of"].as_str() == Some("days") || !is_decay { "day" } else { "story" };
    format!(
        "sentiment_smoothed is the weighted mean {scheme}{window} of this day and earlier ones, \
         each {unit} counting once; it is null on days without news. z_score is the distance of a \
         day's sentiment from the mean of the days with news among the {} days before it, in \
         their standard deviations; it needs {} of them and never looks at the day itself.",
        index["z-days"], index["z-least"],
    )
}

fn adjustments(index: &Value) -> String {
    let effects = if index["source-effects"].as_bool() == Some(true) {
        "Scores are taken less what their publisher usually says beyond the others, from earlier \
         days only (Shapiro, Sudhof and Wilson)."
    } else {
        "What publishers usually say is not taken off their scores."
    };
    let shrunk = if index["shrink"].as_bool() == Some(true) {
        "sentiment_shrunk draws the day towards the mean of earlier days, the more the fewer its \
         stories: (n_eff s + k μ)/(n_eff + k), k being the variance within days over that between \
         days."
    } else {
        "sentiment_shrunk was not asked for and is empty."
    };
    format!("{effects} {shrunk}")
}

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

/// A count with commas between thousands.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
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
    fn a_manifest_without_settings_is_no_harm() {
        assert!(!method(&Value::Null).is_empty());
    }
}
