//! Containers: compressed files and archives, opened layer by layer in bounded memory, down to
//! files that a format's reader takes.

use std::{
    cell::Cell,
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read, Seek},
    ops::ControlFlow,
    path::Path,
};

#[cfg(feature = "parquet")]
use super::parquet;
use super::{
    Options, Sink, Source,
    archive::{Entry, EntryKind, EntrySink, Seekable},
    context::{Context, DecompressionBomb, TooLarge},
    decode::{self, Input},
    expand, format,
    office::{self, Office},
    tar, zip,
};
use crate::{lang::infer_order, model::Reason};

/// Containers in containers: `.tar` in `.gz` in `.zip` has three layers.
const MAX_DEPTH: u8 = 6;

/// Bytes that may come out of any file before its ratio is looked at.
const RATIO_FLOOR: u64 = 64 << 20;

/// What is looked at to tell a container: the header of a tar file.
const HEAD: usize = 512;

/// Bytes of archives inside of archives that may be held in memory at a time, where they need
/// random access.
const MAX_HELD: u64 = 128 << 20;

/// Reads a file and all that is inside of it.
pub(super) fn read(
    source: &Source,
    options: &Options,
    position: &Cell<u64>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let is_stdin = source.path == Path::new("-");
    let bytes = if is_stdin { 0 } else { std::fs::metadata(&source.path).map_or(0, |m| m.len()) };
    let member = Member {
        locator: source.locator.clone(),
        path: source.path.to_string_lossy().into_owned(),
        bytes,
        depth: 0,
    };
    let raw = if is_stdin {
        Ok(Raw::Stream(Box::new(io::stdin())))
    } else {
        // a folder opens and cannot be read; a pipe can be read and not be sought in
        File::open(&source.path).map(|file| {
            if file.metadata().is_ok_and(|m| m.is_file()) {
                Raw::File(file)
            } else {
                Raw::Stream(Box::new(file))
            }
        })
    };
    let unpacker = Unpacker { options, read: position, written: Cell::new(0), held: Cell::new(0) };
    match raw {
        Ok(raw) => unpacker.unpack(raw, &member, false, sink),
        Err(error) => {
            sink.reject(member.context(options).reject_file(Reason::Unreadable, error.to_string()))
        }
    }
}

/// Reads a file in memory and all that is inside of it.
pub(super) fn read_bytes(
    locator: &str,
    bytes: &[u8],
    options: &Options,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let member = Member {
        locator: locator.to_owned(),
        path: locator.to_owned(),
        bytes: bytes.len() as u64,
        depth: 0,
    };
    // what is in memory counts as read: its ratio is known from the beginning
    let unpacker = Unpacker {
        options,
        read: &Cell::new(bytes.len() as u64),
        written: Cell::new(0),
        held: Cell::new(0),
    };
    unpacker.unpack(Raw::Stream(Box::new(bytes)), &member, false, sink)
}

/// A file, or a file in an archive.
#[derive(Debug, Clone)]
pub(super) struct Member {
    /// What locators begin with.
    pub(super) locator: String,
    /// Path of the file and of all that it is inside of.
    path: String,
    /// Size where it is known.
    bytes: u64,
    /// Containers around it.
    depth: u8,
}

impl Member {
    /// The file `name` of this archive. Its name leads nowhere, nothing is ever written to it.
    fn inside(&self, name: &str, bytes: u64) -> Self {
        let name: Vec<&str> =
            name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
        let name = name.join("/").replace(|c: char| c.is_control(), "\u{FFFD}");
        Self {
            locator: format!("{}/{name}", self.locator),
            path: format!("{}/{name}", self.path),
            bytes,
            depth: self.depth,
        }
    }

    fn deeper(&self) -> Self {
        Self { depth: self.depth + 1, ..self.clone() }
    }

    fn context<'a>(&'a self, options: &'a Options) -> Context<'a> {
        Context::new(&self.locator, Path::new(&self.path), self.bytes, options)
    }
}

/// Bytes of one layer.
enum Raw<'a> {
    File(File),
    Stream(Box<dyn Read + 'a>),
}

/// What is not read from front to back as it is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
    Tar,
    Zip,
    Parquet,
}

