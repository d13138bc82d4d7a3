//! What is told of an index of companies: how many there are, and the cells of the most mentioned.

use crate::model::EntityDay;

/// Companies whose cells are kept.
const KEPT: usize = 12;

/// What an index of companies has.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct EntitySummary {
    /// Companies with a cell.
    pub companies: u64,
    /// Their cells: companies times days with an article about them.
    pub cells: u64,
    /// The cells of the most mentioned companies by articles, most first; of equally many the one
    /// that is first by its id.
    pub most: Vec<Vec<EntityDay>>,
}

/// Takes cells in the order of the table.
#[derive(Debug, Default)]
pub(super) struct EntitySummaryMaker {
    made: EntitySummary,
    /// The cells of the company at work.
    own: Vec<EntityDay>,
}

impl EntitySummaryMaker {
    pub(super) fn push(&mut self, cell: EntityDay) {
        if self.own.first().is_some_and(|first| first.key != cell.key) {
            self.end_company();
        }
        self.made.cells += 1;
        self.own.push(cell);
    }

    fn end_company(&mut self) {
        let own = std::mem::take(&mut self.own);
        if own.is_empty() {
            return;
        }
        self.made.companies += 1;
        let articles =
            |cells: &[EntityDay]| cells.iter().map(|c| u64::from(c.articles)).sum::<u64>();
        let count = articles(&own);
        let place = self.made.most.partition_point(|kept| articles(kept) >= count);
        self.made.most.insert(place, own);
        self.made.most.truncate(KEPT);
    }

    pub(super) fn finish(mut self) -> EntitySummary {
        self.end_company();
        self.made
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityKey, IndexDay};

    fn cell(id: &str, day: i8, articles: u32) -> EntityDay {
        let key = EntityKey { id: id.into(), name: id.into() };
        let empty = IndexDay::empty(key, Some(jiff::civil::date(2026, 7, day)));
        IndexDay { articles, ..empty }
    }

    #[test]
    fn the_most_mentioned_are_kept_and_all_are_counted() {
        let mut maker = EntitySummaryMaker::default();
        for n in 0..20_u8 {
            let id = format!("company.{}", char::from(b'a' + n));
            maker.push(cell(&id, 1, u32::from(n % 7)));
            maker.push(cell(&id, 2, 1));
        }
        let summary = maker.finish();
        assert_eq!((summary.companies, summary.cells, summary.most.len()), (20, 40, KEPT));
        let ids: Vec<&str> = summary.most.iter().map(|cells| &*cells[0].key.id).collect();
        assert_eq!(ids[..4], ["company.g", "company.n", "company.f", "company.m"]);
        assert!(summary.most.iter().all(|cells| cells.len() == 2));
    }
}
