//! What the columns of the tables mean, in a line each: for headers that explain themselves.

use super::Table;

/// What a column means; `None` where the table is not explained here or has no such column.
pub(super) fn column_note(table: Table, column: &str) -> Option<&'static str> {
    notes(table).iter().find(|(name, _)| *name == column).map(|(_, note)| *note)
}

const fn notes(table: Table) -> &'static [(&'static str, &'static str)] {
    match table {
        Table::ThemeDays => THEME_DAYS,
        Table::Contributions => CONTRIBUTIONS,
        Table::Articles => ARTICLES,
        Table::Mentions => MENTIONS,
        Table::Claims => CLAIMS,
        Table::Conflicts => CONFLICTS,
        Table::Quotes => QUOTES,
        Table::Rejects => REJECTS,
        _ => &[],
    }
}

const THEME_DAYS: &[(&str, &str)] = &[
    ("theme", "Id of the theme; a dot leads to a branch of it."),
    ("day", "Day of the calendar in use; empty for articles without a known day."),
    ("articles", "Articles that bear the theme, copies included."),
    ("stories", "Stories among them that weigh anything: n."),
    ("sources", "Publishers."),
    ("sentences", "Sentences that bear the theme, in the articles that weigh anything."),
    ("n_eff", "Effective number of stories: (Σw)²/Σw²."),
    (
        "sentiment",
        "Weighted mean over the stories, -1 (unfavourable) to 1 (favourable). Empty: no news, \
         which is not 0.",
    ),
    ("std_error", "Standard error of the sentiment, over stories."),
    ("ci_low", "Lower end of the 95 % interval; empty with one story."),
    ("ci_high", "Upper end of the 95 % interval; empty with one story."),
    ("dispersion", "Standard deviation between the stories."),
    ("positive", "Share of the sentences that are favourable."),
    ("neutral", "Share of the sentences that are neither."),
    ("negative", "Share of the sentences that are unfavourable."),
    ("day_stories", "Stories of the day on any theme or none: the denominator of buzz."),
    ("buzz", "Share of the day's stories that bear the theme."),
    ("novelty", "Share of the articles that are the first to tell their story."),
    (
        "sentiment_smoothed",
        "Mean of this day and earlier ones, the older the less; the scheme is in Method.",
    ),
    (
        "z_score",
        "Distance from the mean of earlier days with news, in their standard deviations; empty \
         with too few of them.",
    ),
    (
        "note",
        "What to know before using the row: no_news, copies_only, single_story, too_few (two to \
         four stories), undated.",
    ),
    (
        "sentiment_shrunk",
        "Sentiment drawn towards earlier days, the more the fewer the stories; empty unless it \
         was asked for.",
    ),
];

const CONTRIBUTIONS: &[(&str, &str)] = &[
    ("theme", "Theme of the cell."),
    ("day", "Day of the cell; empty for articles without a known day."),
    ("article_id", "The article, as in all tables."),
    ("story_id", "The story that it tells: the id of the article that told it first."),
    ("weight", "Weight in the cell; the weights of a cell add up to 1, copies weigh 0."),
    ("sentiment", "What the article says of the theme, -1 to 1."),
    ("contribution", "Weight times sentiment; those of a cell add up to its sentiment."),
];

const ARTICLES: &[(&str, &str)] = &[
    ("article_id", "Id of the article, the same from any format of input."),
    ("locator", "Where the article was read: file, and line or record where it holds several."),
    ("source", "Publisher."),
    ("url", "Address of the article."),
    ("title", "Headline."),
    ("published", "Time of publication in UTC; a bare day, month or year where no more is known."),
    ("first_seen", "When a crawler or collector met it first."),
    ("truncated", "Whether the story ends early (a teaser, a paywall)."),
    ("published_precision", "How exactly publication is known: instant, day, month, year, none."),
    ("published_evidence", "The words that tell the time of publication."),
    (
        "day",
        "Day of the calendar of the run on which the article counts; empty where it is not known.",
    ),
    ("language", "Language of the story."),
    ("words", "Words of the story without boilerplate."),
    ("boilerplate_share", "Share of the text that cleaning took out."),
    ("sentiment", "Sentiment of the whole article, -1 to 1."),
    ("themes", "Themes that the article bears."),
    ("story_id", "Id of the article that told the story first."),
    (
        "story_similarity",
        "Share of the shorter telling that stands in the longer; 1 for originals.",
    ),
    ("is_original", "Whether the article told its story first."),
    (
        "sentiment_model",
        "Mean over its sentences by a scorer of your own, -1 to 1; empty without one.",
    ),
    (
        "model_agreement",
        "Share of its sentences to which that scorer and the rules give the same label.",
    ),
];

