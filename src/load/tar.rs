//! The files of a tar archive, streamed; names that are longer than a header holds are read up to a
//! limit.

use std::{
    io::{self, Read},
    ops::ControlFlow,
};

use tar::{EntryType, Header, PaxExtensions};

use super::archive::{Entry, EntryKind, EntrySink};

const BLOCK: usize = 512;

/// Longest extension (a long name, PAX fields) that is read.
const MAX_EXTENSION: u64 = 1 << 20;

/// Whether these are the first bytes of a tar archive: the header's check sum fits.
pub(super) fn is_header(head: &[u8]) -> bool {
    let Some(block) = head.get(..BLOCK) else { return false };
    let header = Header::from_byte_slice(block);
    block[0] != 0 && header.cksum().is_ok_and(|sum| sum == checksum(block))
}

/// The sum of a header's bytes, with blanks in place of the sum itself.
fn checksum(block: &[u8]) -> u32 {
    let sum = |bytes: &[u8]| bytes.iter().map(|b| u32::from(*b)).sum::<u32>();
    sum(&block[..148]) + 8 * 32 + sum(&block[156..])
}

/// What extensions say of the next file.
#[derive(Default)]
struct Extended {
    name: Option<String>,
    bytes: Option<u64>,
    is_sparse: bool,
}

/// Passes every file to `each`.
pub(super) fn read(reader: &mut dyn Read, each: &mut EntrySink<'_>) -> io::Result<ControlFlow<()>> {
    let mut block = [0_u8; BLOCK];
    let mut extended = Extended::default();
    loop {
        // archives end with blocks of zeros, or just end
        if !read_block(reader, &mut block)? || block.iter().all(|b| *b == 0) {
            return Ok(ControlFlow::Continue(()));
        }
        let header = Header::from_byte_slice(&block);
        if !header.cksum().is_ok_and(|sum| sum == checksum(&block)) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a header of the tar archive is damaged",
            ));
        }
        let kind = header.entry_type();
        let bytes = header.entry_size()?;
        match kind {
            EntryType::GNULongName | EntryType::XHeader => {
                let extension = read_extension(reader, bytes)?;
                if kind == EntryType::GNULongName {
                    let name = extension.split(|b| *b == 0).next().unwrap_or_default();
                    extended.name = Some(String::from_utf8_lossy(name).into_owned());
                } else {
                    extended.read_pax(&extension);
                }
            }
            EntryType::GNULongLink | EntryType::XGlobalHeader => skip(reader, padded(bytes))?,
            _ => {
                let extended = std::mem::take(&mut extended);
                let bytes = extended.bytes.unwrap_or(bytes);
                let name = extended
                    .name
                    .unwrap_or_else(|| String::from_utf8_lossy(&header.path_bytes()).into_owned());
                let kind = match kind {
                    _ if extended.is_sparse => EntryKind::Special,
                    EntryType::Regular | EntryType::Continuous if name.ends_with('/') => {
                        EntryKind::Folder
                    }
                    EntryType::Regular | EntryType::Continuous => EntryKind::File,
                    EntryType::Directory => EntryKind::Folder,
                    _ => EntryKind::Special,
                };
                let mut content = (&mut *reader).take(bytes);
                if each(Entry { name, bytes, kind }, Ok(&mut content)).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                let left = content.limit();
                skip(reader, left + (padded(bytes) - bytes))?;
            }
        }
    }
}

impl Extended {
    fn read_pax(&mut self, extension: &[u8]) {
        for field in PaxExtensions::new(extension).flatten() {
            let value = String::from_utf8_lossy(field.value_bytes());
            match field.key_bytes() {
                b"path" => self.name = Some(value.into_owned()),
                b"size" => self.bytes = value.parse().ok(),
                key => self.is_sparse |= key.starts_with(b"GNU.sparse"),
            }
        }
    }
}

/// Fills the block; `false` at the end of the archive.
fn read_block(reader: &mut dyn Read, block: &mut [u8; BLOCK]) -> io::Result<bool> {
    let mut filled = 0;
    while filled < BLOCK {
        match reader.read(&mut block[filled..]) {
            Ok(0) if filled == 0 => return Ok(false),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

fn read_extension(reader: &mut dyn Read, bytes: u64) -> io::Result<Vec<u8>> {
    if bytes > MAX_EXTENSION {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("a name or its extensions have {bytes} bytes"),
        ));
    }
    let mut extension = Vec::new();
    (&mut *reader).take(bytes).read_to_end(&mut extension)?;
    skip(reader, padded(bytes) - bytes)?;
    Ok(extension)
}

fn padded(bytes: u64) -> u64 {
    bytes.checked_next_multiple_of(BLOCK as u64).unwrap_or(bytes)
}

fn skip(reader: &mut dyn Read, bytes: u64) -> io::Result<()> {
    let skipped = io::copy(&mut (&mut *reader).take(bytes), &mut io::sink())?;
    if skipped < bytes { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
}
