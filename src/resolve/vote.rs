//! One piece of evidence of what a name is.

use crate::model::EntityKind;

/// What something says that a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Vote {
    pub kind: EntityKind,
    /// Whether it is enough alone.
    pub is_strong: bool,
    /// Whether it yields to a person of that surname.
    pub may_be_surname: bool,
    /// Whether it is as much as two others that are not enough alone.
    pub is_double: bool,
}

impl Vote {
    pub(super) const fn strong(kind: EntityKind) -> Self {
        Self { kind, is_strong: true, may_be_surname: false, is_double: false }
    }

    pub(super) const fn weak(kind: EntityKind) -> Self {
        Self { kind, is_strong: false, may_be_surname: false, is_double: false }
    }
}
