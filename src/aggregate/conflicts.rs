//! Figures of a whole archive to conflicts, in bounded memory: sorted through files, one measure at
//! a time.

use std::{io, path::Path};

use super::{
    conflict::{Conflict, Figure, Finder},
    sorter::{Sortable, Sorter},
};

/// Bytes that a figure takes with its words, about.
const FIGURE_BYTES: usize = 600;

impl Sortable for Figure {
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

/// Takes figures in any order.
#[derive(Debug)]
pub(crate) struct Conflicts {
    figures: Sorter<Figure>,
}

impl Conflicts {
    /// No figures yet; files, where they are needed, are written to `folder`.
    #[must_use]
    pub(crate) fn new(folder: &Path) -> Self {
        Self { figures: Sorter::of_bytes(folder, "figures", FIGURE_BYTES) }
    }

    /// Takes a figure.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn push(&mut self, figure: Figure) -> io::Result<()> {
        self.figures.push(figure)
    }

    /// What contradicts one another, the same for every order of the figures.
    ///
    /// # Errors
    /// When a file cannot be written or read.
    pub(crate) fn finish(self) -> io::Result<Vec<Conflict>> {
        let mut finder = Finder::default();
        for figure in self.figures.finish()? {
            finder.push(figure?);
        }
        Ok(finder.finish())
    }
}
