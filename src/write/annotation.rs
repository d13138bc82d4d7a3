//! One article as a JSON object: what `newsvane annotate` prints and Python returns.

use serde_json::{Map, Value, json};

use super::{
    annotated_cells::{AnnotatedCells, number},
    article_context::ArticleContext,
    article_tables::claim_cells,
};
use crate::{
    lexicon::Lexicon,
    model::{
        Analysis, Article, CharMap, Entity, EntityMention, Mention, Modality, Precision, Published,
        QuantityKind, Quote, Reference, ReferenceRule, Span,
    },
};

/// The annotation of one article with the field names of the gold annotations.
///
/// Offsets count Unicode scalars of the input text where the input is plain text, else of
/// `source_text`, which is then given.
///
/// ```
/// use newsvane::{Pipeline, model::Article, write::annotation};
/// let pipeline = Pipeline::builder().build()?;
/// let article = Article::from_text("demo", "Payrolls fell by 41,000 in June.");
/// let object = annotation(pipeline.lexicon(), &article, &pipeline.analyze(&article), false);
/// assert_eq!(object["claims"][0]["value"], 41000);
/// # Ok::<(), newsvane::lexicon::LexiconError>(())
/// ```
#[must_use]
pub fn annotation(
    lexicon: &Lexicon,
    article: &Article,
    analysis: &Analysis,
    with_quantities: bool,
) -> Value {
    let document = &analysis.document;
    let text = &document.text;
    let map = CharMap::new(text);
    let base = |span: Span| {
        let mut object = Map::new();
        object.insert("start".into(), json!(map.char_at(span.byte_start)));
        object.insert("end".into(), json!(map.char_at(span.byte_end)));
        object.insert("surface".into(), json!(span.of(text)));
        object
    };
    let boilerplate = document.removed.iter().map(|removed| {
        let mut object = base(removed.span);
        object.insert("reason".into(), json!(removed.reason));
        object
    });
    let document_themes = analysis.themes.iter().filter(|theme| theme.is_assigned);
    let document_themes: Map<String, Value> = document_themes
        .map(|theme| (lexicon.theme(theme.theme).id.clone(), json!(theme.label.sign())))
        .collect();
    let context = ArticleContext::new(article, analysis, lexicon);
    let claims = analysis.claims.iter().enumerate().map(|(number, claim)| {
        let mut cells = AnnotatedCells(base(claim.span));
        claim_cells(&context, number, claim, &mut cells);
        cells.0
    });
    let mut out = Map::new();
    out.insert("id".into(), json!(article.record_id));
    out.insert("locator".into(), json!(article.locator));
    out.insert("title".into(), json!(document.title.map(|t| t.of(text))));
    let (published, partial) = published(&document.published);
    out.insert("published".into(), json!(published));
    if partial.is_some() {
        out.insert("published_partial".into(), json!(partial));
    }
    out.insert("published_evidence".into(), json!(document.published.evidence));
    out.insert("source".into(), json!(document.source));
    out.insert("language".into(), json!(analysis.language));
    out.insert("text".into(), json!(story(analysis)));
    if !article.is_plain_text || document.body_start > 0 {
        out.insert("source_text".into(), json!(text));
    }
    out.insert("boilerplate".into(), boilerplate.collect());
    out.insert("theme_sentences".into(), theme_sentences(lexicon, analysis, &base));
    out.insert("document_themes".into(), Value::Object(document_themes));
    out.insert("claims".into(), claims.collect());
    out.insert("quotes".into(), quotes(analysis, &base));
    out.insert("entities".into(), entities(lexicon, analysis, &base));
    out.insert("entity_sentences".into(), entity_sentences(analysis, &base));
    if with_quantities {
        out.insert("quantities".into(), quantities(analysis, &base));
    }
    let forward = analysis.sentences.len() == 1
        && analysis.modalities.first().is_some_and(|m| *m != Modality::Actual);
    out.insert("forward".into(), json!(forward));
    Value::Object(out)
}

/// The sentences that bear themes, each with the sign of each of its themes.
fn theme_sentences(
    lexicon: &Lexicon,
    analysis: &Analysis,
    base: &impl Fn(Span) -> Map<String, Value>,
) -> Value {
    let sentence = |own: &[Mention]| {
        let sentence = analysis.sentences.get(own.first()?.sentence as usize)?;
        let mut object = base(sentence.span);
        let themes: Map<String, Value> = own
            .iter()
            .map(|mention| {
                (lexicon.theme(mention.theme).id.clone(), json!(mention.score.label.sign()))
            })
            .collect();
        object.insert("themes".into(), Value::Object(themes));
        Some(object)
    };
    analysis.mentions.chunk_by(|a, b| a.sentence == b.sentence).filter_map(sentence).collect()
}

