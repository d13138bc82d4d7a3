//! What happens to the rows of an activation between two products of matrices: in place, each row
//! by itself.

use candle_core::{CpuStorage, InplaceOp1, InplaceOp2, Layout, Result, bail};

use super::config::Activation;

/// Adds a bias to every row.
pub(super) struct AddBias<'a>(pub(super) &'a [f32]);

/// Adds a bias to every row and applies an activation.
pub(super) struct Activate<'a> {
    pub(super) bias: &'a [f32],
    pub(super) activation: Activation,
}

/// Turns every row of `width` numbers into shares of 1, by the exponential of `scale` times the
/// number.
pub(super) struct Softmax {
    pub(super) scale: f32,
    pub(super) width: usize,
}

/// The weights of a norm over rows.
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) shift: Vec<f32>,
    pub(super) epsilon: f32,
}

/// Adds a bias and what went in, and norms every row.
pub(super) struct AddAndNorm<'a> {
    pub(super) bias: &'a [f32],
    pub(super) norm: &'a Norm,
}

impl InplaceOp1 for AddBias<'_> {
    fn name(&self) -> &'static str {
        "add-bias"
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, layout: &Layout) -> Result<()> {
        for row in floats(storage, layout)?.chunks_exact_mut(self.0.len()) {
            row.iter_mut().zip(self.0).for_each(|(x, b)| *x += b);
        }
        Ok(())
    }
}

impl InplaceOp1 for Activate<'_> {
    fn name(&self) -> &'static str {
        "activate"
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, layout: &Layout) -> Result<()> {
        for row in floats(storage, layout)?.chunks_exact_mut(self.bias.len()) {
            let pairs = row.iter_mut().zip(self.bias);
            match self.activation {
                Activation::Gelu => pairs.for_each(|(x, b)| *x = gelu(*x + b)),
                Activation::GeluTanh => pairs.for_each(|(x, b)| *x = gelu_tanh(*x + b)),
                Activation::Relu => pairs.for_each(|(x, b)| *x = (*x + b).max(0.0)),
            }
        }
        Ok(())
    }
}

impl InplaceOp1 for Softmax {
    fn name(&self) -> &'static str {
        "softmax"
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, layout: &Layout) -> Result<()> {
        for row in floats(storage, layout)?.chunks_exact_mut(self.width) {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            for x in &mut *row {
                *x = ((*x - top) * self.scale).exp();
            }
            let share = sum(row, |x| x).recip();
            for x in row {
                *x *= share;
            }
        }
        Ok(())
    }
}

impl InplaceOp2 for AddAndNorm<'_> {
    fn name(&self) -> &'static str {
        "add-and-norm"
    }

    fn cpu_fwd(
        &self,
        storage: &mut CpuStorage,
        layout: &Layout,
        before: &CpuStorage,
        before_layout: &Layout,
    ) -> Result<()> {
        let Some((start, end)) = before_layout.contiguous_offsets() else {
            bail!("rows do not follow one another")
        };
        let Some(before) = before.as_slice::<f32>()?.get(start..end) else {
            bail!("rows are missing")
        };
        let width = self.bias.len();
        for (row, before) in
            floats(storage, layout)?.chunks_exact_mut(width).zip(before.chunks_exact(width))
        {
            row.iter_mut().zip(self.bias).zip(before).for_each(|((x, b), r)| *x += b + r);
            self.norm.apply(row);
        }
        Ok(())
    }
}

impl Norm {
    /// Brings a row to mean 0 and variance 1, then weighs and shifts its numbers.
    pub(super) fn apply(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mean = sum(row, |x| x) / count;
        let variance = sum(row, |x| (x - mean) * (x - mean)) / count;
        let scale = (variance + self.epsilon).sqrt().recip();
        for ((x, w), s) in row.iter_mut().zip(&self.weight).zip(&self.shift) {
            *x = (*x - mean) * scale * w + s;
        }
    }
}

/// The sum of `f` over a row, in eight lanes so that it is computed eight at a time.
fn sum(row: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let (blocks, rest) = row.as_chunks::<8>();
    let mut lanes = [0.0_f32; 8];
    for block in blocks {
        for (lane, x) in lanes.iter_mut().zip(block) {
            *lane += f(*x);
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().map(|x| f(*x)).sum::<f32>()
}

/// The product of two rows, in eight lanes.
pub(super) fn dot(left: &[f32], right: &[f32]) -> f32 {
    let (left_blocks, left_rest) = left.as_chunks::<8>();
    let (right_blocks, right_rest) = right.as_chunks::<8>();
    let mut lanes = [0.0_f32; 8];
    for (a, b) in left_blocks.iter().zip(right_blocks) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    lanes.iter().sum::<f32>() + left_rest.iter().zip(right_rest).map(|(a, b)| a * b).sum::<f32>()
}

fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

fn gelu_tanh(x: f32) -> f32 {
    // the root of 2/π
    const ROOT: f32 = 0.797_884_6;
    0.5 * x * (1.0 + (ROOT * (x + 0.044_715 * x * x * x)).tanh())
}

/// The error function by the rational function that Eigen and XLA use: off by less than 1e-6, and
/// computed eight at a time.
fn erf(x: f32) -> f32 {
    const ABOVE: [f32; 7] = [
        -2.726_142_3e-10,
        2.770_681_4e-8,
        -2.101_024e-6,
        -5.692_506_4e-5,
        -7.349_906_3e-4,
        -2.954_6e-3,
        -1.609_603_3e-2,
    ];
    const BELOW: [f32; 5] =
        [-1.456_607_2e-5, -2.133_740_6e-4, -1.682_827e-3, -7.373_329e-3, -1.426_474e-2];
    let x = x.clamp(-4.0, 4.0);
    let square = x * x;
    let above = ABOVE.iter().fold(0.0, |sum, c| sum * square + c);
    let below = BELOW.iter().fold(0.0, |sum, c| sum * square + c);
    x * above / below
}

/// The numbers of a tensor that was just made.
fn floats<'s>(storage: &'s mut CpuStorage, layout: &Layout) -> Result<&'s mut [f32]> {
    match storage {
        CpuStorage::F32(floats) if layout.contiguous_offsets() == Some((0, floats.len())) => {
            Ok(floats)
        }
        _ => bail!("expected rows of F32 that follow one another"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_is_that_of_the_error_function() {
        for step in -800..=800 {
            let x = step as f32 / 100.0;
            let exact = f64::from(x)
                * 0.5
                * (1.0 + statrs::function::erf::erf(f64::from(x) / std::f64::consts::SQRT_2));
            assert!((f64::from(gelu(x)) - exact).abs() < 2e-6, "{x}: {} {exact}", gelu(x));
        }
    }

    #[test]
    fn sums_take_every_number() {
        let row: Vec<f32> = (1..=21).map(|n| n as f32).collect();
        assert!((sum(&row, |x| x) - 231.0).abs() < f32::EPSILON);
        assert!((dot(&row, &row) - 3311.0).abs() < f32::EPSILON);
    }
}
