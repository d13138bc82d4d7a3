//! Streams that count their bytes, and end where these are out of all proportion.

use std::{
    cell::Cell,
    io::{self, Read, Seek},
};

use super::context::DecompressionBomb;

/// Bytes that may come out of any file before its ratio is looked at.
const RATIO_FLOOR: u64 = 64 << 20;

/// A stream that is nothing but its error.
pub(super) struct Broken(pub(super) Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(self.0.take().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()))
    }
}

/// Counts the bytes that are read.
pub(super) struct CountingReader<'c, R> {
    pub(super) inner: R,
    pub(super) count: &'c Cell<u64>,
}

impl<R: Read> Read for CountingReader<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for CountingReader<'_, R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Counts the bytes that come out of a compressed stream, up to a ratio to those that went in.
pub(super) struct Bounded<'u, R> {
    pub(super) inner: R,
    /// Bytes read of the file that all streams are in.
    pub(super) read: &'u Cell<u64>,
    /// Bytes that all its compressed streams came to.
    pub(super) written: &'u Cell<u64>,
    pub(super) max_ratio: u64,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let ratio = self.max_ratio;
        let (read, written) = (self.read.get(), self.written.get());
        if written > RATIO_FLOOR && written > read.saturating_mul(ratio) {
            return Err(io::Error::other(DecompressionBomb { read, written, ratio }));
        }
        let n = self.inner.read(buffer)?;
        self.written.set(written + n as u64);
        Ok(n)
    }
}
