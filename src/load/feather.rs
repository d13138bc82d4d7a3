//! Arrow: tables of Feather files, and streams of record batches as data sets keep them.

use std::{
    io::Read,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use arrow_buffer::Buffer;
use arrow_ipc::{RecordBatch as Layout, reader::StreamDecoder, root_as_message};

use super::{LoadError, Sink, arrow::BatchReader, context::Context, decode::Input};
use crate::model::Reason;

/// What Feather files begin with. Padding follows, and then a stream.
const FILE_MARK: &[u8] = b"ARROW1";
/// Bytes of padding after it.
const MAX_PADDING: usize = 58;
/// What messages of a stream begin with.
const MESSAGE_MARK: [u8; 4] = [0xFF; 4];
/// Bytes that describe a batch: names and places alone.
const MAX_HEADER: usize = 32 << 20;
/// Bytes of a batch, packed or unpacked.
const MAX_BATCH: u64 = 2 << 30;

/// Whether a Feather file or a stream of batches begins here.
pub(super) fn begins(head: &[u8]) -> bool {
    let is_stream = || {
        let length = head.get(4..8).and_then(|length| length.try_into().ok());
        let length = length.map_or(0, u32::from_le_bytes) as usize;
        head.starts_with(&MESSAGE_MARK)
            && length.is_multiple_of(8)
            && (8..MAX_HEADER).contains(&length)
    };
    head.starts_with(FILE_MARK) || is_stream()
}

/// Reads one article a row, batch by batch. Locators end in the row's number, from 1.
pub(super) fn read(
    input: &mut Input,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let mut row = 0_u64;
    // what a damaged batch says of itself may not fit together
    match catch_unwind(AssertUnwindSafe(|| read_batches(input, &mut row, context, sink))) {
        Ok(Ok(flow)) => flow,
        Ok(Err(refusal)) => sink.reject(refusal.reject(row, context)),
        Err(_) => sink.reject(Refusal::damaged("a batch cannot be decoded").reject(row, context)),
    }
}

/// Why a table is not read, or not to its end.
#[derive(Debug)]
struct Refusal {
    reason: Reason,
    detail: String,
}

impl Refusal {
    fn damaged(detail: impl Into<String>) -> Self {
        Self { reason: Reason::DamagedFile, detail: detail.into() }
    }

    fn reject(self, row: u64, context: &Context<'_>) -> crate::model::Reject {
        let detail = if self.reason == Reason::DamagedFile {
            format!(
                "the Arrow table (Feather) is damaged after row {row}: {}; what was before it was \
                 read",
                self.detail
            )
        } else {
            self.detail
        };
        context.reject_file(self.reason, detail)
    }
}

/// What a reader says of bytes that fit no table.
#[expect(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn damage(error: impl ToString) -> Refusal {
    Refusal::damaged(error.to_string())
}

impl From<LoadError> for Refusal {
    fn from(error: LoadError) -> Self {
        let detail = match error {
            LoadError::NoText { message } => message,
            other => other.to_string(),
        };
        Self { reason: Reason::MissingText, detail }
    }
}

