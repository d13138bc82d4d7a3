//! How a setting is declared: its type, its value's name, its default and what it does, once.

/// A group of settings, as `--help` and the documents list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// How records are read.
    Input,
    /// Where tables go, and how they are written.
    Output,
    /// Lexicons, the user's companies, and how much statements weigh.
    Words,
    /// A model beside the rules.
    Scorer,
    /// On which day an article counts, and which articles tell one story.
    Days,
    /// Weights, smoothing and intervals of an index.
    Index,
}

impl Group {
    /// All groups, in the order in which they are listed.
    pub const ALL: [Self; 6] =
        [Self::Input, Self::Output, Self::Words, Self::Scorer, Self::Days, Self::Index];

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Input => "Input",
            Self::Output => "Output",
            Self::Words => "Words",
            Self::Scorer => "Scorer",
            Self::Days => "Days and stories",
            Self::Index => "Index",
        }
    }
}

/// What a value looks like in `newsvane.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text in quotes.
    Text,
    /// A number.
    Number,
    /// `true` or `false`; the flag takes no value.
    Switch,
    /// A list; the flag takes its items with commas between them.
    List,
    /// A table of names and values; the flag takes one `NAME=VALUE` and may be given again.
    Table,
}

/// A setting as it was declared: what the flag, `newsvane.toml` and the documents say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name in `newsvane.toml`.
    pub key: &'static str,
    /// Its flag, without the hyphens.
    pub flag: &'static str,
    /// The flag's short form.
    pub short: Option<char>,
    /// The group that it belongs to.
    pub group: Group,
    /// What a value looks like in the file.
    pub kind: Kind,
    /// What `--help` calls its value.
    pub value_name: &'static str,
    /// The setting that cannot be given with it.
    pub conflicts_with: Option<&'static str>,
    help: &'static str,
    shown: Shown,
}

/// The value that documents show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// The default, as TOML.
    Default(&'static str),
    /// An example, as TOML, and in words what holds without the setting.
    Example(&'static str, &'static str),
}

impl Setting {
    /// What it does.
    #[must_use]
    pub fn help(&self) -> String {
        // doc lines begin with the blank after their slashes
        self.help.trim().to_owned()
    }

    /// What holds where it is not set, in words; `None` where nothing does.
    #[must_use]
    pub fn default(&self) -> Option<String> {
        match self.shown {
            // the help of a table tells the defaults of its names
            Shown::Default(_) if self.kind == Kind::Table => None,
            Shown::Default(toml) => Some(toml.replace(['"', '[', ']'], "")),
            Shown::Example(_, "") => None,
            Shown::Example(_, otherwise) => Some(otherwise.to_owned()),
        }
    }

    /// A value as TOML, and whether it is only an example.
    #[must_use]
    pub const fn example(&self) -> (&'static str, bool) {
        match self.shown {
            Shown::Default(toml) => (toml, false),
            Shown::Example(toml, _) => (toml, true),
        }
    }
}

/// What a declaration says beside name, type and help.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    value_name: &'static str,
    shown: Shown,
    flag: Option<&'static str>,
    short: Option<char>,
    conflicts_with: Option<&'static str>,
}

impl Shape {
    const fn new(value_name: &'static str, shown: Shown) -> Self {
        Self { value_name, shown, flag: None, short: None, conflicts_with: None }
    }

    /// The flag has another name than the key.
    pub(super) const fn flag(self, flag: &'static str) -> Self {
        Self { flag: Some(flag), ..self }
    }

    /// The flag has a short form.
    pub(super) const fn short(self, short: char) -> Self {
        Self { short: Some(short), ..self }
    }

    /// The flag cannot be given with that of another setting.
    pub(super) const fn conflicts_with(self, other: &'static str) -> Self {
        Self { conflicts_with: Some(other), ..self }
    }

