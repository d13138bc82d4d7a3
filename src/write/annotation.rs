//! One article as a JSON object: what `newsvane annotate` prints and Python returns.

use serde_json::{Map, Value, json};

use super::{
    annotated_cells::{AnnotatedCells, number},
    article_tables::{ArticleContext, claim_cells},
};
use crate::{
    lexicon::Lexicon,
    model::{
        Analysis, Article, CharMap, Modality, Precision, Published, QuantityKind, Span, ThemeId,
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
    let span = |s: Span| (map.char_at(s.byte_start), map.char_at(s.byte_end), s.of(text));
    let base = |s: Span| {
        let (start, end, surface) = span(s);
        let mut object = Map::new();
        object.insert("start".into(), json!(start));
        object.insert("end".into(), json!(end));
        object.insert("surface".into(), json!(surface));
        object
    };
    let theme_name = |t: ThemeId| lexicon.theme(t).id.clone();

    let boilerplate: Vec<Value> = document
        .removed
        .iter()
        .map(|r| {
            let mut o = base(r.span);
            o.insert("reason".into(), json!(r.reason));
            Value::Object(o)
        })
        .collect();
    let mut theme_sentences: Vec<Value> = Vec::new();
    for own in analysis.mentions.chunk_by(|a, b| a.sentence == b.sentence) {
        let Some(sentence) = analysis.sentences.get(own[0].sentence as usize) else { continue };
        let own: Map<String, Value> =
            own.iter().map(|m| (theme_name(m.theme), json!(m.score.label.sign()))).collect();
        if !own.is_empty() {
            let mut o = base(sentence.span);
            o.insert("themes".into(), Value::Object(own));
            theme_sentences.push(Value::Object(o));
        }
    }
    let document_themes: Map<String, Value> = analysis
        .themes
        .iter()
        .filter(|t| t.is_assigned)
        .map(|t| (theme_name(t.theme), json!(t.label.sign())))
        .collect();
    let context = ArticleContext::new(article, analysis, lexicon);
    let claims: Vec<Value> = analysis
        .claims
        .iter()
        .enumerate()
        .map(|(n, claim)| {
            let mut cells = AnnotatedCells(base(claim.span));
            claim_cells(&context, n, claim, &mut cells);
            Value::Object(cells.0)
        })
        .collect();
    let quotes: Vec<Value> = analysis
        .quotes
        .iter()
        .map(|q| {
            let mut o = base(q.span);
            o.extend([
                ("speaker".into(), json!(q.speaker)),
                ("org".into(), json!(q.org)),
                ("role".into(), json!(q.role)),
                ("direct".into(), json!(q.direct)),
            ]);
            Value::Object(o)
        })
        .collect();
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
    out.insert("boilerplate".into(), json!(boilerplate));
    out.insert("theme_sentences".into(), json!(theme_sentences));
    out.insert("document_themes".into(), Value::Object(document_themes));
    out.insert("claims".into(), json!(claims));
    out.insert("quotes".into(), json!(quotes));
    if with_quantities {
        out.insert("quantities".into(), quantities(analysis, &base));
    }
    let forward = analysis.sentences.len() == 1
        && analysis.modalities.first().is_some_and(|m| *m != Modality::Actual);
    out.insert("forward".into(), json!(forward));
    Value::Object(out)
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

/// The story without boilerplate and without a title that stands in a field of its own, blocks
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
