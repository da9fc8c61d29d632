//! How much a request may carry.
//!
//! Lambda takes 6 MB with base64, that is 4.5 MB of bytes; the gateway refuses more than 10 MB before we see it.

use axum::extract::DefaultBodyLimit;

/// Bytes in a body that carries no picture.
pub const BODY_LIMIT: usize = 64 * 1024;

/// Bytes in a body that carries one: a picture of 4 MB, in base64 inside JSON, with room for the rest.
pub const IMAGE_BODY_LIMIT: usize = 6 * 1024 * 1024;

/// A layer that sets another limit than [`BODY_LIMIT`] for the routes under it. Put it outside of
/// [`super::idempotent`], which reads the body too.
pub fn body_limit(bytes: usize) -> DefaultBodyLimit {
    DefaultBodyLimit::max(bytes)
}