    /// The setting that has this shape.
    pub(super) const fn setting(
        self,
        key: &'static str,
        group: Group,
        kind: Kind,
        help: &'static str,
    ) -> Setting {
        let flag = match self.flag {
            Some(flag) => flag,
            None => key,
        };
        let Self { value_name, shown, short, conflicts_with, .. } = self;
        Setting { key, flag, short, group, kind, value_name, conflicts_with, help, shown }
    }
}

/// A setting whose default is `toml`.
pub(super) const fn default(value_name: &'static str, toml: &'static str) -> Shape {
    Shape::new(value_name, Shown::Default(toml))
}

/// A setting that has no fixed default: `toml` is an example, and `otherwise` says what holds
/// without it, if anything does.
pub(super) const fn example(
    value_name: &'static str,
    toml: &'static str,
    otherwise: &'static str,
) -> Shape {
    Shape::new(value_name, Shown::Example(toml, otherwise))
}

/// The name of a field as a key: `date_order` is `date-order`.
pub(super) const fn kebab<const N: usize>(name: &str) -> [u8; N] {
    let (mut key, mut n) = ([0; N], 0);
    while n < N {
        key[n] = if name.as_bytes()[n] == b'_' { b'-' } else { name.as_bytes()[n] };
        n += 1;
    }
    key
}

/// The key of a field, at compile time.
macro_rules! key {
    ($field:ident) => {{
        const KEY: [u8; stringify!($field).len()] =
            $crate::config::declare::kebab(stringify!($field));
        const NAME: &str = match std::str::from_utf8(&KEY) {
            Ok(name) => name,
            Err(_) => "",
        };
        NAME
    }};
}

/// A struct of settings, one line for each: what it does, the field, its type, and its [`Shape`].
/// Reading a value, putting one layer over another, and writing values as JSON follow from it.
macro_rules! settings {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $group:ident {
                $( $(#[doc = $help:literal])+ $field:ident: $type:ty = $shape:expr; )+
            } )+
        }
        $( and { $( $(#[doc = $also_help:literal])+ $also_vis:vis $also:ident: $also_type:ty, )+ } )?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {
            $( $( $(#[doc = $help])+ pub $field: $type, )+ )+
            $( $( $(#[doc = $also_help])+ $also_vis $also: $also_type, )+ )?
        }

        impl $name {
            /// The settings that it declares, in the order in which they are listed.
            const DECLARED: &'static [Setting] = &[$( $( $shape.setting(
                key!($field),
                Group::$group,
                <$type as Value>::KIND,
                concat!($($help),+),
            ), )+ )+];

            /// Takes a value, or one of several; `None` where the key is not declared here.
            fn take(&mut self, key: &str, text: &str) -> Option<Result<(), String>> {
                $( $( if key == key!($field) {
                    return Some(Value::read(&mut self.$field, text));
                } )+ )+
                None
            }

            /// Takes what is not set here from the layer below.
            fn fill(&mut self, below: &mut Self) {
                $( $( Value::fill(&mut self.$field, std::mem::take(&mut below.$field)); )+ )+
            }

            /// What is set, by key.
            fn values(&self) -> serde_json::Map<String, serde_json::Value> {
                let mut values = serde_json::Map::new();
                $( $( if let Some(value) = Value::json(&self.$field) {
                    values.insert(key!($field).to_owned(), value);
                } )+ )+
                values
            }
        }
    };
}

/// The same for settings that change the fields of equal names of another struct.
macro_rules! changes {
    (
        $(#[$meta:meta])*
        pub struct $name:ident of $target:ty {
            $group:ident {
                $( $(#[doc = $help:literal])+ $field:ident: Option<$type:ty> = $shape:expr; )+
            }
        }
    ) => {
        settings! {
            $(#[$meta])*
            pub struct $name {
                $group { $( $(#[doc = $help])+ $field: Option<$type> = $shape; )+ }
            }
        }

        impl $name {
            /// Sets what is set here.
            pub(crate) fn apply(&self, target: &mut $target) {
                $( if let Some(value) = &self.$field {
                    target.$field = *value;
                } )+
            }
        }
    };
}

pub(super) use {changes, key, settings};
