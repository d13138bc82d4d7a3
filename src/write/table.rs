//! The tables and their columns: the public contract (DESIGN.md section 4).

/// Version of the tables' columns and meanings, written to `run.json`. It grows by one whenever a
/// column is renamed, removed or changes its meaning; columns added at the end leave it.
pub const SCHEMA_VERSION: u32 = 1;

/// What the cells of a column hold; any cell may be null instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Words of an article or of the program.
    Text,
    /// A whole number.
    Int,
    /// A measured number.
    Float,
    /// An exact number.
    Decimal,
    /// `true` or `false`.
    Bool,
    /// A day.
    Day,
}

/// One table of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// One row per theme and day.
    ThemeDays,
    /// One row per theme, day and article.
    Contributions,
    /// One row per theme and week, month or quarter.
    ThemePeriods,
    /// One row per theme, day and publisher.
    ThemeSources,
    /// One row per theme and day: how much is written, by publishers' standardised shares.
    ThemeShares,
    /// One row per article.
    Articles,
    /// One row per sentence and theme.
    Mentions,
    /// One row per claim.
    Claims,
    /// One row per attributed statement.
    Quotes,
    /// One row per span taken out by cleaning.
    Removed,
    /// One row per article and theme that it bears: what `index` reads.
    ArticleThemes,
    /// One row per article: by what near-duplicates are found.
    Sketches,
    /// One row per measure on which sources differ.
    Conflicts,
    /// One row per input not analysed, or problem with one that was.
    Rejects,
}

impl Table {
    /// All tables, in the order in which people read them.
    pub const ALL: [Self; 14] = [
        Self::ThemeDays,
        Self::Contributions,
        Self::ThemePeriods,
        Self::ThemeSources,
        Self::ThemeShares,
        Self::Articles,
        Self::Mentions,
        Self::Claims,
        Self::Conflicts,
        Self::Quotes,
        Self::Removed,
        Self::ArticleThemes,
        Self::Sketches,
        Self::Rejects,
    ];

    /// The tables of an index; each further index has its own.
    pub const OF_INDEX: [Self; 4] =
        [Self::ThemeDays, Self::Contributions, Self::ThemePeriods, Self::ThemeShares];

