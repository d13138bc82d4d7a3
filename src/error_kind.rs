//! What kind of error stopped a command: the program makes exit codes of it, the package for Python
//! classes of exceptions.

#[cfg(feature = "arrow")]
use crate::BatchError;
use crate::{
    ConfigError, IndexError, MergeError, RunError, TrainError,
    evaluate::GoldError,
    lexicon::LexiconError,
    load::LoadError,
    score::{DictionaryError, ModelError},
    write::{OutputError, PresentationError, TableError},
};

/// What kind an error is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// What was asked for cannot be done; asked for otherwise, it can.
    Usage,
    /// A file, or what the system lends, could not be read, written or had.
    System,
}

/// An error that knows its kind.
///
/// ```
/// use newsvane::{Config, ErrorKind, Failing as _};
/// let missing = Config::read("no/such/newsvane.toml".as_ref()).unwrap_err();
/// assert_eq!(missing.kind(), ErrorKind::System);
/// ```
pub trait Failing: std::error::Error {
    /// Its kind.
    fn kind(&self) -> ErrorKind;
}

/// Declares the kinds of errors: these variants are of kind `System`, those in brackets of the kind of
/// what they hold, all others of kind `Usage`.
macro_rules! kinds {
    ($(
        $(#[$attribute:meta])?
        $error:ident $([$($inner:ident),+])? { $($system:pat => System,)? }
    )+) => {
        $(
            $(#[$attribute])?
            impl Failing for $error {
                fn kind(&self) -> ErrorKind {
                    match self {
                        $($system => ErrorKind::System,)?
                        $($(Self::$inner(error) => error.kind(),)+)?
                        #[allow(unreachable_patterns, reason = "without reports some have no others")]
                        _ => ErrorKind::Usage,
                    }
                }
            }
        )+
    };
}

kinds! {
    LexiconError { Self::Read { .. } => System, }
    GoldError { Self::Read(_) => System, }
    DictionaryError { Self::Read { .. } => System, }
    ConfigError { Self::Read { .. } => System, }
    TableError { Self::Read { .. } => System, }
    LoadError { Self::NotFound { .. } | Self::NoMatch { .. } | Self::Unreadable { .. } => System, }
    OutputError { Self::Busy(_) | Self::Write { .. } => System, }
    // a model is part of what is asked for: one that is missing or does not fit is wrong usage
    ModelError {}
    PresentationError[Table] { Self::Write { .. } => System, }
    TrainError[Load] { Self::Threads(_) => System, }
    IndexError[Table, Presentation, Output] { Self::NoFolder(_) => System, }
    RunError[Load, Output, Presentation] { Self::Cancelled | Self::Threads(_) => System, }
    MergeError[Manifest, Config, Run] {}
    #[cfg(feature = "arrow")]
    BatchError {}
}
