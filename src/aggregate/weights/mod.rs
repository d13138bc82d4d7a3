//! Weights by name: across the documents of a day, across days, with source effects, and
//! standardised shares.
//!
//! Pure functions; each names the source of its formula. None reads text or a clock; what looks back says
//! which days it looks at. A division by zero returns `None`, never 0.

mod across;
mod decay;
mod fixed_effects;
mod parse;
mod shares;
mod shrinkage;
mod time;

#[cfg(test)]
pub(super) mod fixture;

pub use across::{Across, Doc};
pub use decay::{ArticleDecay, DayMeanDecay};
pub use fixed_effects::{
    Convergence, DayLevel, Expanding, FixedEffects, FixedEffectsError, Scored, fixed_effects,
};
pub use parse::SchemeError;
pub use shares::{
    Baseline, Count, DateRange, LeftOut, ShareDay, Shares, SharesError, standardised_shares,
};
pub use shrinkage::{Shrinkage, Shrunk};
pub use time::Lag;

/// Each weight over their sum; `None` where that is not a positive number.
fn normalised(mut weights: Vec<f64>) -> Option<Vec<f64>> {
    let sum: f64 = weights.iter().sum();
    if !(sum.is_finite() && sum > 0.0) {
        return None;
    }
    for weight in &mut weights {
        *weight /= sum;
    }
    Some(weights)
}
