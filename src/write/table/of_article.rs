//! The tables that list something of articles, in their order.

use super::{
    Columns,
    columns::{ArticleThemes, Claims, Entities, EntityMentions, Mentions, Quotes},
};

/// A table that lists something of articles, in their order.
pub(crate) trait OfArticle: Columns {
    /// The column with the id of the article.
    const ARTICLE_ID: Self;
}

/// Their ids of articles are in a column of that name.
macro_rules! of_article {
    ($($table:ident),+) => {
        $(impl OfArticle for $table {
            const ARTICLE_ID: Self = Self::ArticleId;
        })+
    };
}

of_article!(ArticleThemes, Claims, Entities, EntityMentions, Mentions, Quotes);
