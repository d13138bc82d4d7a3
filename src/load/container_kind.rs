//! What is not read from front to back as it is: compressed files, archives, columns.

use super::tar;

/// What is not read from front to back as it is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
    Tar,
    Zip,
    Parquet,
}

impl Kind {
    pub(super) fn of(head: &[u8]) -> Option<Self> {
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

/// The window of the first block of an xz stream, where its only filter is LZMA2, in bytes.
pub(super) fn xz_window(head: &[u8]) -> Option<u64> {
    let [_, flags, 0x21, 1, size, ..] = head.get(12..)? else { return None };
    let (bits, size) = (flags & 0xC3, u32::from(*size));
    (bits == 0 && size <= 40).then(|| (2 | u64::from(size & 1)) << (size / 2 + 11))
}
