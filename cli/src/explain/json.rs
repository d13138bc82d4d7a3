//! The explanation for programs: the annotation of the article, and every figure with what it rests
//! on.

use newsvane::{
    Pipeline,
    model::{Analysis, Article, CharMap, DocumentTheme, Mention, Span, TraceStep},
    write::annotation,
};
use serde_json::{Value, json};

/// The annotation with `article_id`, `themes` and `scores` (docs/terminal.md). `is_shown` tells
/// whether a theme is wanted.
pub(super) fn object(
    pipeline: &Pipeline,
    article: &Article,
    analysis: &Analysis,
    is_shown: &dyn Fn(&str) -> bool,
) -> Value {
    let lexicon = pipeline.lexicon();
    let text = &analysis.document.text;
    let map = CharMap::new(text);
    let place = |span: Span| json!({"start": map.char_at(span.byte_start), "end": map.char_at(span.byte_end), "surface": span.of(text)});
    let theme = |theme: &DocumentTheme| {
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
        .map(theme)
        .collect();
    object["scores"] = analysis
        .mentions
        .iter()
        .filter(|m| is_shown(&lexicon.theme(m.theme).id))
        .map(mention)
        .collect();
    object
}
