//! Why a command stopped, and the exit code that says so.

use std::{fmt, process::ExitCode};

use newsvane::{
    ConfigError, IndexError, MergeError, RunError, TrainError,
    evaluate::GoldError,
    lexicon::LexiconError,
    load::LoadError,
    score::{DictionaryError, ModelError},
    write::{OutputError, PresentationError},
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

impl From<LexiconError> for Failure {
    fn from(error: LexiconError) -> Self {
        match error {
            LexiconError::Read { .. } => Self::io(error),
            _ => Self::usage(error),
        }
    }
}

impl From<GoldError> for Failure {
    fn from(error: GoldError) -> Self {
        match error {
            GoldError::Read(_) => Self::io(error),
            _ => Self::usage(error),
        }
    }
}

impl From<DictionaryError> for Failure {
    fn from(error: DictionaryError) -> Self {
        match error {
            DictionaryError::Read { .. } => Self::io(error),
            DictionaryError::Format(_) => Self::usage(format!("--compare {error}")),
            _ => Self::usage(error),
        }
    }
}

/// A model is part of what the user asks for: one that is missing or does not fit is wrong usage.
impl From<ModelError> for Failure {
    fn from(error: ModelError) -> Self {
        Self::usage(error)
    }
}

impl From<TrainError> for Failure {
    fn from(error: TrainError) -> Self {
        match error {
            TrainError::Load(error) => error.into(),
            TrainError::TooFew { .. } => Self::usage(error),
            error => Self::io(error),
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::BadMapping { .. } | LoadError::BadGlob { .. } => Self::usage(error),
            _ => Self::io(error),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        match error {
            ConfigError::Read { .. } => Self::io(error),
            _ => Self::usage(error),
        }
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::Output(OutputError::Foreign(_) | OutputError::NotFolder(_)) => {
                Self::usage(error)
            }
            IndexError::Output(_) | IndexError::Presentation(PresentationError::Write { .. }) => {
                Self::io(error)
            }
            _ => Self::usage(error),
        }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Load(error) => error.into(),
            RunError::Output(error @ (OutputError::Foreign(_) | OutputError::NotFolder(_))) => {
                Self::usage(error)
            }
            error @ (RunError::Calendar(_) | RunError::OtherArchive { .. }) => Self::usage(error),
            error => Self::io(error),
        }
    }
}

impl From<MergeError> for Failure {
    fn from(error: MergeError) -> Self {
        match error {
            MergeError::Manifest(error) => error.into(),
            MergeError::Config(error) => error.into(),
            MergeError::Run(error) => error.into(),
            error => Self::usage(error),
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