/// Who and what the article is about.
fn entities(
    lexicon: &Lexicon,
    analysis: &Analysis,
    base: &impl Fn(Span) -> Map<String, Value>,
) -> Value {
    let text = &analysis.document.text;
    // "the grocer", "the Company"
    let is_noun = |r: &&Reference| r.rule == ReferenceRule::RoleNoun;
    let mut nouns: Vec<&Reference> = analysis.references.iter().filter(is_noun).collect();
    nouns.sort_by_key(|noun| noun.entity);
    let entity = |(number, entity): (u32, &Entity)| {
        let mut names = entity.names(text);
        let from = nouns.partition_point(|noun| noun.entity < number);
        for noun in nouns[from..].iter().take_while(|noun| noun.entity == number) {
            let noun = noun.span.of(text);
            if !names.contains(&noun) {
                names.push(noun);
            }
        }
        let mut object = Map::new();
        object.insert("entity_id".into(), json!(entity.id));
        object.insert("name".into(), json!(entity.name));
        object.insert("kind".into(), json!(entity.kind.as_str()));
        object.insert("surfaces".into(), json!(names));
        object.insert("role".into(), json!(entity.role));
        object.insert("org".into(), json!(entity.org));
        object.insert("salience".into(), json!(entity.salience.as_str()));
        let polarity = entity.sentiment.map(|own| own.label.sign());
        object.insert("polarity".into(), json!(polarity));
        let themes: Vec<&str> =
            entity.themes.iter().map(|theme| lexicon.theme(*theme).id.as_str()).collect();
        object.insert("themes".into(), json!(themes));
        let places: Vec<_> = entity.surfaces.iter().map(|span| base(*span)).collect();
        object.insert("places".into(), json!(places));
        object
    };
    (0..).zip(&analysis.entities).map(entity).collect()
}

/// The sentences that are about companies, each with the sign of each of them.
fn entity_sentences(analysis: &Analysis, base: &impl Fn(Span) -> Map<String, Value>) -> Value {
    let sentence = |own: &[EntityMention]| {
        let sentence = analysis.sentences.get(own.first()?.sentence as usize)?;
        let mut object = base(sentence.span);
        let signs: Map<String, Value> = own
            .iter()
            .filter_map(|mention| {
                let entity = analysis.entities.get(mention.entity as usize)?;
                Some((entity.name.clone(), json!(mention.score.label.sign())))
            })
            .collect();
        object.insert("entities".into(), Value::Object(signs));
        Some(object)
    };
    analysis
        .entity_mentions
        .chunk_by(|a, b| a.sentence == b.sentence)
        .filter_map(sentence)
        .collect()
}

/// The attributed statements.
fn quotes(analysis: &Analysis, base: &impl Fn(Span) -> Map<String, Value>) -> Value {
    let quote = |quote: &Quote| {
        let mut object = base(quote.span);
        object.insert("speaker".into(), json!(quote.speaker));
        object.insert("org".into(), json!(quote.org));
        object.insert("role".into(), json!(quote.role));
        object.insert("direct".into(), json!(quote.direct));
        object
    };
    analysis.quotes.iter().map(quote).collect()
}

/// Every quantity and date, also those that are no claims.
fn quantities(analysis: &Analysis, base: &impl Fn(Span) -> Map<String, Value>) -> Value {
    analysis
        .quantities
        .iter()
        // "in June" of nobody knows which year
        .filter(|q| {
            q.date.is_some() || !matches!(q.kind, QuantityKind::Date | QuantityKind::DateRange)
        })
        .map(|q| {
            let mut o = base(q.span);
            let is_date = matches!(q.kind, QuantityKind::Date | QuantityKind::DateRange);
            let (value, value_hi) = if is_date {
                (json!(q.date.map(|d| d.to_string())), json!(q.date_end.map(|d| d.to_string())))
            } else {
                (number(q.value), json!(q.value_hi.map(number)))
            };
            o.extend([
                ("value".into(), value),
                ("value_hi".into(), value_hi),
                ("unit".into(), json!(q.unit)),
                ("kind".into(), json!(q.kind.as_str())),
                ("qualifier".into(), json!(q.qualifier.as_str())),
                ("not_claim".into(), json!(q.not_claim)),
            ]);
            Value::Object(o)
        })
        .collect()
}

/// The story without boilerplate and without a title that is in a field of its own, blocks
/// apart.
fn story(analysis: &Analysis) -> String {
    let document = &analysis.document;
    let blocks = document.blocks.iter().filter(|b| !document.in_title(b.span));
    blocks.map(|b| b.span.of(&document.text)).collect::<Vec<_>>().join("\n\n")
}

/// `published` and `published_partial`.
fn published(published: &Published) -> (Option<String>, Option<String>) {
    let Some(date) = published.date else { return (None, None) };
    match published.precision {
        Precision::Instant => match (published.instant, published.offset) {
            (Some(instant), Some(offset)) => {
                (Some(instant.display_with_offset(offset).to_string()), None)
            }
            (Some(instant), None) => (Some(instant.to_string()), None),
            _ => (Some(date.to_string()), None),
        },
        Precision::Day => (Some(date.to_string()), None),
        Precision::Month => (None, Some(date.strftime("%Y-%m").to_string())),
        Precision::Year => (None, Some(date.strftime("%Y").to_string())),
        Precision::None => (None, None),
    }
}
