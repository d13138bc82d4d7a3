//! Why a command stopped, and the exit code that says so.

use std::{fmt, process::ExitCode};

use newsvane::{
    ConfigError, ErrorKind, Failing as _, IndexError, MergeError, RunError, TrainError,
    evaluate::GoldError,
    lexicon::LexiconError,
    load::LoadError,
    score::{DictionaryError, ModelError},
};

/// A command that could not do its work: a message for people and an exit code for programs.
#[derive(Debug)]
pub(crate) struct Failure {
    code: u8,
    message: String,
}

impl Failure {
    /// Wrong usage or configuration: exit code 2. The message names what, where, and what was
    /// expected.
    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Self { code: 2, message: message.to_string() }
    }

    /// Input or output that could not be read or written: exit code 3.
    pub(crate) fn io(message: impl fmt::Display) -> Self {
        Self { code: 3, message: message.to_string() }
    }

    /// Whether there is nothing to be told.
    pub(crate) const fn is_silent(&self) -> bool {
        self.message.is_empty()
    }

    /// The exit code.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Errors of the library, by their kind.
macro_rules! from_library {
    ($($error:ty),+ $(,)?) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                match error.kind() {
                    ErrorKind::Usage => Self::usage(error),
                    ErrorKind::System => Self::io(error),
                }
            }
        })+
    };
}

from_library!(
    ConfigError,
    GoldError,
    IndexError,
    LexiconError,
    LoadError,
    MergeError,
    ModelError,
    RunError,
    TrainError,
);

impl From<DictionaryError> for Failure {
    fn from(error: DictionaryError) -> Self {
        match error {
            DictionaryError::Read { .. } => Self::io(error),
            DictionaryError::Format(_) => Self::usage(format!("--compare {error}")),
            _ => Self::usage(error),
        }
    }
}

/// Writing to standard output: a reader that went away (`| head`) ends the program quietly.
impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self { code: 0, message: String::new() };
        }
        Self::io(error)
    }
}
