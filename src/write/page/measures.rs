//! The measures that are told of most, day by day.

use std::{cmp::Reverse, collections::BTreeMap};

use jiff::civil::Date;

use crate::write::{
    TableError, Tables,
    measures::{MeasureDay, measure_days},
};

/// Measures that are shown.
const SHOWN: usize = 80;

/// A measure with its days.
#[derive(Debug)]
pub(super) struct Measure {
    /// Its days in order; of several periods the latest.
    pub days: Vec<MeasureDay>,
}

impl Measure {
    /// The last of its days.
    pub(super) fn latest(&self) -> Option<&MeasureDay> {
        self.days.last()
    }
}

/// The measures of a run.
#[derive(Debug, Default)]
pub(super) struct Measures {
    /// How many there are.
    pub all: u64,
    /// Those that most sources tell, of equally many those told on most days.
    pub shown: Vec<Measure>,
}

impl Measures {
    /// Reads claims with a measure.
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut measures: BTreeMap<[String; 7], BTreeMap<Date, MeasureDay>> = BTreeMap::new();
        for own in measure_days(tables.run, &[])? {
            let days = measures.entry(own.series()).or_default();
            let is_later = days.get(&own.day).is_none_or(|kept| own.period_end > kept.period_end);
            if is_later {
                days.insert(own.day, own);
            }
        }
        let all = measures.len() as u64;
        let mut shown: Vec<Measure> = measures
            .into_values()
            .map(|days| Measure { days: days.into_values().collect() })
            .collect();
        let sources = |measure: &Measure| measure.days.iter().map(|day| day.sources).max();
        shown.sort_by_key(|measure| Reverse((sources(measure), measure.days.len())));
        shown.truncate(SHOWN);
        Ok(Self { all, shown })
    }
}