impl Kind {
    fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Self::Gzip),
            // 0x184D2A5? begins a frame to be skipped, as some writers put before the first
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..]
            | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, ..] => {
                Some(Self::Bzip2)
            }
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Self::Xz),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            [b'P', b'A', b'R', b'1', ..] => Some(Self::Parquet),
            _ if tar::is_header(head) => Some(Self::Tar),
            _ => None,
        }
    }
}

/// Opens the layers of one file, and counts what goes in and comes out.
struct Unpacker<'o> {
    options: &'o Options,
    /// Bytes read of the file.
    read: &'o Cell<u64>,
    /// Bytes that all its compressed streams came to.
    written: Cell<u64>,
    held: Cell<u64>,
}

impl Unpacker<'_> {
    fn unpack(
        &self,
        raw: Raw<'_>,
        member: &Member,
        is_compressed: bool,
        sink: &mut Sink<'_>,
    ) -> ControlFlow<()> {
        let mut context = member.context(self.options);
        context.is_compressed = is_compressed;
        let (head, raw) = match raw.peek() {
            Ok(peeked) => peeked,
            Err(error) => return sink.reject(context.reject_io(&error)),
        };
        let Some(kind) = Kind::of(&head) else {
            let mut input = decode::from_reader(Box::new(self.meter(raw)));
            context.date_order =
                context.date_order.or_else(|| infer_order(&String::from_utf8_lossy(&input.head)));
            return read_format(&mut input, &context, sink);
        };
        if kind != Kind::Parquet && member.depth >= MAX_DEPTH {
            let detail = format!(
                "containers inside of containers, {MAX_DEPTH} layers deep; unpack the outer ones"
            );
            return sink.reject(context.reject_file(Reason::TooNested, detail));
        }
        let member = member.deeper();
        match kind {
            Kind::Gzip => {
                let decoder = flate2::bufread::MultiGzDecoder::new(buffered(self.meter(raw)));
                self.unpack(self.bounded(decoder), &member, true, sink)
            }
            Kind::Bzip2 => {
                let decoder = bzip2::bufread::MultiBzDecoder::new(buffered(self.meter(raw)));
                self.unpack(self.bounded(decoder), &member, true, sink)
            }
            Kind::Xz => {
                if xz_window(&head).is_some_and(|window| window > self.options.max_window_bytes) {
                    let detail = format!(
                        "an xz stream with a window of more than {} MB; allow more memory with \
                         --max-window",
                        self.options.max_window_bytes >> 20
                    );
                    return sink.reject(context.reject_file(Reason::TooLarge, detail));
                }
                let decoder = lzma_rust2::XzReader::new(buffered(self.meter(raw)), true);
                self.unpack(self.bounded(decoder), &member, true, sink)
            }
            Kind::Zstd => match self.zstd_decoder(buffered(self.meter(raw))) {
                Ok(decoder) => self.unpack(self.bounded(decoder), &member, true, sink),
                Err(error) => sink.reject(context.reject_io(&error)),
            },
            Kind::Tar => {
                let mut reader = buffered(self.meter(raw));
                self.archive(&member, &context, sink, |each| tar::read(&mut reader, each))
            }
            Kind::Parquet => self.parquet(raw, &context, sink),
            Kind::Zip => self.zip(raw, &member, (&context, office::may_be(&head)), sink),
        }
    }

    fn zip(
        &self,
        raw: Raw<'_>,
        member: &Member,
        (context, may_be_office): (&Context<'_>, bool),
        sink: &mut Sink<'_>,
    ) -> ControlFlow<()> {
        let held = self.held.get();
        let reader: io::Result<Box<dyn Seekable + '_>> = match raw {
            Raw::File(file) => {
                Ok(Box::new(BufReader::new(Counted { inner: file, count: self.read })))
            }
            Raw::Stream(mut stream) => {
                self.hold(&mut stream).map(|bytes| Box::new(Cursor::new(bytes)) as Box<_>)
            }
        };
        match reader {
            Ok(mut reader) => {
                let office = may_be_office.then(|| office::kind(&mut reader)).flatten();
                let flow = match office {
                    Some(kind) => office_file(reader, kind, member, context, sink),
                    None => self.archive(member, context, sink, |each| zip::read(reader, each)),
                };
                self.held.set(held);
                flow
            }
            Err(error) => sink.reject(context.reject_io(&error)),
        }
    }

    #[cfg(feature = "parquet")]
    fn parquet(&self, raw: Raw<'_>, context: &Context<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        match raw {
            Raw::File(file) => parquet::read(file, context, sink),
            Raw::Stream(mut stream) => {
                let held = self.held.get();
                let flow = match self.hold(&mut stream) {
                    Ok(bytes) => parquet::read(bytes::Bytes::from(bytes), context, sink),
                    Err(error) => sink.reject(context.reject_io(&error)),
                };
                self.held.set(held);
                flow
            }
        }
    }

    #[cfg(not(feature = "parquet"))]
    #[expect(clippy::unused_self, reason = "the same call with the feature `parquet`")]
    fn parquet(&self, _: Raw<'_>, context: &Context<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let detail = "a Parquet file; this build of newsvane lacks the feature `parquet`";
        sink.reject(context.reject_file(Reason::UnknownFormat, detail))
    }

    /// A decoder whose window takes no more memory than is allowed.
    fn zstd_decoder<R: BufRead>(
        &self,
        reader: R,
    ) -> io::Result<zstd::stream::read::Decoder<'static, R>> {
        let mut decoder = zstd::stream::read::Decoder::with_buffer(reader)?;
        decoder.window_log_max(self.options.max_window_bytes.max(1 << 10).ilog2().min(31))?;
        Ok(decoder)
    }

    /// Reads every file of an archive.
    fn archive<F>(
        &self,
        member: &Member,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
        read: F,
    ) -> ControlFlow<()>
    where
        F: FnOnce(&mut EntrySink<'_>) -> Result<ControlFlow<()>, io::Error>,
    {
        let mut files = 0_u64;
        let done = read(&mut |entry, bytes| {
            if matches!(entry.kind, EntryKind::Folder) {
                return ControlFlow::Continue(());
            }
            files += 1;
            let inside = member.inside(&entry.name, entry.bytes);
            let reject = |reason, detail: String| {
                Err(inside.context(self.options).reject_file(reason, detail))
            };
            if let Some(why) = left_out(&entry, &inside) {
                return sink.record(reject(Reason::LeftOut, why.to_owned()));
            }
            match bytes {
                Ok(bytes) => {
                    let bounded = self.bounded(bytes);
                    self.unpack(bounded, &inside, true, sink)
                }
                Err(error) => sink.record(reject(
                    Reason::DamagedCompression,
                    format!("the file in the archive cannot be read: {error}"),
                )),
            }
        });
        match done {
            Ok(flow) => flow?,
            Err(error) => return sink.reject(context.reject_archive(&error)),
        }
        if files == 0 {
            sink.reject(context.reject_file(Reason::Empty, "an archive without a file"))
        } else {
            ControlFlow::Continue(())
        }
    }

    /// All bytes of a stream, where there is room for them.
    fn hold(&self, stream: &mut dyn Read) -> io::Result<Vec<u8>> {
        let room = MAX_HELD.saturating_sub(self.held.get());
        let mut bytes = Vec::new();
        Counted { inner: stream, count: self.read }.take(room + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > room {
            return Err(io::Error::other(TooLarge(format!(
                "it needs random access, and inside of another container or a pipe at most {} MB \
                 are held in memory; unpack the outer one",
                MAX_HELD >> 20
            ))));
        }
        self.held.set(self.held.get() + bytes.len() as u64);
        Ok(bytes)
    }

    /// Counts bytes of the file itself.
    fn meter<'r>(&'r self, raw: Raw<'r>) -> Box<dyn Read + 'r> {
        match raw {
            Raw::File(file) => Box::new(Counted { inner: file, count: self.read }),
            Raw::Stream(stream) => stream,
        }
    }

    /// Counts what comes out, and ends it when that is out of all proportion.
    fn bounded<'r>(&'r self, inner: impl Read + 'r) -> Raw<'r> {
        Raw::Stream(Box::new(Bounded { inner, unpacker: self }))
    }
}

/// Reads a document of an office program.
fn office_file(
    reader: Box<dyn Seekable + '_>,
    kind: Office,
    member: &Member,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let damaged = |error: io::Error, what: &str| {
        let cause = error.get_ref();
        if cause.is_some_and(|e| e.downcast_ref::<TooLarge>().is_some()) {
            return context.reject_file(Reason::TooLarge, error.to_string());
        }
        context.reject_file(Reason::DamagedFile, format!("the {what} cannot be read: {error}"))
    };
    match kind {
        Office::Other(what) => sink.reject(context.reject_file(Reason::UnknownFormat, what)),
        Office::Word => match office::text(reader, context.options.max_record_bytes) {
            Ok(text) => {
                let mut input = decode::from_reader(Box::new(Cursor::new(text)));
                format::read_text(&mut input, context, sink)
            }
            Err(error) => sink.reject(damaged(error, "Word document")),
        },
        Office::Excel => match office::sheets(reader, MAX_HELD) {
            Ok(sheets) if sheets.is_empty() => {
                sink.reject(context.reject_file(Reason::Empty, "a workbook without a cell"))
            }
            Ok(sheets) => {
                let is_alone = sheets.len() == 1;
                for (name, table) in sheets {
                    let mut inner = member.clone();
                    if !is_alone {
                        inner = member.inside(&name, table.len() as u64);
                    }
                    let mut input = decode::from_reader(Box::new(Cursor::new(table)));
                    let context = inner.context(context.options);
                    super::csv::read(&mut input, b',', &context, sink)?;
                }
                ControlFlow::Continue(())
            }
            Err(error) => sink.reject(damaged(error, "Excel workbook")),
        },
    }
}

/// Passes the file to the reader of its format.
fn read_format(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    match format::detect(context.locator, input) {
        Ok(format) => format.read(input, context, sink),
        Err((reason, detail)) => sink.reject(context.reject_file(reason, detail)),
    }
}

/// Why a file of an archive is left out, by the rules for folders.
fn left_out(entry: &Entry, member: &Member) -> Option<&'static str> {
    let name = member.locator.rsplit('/').next().unwrap_or_default();
    if matches!(entry.kind, EntryKind::Special) {
        Some("a link, device or sparse file; only plain files of an archive are read")
    } else if entry
        .name
        .split('/')
        .any(|part| part.starts_with('.') && part.len() > 1 && part != ".." || part == "__MACOSX")
    {
        Some("a hidden file")
    } else if expand::is_documentation(name) {
        Some("a file that describes the data")
    } else if name.to_ascii_lowercase().ends_with(".toml") {
        Some("configuration is never taken from an archive")
    } else {
        None
    }
}

