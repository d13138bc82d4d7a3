//! Somebody who speaks.

/// A person or group, their organisation and role.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Speaker {
    pub person: Option<String>,
    pub org: Option<String>,
    pub role: Option<String>,
}

impl Speaker {
    /// Whether no name is known.
    pub(super) fn is_nobody(&self) -> bool {
        self.person.is_none() && self.org.is_none()
    }
}
