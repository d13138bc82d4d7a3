//! What every fuzz target asks for: no panic, nothing lost, spans that lie in their text.

use std::{ops::ControlFlow, sync::LazyLock};

use newsvane::{
    Pipeline,
    load::{Options, read_bytes},
    model::Article,
};

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::builder().build().expect("the built-in lexicons compile"));

/// Loads a file of this name: it must return a record or a reason why there is none.
pub fn load(name: &str, bytes: &[u8]) {
    let options = Options { max_record_bytes: 1 << 20, ..Options::default() };
    let mut records = 0;
    read_bytes(name, bytes, &options, &mut |record| {
        records += 1;
        if let Ok(article) = &record {
            assert!(
                article.locator.starts_with(name),
                "{} does not say where it comes from",
                article.locator
            );
        }
        if records < 10_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert!(records > 0, "nothing was said of this input");
}

/// Analyses a text: every span must lie in it.
pub fn analyze(text: &str) {
    let analysis = PIPELINE.analyze(&Article::from_text("fuzz", text).with_date("2026-07-02"));
    let document = &analysis.document.text;
    let spans =
        analysis.sentences.iter().map(|s| s.span).chain(analysis.claims.iter().map(|c| c.span));
    for span in spans
        .chain(analysis.quotes.iter().map(|q| q.span))
        .chain(analysis.document.removed.iter().map(|r| r.span))
    {
        assert!(
            document.get(span.byte_start as usize..span.byte_end as usize).is_some(),
            "{span:?} does not lie in the text"
        );
    }
    assert!(
        analysis
            .tones
            .iter()
            .chain(analysis.mentions.iter().map(|m| &m.score))
            .all(|s| (-1.0..=1.0).contains(&s.value))
    );
}
