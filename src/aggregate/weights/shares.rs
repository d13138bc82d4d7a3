//! Standardised shares: how much sources write about a theme, each measured against its own habit.
//!
//! After Baker, Bloom and Davis, "Measuring Economic Policy Uncertainty" (QJE 2016).

use std::collections::BTreeMap;

use jiff::civil::Date;

/// Days from the first to the last, both taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl DateRange {
    /// Whether the day is one of them.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// The days against which shares are measured. To be named in run.json.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Baseline {
    /// T1: over it each source gets a standard deviation of 1.
    pub variance: DateRange,
    /// T2: over it the index gets a mean of 100.
    pub mean: DateRange,
}

impl Baseline {
    /// Whether the figure of a day uses no later day, so whether the baseline has ended by it.
    #[must_use]
    pub fn is_point_in_time(&self, day: Date) -> bool {
        day >= self.variance.last.max(self.mean.last)
    }
}

/// How many documents a source has on a day (or in a month, by its first day). Several of the same
/// are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count<S> {
    /// p.
    pub source: S,
    /// t.
    pub day: Date,
    /// X: documents about the theme.
    pub about: u64,
    /// N: all documents. Days on which a source has none do not count for it.
    pub all: u64,
}

/// The index of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareDay {
    /// t.
    pub day: Date,
    /// The index; its mean over T2 is 100.
    pub index: f64,
    /// Sources that it is the mean of.
    pub sources: u32,
    /// Whether it uses no later day.
    pub is_point_in_time: bool,
}

/// Why a source is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Fewer than two days in T1.
    TooFewDays,
    /// The same share on all days in T1, so there is nothing to measure it by.
    NoVariance,
}

impl LeftOut {
    /// Its code.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooFewDays => "too_few_days",
            Self::NoVariance => "no_variance",
        }
    }
}

/// The index and what it does not rest on.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares<S> {
    /// By day; a day without a source that counts is not there.
    pub days: Vec<ShareDay>,
    /// By source.
    pub left_out: Vec<(S, LeftOut)>,
}

/// Why there is no index.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SharesError {
    /// A range that ends before it begins.
    #[error(
        "the baseline {first} to {last} has no days; expected a first day that is not after the \
         last"
    )]
    EmptyRange {
        /// Its first day.
        first: Date,
        /// Its last day.
        last: Date,
    },
    /// More documents about the theme than there are.
    #[error(
        "{day}: a source has {about} documents about the theme and {all} in all; expected no more \
         than all"
    )]
    MoreThanAll {
        /// The day.
        day: Date,
        /// X.
        about: u64,
        /// N.
        all: u64,
    },
    /// No source has a standard deviation.
    #[error(
        "no source has shares that differ between {first} and {last}; expected a baseline in \
         which at least one does"
    )]
    NoSource {
        /// First day of T1.
        first: Date,
        /// Last day of T1.
        last: Date,
    },
    /// Nothing to make 100.
    #[error(
        "the sources have no article about the theme between {first} and {last}; expected a \
         baseline in which at least one has"
    )]
    NoLevel {
        /// First day of T2.
        first: Date,
        /// Last day of T2.
        last: Date,
    },
}

/// Computes `EPU_t = 100 Z_t / mean_{T2}(Z)` with `Z_t = mean_p Y_pt / sd_{T1}(Y_p)` and `Y_pt =
/// X_pt / N_pt`.
///
/// `sd` is the sample standard deviation. The mean over sources takes those that have documents on
/// the day.
///
/// # Errors
/// When a range is empty, a count is larger than that of all documents, or the baseline has nothing
/// to measure by.
pub fn standardised_shares<S: Copy + Ord>(
    counts: impl IntoIterator<Item = Count<S>>,
    baseline: &Baseline,
) -> Result<Shares<S>, SharesError> {
    for DateRange { first, last } in [baseline.variance, baseline.mean] {
        if first > last {
            return Err(SharesError::EmptyRange { first, last });
        }
    }
    let mut left_out = Vec::new();
    let mut scaled: BTreeMap<Date, (f64, u32)> = BTreeMap::new();
    for (source, shares) in shares_by_source(counts)? {
        match deviation(&shares, baseline.variance) {
            Err(reason) => left_out.push((source, reason)),
            Ok(deviation) => {
                for (day, share) in shares {
                    let (sum, n) = scaled.entry(day).or_default();
                    *sum += share / deviation;
                    *n += 1;
                }
            }
        }
    }
    let DateRange { first, last } = baseline.variance;
    if scaled.is_empty() {
        return Err(SharesError::NoSource { first, last });
    }
    let level = mean(
        scaled
            .range(baseline.mean.first..=baseline.mean.last)
            .map(|(_, (sum, n))| sum / f64::from(*n)),
    );
    let DateRange { first, last } = baseline.mean;
    let level = level.filter(|level| *level > 0.0).ok_or(SharesError::NoLevel { first, last })?;
    let day = |(day, (sum, sources)): (Date, (f64, u32))| ShareDay {
        day,
        index: 100.0 * (sum / f64::from(sources)) / level,
        sources,
        is_point_in_time: baseline.is_point_in_time(day),
    };
    Ok(Shares { days: scaled.into_iter().map(day).collect(), left_out })
}

