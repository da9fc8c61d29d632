//! Dori: whether medicines go together, with what is known and what could not be checked.

mod checks;
mod context;
mod explain;
mod medicine;
mod own;
mod reward;

pub use context::Context;

use axum::Router;
use nazar::http::{Class, limit, service};
use utoipa::openapi::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The function's paths, with what every answer has.
pub fn router(context: Context) -> Router {
    let edge = context.edge.clone();
    let (router, _document) = routes().split_for_parts();
    service(router.with_state(context), edge)
}

/// What the function says about itself in the OpenAPI document.
pub fn openapi() -> OpenApi {
    routes().into_openapi()
}

fn routes() -> OpenApiRouter<Context> {
    let checking = OpenApiRouter::new()
        .routes(routes!(checks::check))
        .routes(routes!(own::check))
        .routes(routes!(explain::explain))
        .layer(limit(Class::Checks));
    let reading = OpenApiRouter::new()
        .routes(routes!(medicine::interactions))
        .layer(limit(Class::Reads));
    checking.merge(reading)
}
