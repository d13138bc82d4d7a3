//! `model.safetensors`: the tensors of a model, each with the shape that the configuration promises
//! and no number missing.

use std::path::PathBuf;

use candle_core::{
    DType, Device, Tensor,
    safetensors::{BufferedSafetensors, Load},
};

use super::{
    ModelError,
    folder::{Folder, invalid},
};

/// Tensors by name.
pub(super) struct Weights {
    pub(super) path: PathBuf,
    tensors: BufferedSafetensors,
}

/// Names that older files have.
const OLD_NAMES: [(&str, &str); 2] =
    [("LayerNorm.weight", "LayerNorm.gamma"), ("LayerNorm.bias", "LayerNorm.beta")];

impl Weights {
    pub(super) fn read(folder: &mut Folder) -> Result<Self, ModelError> {
        let bytes = folder.read(
            "model.safetensors",
            "the weights; where there is only pytorch_model.bin, load the model in Python with \
             AutoModelForSequenceClassification.from_pretrained and write it with save_pretrained",
        )?;
        let path = folder.file("model.safetensors");
        let tensors = BufferedSafetensors::new(bytes).map_err(|error| {
            invalid(
                &path,
                format!(
                    "not a whole safetensors file: {}; expected one as save_pretrained writes it",
                    first_line(&error)
                ),
            )
        })?;
        Ok(Self { path, tensors })
    }

    /// A tensor of two dimensions.
    pub(super) fn matrix(
        &self,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<Tensor, ModelError> {
        self.tensor(name, &[rows, columns])
    }

    /// The same, row after row.
    pub(super) fn table(
        &self,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<Vec<f32>, ModelError> {
        self.floats(name, &self.tensor(name, &[rows, columns])?)
    }

    /// A tensor of one dimension.
    pub(super) fn vector(&self, name: &str, len: usize) -> Result<Vec<f32>, ModelError> {
        self.floats(name, &self.tensor(name, &[len])?)
    }

    fn tensor(&self, name: &str, shape: &[usize]) -> Result<Tensor, ModelError> {
        let old_name = || {
            OLD_NAMES
                .iter()
                .find_map(|(new, old)| Some(format!("{}{old}", name.strip_suffix(new)?)))
        };
        let found = self.tensors.get(name).ok().or_else(|| self.tensors.get(&old_name()?).ok());
        let view = found.ok_or_else(|| {
            self.refused(&format!(
                "no tensor `{name}`; expected a sequence classifier with the layers that \
                 config.json promises"
            ))
        })?;
        if view.shape() != shape {
            let found = view.shape();
            return Err(self.refused(&format!(
                "tensor `{name}` has the shape {found:?}; expected {shape:?}, as config.json says"
            )));
        }
        let tensor = view.load(&Device::Cpu).map_err(|error| self.unread(name, &error))?;
        if !matches!(tensor.dtype(), DType::F32 | DType::F16 | DType::BF16 | DType::F64) {
            return Err(self.refused(&format!(
                "tensor `{name}` is of type {:?}; expected F32, F16, BF16 or F64",
                tensor.dtype()
            )));
        }
        let tensor = tensor.to_dtype(DType::F32).map_err(|error| self.unread(name, &error))?;
        if self.floats(name, &tensor)?.iter().all(|x| x.is_finite()) {
            Ok(tensor)
        } else {
            Err(self.refused(&format!(
                "tensor `{name}` holds a weight that is no number (NaN or infinite); expected \
                 finite weights"
            )))
        }
    }

    fn floats(&self, name: &str, tensor: &Tensor) -> Result<Vec<f32>, ModelError> {
        tensor.flatten_all().and_then(|t| t.to_vec1()).map_err(|error| self.unread(name, &error))
    }

    /// A tensor that could not be made use of.
    pub(super) fn unread(&self, name: &str, error: &candle_core::Error) -> ModelError {
        self.refused(&format!("tensor `{name}` cannot be read: {}", first_line(error)))
    }

    fn refused(&self, problem: &str) -> ModelError {
        invalid(&self.path, problem)
    }
}

/// What candle says, without the back trace that it may add.
fn first_line(error: &candle_core::Error) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