/// Y by source and day.
fn shares_by_source<S: Copy + Ord>(
    counts: impl IntoIterator<Item = Count<S>>,
) -> Result<BTreeMap<S, Vec<(Date, f64)>>, SharesError> {
    let mut cells: BTreeMap<(S, Date), (u64, u64)> = BTreeMap::new();
    for Count { source, day, about, all } in counts {
        if about > all {
            return Err(SharesError::MoreThanAll { day, about, all });
        }
        let cell = cells.entry((source, day)).or_default();
        *cell = (cell.0.saturating_add(about), cell.1.saturating_add(all));
    }
    let mut shares: BTreeMap<S, Vec<(Date, f64)>> = BTreeMap::new();
    for ((source, day), (about, all)) in cells {
        let days = shares.entry(source).or_default();
        if all > 0 {
            days.push((day, about as f64 / all as f64));
        }
    }
    Ok(shares)
}

/// The sample standard deviation of the shares on days within the range.
fn deviation(shares: &[(Date, f64)], range: DateRange) -> Result<f64, LeftOut> {
    let within: Vec<f64> =
        shares.iter().filter(|(day, _)| range.contains(*day)).map(|(_, share)| *share).collect();
    let Some(mean) = mean(within.iter().copied()).filter(|_| within.len() > 1) else {
        return Err(LeftOut::TooFewDays);
    };
    // equal shares need not give a deviation of exactly 0: their mean is rounded
    if within.iter().all(|share| share.to_bits() == within[0].to_bits()) {
        return Err(LeftOut::NoVariance);
    }
    Ok((within.iter().map(|share| (share - mean).powi(2)).sum::<f64>() / (within.len() - 1) as f64)
        .sqrt())
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (n, sum) = values.fold((0.0, 0.0), |(n, sum), value| (n + 1.0, sum + value));
    (n > 0.0).then(|| sum / n)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{super::fixture, *};

    fn range(value: &serde_json::Value) -> DateRange {
        DateRange { first: fixture::day(&value[0]), last: fixture::day(&value[1]) }
    }

    fn counts(case: &serde_json::Value) -> Vec<Count<u64>> {
        let rows = case["counts"].as_array().unwrap().iter();
        rows.map(|r| Count {
            source: r[0].as_u64().unwrap(),
            day: fixture::day(&r[1]),
            about: r[2].as_u64().unwrap(),
            all: r[3].as_u64().unwrap(),
        })
        .collect()
    }

    #[test]
    fn shares_as_computed_elsewhere() {
        for case in fixture::section("shares") {
            let what = case["what"].as_str().unwrap();
            let baseline = Baseline { variance: range(&case["t1"]), mean: range(&case["t2"]) };
            let shares = standardised_shares(counts(&case), &baseline).unwrap();
            let expected = case["days"].as_array().unwrap();
            assert_eq!(shares.days.len(), expected.len(), "{what}");
            for (day, expected) in shares.days.iter().zip(expected) {
                assert_eq!(day.day, fixture::day(&expected["day"]));
                fixture::assert_close(day.index, &expected["index"], what);
                assert_eq!(u64::from(day.sources), expected["sources"], "{what}");
                assert_eq!(
                    day.is_point_in_time, expected["is_point_in_time"],
                    "{what}, {}",
                    day.day
                );
            }
            let left_out: Vec<_> = shares
                .left_out
                .iter()
                .map(|(source, reason)| serde_json::json!([source, reason.name()]))
                .collect();
            assert_eq!(serde_json::Value::from(left_out), case["left_out"], "{what}");
        }
    }

    #[test]
    fn after_the_baseline_later_days_change_nothing() {
        for case in fixture::section("shares") {
            let baseline = Baseline { variance: range(&case["t1"]), mean: range(&case["t2"]) };
            let counts = counts(&case);
            let all = standardised_shares(counts.iter().copied(), &baseline).unwrap();
            for end in all.days.iter().filter(|day| day.is_point_in_time).map(|day| day.day) {
                let some =
                    standardised_shares(counts.iter().copied().filter(|c| c.day <= end), &baseline)
                        .unwrap();
                assert_eq!(some.days[..], all.days[..some.days.len()]);
            }
        }
    }

    #[test]
    fn messages_say_what_was_expected() {
        let days = DateRange { first: date(2026, 6, 1), last: date(2026, 6, 30) };
        let baseline = Baseline { variance: days, mean: days };
        let count = |day, about, all| Count { source: "p", day: date(2026, 6, day), about, all };
        let message = |counts: &[Count<&str>], baseline: &Baseline| {
            standardised_shares(counts.iter().copied(), baseline).unwrap_err().to_string()
        };
        assert!(
            message(&[count(1, 2, 1)], &baseline)
                .starts_with("2026-06-01: a source has 2 documents")
        );
        assert!(
            message(&[count(1, 1, 10), count(2, 1, 10), count(3, 2, 20)], &baseline)
                .starts_with("no source has shares that differ")
        );
        let later = DateRange { first: date(2026, 7, 1), last: date(2026, 7, 30) };
        let message_of_level =
            message(&[count(1, 1, 10), count(2, 2, 10)], &Baseline { mean: later, ..baseline });
        assert!(
            message_of_level
                .starts_with("the sources have no article about the theme between 2026-07-01"),
            "{message_of_level}"
        );
        let never = DateRange { first: days.last, last: days.first };
        assert!(
            message(&[], &Baseline { mean: never, ..baseline })
                .starts_with("the baseline 2026-06-30 to 2026-06-01 has no days")
        );
    }
}
