//! The minimum of a smooth convex function by L-BFGS (Nocedal & Wright 2006, algorithm 7.4), one
//! step after another on one thread, so that the same function leads to the same bits.

use std::collections::VecDeque;

/// Steps that the curvature is estimated from.
const MEMORY: usize = 10;
/// A step is taken that gains at least this share of what the slope promises.
const GAIN: f64 = 1e-4;
/// Halvings of a step before the search is given up: no gain can be distinguished from rounding.
const HALVINGS: usize = 40;

/// When the search ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct StoppingRule {
    /// The largest slope is at most this.
    pub slope: f64,
    /// Or so many steps were taken.
    pub steps: usize,
}

/// Moves `x` to the minimum of `function`, which returns the value at a point and writes the slope
/// there to its second argument. Returns the number of steps.
pub(super) fn minimise(
    x: &mut Vec<f64>,
    until: StoppingRule,
    mut function: impl FnMut(&[f64], &mut [f64]) -> f64,
) -> usize {
    let mut slope = vec![0.0; x.len()];
    let mut value = function(x, &mut slope);
    let mut past: VecDeque<Curvature> = VecDeque::with_capacity(MEMORY);
    for step in 0..until.steps {
        if slope.iter().all(|s| s.abs() <= until.slope) {
            return step;
        }
        let mut direction = descent(&slope, &past);
        let mut promised = dot(&slope, &direction);
        if promised >= 0.0 {
            past.clear();
            direction = slope.iter().map(|s| -s).collect();
            promised = -dot(&slope, &slope);
        }
        // without curvature the scale of a step is not known
        let mut length =
            if past.is_empty() { 1.0 / dot(&slope, &slope).sqrt().max(1.0) } else { 1.0 };
        let mut next_slope = vec![0.0; x.len()];
        let found = (0..HALVINGS).find_map(|_| {
            let next: Vec<f64> = x.iter().zip(&direction).map(|(x, d)| x + length * d).collect();
            let next_value = function(&next, &mut next_slope);
            let has_gained = next_value <= value + GAIN * length * promised;
            length *= 0.5;
            has_gained.then_some((next, next_value))
        });
        let Some((next, next_value)) = found else { return step };
        past.extend(Curvature::new(difference(&next, x), difference(&next_slope, &slope)));
        if past.len() > MEMORY {
            past.pop_front();
        }
        *x = next;
        value = next_value;
        slope = next_slope;
    }
    until.steps
}

/// How the slope changed along a step.
struct Curvature {
    step: Vec<f64>,
    change: Vec<f64>,
    /// Their product.
    product: f64,
}

impl Curvature {
    /// `None` where rounding hides it.
    fn new(step: Vec<f64>, change: Vec<f64>) -> Option<Self> {
        let product = dot(&step, &change);
        (product > f64::EPSILON * dot(&change, &change)).then_some(Self { step, change, product })
    }
}

/// The direction in which the minimum is expected: the slope times the inverse curvature, turned.
fn descent(slope: &[f64], past: &VecDeque<Curvature>) -> Vec<f64> {
    let mut direction: Vec<f64> = slope.iter().map(|s| -s).collect();
    let mut shares = Vec::with_capacity(past.len());
    for curvature in past.iter().rev() {
        let share = dot(&curvature.step, &direction) / curvature.product;
        add(&mut direction, -share, &curvature.change);
        shares.push(share);
    }
    if let Some(last) = past.back() {
        let scale = last.product / dot(&last.change, &last.change);
        for value in &mut direction {
            *value *= scale;
        }
    }
    for (curvature, share) in past.iter().zip(shares.into_iter().rev()) {
        let back = dot(&curvature.change, &direction) / curvature.product;
        add(&mut direction, share - back, &curvature.step);
    }
    direction
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], factor: f64, what: &[f64]) {
    to.iter_mut().zip(what).for_each(|(to, what)| *to += factor * what);
}

fn difference(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bowl_is_gone_down_to_its_ground() {
        let scales = [1.0, 100.0, 0.01, 7.0];
        let mut x = vec![5.0, -3.0, 40.0, 0.5];
        let steps = minimise(&mut x, StoppingRule { slope: 1e-9, steps: 500 }, |x, slope| {
            slope
                .iter_mut()
                .zip(x)
                .zip(scales)
                .for_each(|((slope, x), scale)| *slope = scale * (x - 1.0));
            x.iter().zip(scales).map(|(x, scale)| 0.5 * scale * (x - 1.0).powi(2)).sum()
        });
        assert!(steps < 500 && x.iter().all(|x| (x - 1.0).abs() < 1e-6), "{steps} {x:?}");
    }

    #[test]
    fn a_function_without_end_ends() {
        let mut x = vec![0.0];
        assert!(
            minimise(&mut x, StoppingRule { slope: 0.0, steps: 50 }, |x, slope| {
                slope[0] = -1.0;
                -x[0]
            }) <= 50
        );
        assert_eq!(minimise(&mut Vec::new(), StoppingRule { slope: 0.0, steps: 5 }, |_, _| 0.0), 0);
    }
}
