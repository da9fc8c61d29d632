//! One file per operation on `/api/v1/users/me`.

mod erase;
mod export;
mod read;

use nazar::http::{Class, idempotent, limit};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::Context;

/// All routes of the function, with their limits.
pub(crate) fn all() -> OpenApiRouter<Context> {
    let exporting = OpenApiRouter::new()
        .routes(routes!(export::export))
        .layer(idempotent());
    OpenApiRouter::new()
        .routes(routes!(read::read, erase::erase))
        .merge(exporting)
        .layer(limit(Class::Reads))
}
