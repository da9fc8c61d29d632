//! Pharmacies: which are near and open, what they have and ask, and what people say of them.

mod context;

pub use context::Context;

use axum::Router;
use nazar::http::service;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

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
    OpenApiRouter::new()
}
