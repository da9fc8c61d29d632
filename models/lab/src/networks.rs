//! Where the programs that look at pills find their networks, and where they write what they found.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use nazar::inference::init_runtime;
use serde::Serialize;

/// The options that name the networks.
#[derive(Debug, Clone, Args)]
pub struct Networks {
    /// The folder of the models, ours and PP-OCR's; `local` puts them together.
    #[arg(long, default_value = "target/assets/opt/models")]
    pub models: PathBuf,
    /// ONNX Runtime's library; `local` fetches it.
    #[arg(
        long,
        env = "ORT_DYLIB_PATH",
        default_value = "target/assets/opt/lib/libonnxruntime.so"
    )]
    pub runtime: PathBuf,
}

impl Networks {
    /// Makes ONNX Runtime ready; the folder of the models.
    ///
    /// # Errors
    /// When the library cannot be loaded.
    pub fn ready(&self) -> anyhow::Result<&Path> {
        init_runtime(&self.runtime)?;
        Ok(&self.models)
    }
}

/// Figures as JSON, written to a file where one is named; the text.
///
/// # Errors
/// When they cannot be written.
pub fn write(figures: &impl Serialize, file: Option<&Path>) -> anyhow::Result<String> {
    let text = serde_json::to_string_pretty(figures)? + "\n";
    if let Some(file) = file {
        std::fs::write(file, &text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(text)
}
