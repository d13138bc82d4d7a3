//! The tables that list something of articles, in their order.

use super::{
    Columns,
    columns::{ArticleThemes, Claims, Entities, EntityMentions, Mentions, Quotes},
};

/// A table that lists something of articles, in their order.
pub(crate) trait ArticleListing: Columns {
    /// The column with the id of the article.
    const ARTICLE_ID: Self;
}

/// Their ids of articles are in a column of that name.
macro_rules! of_article {
    ($($table:ident),+) => {
        $(impl ArticleListing for $table {
            const ARTICLE_ID: Self = Self::ArticleId;
        })+
    };
}

of_article!(ArticleThemes, Claims, Entities, EntityMentions, Mentions, Quotes);

/// A table of what articles bear: themes or entities.
pub(crate) trait BearingTable: Columns {
    /// Cue hits.
    const HITS: Self;
    /// The same per 200 words.
    const DENSITY: Self;
    /// Sentences that are favourable, neither, unfavourable.
    const SENTENCES: [Self; 3];
    /// Weights and weighted sentiments of the headline, then of all else.
    const SUMS: [Self; 4];
    /// Sentences that settings weigh.
    const WEIGHED_STATEMENTS: Self;
    /// Balance of the words of state.
    const MOOD: Self;
}

/// Their columns are those of one group.
macro_rules! of_bearing {
    ($($table:ident),+) => {
        $(impl BearingTable for $table {
            const HITS: Self = Self::Hits;
            const DENSITY: Self = Self::Density;
            const SENTENCES: [Self; 3] = [Self::Positive, Self::Neutral, Self::Negative];
            const SUMS: [Self; 4] =
                [Self::HeadlineWeight, Self::HeadlineScore, Self::BodyWeight, Self::BodyScore];
            const WEIGHED_STATEMENTS: Self = Self::WeighedStatements;
            const MOOD: Self = Self::Mood;
        })+
    };
}

of_bearing!(ArticleThemes, Entities);