    /// Its name: the stem of its file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThemeDays => "theme_days",
            Self::Contributions => "contributions",
            Self::ThemePeriods => "theme_periods",
            Self::ThemeSources => "theme_sources",
            Self::ThemeShares => "theme_shares",
            Self::ArticleThemes => "article_themes",
            Self::Sketches => "sketches",
            Self::Conflicts => "conflicts",
            Self::Articles => "articles",
            Self::Mentions => "mentions",
            Self::Claims => "claims",
            Self::Quotes => "quotes",
            Self::Removed => "removed",
            Self::Rejects => "rejects",
        }
    }

    /// Its columns.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a list")]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::ThemeDays => &[
                "theme",
                "day",
                "articles",
                "stories",
                "sources",
                "sentences",
                "n_eff",
                "sentiment",
                "std_error",
                "ci_low",
                "ci_high",
                "dispersion",
                "positive",
                "neutral",
                "negative",
                "day_stories",
                "buzz",
                "novelty",
                "sentiment_smoothed",
                "z_score",
                "note",
                "sentiment_shrunk",
            ],
            Self::Contributions => {
                &["theme", "day", "article_id", "story_id", "weight", "sentiment", "contribution"]
            }
            Self::ThemeSources => {
                &["theme", "day", "source", "articles", "stories", "source_stories", "share"]
            }
            Self::ThemeShares => &["theme", "day", "index", "sources", "is_point_in_time"],
            Self::ThemePeriods => &[
                "theme",
                "period",
                "first_day",
                "last_day",
                "sentiment",
                "stories",
                "days",
                "null_days",
            ],
            Self::ArticleThemes => &[
                "article_id",
                "theme",
                "sentiment",
                "hits",
                "density",
                "positive",
                "neutral",
                "negative",
                "headline_weight",
                "headline_score",
                "body_weight",
                "body_score",
            ],
            Self::Conflicts => &[
                "subject_id",
                "subject",
                "metric",
                "kind",
                "unit",
                "period",
                "period_start",
                "period_end",
                "as_of",
                "low",
                "high",
                "spread",
                "relative_spread",
                "sources",
                "articles",
                "stories",
                "claims",
                "verdict",
                "note",
            ],
            Self::Sketches => &[
                "article_id",
                "source",
                "published",
                "published_precision",
                "content_hash",
                "words",
                "sketch",
                "first_seen",
            ],
            Self::Articles => &[
                "article_id",
                "locator",
                "source",
                "url",
                "title",
                "published",
                "first_seen",
                "truncated",
                "published_precision",
                "published_evidence",
                "day",
                "language",
                "words",
                "boilerplate_share",
                "sentiment",
                "themes",
                "story_id",
                "story_similarity",
                "is_original",
                "sentiment_model",
                "model_agreement",
            ],
            Self::Mentions => &[
                "article_id",
                "in",
                "char_start",
                "char_end",
                "section",
                "theme",
                "cues",
                "sentiment",
                "label",
                "modality",
                "speaker",
                "text",
                "sentiment_model",
                "label_model",
                "agreement",
            ],
            Self::Claims => &[
                "article_id",
                "claim_id",
                "in",
                "char_start",
                "char_end",
                "surface",
                "value",
                "value_hi",
                "unit",
                "of",
                "qualifier",
                "direction",
                "kind",
                "subject",
                "subject_id",
                "metric",
                "period",
                "period_start",
                "period_end",
                "as_of",
                "modality",
                "speaker",
                "themes",
                "sentiment",
                "prior_value",
                "change_derived",
                "undefined",
                "repeats",
                "rule",
                "sentence",
            ],
            Self::Quotes => &[
                "article_id",
                "in",
                "char_start",
                "char_end",
                "speaker",
                "org",
                "role",
                "direct",
                "sentiment",
                "themes",
                "text",
            ],
            Self::Removed => &["article_id", "in", "char_start", "char_end", "reason", "text"],
            Self::Rejects => &["locator", "stage", "reason", "detail", "bytes"],
        }
    }
    /// What each of its columns holds.
    #[must_use]
    pub const fn kinds(self) -> &'static [Kind] {
        use Kind::{Bool, Day, Decimal, Float, Int, Text};
        match self {
            Self::ThemeDays => &[
                Text, Day, Int, Int, Int, Int, Float, Float, Float, Float, Float, Float, Float,
                Float, Float, Int, Float, Float, Float, Float, Text, Float,
            ],
            Self::Contributions => &[Text, Day, Text, Text, Float, Float, Float],
            Self::Conflicts => &[
                Text, Text, Text, Text, Text, Text, Day, Day, Day, Decimal, Decimal, Decimal,
                Float, Text, Int, Int, Text, Text, Text,
            ],
            Self::ThemeSources => &[Text, Day, Text, Int, Int, Int, Float],
            Self::ThemeShares => &[Text, Day, Float, Int, Bool],
            Self::ThemePeriods => &[Text, Text, Day, Day, Float, Int, Int, Int],
            Self::ArticleThemes => {
                &[Text, Text, Float, Int, Float, Int, Int, Int, Float, Float, Float, Float]
            }
            Self::Sketches => &[Text, Text, Text, Text, Text, Int, Text, Text],
            Self::Articles => &[
                Text, Text, Text, Text, Text, Text, Text, Bool, Text, Text, Day, Text, Int, Float,
                Float, Text, Text, Float, Bool, Float, Float,
            ],
            Self::Mentions => &[
                Text, Text, Int, Int, Text, Text, Text, Float, Text, Text, Text, Text, Float, Text,
                Bool,
            ],
            Self::Claims => &[
                Text, Text, Text, Int, Int, Text, Decimal, Decimal, Text, Text, Text, Text, Text,
                Text, Text, Text, Text, Day, Day, Day, Text, Text, Text, Text, Decimal, Decimal,
                Bool, Int, Text, Text,
            ],
            Self::Quotes => &[Text, Text, Int, Int, Text, Text, Text, Bool, Float, Text, Text],
            Self::Removed => &[Text, Text, Int, Int, Text, Text],
            Self::Rejects => &[Text, Text, Text, Text, Int],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_kind() {
        for table in Table::ALL {
            assert_eq!(table.columns().len(), table.kinds().len(), "{}", table.name());
        }
    }
}