/// The window of the first block of an xz stream, where its only filter is LZMA2, in bytes.
fn xz_window(head: &[u8]) -> Option<u64> {
    let [_, flags, 0x21, 1, size, ..] = head.get(12..)? else { return None };
    let (bits, size) = (flags & 0xC3, u32::from(*size));
    (bits == 0 && size <= 40).then(|| (2 | u64::from(size & 1)) << (size / 2 + 11))
}

fn buffered<'r>(inner: Box<dyn Read + 'r>) -> BufReader<Box<dyn Read + 'r>> {
    BufReader::with_capacity(128 << 10, inner)
}

impl Raw<'_> {
    /// The first bytes, and the same bytes from their beginning.
    fn peek(self) -> io::Result<(Vec<u8>, Self)> {
        let mut head = Vec::with_capacity(HEAD);
        match self {
            Self::File(mut file) => {
                file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
                file.rewind()?;
                Ok((head, Self::File(file)))
            }
            Self::Stream(mut stream) => {
                // what comes before damage is still read; the error comes again
                let error = stream.by_ref().take(HEAD as u64).read_to_end(&mut head).err();
                if let Some(error) = error {
                    if head.is_empty() {
                        return Err(error);
                    }
                    return Ok((
                        head.clone(),
                        Self::Stream(Box::new(Cursor::new(head).chain(Broken(Some(error))))),
                    ));
                }
                Ok((head.clone(), Self::Stream(Box::new(Cursor::new(head).chain(stream)))))
            }
        }
    }
}

/// A stream that is nothing but its error.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(self.0.take().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()))
    }
}

/// Counts the bytes that are read.
struct Counted<'c, R> {
    inner: R,
    count: &'c Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Counts the bytes that come out of a compressed stream, up to a ratio to those that went in.
struct Bounded<'u, R> {
    inner: R,
    unpacker: &'u Unpacker<'u>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let unpacker = self.unpacker;
        let ratio = unpacker.options.max_ratio;
        let (read, written) = (unpacker.read.get(), unpacker.written.get());
        if written > RATIO_FLOOR && written > read.saturating_mul(ratio) {
            return Err(io::Error::other(DecompressionBomb { read, written, ratio }));
        }
        let n = self.inner.read(buffer)?;
        unpacker.written.set(written + n as u64);
        Ok(n)
    }
}
