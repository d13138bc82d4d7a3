//! What holds for a run as a whole: its input, its days and how a sentence is scored.

use serde_json::Value;

pub(super) fn program(manifest: &Value) -> String {
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

pub(super) fn input(manifest: &Value) -> String {
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

pub(super) fn publication(settings: &Value) -> String {
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

pub(super) fn days(settings: &Value) -> String {
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

pub(super) fn themes(manifest: &Value) -> String {
    let themes = manifest["themes"].as_array().map_or(0, Vec::len);
    format!(
        "{themes} themes form a tree by their ids: what bears macro.rates bears macro. A sentence \
         bears a theme when it is about it by the words of the theme's file. An article bears it \
         with two such sentences, with one in the headline, or with one where it has at most five \
         sentences; articles that merely touch a theme do not count for it, though their \
         sentences are listed."
    )
}

pub(super) fn companies(manifest: &Value) -> String {
    let which = match manifest["settings"]["entities"].as_str() {
        Some("lexicon") => "those that the lexicon or the universe of the run knows",
        Some("all") => {
            "those that the lexicon or the universe of the run knows, and also those that a text \
             alone tells of"
        }
        _ => return "No entities are listed, and no company has an index.".to_owned(),
    };
    format!(
        "{} companies have an index: {which}. A sentence is about a company that it names or \
         refers to, unless the company only judges, hosts or carries the story; it is scored for a \
         holder of the shares. Every article with such a sentence counts, weighed, told apart from \
         copies and smoothed as for themes. A company has a row for each day with an article about \
         it; a day without a row is a day without news.",
        grouped(manifest["counts"]["companies"].as_u64().unwrap_or(0)),
    )
}

pub(super) fn sentence(weighing: &Value) -> String {
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

pub(super) fn stories(settings: &Value) -> String {
    format!(
        "Near-duplicates (copies, cut or lightly rewritten) within {} days are one story, told \
         first by the earliest article. A story counts on the day of its original.",
        settings["story-window"]
    )
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
