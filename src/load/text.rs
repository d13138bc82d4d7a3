//! Plain text: one article a file, or one record a line.

use std::ops::ControlFlow;

use super::{
    Context, Sink, charset,
    decode::{Input, Line},
    fields::{mojibake_problem, replaced_problem},
    mojibake,
};
use crate::model::{Article, Reason, Reject};

/// Reads the file as one article, or line by line where the options say so.
pub(super) fn read(
    input: &mut Input,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    if context.options.text_lines {
        return read_lines(input, context, sink);
    }
    let Some((text, replaced, bytes)) = read_text(input, context, sink)? else {
        return ControlFlow::Continue(());
    };
    sink.article(article(text, replaced, bytes, context))
}

/// The article that a text alone makes.
pub(super) fn article(text: String, replaced: usize, bytes: u64, context: &Context<'_>) -> Article {
    let mut problems: Vec<Reject> =
        replaced_problem(replaced, context.locator, bytes).into_iter().collect();
    let repaired = mojibake::repair(&text);
    problems.extend(
        repaired.as_ref().map(|(_, places)| mojibake_problem(*places, context.locator, bytes)),
    );
    Article {
        locator: context.locator.to_owned(),
        record_id: Some(context.stem.clone()),
        source: context.options.source.clone(),
        dates: context.date.iter().cloned().collect(),
        input_zone: context.options.input_zone.clone(),
        bytes,
        is_plain_text: repaired.is_none(),
        problems,
        text: repaired.map_or(text, |(text, _)| text),
        ..Article::default()
    }
}

/// Reads every line that is not blank as a record, whose id is the number of its line.
fn read_lines(input: &mut Input, context: &Context<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let limit = context.options.max_record_bytes.min(Article::MAX_BYTES);
    let mut line = Vec::new();
    let (mut number, mut records) = (0_u64, 0_u64);
    loop {
        number += 1;
        let locator = format!("{}:{number}", context.locator);
        match input.read_line(&mut line, limit) {
            Ok(Line::End) => break,
            Ok(Line::Full) if line.trim_ascii().is_empty() => continue,
            Ok(Line::Full) => {
                let bytes = line.len() as u64;
                let (text, replaced) =
                    charset::into_text(line.trim_ascii_end().to_vec(), context.charset);
                sink.article(Article {
                    problems: replaced_problem(replaced, &locator, bytes).into_iter().collect(),
                    locator,
                    record_id: Some(number.to_string()),
                    source: context.options.source.clone(),
                    dates: context.date.iter().cloned().collect(),
                    bytes,
                    is_plain_text: true,
                    text,
                    ..Article::default()
                })?;
            }
            Ok(Line::TooLong { bytes }) => {
                let detail = format!("line {number} has {bytes} bytes; the limit is {limit}");
                sink.reject(context.reject(locator, Reason::TooLarge, detail, bytes))?;
            }
            Err(error) => return sink.reject(context.reject_io(&error)),
        }
        records += 1;
    }
    if records == 0 {
        sink.reject(context.reject_file(Reason::Empty, "nothing but blanks in it"))
    } else {
        ControlFlow::Continue(())
    }
}

/// The whole file as text, the number of replaced sequences and its bytes; `None` when it was
/// rejected.
pub(super) fn read_text(
    input: &mut Input,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<(), Option<(String, usize, u64)>> {
    let limit = context.options.max_record_bytes.min(Article::MAX_BYTES);
    let mut bytes = Vec::new();
    let reject = match input.read_all(&mut bytes, limit) {
        Ok(false) => context.reject_file(
            Reason::TooLarge,
            format!("the text has more than {limit} bytes, the limit for a record"),
        ),
        Err(error) if bytes.is_empty() => context.reject_io(&error),
        read => {
            // what came before damage is read, and the damage is told
            if let Err(error) = read {
                let damage = context.reject_io(&error);
                let is_damaged = damage.reason == Reason::DamagedCompression;
                sink.reject(damage)?;
                if !is_damaged {
                    return ControlFlow::Continue(None);
                }
            }
            let len = bytes.len() as u64;
            let (text, replaced) = charset::into_text(bytes, context.charset);
            if !text.trim().is_empty() {
                return ControlFlow::Continue(Some((text, replaced, len)));
            }
            context.reject_file(Reason::Empty, "nothing but blanks in it")
        }
    };
    sink.reject(reject)?;
    ControlFlow::Continue(None)
}
