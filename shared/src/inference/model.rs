//! One model file: its identity, its session, its metadata.

use std::path::Path;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use ort::environment::Environment;
use ort::session::builder::GraphOptimizationLevel;
use ort::session::{Session, SessionOutputs};
use ort::value::TensorRef;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{InferenceError, runtime};
use crate::image::Glyph;

/// Which model spoke: part of every answer, so that a stored one can be told from a later model's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelIdentity {
    /// The name and version that training gave it.
    pub id: String,
    /// The SHA-256 of the file, in hex.
    pub sha256: String,
}

/// A loaded model with one input, the glyph.
#[derive(Debug)]
pub(super) struct Model {
    identity: ModelIdentity,
    session: Mutex<Session>,
}

impl Model {
    pub(super) fn load(path: &Path) -> Result<Self, InferenceError> {
        let environment = runtime::environment()?;
        let bytes = std::fs::read(path).map_err(|error| InferenceError::Missing {
            path: path.to_owned(),
            reason: error.to_string(),
        })?;
        let session = session(environment, &bytes)
            .map_err(|error| InferenceError::Model(error.to_string()))?;
        let id = property(&session, "nazar.id")?;
        let identity = ModelIdentity {
            id,
            sha256: hex::encode(Sha256::digest(&bytes)),
        };
        Ok(Self {
            identity,
            session: Mutex::new(session),
        })
    }

    pub(super) fn identity(&self) -> &ModelIdentity {
        &self.identity
    }

    /// A property that training wrote into the file.
    pub(super) fn text(&self, key: &str) -> Result<String, InferenceError> {
        property(
            &self.session.lock().unwrap_or_else(PoisonError::into_inner),
            key,
        )
    }

    /// A property that is a number.
    pub(super) fn number<T: FromStr>(&self, key: &str) -> Result<T, InferenceError> {
        let text = self.text(key)?;
        text.parse()
            .map_err(|_| InferenceError::Model(format!("its {key} is not a number")))
    }

    /// Runs the model on one glyph and gives its first output, which has to be `length` long.
    pub(super) fn run(&self, glyph: &Glyph, length: usize) -> Result<Vec<f32>, InferenceError> {
        self.outputs(glyph, |outputs| {
            let (_, values) = outputs[0].try_extract_tensor::<f32>()?;
            Ok(values.to_vec())
        })
        .and_then(|values| {
            let found = values.len();
            let wrong = || InferenceError::Model(format!("{found} values came out, not {length}"));
            (found == length).then_some(values).ok_or_else(wrong)
        })
    }

    /// Runs the model on one glyph and gives what `read` takes out of its outputs.
    pub(super) fn outputs<T>(
        &self,
        glyph: &Glyph,
        read: impl FnOnce(&SessionOutputs<'_>) -> ort::Result<T>,
    ) -> Result<T, InferenceError> {
        let levels: Vec<f32> = glyph
            .pixels()
            .iter()
            .map(|&level| f32::from(level) / 255.0)
            .collect();
        let shape = [1, 1, Glyph::SIDE, Glyph::SIDE];
        let failed = |error: ort::Error| InferenceError::Run(error.to_string());
        let input = TensorRef::from_array_view((shape, levels.as_slice())).map_err(failed)?;
        // A panic elsewhere does not spoil a session: ONNX Runtime keeps nothing of a run that did not end.
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let outputs = session.run(ort::inputs![input]).map_err(failed)?;
        read(&outputs).map_err(failed)
    }
}

fn session(environment: &Environment, bytes: &[u8]) -> ort::Result<Session> {
    let builder = Session::builder(environment)?;
    let builder = builder.with_intra_threads(1)?.with_inter_threads(1)?;
    let mut builder = builder.with_optimization_level(GraphOptimizationLevel::All)?;
    builder.commit_from_memory(bytes)
}

fn property(session: &Session, key: &str) -> Result<String, InferenceError> {
    let metadata = session
        .metadata()
        .map_err(|error| InferenceError::Model(error.to_string()))?;
    metadata
        .custom(key)
        .ok_or_else(|| InferenceError::Model(format!("its metadata lack {key}")))
}
