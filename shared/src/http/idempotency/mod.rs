//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a POST that is sent again is done once.
//!
//! The first request with a key is noted in the control table before it runs, and its answer afterwards. The same
//! request again gets that answer; another request with the key is refused; while the first still runs, the answer
//! is a conflict. Only success is kept: what failed changed nothing, and may be tried again with the same key.
//!
//! A process that dies between its work and noting the answer leaves a note that runs out after a minute; the work
//! may then be done twice. Keys are kept for a day, per caller (per address where nobody is known) and path.

mod fingerprint;
mod layer;
mod record;
mod store;

pub use layer::{AnswerAbout, IdempotencyLayer, idempotent};
pub use store::Idempotency;
