//! What holds for an index: articles, stories and days to its figures.

use serde_json::Value;

pub(super) fn article(index: &Value) -> String {
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

pub(super) fn voice(index: &Value) -> String {
    match index["story"].as_str().unwrap_or("original") {
        "mean" => "The mean of the tellings of a day speaks for the story.",
        "each" => "Every telling speaks for itself.",
        _ => {
            "The original alone speaks for its story; copies stand in Contributions with weight 0."
        }
    }
    .to_owned()
}

pub(super) fn across(index: &Value) -> String {
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

pub(super) fn interval(index: &Value) -> String {
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

pub(super) fn looking_back(index: &Value) -> String {
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

pub(super) fn adjustments(index: &Value) -> String {
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
