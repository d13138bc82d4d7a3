//! One analysis to the rows of the tables that hold mentions, claims, quotes and removed spans.

use super::{
    article_cells::published_text,
    article_context::{ArticleContext, statement_cell},
    cells::{Cells, RowCells},
    entity_tables::{NameIds, entity_mention_rows, entity_rows},
    table::{
        Table,
        columns::{ArticleThemes, Claims, Mentions, Quotes, Removed, Sketches},
    },
};
use crate::model::{
    Analysis, ArticleStatements, Claim, ClaimId, Direction, Label, Quote, Relation, ThemeId,
    Weighable,
};

/// The rows of a table that is known of single articles.
/// What is wrong with an article is no part of its analysis: rejects have no rows here.
pub(crate) fn rows_of_article(
    table: Table,
    context: &ArticleContext<'_>,
    said: &ArticleStatements,
    rows: &mut impl RowCells,
) {
    match table {
        Table::Mentions => mention_rows(context, rows),
        Table::Claims => claim_rows(context, rows),
        Table::Quotes => quote_rows(context, rows),
        Table::ArticleThemes => article_theme_rows(context, &said.themes, rows),
        Table::Sketches => sketch_row(context, rows),
        Table::Removed => removed_rows(context, rows),
        Table::Entities => entity_rows(context, &said.of_entities, rows),
        Table::EntityMentions => entity_mention_rows(context, rows),
        _ => {}
    }
}

/// The rows of `mentions`.
fn mention_rows(context: &ArticleContext<'_>, rows: &mut impl RowCells) {
    let analysis = context.analysis;
    for mention in &analysis.mentions {
        let index = mention.sentence as usize;
        let Some(sentence) = analysis.sentences.get(index) else { continue };
        rows.text(Mentions::ArticleId, Some(&context.id));
        let place = [Mentions::Part, Mentions::CharStart, Mentions::CharEnd];
        context.place(sentence.span, place, rows);
        rows.text(Mentions::Section, Some(sentence.section.as_str()));
        rows.text(Mentions::Theme, Some(&context.lexicon.theme(mention.theme).id));
        rows.list(Mentions::Cues, mention.cues.iter().map(|cue| context.text(*cue)));
        rows.float(Mentions::Sentiment, Some(mention.score.value));
        rows.text(Mentions::Label, Some(mention.score.label.as_str()));
        rows.float(Mentions::Confidence, Some(mention.score.confidence));
        rows.text(Mentions::Modality, Some(mention.modality.as_str()));
        rows.text(Mentions::Speaker, context.speaker(index));
        rows.text(Mentions::Text, Some(context.text(sentence.span)));
        let model = context.model.get(index).copied().flatten();
        rows.float(Mentions::SentimentModel, model.map(|tone| tone.value));
        rows.text(Mentions::LabelModel, model.map(|tone| tone.label.as_str()));
        rows.bool(Mentions::Agreement, model.map(|tone| tone.label == mention.score.label));
        rows.float(Mentions::Mood, analysis.moods.get(index).copied());
        rows.end_row();
    }
}

/// The rows of `claims`.
fn claim_rows(context: &ArticleContext<'_>, rows: &mut impl RowCells) {
    for (number, claim) in context.analysis.claims.iter().enumerate() {
        claim_cells(context, number, claim, rows);
        rows.end_row();
    }
}

/// The cells of one claim, for its row or its annotation.
pub(super) fn claim_cells(
    context: &ArticleContext<'_>,
    number: usize,
    claim: &Claim,
    cells: &mut impl Cells,
) {
    let analysis = context.analysis;
    cells.text(Claims::ArticleId, Some(&context.id));
    cells.id(Claims::ClaimId, ClaimId { article: analysis.article_id, number: number as u32 });
    context.place(claim.span, [Claims::Part, Claims::CharStart, Claims::CharEnd], cells);
    cells.text(Claims::Surface, Some(context.text(claim.span)));
    cells.decimal(Claims::Value, Some(claim.value));
    cells.decimal(Claims::ValueHi, claim.value_hi);
    cells.text(Claims::Unit, Some(&claim.unit));
    cells.text(Claims::Counted, claim.of.as_deref());
    cells.text(Claims::Qualifier, Some(claim.qualifier.as_str()));
    cells.text(Claims::Direction, claim.direction.map(Direction::as_str));
    cells.text(Claims::Kind, Some(claim.kind.as_str()));
    cells.text(Claims::Subject, claim.subject.as_deref());
    cells.text(Claims::SubjectId, claim.subject_id.as_deref());
    cells.text(Claims::OwnerId, claim.owner_id.as_deref());
    cells.text(Claims::Metric, claim.metric.as_deref());
    cells.text(Claims::Period, claim.period.map(|period| context.text(period)));
    cells.day(Claims::PeriodStart, claim.period_start);
    cells.day(Claims::PeriodEnd, claim.period_end);
    cells.day(Claims::AsOf, claim.as_of);
    cells.text(Claims::Modality, Some(claim.modality.as_str()));
    cells.text(Claims::Speaker, claim.speaker.as_deref());
    cells.list(Claims::Themes, context.theme_ids(claim.themes.iter().copied()));
    cells.text(Claims::Label, claim.sentiment.map(Label::as_str));
    cells.decimal(Claims::PriorValue, claim.prior_value);
    cells.text(Claims::PriorPeriod, claim.prior_period.map(|period| context.text(period)));
    cells.text(Claims::Relation, claim.relation.map(Relation::as_str));
    cells.decimal(Claims::ComparedValue, claim.compared_value);
    cells.decimal(Claims::ChangeDerived, claim.change_derived);
    cells.list(Claims::Basis, claim.basis.iter().map(|code| &**code));
    cells.text(Claims::Segment, claim.segment.as_deref());
    cells.text(Claims::MeasureId, claim.measure_id.as_deref());
    cells.bool(Claims::Undefined, Some(claim.undefined));
    cells.int(Claims::Repeats, i64::from(claim.repeats));
    cells.text(Claims::Rule, Some(&claim.rule));
    let sentence = analysis.sentences.get(claim.sentence as usize);
    let sentence = sentence.map(|sentence| context.sentence_around(claim.span, sentence.span));
    cells.text(Claims::Sentence, sentence.as_deref());
    cells.text(Claims::Suspect, claim.suspect.as_deref());
}

