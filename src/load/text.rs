//! Plain text: one article a file.

use std::ops::ControlFlow;

use super::{
    Context, Sink,
    decode::{self, Input},
    fields::replaced_problem,
};
use crate::model::{Article, Reason};

/// Reads the file as one article.
pub(super) fn read(input: &mut Input, context: &Context<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let Some((text, replaced, bytes)) = read_text(input, context, sink)? else { return ControlFlow::Continue(()) };
    sink(Ok(Article {
        locator: context.locator.to_owned(),
        record_id: Some(context.stem.clone()),
        source: context.options.source.clone(),
        dates: context.date.iter().cloned().collect(),
        bytes,
        is_plain_text: true,
        problems: replaced_problem(replaced, context.locator, bytes).into_iter().collect(),
        text,
        ..Article::default()
    }))
}

/// The whole file as text, the number of replaced sequences and its bytes; `None` when it was rejected.
pub(super) fn read_text(input: &mut Input, context: &Context<'_>, sink: &mut Sink<'_>) -> ControlFlow<(), Option<(String, usize, u64)>> {
    let limit = context.options.max_record_bytes.min(Article::MAX_BYTES);
    let reject = match input.read_all(limit) {
        Ok(Some(bytes)) => {
            let len = bytes.len() as u64;
            let (text, replaced) = decode::into_text(bytes);
            if !text.trim().is_empty() {
                return ControlFlow::Continue(Some((text, replaced, len)));
            }
            context.reject_file(Reason::Empty, "nothing but blanks in it")
        }
        Ok(None) => context.reject_file(Reason::TooLarge, format!("the text has more than {limit} bytes, the limit for a record")),
        Err(error) => context.reject_io(input, &error),
    };
    sink(Err(reject))?;
    ControlFlow::Continue(None)
}
