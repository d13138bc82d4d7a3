//! What the readers of formats know of the file, and how they reject it.

use std::path::Path;

use encoding_rs::Encoding;

use super::{Options, path_date};
use crate::model::{DateEvidence, DateOrder, Reason, Reject};

/// Bytes of archives inside of archives that may be held in memory at a time, where they need
/// random access.
pub(super) const MAX_HELD: u64 = 128 << 20;

/// What the readers of formats need to know of the file.
pub(super) struct Context<'a> {
    /// What locators begin with.
    pub(super) locator: &'a str,
    /// File name without its extensions.
    pub(super) stem: String,
    /// Size of the file where it is known.
    pub(super) bytes: u64,
    /// A date in the file's name or folders.
    pub(super) date: Option<DateEvidence>,
    /// Whether it comes out of a container.
    pub(super) is_compressed: bool,
    /// How the file writes days in digits, where that is known.
    pub(super) date_order: Option<DateOrder>,
    /// The character set that is declared outside of the file, where there is one.
    pub(super) charset: Option<&'static Encoding>,
    pub(super) options: &'a Options,
}

impl<'a> Context<'a> {
    pub(super) fn new(locator: &'a str, path: &Path, bytes: u64, options: &'a Options) -> Self {
        Self {
            locator,
            stem: stem(locator),
            bytes,
            date: path_date::find(path),
            is_compressed: false,
            date_order: options.date_order,
            charset: None,
            options,
        }
    }

    /// The same for one record of the file that is a file itself. The name of a crawl says nothing
    /// of the dates of its pages.
    pub(super) fn part<'b>(&self, locator: &'b str, bytes: u64) -> Context<'b>
    where
        'a: 'b,
    {
        Context {
            locator,
            stem: stem(locator),
            bytes,
            date: None,
            is_compressed: self.is_compressed,
            date_order: self.date_order,
            charset: None,
            options: self.options,
        }
    }

    /// A reject of the file as a whole, or of what is left of it.
    pub(super) fn reject_file(&self, reason: Reason, detail: impl Into<String>) -> Reject {
        self.reject(self.locator.to_owned(), reason, detail, self.bytes)
    }

    #[expect(
        clippy::unused_self,
        reason = "readers reject by their context, wherever the record is"
    )]
    pub(super) fn reject(
        &self,
        locator: String,
        reason: Reason,
        detail: impl Into<String>,
        bytes: u64,
    ) -> Reject {
        Reject { locator, stage: "load".into(), reason, detail: detail.into(), bytes }
    }

    /// Where an error of the reader comes from.
    pub(super) fn reject_io(&self, error: &std::io::Error) -> Reject {
        let cause = error.get_ref();
        if cause.and_then(|e| e.downcast_ref::<DecompressionBomb>()).is_some() {
            self.reject_file(Reason::TooCompressed, error.to_string())
        } else if cause.and_then(|e| e.downcast_ref::<TooLarge>()).is_some() {
            self.reject_file(Reason::TooLarge, error.to_string())
        } else if error.to_string().contains(LONG_WINDOW) {
            let most = self.options.max_window_bytes >> 20;
            let detail = format!(
                "a Zstandard stream with a window of more than {most} MB, as `zstd --long` writes; \
                 it is whole: allow more memory with --max-window"
            );
            self.reject_file(Reason::TooLarge, detail)
        } else if self.is_compressed {
            self.reject_file(
                Reason::DamagedCompression,
                format!(
                    "the compressed stream is damaged or ends early: {error}; what stood before \
                     was read"
                ),
            )
        } else {
            self.reject_file(Reason::Unreadable, error.to_string())
        }
    }

    /// The same for an archive, which is a container itself.
    pub(super) fn reject_archive(&self, error: &std::io::Error) -> Reject {
        let mut reject = self.reject_io(error);
        if reject.reason == Reason::Unreadable {
            reject.reason = Reason::DamagedCompression;
            reject.detail = format!(
                "the archive is damaged or ends early: {error}; what stood before was read"
            );
        }
        reject
    }
}

/// What zstd says of a window that it was not allowed.
const LONG_WINDOW: &str = "too much memory";

/// The name of a file without folder, extension and extension of its compression.
fn stem(locator: &str) -> String {
    let name = locator.rsplit('/').next().unwrap_or(locator);
    let name = without_compression(name);
    Path::new(name)
        .file_stem()
        .map_or_else(|| name.to_owned(), |s| s.to_string_lossy().into_owned())
}

/// The name without `.gz`, `.zst`.
pub(super) fn without_compression(name: &str) -> &str {
    let ends = |suffix: &str| {
        name.len() > suffix.len()
            && name.is_char_boundary(name.len() - suffix.len())
            && name[name.len() - suffix.len()..].eq_ignore_ascii_case(suffix)
    };
    [".gz", ".gzip", ".zst", ".zstd", ".bz2", ".xz"]
        .into_iter()
        .find(|s| ends(s))
        .map_or(name, |s| &name[..name.len() - s.len()])
}

/// The error of a stream that blows up.
#[derive(Debug, thiserror::Error)]
#[error(
    "{read} bytes of the file came to more than {written}, over {ratio} times as many; the rest \
     was not read"
)]
pub(super) struct DecompressionBomb {
    pub(super) read: u64,
    pub(super) written: u64,
    pub(super) ratio: u64,
}

/// The error of a layer that is too big to be held.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct TooLarge(pub(super) String);
