//! The nouns that the stages share. Imports nothing of the crate.

mod analysis;
mod article;
mod claim;
mod document;
mod entity;
mod id;
mod mention;
mod model_tone;
mod normal_form;
mod number;
#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
pub(crate) mod pos;
mod quote;
mod reject;
#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
pub(crate) mod resolution;
mod sentence;
mod sketch;
mod span;
mod statement;
#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
pub(crate) mod syntax;
mod theme_day;
mod token_range;

pub use analysis::{Analysis, DocumentTheme};
pub use article::{Article, DateEvidence, DateOrder, DateOrigin};
pub use claim::{Claim, ClaimKind, Direction, Qualifier, Quantity, QuantityKind, Relation};
pub use document::{Block, BlockKind, Document, Precision, Published, Removed, Section};
pub use entity::{
    Entity, EntityKind, EntityMention, EntitySentiment, Reference, ReferenceRule, Salience,
};
pub use id::{ArticleId, ClaimId, IdError};
pub use mention::{ActedOn, Label, Mention, Score, ThemeId, TraceStep};
pub use model_tone::{ModelTone, ModelTones};
pub use normal_form::{Forecaster, MetricKind, NormalForm, NormalPeriod, PeriodKind};
pub(crate) use number::{fixed, significant};
pub(crate) use pos::Pos;
pub use quote::Quote;
pub use reject::{Reason, Reject};
pub(crate) use resolution::Resolution;
pub use sentence::{Modality, Sentence};
pub use sketch::{Sketch, SketchError, SketchSample};
pub use span::{CharMap, Span};
pub(crate) use statement::Statement;
pub use statement::{NotAStatement, StanceValues, Unweighed};
pub(crate) use syntax::{Clause, ClauseRelation, NounPhrase, Syntax, VerbForm, VerbGroup};
pub(crate) use theme_day::{
    ArticleEntity, ArticleFacts, ArticleStatements, ArticleTheme, Assignment, Contribution,
    Weighable,
};
pub use theme_day::{Bearing, EntityDay, EntityKey, IndexDay, Note, StoryOf, ThemeDay, ThemeSums};
pub use token_range::TokenRange;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Pipeline;

    #[test]
    fn an_analysis_survives_serialisation() {
        let text = "Oskarra posts a loss\n\nMINNEAPOLIS, July 2, 2026 - Oskarra's net loss widened \
                    by 4% to $3.5 million in June, chief executive Ann Low said.";
        let article = Article::from_text("one", text).with_date("2026-07-02T09:30:00-05:00");
        let analysis = Pipeline::builder().build().unwrap().analyze(&article);
        let written = serde_json::to_string(&(&article, &analysis)).unwrap();
        let read: (Article, Analysis) = serde_json::from_str(&written).unwrap();
        assert_eq!(format!("{read:?}"), format!("{:?}", (&article, &analysis)));
        assert!(!analysis.claims.is_empty() && analysis.document.published.offset.is_some());
    }

    #[test]
    fn serialised_names_are_those_of_the_tables() {
        let names = json!([
            [QuantityKind::BasisPoint.as_str(), QuantityKind::DateRange.as_str()],
            [Qualifier::AtLeast.as_str(), Direction::Flat.as_str(), ClaimKind::Share.as_str()],
            [Label::Positive.as_str(), Modality::Conditional.as_str(), Section::Faq.as_str()],
            [Precision::Instant.as_str(), DateOrigin::Byline.as_str(), Note::SingleStory.as_str()],
            [Reason::UnknownFormat.as_str(), DateOrder::MonthFirst.as_str()],
        ]);
        let serialised = json!([
            [QuantityKind::BasisPoint, QuantityKind::DateRange],
            [json!(Qualifier::AtLeast), json!(Direction::Flat), json!(ClaimKind::Share)],
            [json!(Label::Positive), json!(Modality::Conditional), json!(Section::Faq)],
            [json!(Precision::Instant), json!(DateOrigin::Byline), json!(Note::SingleStory)],
            [json!(Reason::UnknownFormat), json!(DateOrder::MonthFirst)],
        ]);
        assert_eq!(names, serialised);
    }
}
