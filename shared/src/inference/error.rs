//! What can go wrong between a glyph and an answer.

use std::path::PathBuf;

/// None of these is the caller's fault: to a client each is an internal error, and the text is for the log.
#[derive(Debug, thiserror::Error)]
pub enum InferenceError {
    /// ONNX Runtime's library is missing or is not of the version that was built against.
    #[error("onnx runtime cannot be loaded from {path}: {reason}")]
    Runtime {
        /// Where it was looked for.
        path: PathBuf,
        /// What the loader said.
        reason: String,
    },
    /// [`super::init_runtime`] has not been called, or failed.
    #[error("onnx runtime is not loaded")]
    NoRuntime,
    /// The model's file cannot be read.
    #[error("the model cannot be read from {path}: {reason}")]
    Missing {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        reason: String,
    },
    /// The file is not a model of the kind that is expected, or lacks its metadata.
    #[error("the model is not usable: {0}")]
    Model(String),
    /// The session failed while it ran.
    #[error("the model failed to run: {0}")]
    Run(String),
    /// There is no such class.
    #[error("there is no character {0}")]
    UnknownCharacter(u8),
}
