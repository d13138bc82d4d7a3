//! What readers return: articles, reasons why there is none, and pages whose story is still to be
//! extracted.

use std::ops::ControlFlow;

use super::{Record, html::Page};
use crate::model::{Article, DateEvidence, Reject};

/// One record as it was read. Extracting the story of a page takes many times as long as reading
/// it, so that it is left to whoever takes the record: on another thread, as a rule.
#[derive(Debug)]
#[non_exhaustive]
#[expect(
    clippy::large_enum_variant,
    reason = "most are articles, and a box for each would cost more"
)]
pub enum Loaded {
    /// An article, or why there is none.
    Record(Record),
    /// A page with what is known beside it.
    Page(Box<Page>),
}

impl Loaded {
    /// The article, the story of a page extracted, or why there is none.
    ///
    /// # Errors
    /// When there is no article; the error is the row of `rejects`.
    pub fn finish(self) -> Record {
        match self {
            Self::Record(record) => record,
            Self::Page(page) => page.extract(),
        }
    }

    /// Bytes that it takes in memory, more or less.
    pub(crate) fn bytes(&self) -> u64 {
        match self {
            Self::Record(Ok(article)) => article.bytes.max(article.text.len() as u64),
            Self::Record(Err(reject)) => (reject.locator.len() + reject.detail.len()) as u64,
            Self::Page(page) => page.html.len() as u64,
        }
    }

    /// Adds evidence for the date, of lower rank than all that is known.
    pub(crate) fn add_evidence(&mut self, evidence: Option<&DateEvidence>) {
        match self {
            Self::Record(Ok(article)) => article.dates.extend(evidence.cloned()),
            Self::Record(Err(_)) => {}
            Self::Page(page) => page.last_resort.extend(evidence.cloned()),
        }
    }
}

/// Takes the records of a file one by one; it may break off.
pub(crate) struct Sink<'a> {
    take: &'a mut dyn FnMut(Loaded) -> ControlFlow<()>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(take: &'a mut dyn FnMut(Loaded) -> ControlFlow<()>) -> Self {
        Self { take }
    }

    pub(super) fn article(&mut self, article: Article) -> ControlFlow<()> {
        self.record(Ok(article))
    }

    pub(super) fn reject(&mut self, reject: Reject) -> ControlFlow<()> {
        self.record(Err(reject))
    }

    pub(super) fn record(&mut self, record: Record) -> ControlFlow<()> {
        (self.take)(Loaded::Record(record))
    }

    pub(super) fn page(&mut self, page: Page) -> ControlFlow<()> {
        (self.take)(Loaded::Page(Box::new(page)))
    }
}
