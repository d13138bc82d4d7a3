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
    archive::{EntryKind, EntrySink, Seekable},
    container_kind::{Kind, xz_window},
    context::{Context, MAX_HELD, TooLarge},
    decode::{self, Input},
    format,
    member::{Member, left_out},
    metered::{Bounded, Broken, CountingReader},
    office, tar, zip,
};
use crate::{
    lang::infer_order,
    model::{Reason, Reject},
};

/// Containers in containers: `.tar` in `.gz` in `.zip` has three layers.
const MAX_DEPTH: u8 = 6;

/// What is looked at to tell a container: the header of a tar file.
const HEAD: usize = 512;

/// Reads a file and all that is inside of it.
pub(super) fn read(
    source: &Source,
    options: &Options,
    position: &Cell<u64>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let is_stdin = source.path == Path::new("-");
    if source.leads_out {
        return sink.reject(refused_link(source, options));
    }
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

/// Why a link is not followed: what an archive holds must not name files beside it.
fn refused_link(source: &Source, options: &Options) -> Reject {
    let target = std::fs::read_link(&source.path).unwrap_or_default();
    let detail = format!(
        "a link to {}, which is in none of the folders that were given; name the file itself to \
         read it",
        target.display()
    );
    Context::new(&source.locator, &source.path, 0, options).reject_file(Reason::LeftOut, detail)
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

/// Bytes of one layer.
enum Raw<'a> {
    File(File),
    Stream(Box<dyn Read + 'a>),
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
            Kind::Zip => self.zip(raw, &member, &context, office::may_be(&head), sink),
        }
    }

    fn zip(
        &self,
        raw: Raw<'_>,
        member: &Member,
        context: &Context<'_>,
        may_be_office: bool,
        sink: &mut Sink<'_>,
    ) -> ControlFlow<()> {
        let held = self.held.get();
        let reader: io::Result<Box<dyn Seekable + '_>> = match raw {
            Raw::File(file) => {
                Ok(Box::new(BufReader::new(CountingReader { inner: file, count: self.read })))
            }
            Raw::Stream(mut stream) => {
                self.hold(&mut stream).map(|bytes| Box::new(Cursor::new(bytes)) as Box<_>)
            }
        };
        match reader {
            Ok(mut reader) => {
                let office = may_be_office.then(|| office::kind(&mut reader)).flatten();
                let flow = match office {
                    Some(kind) => office::read(reader, kind, member, context, sink),
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
        CountingReader { inner: stream, count: self.read }
            .take(room + 1)
            .read_to_end(&mut bytes)?;
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
            Raw::File(file) => Box::new(CountingReader { inner: file, count: self.read }),
            Raw::Stream(stream) => stream,
        }
    }

    /// Counts what comes out, and ends it when that is out of all proportion.
    fn bounded<'r>(&'r self, inner: impl Read + 'r) -> Raw<'r> {
        Raw::Stream(Box::new(Bounded {
            inner,
            read: self.read,
            written: &self.written,
            max_ratio: self.options.max_ratio,
        }))
    }
}

/// Whether a file is plain and has one JSON object a line.
pub(super) fn is_lines(source: &Source) -> bool {
    let Ok(Ok((head, raw))) = File::open(&source.path).map(|file| Raw::File(file).peek()) else {
        return false;
    };
    let (None, Raw::File(file)) = (Kind::of(&head), raw) else { return false };
    let mut input = decode::from_reader(Box::new(file));
    matches!(format::detect(&source.locator, &mut input), Ok(format::Format::JsonLines))
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
