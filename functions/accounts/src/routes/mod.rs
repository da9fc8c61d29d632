//! One file per resource.

mod jwks;
mod refresh;
mod sign_in;
mod sign_out;
mod sign_up;

use nazar::http::{Class, idempotent, limit};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::Context;

/// All routes of the function, with their limits.
pub(crate) fn all() -> OpenApiRouter<Context> {
    let sign_up = OpenApiRouter::new()
        .routes(routes!(sign_up::sign_up))
        .layer(idempotent());
    let credentials = OpenApiRouter::new()
        .merge(sign_up)
        .routes(routes!(sign_in::sign_in))
        .layer(limit(Class::Credentials));
    let others = OpenApiRouter::new()
        .routes(routes!(refresh::refresh))
        .routes(routes!(sign_out::sign_out))
        .routes(routes!(jwks::jwks))
        .layer(limit(Class::Reads));
    credentials.merge(others)
}