fn read_batches(
    input: &mut Input,
    row: &mut u64,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> Result<ControlFlow<()>, Refusal> {
    if input.head.starts_with(FILE_MARK) {
        // some writers pad the mark to 64 bytes
        let zeros = input.head.iter().skip(FILE_MARK.len()).take_while(|byte| **byte == 0);
        let lead = FILE_MARK.len() + zeros.take(MAX_PADDING).count();
        stream_bytes(&mut input.reader, lead as u64, &mut Vec::new())?;
    }
    let stream: &mut dyn Read = &mut input.reader;
    let mut decoder = StreamDecoder::new();
    let mut reader: Option<BatchReader> = None;
    while let Some(message) = next_message(stream)? {
        let mut message = Buffer::from_vec(message);
        let batch = decoder.decode(&mut message).map_err(damage)?;
        let Some(batch) = batch else { continue };
        let reader = match &mut reader {
            Some(reader) => reader,
            empty => empty.insert(BatchReader::new(&batch.schema(), context.options)?),
        };
        for n in 0..batch.num_rows() {
            *row += 1;
            if sink.record(reader.record_of_file(&batch, n, *row, context)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }
    if *row == 0 {
        return Err(Refusal { reason: Reason::Empty, detail: "no row in it".to_owned() });
    }
    Ok(ControlFlow::Continue(()))
}

/// The next message of a stream with its length before it, whole; `None` after the last. Nothing
/// is allocated for bytes that are not there.
fn next_message(stream: &mut dyn Read) -> Result<Option<Vec<u8>>, Refusal> {
    let mut message = Vec::new();
    let begun = stream.take(4).read_to_end(&mut message).map_err(damage)?;
    if begun == 0 {
        return Ok(None);
    }
    if begun < 4 {
        return Err(Refusal::damaged("it ends within a batch"));
    }
    if message == MESSAGE_MARK {
        stream_bytes(stream, 4, &mut message)?;
    }
    let length = message.last_chunk().copied().map_or(0, u32::from_le_bytes);
    if length == 0 {
        return Ok(None);
    }
    if length as usize > MAX_HEADER {
        return Err(Refusal::damaged(format!("a header of {length} bytes")));
    }
    let header = message.len();
    stream_bytes(stream, length.into(), &mut message)?;
    let body = message.len();
    let size = body_size(&message[header..])?;
    stream_bytes(stream, size, &mut message)?;
    check_layout(&message[header..body], &message[body..])?;
    Ok(Some(message))
}

/// Appends the next `count` bytes of a stream.
fn stream_bytes(stream: &mut dyn Read, count: u64, into: &mut Vec<u8>) -> Result<(), Refusal> {
    let read = stream.take(count).read_to_end(into).map_err(damage)?;
    if (read as u64) < count {
        return Err(Refusal::damaged("it ends within a batch"));
    }
    Ok(())
}

/// How many bytes follow the header of a message.
fn body_size(header: &[u8]) -> Result<u64, Refusal> {
    let message = root_as_message(header).map_err(damage)?;
    match u64::try_from(message.bodyLength()) {
        Ok(size) if size <= MAX_BATCH => Ok(size),
        _ => Err(Refusal {
            reason: Reason::TooLarge,
            detail: format!(
                "a batch of {} bytes; expected at most {MAX_BATCH}: write the table in smaller \
                 batches, or as Parquet",
                message.bodyLength()
            ),
        }),
    }
}

/// Refuses a batch whose buffers unpack to more, or that has more rows, than its bytes can hold.
fn check_layout(header: &[u8], body: &[u8]) -> Result<(), Refusal> {
    let message = root_as_message(header).map_err(damage)?;
    let dictionary = message.header_as_dictionary_batch().and_then(|batch| batch.data());
    let Some(layout) = message.header_as_record_batch().or(dictionary) else { return Ok(()) };
    let unpacked = unpacked_size(&layout, body)?;
    let most = unpacked.max(body.len() as u64).saturating_mul(8);
    match u64::try_from(layout.length()) {
        Ok(rows) if rows <= most => Ok(()),
        _ => Err(Refusal::damaged(format!("a batch of {} rows", layout.length()))),
    }
}

/// Bytes of the buffers of a batch that are packed, when they are unpacked: each begins with their
/// number.
fn unpacked_size(layout: &Layout<'_>, body: &[u8]) -> Result<u64, Refusal> {
    if layout.compression().is_none() {
        return Ok(0);
    }
    let mut all = 0_u64;
    for buffer in layout.buffers().iter().flatten() {
        let start = usize::try_from(buffer.offset()).unwrap_or(usize::MAX);
        let size = body.get(start..).and_then(|rest| rest.first_chunk().copied());
        let size = if buffer.length() < 8 { 0 } else { size.map_or(0, i64::from_le_bytes) };
        // below zero it is stored as it is
        all = all.saturating_add(u64::try_from(size).unwrap_or_default());
        if all > MAX_BATCH {
            return Err(Refusal::damaged(format!("a batch that unpacks to {all} bytes and more")));
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests;
