//! How the rest of `local` calls a function.
//!
//! The gateway, the event sources and the command line all go through [`Invoker`], so that each of them can be
//! tested with a function that is no more than a closure.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;

/// Largest synchronous payload: 6 MB (Lambda quotas).
pub const MAX_PAYLOAD_BYTES: usize = 6 * 1024 * 1024;
/// Largest answer: 6 MB and the hundred bytes that Lambda's own message counts.
pub const MAX_RESPONSE_BYTES: usize = MAX_PAYLOAD_BYTES + 100;

/// Something that runs functions by their logical id.
#[async_trait]
pub trait Invoker: Send + Sync {
    /// Runs one invocation and waits for its answer. When as many instances as allowed are busy, it waits its turn.
    ///
    /// # Errors
    /// [`InvokeError`] says whether the function failed, never ran, or was stopped.
    async fn invoke(&self, function: &str, payload: Bytes) -> Result<Bytes, InvokeError>;
}

/// Why an invocation gave no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum InvokeError {
    /// The template has no such function.
    #[error("the template has no function {0}")]
    UnknownFunction(String),
    /// The payload is over [`MAX_PAYLOAD_BYTES`].
    #[error("the payload has {size} bytes; Lambda takes at most {MAX_PAYLOAD_BYTES}")]
    RequestTooLarge {
        /// Bytes given.
        size: usize,
    },
    /// The function answered more than [`MAX_RESPONSE_BYTES`].
    #[error("the response has {size} bytes; Lambda takes at most {MAX_RESPONSE_BYTES}")]
    ResponseTooLarge {
        /// Bytes answered.
        size: usize,
    },
    /// The function reported an error; `payload` is its JSON (`errorType`, `errorMessage`).
    #[error("{kind}: {message}")]
    Function {
        /// `errorType`, or `Unhandled`.
        kind: String,
        /// `errorMessage`.
        message: String,
        /// The report as it came.
        payload: Bytes,
    },
    /// The function was killed at its timeout.
    #[error("task timed out after {:.2} seconds", .0.as_secs_f64())]
    TimedOut(Duration),
    /// The process ended before it answered.
    #[error("the function's process ended before it answered ({0})")]
    Exited(String),
    /// The process could not be started or ended before it asked for work.
    #[error("the function does not start: {0}")]
    NotStarted(String),
    /// `local` is shutting down.
    #[error("local is stopping")]
    Stopping,
}
