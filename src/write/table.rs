//! The tables: each is declared once, below `table/`, with the name, the kind, the null rule and
//! the meaning of each column. Writers, readers, the Parquet schema, the notes of the workbook,
//! the claims of `annotate` and `docs/tables.md` follow from it.

mod article;
mod claim;
mod index;
mod of_article;
#[cfg(test)]
mod tests;

/// The columns of each table, as an enum.
pub mod columns {
    pub use super::{
        article::{
            ArticleThemes, Articles, Entities, EntityMentions, Mentions, Quotes, Rejects, Removed,
            Sketches,
        },
        claim::{Claims, Conflicts},
        index::{
            Contributions, EntityContributions, EntityDays, EntityPeriods, ThemeDays, ThemePeriods,
            ThemeShares, ThemeSources,
        },
    };
}

/// Version of the tables' columns and meanings, written to `run.json`. It grows by one whenever a
/// column is renamed, removed or changes its meaning; columns added at the end leave it
/// (docs/tables.md).
pub const SCHEMA_VERSION: u32 = 3;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// Words of an article or of the user: in CSV never run as a formula.
    Text,
    /// A word of the program's own: codes and ids.
    Code,
    /// A whole number.
    Int,
    /// A measured number, to 12 significant digits; not finite is null.
    Float,
    /// An exact number.
    Decimal,
    /// `true` or `false`.
    Bool,
    /// A day, YYYY-MM-DD.
    Day,
}

impl Kind {
    /// Whether it is a number with digits after the point.
    #[must_use]
    pub const fn is_measured(self) -> bool {
        matches!(self, Self::Float | Self::Decimal)
    }
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, the same in every format.
    pub name: &'static str,
    /// What its cells hold; of lists, each of their items.
    pub kind: Kind,
    /// Whether its cells are lists: of words in Parquet and JSON lines, one text apart by `; ` in CSV.
    pub is_list: bool,
    /// Whether a cell may be null: in CSV an empty field, elsewhere null, never an empty text.
    pub is_nullable: bool,
    /// What it means, in a line of Markdown.
    pub meaning: &'static str,
    /// The key of its cell in an annotation (`newsvane annotate`), where it has one. Annotations
    /// keep the field names of the gold annotations, also where the column is called otherwise.
    pub annotated_as: Option<&'static str>,
}

impl Column {
    /// What it means, in plain words.
    #[must_use]
    pub fn note(&self) -> String {
        self.meaning.replace('`', "")
    }
}

/// What a table is.
#[derive(Debug, Clone, Copy)]
pub struct Declaration {
    /// Its name: the stem of its file.
    pub name: &'static str,
    /// What a row is of.
    pub row: &'static str,
    /// Its columns, in order.
    pub columns: &'static [Column],
}

/// The columns of one table, as an enum: so that a column that the table does not have is no
/// program.
pub trait Columns: std::fmt::Debug + Copy + 'static {
    /// The table.
    const TABLE: Table;
    /// What it is.
    const DECLARATION: Declaration;
    /// All columns, in order.
    const ALL: &'static [Self];

    /// Its place among the columns, from 0.
    fn position(self) -> usize;

    /// What it is.
    fn column(self) -> &'static Column {
        &Self::DECLARATION.columns[self.position()]
    }
}

