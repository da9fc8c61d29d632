//! The network: what is probably heard at every thirty milliseconds.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use nazar::inference::{InferenceError, ModelIdentity, environment};
use ort::session::Session;
use ort::session::builder::GraphOptimizationLevel;
use ort::value::TensorRef;
use sha2::{Digest, Sha256};

use super::mel::{BANDS, Frames};

/// A loaded network with the units of speech that it tells apart.
#[derive(Debug)]
pub(super) struct Network {
    identity: ModelIdentity,
    units: Vec<String>,
    session: Mutex<Session>,
}

/// Natural logarithms of probabilities: for each moment one of every unit, of which the first is nothing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    pub(super) units: usize,
    pub(super) values: Vec<f32>,
}

impl Told {
    /// The moments in their order.
    pub(super) fn moments(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.units)
    }
}

impl Network {
    /// Loads the network with what its metadata say of it.
    pub(super) fn load(path: &Path) -> Result<Self, InferenceError> {
        let bytes = std::fs::read(path).map_err(|error| InferenceError::Missing {
            path: path.to_owned(),
            reason: error.to_string(),
        })?;
        let unusable = |error: ort::Error| InferenceError::Model(error.to_string());
        let session = session(&bytes)?;
        let metadata = session.metadata().map_err(unusable)?;
        let text = |key: &str| {
            let lacking = || InferenceError::Model(format!("its metadata lack {key}"));
            metadata.custom(key).ok_or_else(lacking)
        };
        let identity = ModelIdentity {
            id: text("nazar.id")?,
            sha256: hex::encode(Sha256::digest(&bytes)),
        };
        // The first is nothing, and written as nothing.
        let units = text("nazar.units")?;
        let units: Vec<String> = units.split(' ').map(str::to_owned).collect();
        drop(metadata);
        Ok(Self {
            identity,
            units,
            session: Mutex::new(session),
        })
    }

    pub(super) fn identity(&self) -> &ModelIdentity {
        &self.identity
    }

    pub(super) fn units(&self) -> &[String] {
        &self.units
    }

    /// What is heard in the features of a recording.
    pub(super) fn listen(&self, frames: &Frames) -> Result<Told, InferenceError> {
        let failed = |error: ort::Error| InferenceError::Run(error.to_string());
        let shape = [1, frames.count, BANDS];
        let input =
            TensorRef::from_array_view((shape, frames.values.as_slice())).map_err(failed)?;
        // A panic elsewhere does not spoil a session: ONNX Runtime keeps nothing of a run that did not end.
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let outputs = session.run(ort::inputs![input]).map_err(failed)?;
        let (_, values) = outputs[0].try_extract_tensor::<f32>().map_err(failed)?;
        if !values.len().is_multiple_of(self.units.len()) {
            return Err(InferenceError::Model(
                "its output is of other units".to_owned(),
            ));
        }
        Ok(Told {
            units: self.units.len(),
            values: values.to_vec(),
        })
    }
}

fn session(bytes: &[u8]) -> Result<Session, InferenceError> {
    let environment = environment()?;
    let built = || -> ort::Result<Session> {
        let builder = Session::builder(environment)?;
        let builder = builder.with_intra_threads(1)?.with_inter_threads(1)?;
        let mut builder = builder.with_optimization_level(GraphOptimizationLevel::All)?;
        builder.commit_from_memory(bytes)
    };
    built().map_err(|error| InferenceError::Model(error.to_string()))
}
