//! The explanation for programs: the annotation of the article, and every figure with what it rests
//! on.

use serde_json::{Value, json};

use super::annotation;
use crate::{
    lexicon::Lexicon,
    model::{Analysis, Article, CharMap, DocumentTheme, Mention, Span, TraceStep},
};

/// The annotation with `article_id`, `themes` and `scores` (docs/terminal.md): of one theme and those
/// below it, or of all where it is `None`.
///
/// ```
/// use newsvane::{Pipeline, model::Article, write::explanation};
/// let pipeline = Pipeline::builder().build()?;
/// let article = Article::from_text("demo", "Payrolls fell by 41,000 in June.");
/// let analysis = pipeline.analyze(&article);
/// let object = explanation(pipeline.lexicon(), &article, &analysis, Some("macro.labor"));
/// assert_eq!(object["scores"][0]["trace"][0]["words"], "fell");
/// # Ok::<(), newsvane::lexicon::LexiconError>(())
/// ```
#[must_use]
pub fn explanation(
    lexicon: &Lexicon,
    article: &Article,
    analysis: &Analysis,
    theme: Option<&str>,
) -> Value {
    let is_shown = |id: &str| theme.is_none_or(|theme| is_at_or_below(id, theme));
    let text = &analysis.document.text;
    let map = CharMap::new(text);
    let place = |span: Span| json!({"start": map.char_at(span.byte_start), "end": map.char_at(span.byte_end), "surface": span.of(text)});
    let of_theme = |theme: &DocumentTheme| {
        json!({
            "theme": lexicon.theme(theme.theme).id,
            "borne": theme.is_assigned,
            "sentiment": theme.sentiment,
            "label": theme.label.as_str(),
            "sentences": theme.sentences,
            "favourable": theme.positive,
            "neither": theme.neutral,
            "unfavourable": theme.negative,
            "hits": theme.hits,
            "density": theme.density,
        })
    };
    let step = |step: &TraceStep| {
        let mut object = place(step.span);
        object["words"] = json!(step.span.of(text));
        object["rule"] = json!(step.rule);
        object["value"] = json!(step.value);
        object["note"] = json!(step.note(text));
        object["shifted_by"] = step.shifted_by.iter().map(|span| place(*span)).collect();
        object
    };
    let mention = |mention: &Mention| {
        let sentence = analysis.sentences.get(mention.sentence as usize);
        json!({
            "sentence": sentence.map(|s| s.span.of(text)),
            "start": sentence.map(|s| map.char_at(s.span.byte_start)),
            "end": sentence.map(|s| map.char_at(s.span.byte_end)),
            "section": sentence.map(|s| s.section.as_str()),
            "theme": lexicon.theme(mention.theme).id,
            "cues": mention.cues.iter().map(|cue| place(*cue)).collect::<Vec<_>>(),
            "value": mention.score.value,
            "label": mention.score.label.as_str(),
            "modality": mention.modality.as_str(),
            "trace": mention.score.trace.iter().map(step).collect::<Vec<_>>(),
        })
    };
    let mut object = annotation(lexicon, article, analysis, false);
    object["article_id"] = json!(analysis.article_id);
    object["words"] = json!(analysis.words);
    object["sentiment"] = json!(analysis.sentiment);
    object["themes"] = analysis
        .themes
        .iter()
        .filter(|t| is_shown(&lexicon.theme(t.theme).id))
        .map(of_theme)
        .collect();
    object["scores"] = analysis
        .mentions
        .iter()
        .filter(|m| is_shown(&lexicon.theme(m.theme).id))
        .map(mention)
        .collect();
    object
}

/// Whether a theme is `root` or one of its branches.
fn is_at_or_below(id: &str, root: &str) -> bool {
    id == root || id.strip_prefix(root).is_some_and(|rest| rest.starts_with('.'))
}
