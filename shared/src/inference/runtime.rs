//! ONNX Runtime, loaded once.

use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use ort::environment::Environment;

use super::InferenceError;

/// Kept for the life of the process: sessions need their environment.
static RUNTIME: OnceLock<Environment> = OnceLock::new();
static LOADING: Mutex<()> = Mutex::new(());

/// Loads ONNX Runtime from a library file (`ORT_DYLIB_PATH` in a function). Later calls do nothing, whatever path they name:
/// a process has one runtime.
///
/// # Errors
/// [`InferenceError::Runtime`] when the file is missing, is no library, or is of a version without the interface that
/// this program was built against.
pub fn init_runtime(library: &Path) -> Result<(), InferenceError> {
    let _loading = LOADING.lock().unwrap_or_else(PoisonError::into_inner);
    if RUNTIME.get().is_some() {
        return Ok(());
    }
    let refused = |reason: String| InferenceError::Runtime {
        path: library.to_owned(),
        reason,
    };
    let builder = ort::init_from(library).map_err(|error| refused(error.to_string()))?;
    let environment = builder
        .with_telemetry(false)
        .build()
        .map_err(|error| refused(error.to_string()))?;
    let _ = RUNTIME.set(environment);
    Ok(())
}

/// What sessions are made in; without the library the first call into it would end the process. For our own models there
/// is no need of it; a benchmark runs a file bare beside them.
///
/// # Errors
/// [`InferenceError::NoRuntime`] before [`init_runtime`].
pub fn environment() -> Result<&'static Environment, InferenceError> {
    RUNTIME.get().ok_or(InferenceError::NoRuntime)
}