/// The rows of `quotes`.
fn quote_rows(context: &ArticleContext<'_>, rows: &mut impl RowCells) {
    let ids = if context.analysis.quotes.is_empty() {
        NameIds::default()
    } else {
        NameIds::of(context.analysis)
    };
    for quote in &context.analysis.quotes {
        rows.text(Quotes::ArticleId, Some(&context.id));
        context.place(quote.span, [Quotes::Part, Quotes::CharStart, Quotes::CharEnd], rows);
        rows.text(Quotes::Speaker, quote.speaker.as_deref());
        rows.text(Quotes::Org, quote.org.as_deref());
        rows.text(Quotes::Role, quote.role.as_deref());
        rows.bool(Quotes::Direct, Some(quote.direct));
        rows.float(Quotes::Sentiment, tone(context.analysis, quote));
        let themes = themes_of(context.analysis, quote);
        rows.list(Quotes::Themes, context.theme_ids(themes.into_iter()));
        rows.text(Quotes::Text, Some(context.text(quote.span)));
        rows.text(Quotes::SpeakerId, quote.speaker.as_deref().and_then(|name| ids.get(name)));
        rows.text(Quotes::OrgId, quote.org.as_deref().and_then(|name| ids.get(name)));
        rows.end_row();
    }
}

/// Mean tone of the sentences of a quote.
fn tone(analysis: &Analysis, quote: &Quote) -> Option<f64> {
    let first = quote.sentence as usize;
    let last = (quote.sentence_end as usize).clamp(first, analysis.tones.len().max(first));
    let tones = analysis.tones.get(first..last).filter(|tones| !tones.is_empty())?;
    Some(tones.iter().map(|tone| tone.value).sum::<f64>() / tones.len() as f64)
}

/// The themes that the sentences of a quote bear.
fn themes_of(analysis: &Analysis, quote: &Quote) -> Vec<ThemeId> {
    let first = quote.sentence as usize;
    let last = (quote.sentence_end as usize).clamp(first, analysis.tones.len().max(first));
    // mentions come in the order of their sentences
    let place =
        |sentence: usize| analysis.mentions.partition_point(|m| (m.sentence as usize) < sentence);
    let mentions = &analysis.mentions[place(first)..place(last)];
    let mut themes: Vec<ThemeId> = mentions.iter().map(|mention| mention.theme).collect();
    themes.sort_unstable();
    themes.dedup();
    themes
}

/// The rows of `removed`.
fn removed_rows(context: &ArticleContext<'_>, rows: &mut impl RowCells) {
    for removed in &context.document().removed {
        rows.text(Removed::ArticleId, Some(&context.id));
        context.place(removed.span, [Removed::Part, Removed::CharStart, Removed::CharEnd], rows);
        rows.text(Removed::Reason, Some(&removed.reason));
        rows.text(Removed::Text, Some(context.text(removed.span)));
        rows.end_row();
    }
}

/// The rows of `article_themes`.
fn article_theme_rows(
    context: &ArticleContext<'_>,
    themes: &[Weighable<ThemeId>],
    rows: &mut impl RowCells,
) {
    for Weighable { bearing: theme, statements } in themes {
        rows.text(ArticleThemes::ArticleId, Some(&context.id));
        rows.text(ArticleThemes::Theme, Some(&context.lexicon.theme(theme.key).id));
        rows.float(ArticleThemes::Sentiment, Some(theme.sentiment));
        rows.int(ArticleThemes::Hits, i64::from(theme.hits));
        rows.float(ArticleThemes::Density, Some(theme.density));
        let [positive, neutral, negative] = theme.sentences.map(i64::from);
        rows.int(ArticleThemes::Positive, positive);
        rows.int(ArticleThemes::Neutral, neutral);
        rows.int(ArticleThemes::Negative, negative);
        rows.float(ArticleThemes::HeadlineWeight, Some(theme.sums.headline_weight));
        rows.float(ArticleThemes::HeadlineScore, Some(theme.sums.headline_score));
        rows.float(ArticleThemes::BodyWeight, Some(theme.sums.body_weight));
        rows.float(ArticleThemes::BodyScore, Some(theme.sums.body_score));
        statement_cell(ArticleThemes::WeighedStatements, statements, rows);
        rows.float(ArticleThemes::Mood, Some(theme.mood));
        rows.end_row();
    }
}

/// The row of `sketches`.
fn sketch_row(context: &ArticleContext<'_>, rows: &mut impl RowCells) {
    let published = &context.document().published;
    rows.text(Sketches::ArticleId, Some(&context.id));
    rows.text(Sketches::Source, context.document().source.as_deref());
    rows.text(Sketches::Published, published_text(published).as_deref());
    rows.text(Sketches::PublishedPrecision, Some(published.precision.as_str()));
    rows.id(Sketches::ContentHash, format_args!("{:016x}", context.analysis.content_hash));
    rows.int(Sketches::Words, i64::from(context.analysis.words));
    rows.text(Sketches::Sketch, Some(&context.analysis.sketch.to_hex()));
    rows.text(Sketches::FirstSeen, context.article.first_seen.as_deref());
    rows.end_row();
}
