//! Platform: health, the OpenAPI document and the pages that show it. It also answers for every path that no other
//! function serves, so that even those get a problem of ours.

mod context;
mod health;
mod pages;
mod routes;

pub use context::Context;
pub use routes::DOCUMENT;

use axum::Router;
use nazar::http::Edge;
use utoipa::openapi::OpenApi;

/// The function's routes behind everything that all of our answers have.
pub fn router(context: Context) -> Router {
    let (described, _) = routes::described().split_for_parts();
    let router = described.merge(routes::pages()).with_state(context);
    nazar::http::service(router, Edge::open())
}

/// The function's part of the OpenAPI document.
pub fn openapi() -> OpenApi {
    routes::described().into_openapi()
}