/// Declares the columns of a table: `Option<Kind>` where a cell may be null, `List<Kind>` for lists,
/// of which an empty one is null; the documentation of a
/// column is its meaning. `..group;` stands for the columns of a [`column_group`].
macro_rules! table {
    (
        $(#[doc = $row:literal])+
        $table:ident = $file:literal { $($columns:tt)+ }
    ) => {
        $crate::write::table::table! { @read {} { $($columns)+ } [$($row)+] $table $file }
    };

    // reads column after column, and puts groups in their places
    (@read { $($read:tt)* } { ..$group:ident; $($rest:tt)* } $($table:tt)+) => {
        $group! { { $($read)* } { $($rest)* } $($table)+ }
    };
    (
        @read { $($read:tt)* }
        {
            $(#[doc = $meaning:literal])+
            $column:ident: $kind:ident $(<$inner:ident>)? = $name:literal
                $(, annotated as $key:literal)?;
            $($rest:tt)*
        }
        $($table:tt)+
    ) => {
        $crate::write::table::table! {
            @read
            {
                $($read)*
                {
                    [$($meaning)+] $column $name
                    ($crate::write::table::table!(@kind $kind $($inner)?))
                    ($crate::write::table::table!(@null $kind $($inner)?))
                    ($crate::write::table::table!(@list $kind $($inner)?))
                    ($crate::write::table::table!(@key $($key)?))
                }
            }
            { $($rest)* }
            $($table)+
        }
    };
    (
        @read
        { $({ [$($meaning:literal)+] $column:ident $name:literal ($kind:expr) ($null:expr) ($list:expr) ($key:expr) })+ }
        {}
        [$($row:literal)+] $table:ident $file:literal
    ) => {
        #[doc = concat!("The columns of `", $file, "`.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $table {
            $($(#[doc = $meaning])+ $column,)+
        }

        impl $crate::write::table::Columns for $table {
            const TABLE: $crate::write::table::Table = $crate::write::table::Table::$table;
            const DECLARATION: $crate::write::table::Declaration =
                $crate::write::table::Declaration {
                    name: $file,
                    row: concat!($($row),+).trim_ascii(),
                    columns: &[$($crate::write::table::Column {
                        name: $name,
                        kind: $kind,
                        is_list: $list,
                        is_nullable: $null,
                        meaning: concat!($($meaning),+).trim_ascii(),
                        annotated_as: $key,
                    }),+],
                };

            const ALL: &'static [Self] = &[$(Self::$column),+];

            fn position(self) -> usize {
                self as usize
            }
        }
    };

    (@kind List $kind:ident) => { $crate::write::table::Kind::$kind };
    (@kind Option $kind:ident) => { $crate::write::table::Kind::$kind };
    (@kind $kind:ident) => { $crate::write::table::Kind::$kind };
    (@null List $kind:ident) => { true };
    (@null Option $kind:ident) => { true };
    (@null $kind:ident) => { false };
    (@list List $kind:ident) => { true };
    (@list Option $kind:ident) => { false };
    (@list $kind:ident) => { false };
    (@key) => { None };
    (@key $key:literal) => { Some($key) };
}

/// Names columns that several tables have, one after another: `column_group!($ name { .. })`. The
/// `$` is that of the macro which this makes of them; `table!` calls it.
macro_rules! column_group {
    ($dollar:tt $group:ident { $($columns:tt)+ }) => {
        macro_rules! $group {
            ({ $dollar($dollar read:tt)* } { $dollar($dollar rest:tt)* } $dollar($dollar table:tt)+) => {
                $crate::write::table::table! {
                    @read
                    { $dollar($dollar read)* }
                    { $($columns)+ $dollar($dollar rest)* }
                    $dollar($dollar table)+
                }
            };
        }
    };
}
pub(crate) use index::IndexTable;
pub(crate) use of_article::{ArticleListing, BearingTable};
use {column_group, table};

/// Lists all tables, in the order in which people read them.
macro_rules! tables {
    ($($table:ident,)+) => {
        /// One table of the output.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table {
            $(
                #[doc = concat!("Its columns are [`columns::", stringify!($table), "`].")]
                $table,
            )+
        }

        impl Table {
            /// All tables, in the order in which people read them.
            pub const ALL: [Self; [$(Self::$table),+].len()] = [$(Self::$table),+];

            /// What it is.
            #[must_use]
            pub const fn declaration(self) -> Declaration {
                match self {
                    $(Self::$table => <columns::$table as Columns>::DECLARATION,)+
                }
            }
        }
    };
}

tables! {
    ThemeDays,
    Contributions,
    ThemePeriods,
    ThemeSources,
    ThemeShares,
    EntityDays,
    EntityContributions,
    EntityPeriods,
    Articles,
    Mentions,
    Entities,
    EntityMentions,
    Claims,
    Conflicts,
    Quotes,
    Removed,
    ArticleThemes,
    Sketches,
    Rejects,
}

impl Table {
    /// The tables of an index; each further index has its own.
    pub const OF_INDEX: [Self; 7] = [
        Self::ThemeDays,
        Self::Contributions,
        Self::ThemePeriods,
        Self::ThemeShares,
        Self::EntityDays,
        Self::EntityContributions,
        Self::EntityPeriods,
    ];

    /// The tables whose rows are known of single articles, in the order in which they are written.
    pub const OF_ARTICLE: [Self; 9] = [
        Self::Mentions,
        Self::Entities,
        Self::EntityMentions,
        Self::Claims,
        Self::Quotes,
        Self::Removed,
        Self::ArticleThemes,
        Self::Sketches,
        Self::Rejects,
    ];

    /// The table of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Its name: the stem of its file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.declaration().name
    }

    /// Its columns.
    #[must_use]
    pub const fn columns(self) -> &'static [Column] {
        self.declaration().columns
    }
}