const MENTIONS: &[(&str, &str)] = &[
    ("article_id", "Id of the article."),
    ("in", "Where the offsets count: in the text, or in a separate title."),
    ("char_start", "Offset of the sentence's first character."),
    ("char_end", "Offset behind its last character."),
    ("section", "Part of the article: headline, takeaways, body ..."),
    ("theme", "Theme that the sentence bears; it has a row for each."),
    ("cues", "The words by which it bears the theme."),
    ("sentiment", "What the sentence says of the theme, -1 to 1."),
    ("label", "positive, neutral or negative."),
    ("modality", "actual, forecast, conditional or target."),
    ("speaker", "Who says so."),
    ("text", "The sentence."),
    (
        "sentiment_model",
        "What a scorer of your own says of the sentence, -1 to 1; empty without one.",
    ),
    ("label_model", "Its label: positive, neutral or negative."),
    ("agreement", "Whether its label is that of the rules."),
];

const CLAIMS: &[(&str, &str)] = &[
    ("article_id", "Id of the article."),
    ("claim_id", "Id of the claim: the article's and a number in the order of the text."),
    ("in", "Where the offsets count: in the text, or in a separate title."),
    ("char_start", "Offset of the number's first character."),
    ("char_end", "Offset behind its last character."),
    ("surface", "The number as the text has it, with sign, currency, magnitude and unit."),
    (
        "value",
        "The number, fully scaled (3.5 billion is 3500000000); of a range the lower end. A change \
         has its magnitude.",
    ),
    ("value_hi", "Upper end of a range."),
    (
        "unit",
        "percent, percentage_point, basis_point, a currency (ISO 4217), index_point, multiple, \
         count ...",
    ),
    ("of", "What a count counts."),
    ("qualifier", "exact, about, over, under, at_least or at_most."),
    (
        "direction",
        "up, down or flat; empty for what did not move. It carries the sign of a change.",
    ),
    ("kind", "change (by how much), level (how high), share, count, rank, duration or target."),
    ("subject", "What is measured."),
    ("subject_id", "Id of what is measured, where the lexicon or your universe has it."),
    ("metric", "What is measured of it: revenue, earnings per share, closing level ..."),
    ("period", "The words that bound its time."),
    ("period_start", "First day that they mean, as seen from the day of publication."),
    ("period_end", "Last day that they mean."),
    ("as_of", "The day that the figure holds for, where the period is one day."),
    ("modality", "actual, forecast, conditional or target."),
    ("speaker", "Who says so."),
    ("themes", "Themes that the sentence bears."),
    ("sentiment", "Which way the sentence speaks of what is measured."),
    ("prior_value", "The value that it moved from, where the text gives both."),
    ("change_derived", "(value - prior_value) / prior_value."),
    (
        "undefined",
        "TRUE where the text never says what the number measures; such claims count nowhere.",
    ),
    ("repeats", "How often the article says it again."),
    ("rule", "How the number stands: move, level, origin or undefined."),
    ("sentence", "The sentence; of a very long one the words around the number."),
];

const CONFLICTS: &[(&str, &str)] = &[
    ("subject_id", "Id of what is measured."),
    ("subject", "What is measured."),
    ("metric", "What is measured of it."),
    ("kind", "change, level, share, count or duration."),
    ("unit", "What the values are counted in."),
    ("period", "The words that bound its time."),
    ("period_start", "First day of the period."),
    ("period_end", "Last day of the period."),
    ("as_of", "The latest day that one of the figures holds for."),
    ("low", "The lowest figure."),
    ("high", "The highest figure."),
    ("spread", "What lies between them."),
    ("relative_spread", "The spread over the larger of the two."),
    ("sources", "Publishers that take part."),
    ("articles", "Articles that take part."),
    ("stories", "Stories that take part."),
    ("claims", "The claims, from the lowest to the highest."),
    (
        "verdict",
        "disagree: they exclude one another. stale: they hold for different days. within_article: \
         one article gives both.",
    ),
    ("note", "The figures as the texts have them, and their days."),
];

const QUOTES: &[(&str, &str)] = &[
    ("article_id", "Id of the article."),
    ("in", "Where the offsets count: in the text, or in a separate title."),
    ("char_start", "Offset of the first character."),
    ("char_end", "Offset behind the last character."),
    ("speaker", "Who says so."),
    ("org", "For whom the speaker speaks."),
    ("role", "The speaker's role."),
    ("direct", "TRUE for words in quotation marks, FALSE for reported speech."),
    ("sentiment", "Mean tone of its sentences, -1 to 1."),
    ("themes", "Themes that its sentences bear."),
    ("text", "What is said."),
];

const REJECTS: &[(&str, &str)] = &[
    ("locator", "File, and line or record where it holds several."),
    ("stage", "The stage that gave up."),
    (
        "reason",
        "What went wrong, as a code. broken_encoding: the article was analysed all the same.",
    ),
    ("detail", "What exactly, and what was expected."),
    ("bytes", "Bytes of input concerned."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explained_tables_are_explained_whole() {
        let mut explained = 0;
        for table in Table::ALL.into_iter().filter(|table| !notes(*table).is_empty()) {
            let names: Vec<&str> = notes(table).iter().map(|(name, _)| *name).collect();
            assert_eq!(names, table.columns(), "{}", table.name());
            assert!(
                notes(table).iter().all(|(_, note)| note.len() < 250),
                "{}: a note is too long for a header",
                table.name()
            );
            explained += 1;
        }
        assert_eq!(explained, 8);
    }
}
