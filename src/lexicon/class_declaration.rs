//! How a class is declared: its name in lexicon files, its layer, and what its groups may say.

use super::{
    Class, Layer,
    feature::{FeatureDeclaration, Features},
};

/// A class as lexicon files name it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ClassDeclaration {
    /// The class.
    pub class: Class,
    /// Its name in lexicon files.
    pub name: &'static str,
    /// The layer that it belongs to.
    pub layer: Layer,
    /// Keys that its groups must have.
    pub needs: &'static [&'static str],
    /// Keys that its groups may have.
    pub takes: &'static [&'static str],
    /// What its terms do.
    pub meaning: &'static str,
}

/// Declares the classes, each once: variant, name, layer, keys and meaning.
macro_rules! classes {
    ($(
        $(#[doc = $doc:literal])+
        $variant:ident = $name:literal in $layer:ident
            $(, needs $($need:literal)|+)? $(, takes $($take:literal)|+)?;
    )+) => {
        static DECLARATIONS: [$crate::lexicon::ClassDeclaration; [$($name),+].len()] =
            [$($crate::lexicon::ClassDeclaration {
                class: Class::$variant,
                name: $name,
                layer: $crate::lexicon::Layer::$layer,
                needs: &[$($($need),+)?],
                takes: &[$($($take),+)?],
                meaning: concat!($($doc),+),
            },)+];

        /// What a term does in its layer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Class { $($(#[doc = $doc])+ $variant,)+ }

        impl Class {
            /// All classes as lexicon files name them, in the order of the variants.
            pub const ALL: &'static [$crate::lexicon::ClassDeclaration] = &DECLARATIONS;
        }
    };
}

pub(super) use classes;

impl Class {
    /// The class that a lexicon file calls `name`.
    ///
    /// ```
    /// use newsvane::lexicon::Class;
    /// assert_eq!(Class::from_name("good_when_up"), Some(Class::GoodWhenUp));
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|own| own.name == name).map(|own| own.class)
    }

    /// How lexicon files name it and what its groups may say.
    #[must_use]
    pub const fn declaration(self) -> &'static ClassDeclaration {
        &Self::ALL[self as usize]
    }

    /// Its name in lexicon files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.declaration().name
    }

    /// The layer that it belongs to.
    #[must_use]
    pub const fn layer(self) -> Layer {
        self.declaration().layer
    }

    /// The features that its terms may have.
    pub fn features(self) -> impl Iterator<Item = &'static FeatureDeclaration> {
        Features::ALL.iter().filter(move |feature| feature.classes.contains(&self))
    }
}
