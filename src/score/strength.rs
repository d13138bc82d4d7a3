//! How strongly each kind of statement speaks, by the type of a text.

/// How strongly each kind of statement speaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strength {
    /// A direction of which nothing says what moves.
    pub bare_direction: f64,
    /// A polar word.
    pub polar: f64,
    /// What is to be watched or depends on something.
    pub watched: f64,
    /// What a negated word keeps of its value, turned.
    pub negated: f64,
    /// Whether a negator reaches what its verb governs, however far.
    pub reaches_far: bool,
}
