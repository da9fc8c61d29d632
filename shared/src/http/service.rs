//! From a router to a service that answers as all of ours do.

use axum::{Extension, Router, middleware::from_fn};
use tower_http::catch_panic::CatchPanicLayer;

use super::{BODY_LIMIT, Code, Edge, Problem, body_limit, layers};

/// Wraps a function's router in what every answer has, outermost last: who is calling, panics as problems, problems
/// in the reader's language, security headers, and the request's id with its line in the log.
pub fn service(router: Router, edge: Edge) -> Router {
    router
        .fallback(async || Problem::new(Code::NotFound))
        .method_not_allowed_fallback(async || Problem::new(Code::MethodNotAllowed))
        .layer(body_limit(BODY_LIMIT))
        .layer(from_fn(layers::identify))
        .layer(CatchPanicLayer::custom(layers::panicked))
        .layer(from_fn(layers::render))
        .layer(from_fn(layers::security))
        .layer(from_fn(layers::trace))
        .layer(Extension(edge))
}
