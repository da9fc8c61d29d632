//! One file per resource.

mod document;
mod health;

pub use document::DOCUMENT;

use axum::{Router, routing::get};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{Context, pages};

/// The routes that the OpenAPI document describes.
pub(crate) fn described() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(health::health))
        .routes(routes!(document::document))
}

/// The pages for people, and the short path that load balancers know.
pub(crate) fn pages() -> Router<Context> {
    Router::new()
        .route("/health", get(health::health))
        .route("/", get(pages::index))
        .route("/docs", get(pages::docs))
        .route("/docs/", get(pages::docs))
        .route("/docs/problems", get(pages::problems))
        .route("/docs/{file}", get(pages::asset))
}
