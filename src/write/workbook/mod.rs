//! The workbook.

use std::path::Path;

use super::presentation::{PresentationError, Tables};

/// Writes the workbook.
pub(super) fn write(tables: &Tables<'_>, path: &Path) -> Result<(), PresentationError> {
    let text = super::method::method(tables.manifest).into_iter().map(|p| p.heading.to_owned() + &p.text).collect::<String>();
    std::fs::write(path, text).map_err(|source| PresentationError::Write { path: path.to_owned(), source })
}
