//! One network of the eyes: its identity, its session, its input of pictures.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use ort::environment::Environment;
use ort::session::builder::GraphOptimizationLevel;
use ort::session::{Session, SessionOutputs};
use ort::value::TensorRef;
use sha2::{Digest, Sha256};

use crate::inference::{InferenceError, ModelIdentity, environment};

/// A loaded network with one input: pictures as planes of three channels.
#[derive(Debug)]
pub(super) struct Network {
    identity: ModelIdentity,
    session: Mutex<Session>,
}

/// A picture as a network takes it: three planes (red, green, blue), row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Planes {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) values: Vec<f32>,
}

/// One output: its sizes, and its numbers with the last size running fastest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Output {
    pub(super) shape: Vec<usize>,
    pub(super) values: Vec<f32>,
}

impl Network {
    /// Loads a network of ours, which says in its metadata what it is called.
    pub(super) fn load(path: &Path) -> Result<Self, InferenceError> {
        let mut network = Self::load_named(path, "")?;
        network.identity.id = network.text("nazar.id")?;
        Ok(network)
    }

    /// Loads somebody else's network under a name.
    pub(super) fn load_named(path: &Path, name: &str) -> Result<Self, InferenceError> {
        let environment = environment()?;
        let bytes = std::fs::read(path).map_err(|error| InferenceError::Missing {
            path: path.to_owned(),
            reason: error.to_string(),
        })?;
        let session = session(environment, &bytes)
            .map_err(|error| InferenceError::Model(error.to_string()))?;
        Ok(Self {
            identity: ModelIdentity {
                id: name.to_owned(),
                sha256: hex::encode(Sha256::digest(&bytes)),
            },
            session: Mutex::new(session),
        })
    }

    pub(super) fn identity(&self) -> &ModelIdentity {
        &self.identity
    }

    /// A property from the file's metadata.
    pub(super) fn text(&self, key: &str) -> Result<String, InferenceError> {
        let session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let metadata = session
            .metadata()
            .map_err(|error| InferenceError::Model(error.to_string()))?;
        metadata
            .custom(key)
            .ok_or_else(|| InferenceError::Model(format!("its metadata lack {key}")))
    }

    /// Runs the network on one picture and gives so many of its outputs.
    pub(super) fn run(
        &self,
        picture: &Planes,
        count: usize,
    ) -> Result<Vec<Output>, InferenceError> {
        let failed = |error: ort::Error| InferenceError::Run(error.to_string());
        let shape = [1, 3, picture.height, picture.width];
        let input =
            TensorRef::from_array_view((shape, picture.values.as_slice())).map_err(failed)?;
        // A panic elsewhere does not spoil a session: ONNX Runtime keeps nothing of a run that did not end.
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let outputs = session.run(ort::inputs![input]).map_err(failed)?;
        if outputs.len() < count {
            return Err(InferenceError::Model(format!("it has no {count} outputs")));
        }
        (0..count)
            .map(|index| output(&outputs, index).map_err(failed))
            .collect()
    }
}

fn output(outputs: &SessionOutputs<'_>, index: usize) -> ort::Result<Output> {
    let (shape, values) = outputs[index].try_extract_tensor::<f32>()?;
    Ok(Output {
        shape: shape
            .iter()
            .map(|size| usize::try_from(*size).unwrap_or(0))
            .collect(),
        values: values.to_vec(),
    })
}

fn session(environment: &Environment, bytes: &[u8]) -> ort::Result<Session> {
    let builder = Session::builder(environment)?;
    let builder = builder.with_intra_threads(1)?.with_inter_threads(1)?;
    // Pictures of many sizes run: what was planned for one would be kept for each.
    let builder = builder.with_memory_pattern(false)?;
    let mut builder = builder.with_optimization_level(GraphOptimizationLevel::All)?;
    builder.commit_from_memory(bytes)
}
