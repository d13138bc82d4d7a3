//! The tables of the index: those of themes and those of companies have the same columns after their
//! keys.

use super::{Columns, column_group, table};

/// A table of an index, of whatever its cells are: the columns after its keys are those of the table
/// of themes.
pub(crate) trait IndexTable: Columns {
    /// The table of themes.
    type Themes: Columns;
    /// Columns that tell what a row is of: an id, and perhaps what it is called. Themes have the id.
    const KEYS: usize = Self::ALL.len() - Self::Themes::ALL.len() + 1;

    /// The column with the id.
    fn key() -> Self {
        Self::ALL[0]
    }

    /// The column with what it is called.
    fn name() -> Option<Self> {
        (Self::KEYS > 1).then(|| Self::ALL[1])
    }

    /// The column that is called as one of the table of themes.
    fn of(column: Self::Themes) -> Self {
        Self::ALL[column.position() + Self::KEYS - 1]
    }
}

/// Tables of companies, each with the table of themes that it is like.
macro_rules! of_index {
    ($($themes:ident: $companies:ident),+) => {
        $(
            impl IndexTable for $themes {
                type Themes = Self;
            }

            impl IndexTable for $companies {
                type Themes = $themes;
            }
        )+
    };
}

of_index!(
    ThemeDays: EntityDays,
    Contributions: EntityContributions,
    ThemePeriods: EntityPeriods
);

column_group!($ company {
    /// Id of the company, as in `entities`.
    EntityId: Code = "entity_id";
    /// What it is called.
    Name: Text = "name";
});

column_group!($ cell {
    /// Day of the calendar in use; empty for articles without a known day.
    Day: Option<Day> = "day";
    /// Articles about it, copies included.
    Articles: Int = "articles";
    /// Stories among them that weigh anything: n.
    Stories: Int = "stories";
    /// Publishers.
    Sources: Int = "sources";
    /// Sentences about it, in the articles that weigh anything.
    Sentences: Int = "sentences";
    /// Effective number of stories: (Σw)²/Σw².
    NEff: Option<Float> = "n_eff";
    /// Weighted mean over the stories, -1 (unfavourable) to 1 (favourable). Empty: no news,
    /// which is not 0.
    Sentiment: Option<Float> = "sentiment";
    /// Standard error of the sentiment, over stories.
    StdError: Option<Float> = "std_error";
    /// Lower end of the 95 % interval; empty with one story.
    CiLow: Option<Float> = "ci_low";
    /// Upper end of the 95 % interval; empty with one story.
    CiHigh: Option<Float> = "ci_high";
    /// Standard deviation between the stories.
    Dispersion: Option<Float> = "dispersion";
    /// Share of the sentences that are favourable.
    Positive: Option<Float> = "positive";
    /// Share of the sentences that are neither.
    Neutral: Option<Float> = "neutral";
    /// Share of the sentences that are unfavourable.
    Negative: Option<Float> = "negative";
    /// Stories of the day on anything: the denominator of buzz.
    DayStories: Int = "day_stories";
    /// Share of the day's stories that are about it.
    Buzz: Option<Float> = "buzz";
    /// Share of the articles that are the first to tell their story.
    Novelty: Option<Float> = "novelty";
    /// Mean of this day and earlier ones, the older the less; the scheme is in Method.
    SentimentSmoothed: Option<Float> = "sentiment_smoothed";
    /// Distance from the mean of earlier days with news, in their standard deviations; empty
    /// with too few of them.
    ZScore: Option<Float> = "z_score";
    /// What to know before using the row: `no_news`, `copies_only`, `single_story`, `too_few`
    /// (two to four stories), `undated`.
    Note: Option<Code> = "note";
    /// Sentiment drawn towards earlier days, the more the fewer the stories; empty unless it
    /// was asked for.
    SentimentShrunk: Option<Float> = "sentiment_shrunk";
    /// Balance of the words of state (robust, crisis), weighted as the sentiment, -1 to 1; it follows
    /// levels where the sentiment follows movements.
    Mood: Option<Float> = "mood";
});

