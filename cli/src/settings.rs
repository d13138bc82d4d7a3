//! Settings as flags: which there are, what they are called and what they take is declared in the
//! library.

use std::{
    marker::PhantomData,
    path::{Path, PathBuf},
};

use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, value_parser};
use newsvane::{
    Config,
    config::{Kind, Setting},
};

use crate::Failure;

/// Which settings a command takes as flags.
pub(crate) trait Takes {
    /// Whether it reads `newsvane.toml`.
    const READS_FILE: bool = true;

    /// Whether it has the flag of this setting.
    fn takes(setting: &Setting) -> bool;
}

/// Declares what a command takes, by groups and by keys.
macro_rules! takes {
    ($(#[$meta:meta])* $name:ident without file: $($rest:tt)*) => {
        $crate::settings::takes! { @ $(#[$meta])* $name false $($rest)* }
    };
    ($(#[$meta:meta])* $name:ident: $($rest:tt)*) => {
        $crate::settings::takes! { @ $(#[$meta])* $name true $($rest)* }
    };
    (@ $(#[$meta:meta])* $name:ident $reads:literal $($group:ident),* ; $($key:literal),*) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default)]
        pub(crate) struct $name;

        impl $crate::settings::Takes for $name {
            const READS_FILE: bool = $reads;

            fn takes(setting: &newsvane::config::Setting) -> bool {
                const GROUPS: &[newsvane::config::Group] =
                    &[$(newsvane::config::Group::$group),*];
                const KEYS: &[&str] = &[$($key),*];
                GROUPS.contains(&setting.group) || KEYS.contains(&setting.key)
            }
        }
    };
}
pub(crate) use takes;

/// The words alone, and no configuration: a measurement is the same wherever it is made.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words;

impl Takes for Words {
    const READS_FILE: bool = false;

    fn takes(setting: &Setting) -> bool {
        setting.group == newsvane::config::Group::Words
    }
}

/// The settings that were given as flags, and the configuration file.
#[derive(Debug, Clone, Default)]
pub(crate) struct SettingArguments<T> {
    given: Vec<(&'static Setting, String)>,
    file: Option<PathBuf>,
    taker: PhantomData<T>,
}

impl<T: Takes> SettingArguments<T> {
    /// What flags and the configuration file say; flags win.
    pub(crate) fn read(&self) -> Result<Config, Failure> {
        let mut flags = Config::default();
        for (setting, text) in &self.given {
            flags.take_flag(setting, text)?;
        }
        let default = Path::new(Config::FILE);
        let file = match &self.file {
            Some(path) => Config::read(path)?,
            None if T::READS_FILE && default.is_file() => Config::read(default)?,
            None => Config::default(),
        };
        Ok(flags.over(file))
    }

    /// The settings that it takes.
    fn taken() -> impl Iterator<Item = &'static Setting> {
        Config::settings().filter(|setting| T::takes(setting))
    }
}

impl<T: Takes> clap::Args for SettingArguments<T> {
    fn augment_args(command: Command) -> Command {
        let config = Arg::new("config")
            .long("config")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(
                "Configuration file [default: newsvane.toml of the working directory, where there \
                 is one]",
            );
        let flags = Self::taken().map(|setting| flag(setting, &Self::taken().collect::<Vec<_>>()));
        command.args(T::READS_FILE.then_some(config)).args(flags)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<T: Takes> FromArgMatches for SettingArguments<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut given = Vec::new();
        for setting in Self::taken() {
            if setting.kind == Kind::Switch {
                given.extend(matches.get_flag(setting.key).then(|| (setting, "true".to_owned())));
            } else {
                let texts = matches.get_many::<String>(setting.key).into_iter().flatten();
                given.extend(texts.map(|text| (setting, text.clone())));
            }
        }
        let file = if T::READS_FILE { matches.get_one::<PathBuf>("config").cloned() } else { None };
        Ok(Self { given, file, taker: PhantomData })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The flag of a setting, beside those of the other settings of its command.
fn flag(setting: &Setting, others: &[&Setting]) -> Arg {
    let help = match setting.default().filter(|_| setting.kind != Kind::Switch) {
        Some(default) => format!("{} [default: {default}]", setting.help()),
        None => setting.help(),
    };
    let mut flag = Arg::new(setting.key)
        .long(setting.flag)
        .help(help)
        .help_heading(setting.group.title())
        .action(match setting.kind {
            Kind::Switch => ArgAction::SetTrue,
            Kind::List | Kind::Table => ArgAction::Append,
            Kind::Text | Kind::Number => ArgAction::Set,
        });
    if setting.kind != Kind::Switch {
        flag = flag.value_name(setting.value_name).allow_negative_numbers(true);
    }
    if let Some(short) = setting.short {
        flag = flag.short(short);
    }
    match setting.conflicts_with {
        Some(other) if others.iter().any(|own| own.key == other) => flag.conflicts_with(other),
        _ => flag,
    }
}
