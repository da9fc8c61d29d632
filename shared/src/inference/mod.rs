//! The models: which character a glyph is, and how near it is to a reference.
//!
//! ONNX Runtime is loaded from a file at start ([`init_runtime`]), so that no function links it and a broken layer is an
//! error with a name instead of a crash. A model file carries all that belongs to it in its metadata (identity, abstention
//! threshold, distance scale, score table, reference embeddings): one file, one hash, nothing that could be of another training.
//!
//! Sessions run on one thread: on a machine with as many instances as cores a second thread only takes time from a
//! neighbour. A session is behind a lock, as ONNX Runtime's own interface wants it to be used by one caller at a time.

mod activation;
mod classifier;
mod encoder;
mod error;
mod model;
mod recognised;
mod runtime;
mod score;

pub use activation::Activation;
pub use classifier::{Candidate, Classification, Classifier};
pub use encoder::{EMBEDDING_LENGTH, Embedding, Encoder, Similarity, distance_between};
pub use error::InferenceError;
pub use model::ModelIdentity;
pub use recognised::recognised;
pub use runtime::{environment, init_runtime};
pub use score::THRESHOLD;
