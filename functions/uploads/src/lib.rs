//! Uploads and jobs: the door for pictures too large to send inline, and the place to ask how queued work goes.

mod context;
mod jobs;
mod uploads;

pub use context::Context;

use axum::Router;
use nazar::http::{Class, idempotent, limit, service};
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
    let creating = OpenApiRouter::new()
        .routes(routes!(uploads::create))
        .layer(idempotent())
        .layer(limit(Class::Images));
    let reading = OpenApiRouter::new()
        .routes(routes!(jobs::list))
        .routes(routes!(jobs::get))
        .layer(limit(Class::Reads));
    creating.merge(reading)
}