column_group!($ contribution {
    /// Day of the cell; empty for articles without a known day.
    Day: Option<Day> = "day";
    /// The article, as in all tables.
    ArticleId: Code = "article_id";
    /// The story that it tells: the id of the article that told it first.
    StoryId: Code = "story_id";
    /// Weight in the cell; the weights of a cell add up to 1, copies weigh 0.
    Weight: Float = "weight";
    /// What the article says, -1 to 1.
    Sentiment: Float = "sentiment";
    /// Weight times sentiment; those of a cell add up to its sentiment.
    Contribution: Float = "contribution";
});

column_group!($ period {
    /// Name of the period: 2026-W27, 2026-07, 2026-Q3, 2026.
    Period: Code = "period";
    /// Its first day.
    FirstDay: Day = "first_day";
    /// Its last day; before its end the row is not final.
    LastDay: Day = "last_day";
    /// Mean of the days, weighted by their stories, -1 to 1; empty without news.
    Sentiment: Option<Float> = "sentiment";
    /// Stories of the days with a figure.
    Stories: Int = "stories";
    /// Days with a figure.
    Days: Int = "days";
    /// Days in the table of days without one.
    NullDays: Int = "null_days";
    /// Standard error of the mean over all stories of the period; empty for one story.
    StdError: Option<Float> = "std_error";
    /// Lower end of the 95 % interval over all stories of the period; empty for one.
    CiLow: Option<Float> = "ci_low";
    /// Upper end.
    CiHigh: Option<Float> = "ci_high";
    /// Effective number of its stories, as in the table of days; empty without news.
    NEff: Option<Float> = "n_eff";
    /// Distance from the mean of earlier periods with news, in their standard deviations; empty
    /// with too few of them.
    ZScore: Option<Float> = "z_score";
    /// Mean mood of the days, weighted by their stories.
    Mood: Option<Float> = "mood";
});

table! {
    /// One row per theme and day.
    ThemeDays = "theme_days" {
        /// Id of the theme; a dot leads to a branch of it.
        Theme: Code = "theme";
        ..cell;
    }
}

table! {
    /// One row per company and day with an article about it: a day without a row is one without news.
    EntityDays = "entity_days" {
        ..company;
        ..cell;
    }
}

table! {
    /// One row per theme, day and article.
    Contributions = "contributions" {
        /// Theme of the cell.
        Theme: Code = "theme";
        ..contribution;
    }
}

table! {
    /// One row per company, day and article.
    EntityContributions = "entity_contributions" {
        /// Company of the cell, as in `entities`.
        EntityId: Code = "entity_id";
        ..contribution;
    }
}

table! {
    /// One row per theme and week, month, quarter or year.
    ThemePeriods = "theme_periods" {
        /// Id of the theme.
        Theme: Code = "theme";
        ..period;
    }
}

table! {
    /// One row per company and week, month, quarter or year with an article about it.
    EntityPeriods = "entity_periods" {
        ..company;
        ..period;
    }
}

table! {
    /// One row per theme, day and publisher.
    ThemeSources = "theme_sources" {
        /// Id of the theme.
        Theme: Code = "theme";
        /// Day of the calendar in use; empty for articles without a known day.
        Day: Option<Day> = "day";
        /// Publisher; empty where it is not known.
        Source: Option<Text> = "source";
        /// Its articles that bear the theme, copies included.
        Articles: Int = "articles";
        /// Stories among them.
        Stories: Int = "stories";
        /// Stories of the publisher that day on any theme or none.
        SourceStories: Int = "source_stories";
        /// Share of these that bear the theme.
        Share: Option<Float> = "share";
    }
}

table! {
    /// One row per theme and day: how much is written, by publishers' standardised shares.
    ThemeShares = "theme_shares" {
        /// Id of the theme.
        Theme: Code = "theme";
        /// Day of the calendar in use.
        Day: Day = "day";
        /// Mean over publishers of their shares of stories on the theme, each standardised, scaled
        /// to a mean of 100.
        ShareIndex: Float = "share_index";
        /// Publishers that take part.
        Sources: Int = "sources";
        /// Whether the row was final on its day; FALSE where it was scaled by later days.
        IsPointInTime: Bool = "is_point_in_time";
    }
}
