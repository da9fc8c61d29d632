//! A panic answers one request with a problem; the next request finds the process well.

use std::any::Any;

use axum::response::{IntoResponse, Response};

use crate::http::{Code, Problem};

/// The answer to a request whose handler panicked. The panic hook has already logged where.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the signature is tower-http's"
)]
pub(in crate::http) fn panicked(payload: Box<dyn Any + Send + 'static>) -> Response {
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    tracing::error!(panic = message, "handler panicked");
    Problem::new(Code::Internal).into_response()
}
