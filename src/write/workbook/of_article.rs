//! Tables that list something of articles, in their order.

use crate::write::table::{
    Columns,
    columns::{Claims, Mentions, Quotes},
};

/// Such a table.
pub(super) trait OfArticle: Columns {
    /// The column with the id of the article.
    const ARTICLE_ID: Self;
}

impl OfArticle for Claims {
    const ARTICLE_ID: Self = Self::ArticleId;
}

impl OfArticle for Mentions {
    const ARTICLE_ID: Self = Self::ArticleId;
}

impl OfArticle for Quotes {
    const ARTICLE_ID: Self = Self::ArticleId;
}
