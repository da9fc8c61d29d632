//! A person's own account, health and family, the medicines that they take and what was taken of them, how all of it stands;
//! exporting everything that is kept of a person, and erasing it; what administrators see and decide.
//!
//! The work on everything at once is the records worker's: this function closes the account or writes the job, and sends
//! the message.

mod accounts;
mod adherence;
mod admin;
mod answer;
mod context;
mod dashboard;
mod erase;
mod export;
mod household;
mod medications;
mod routes;

pub use context::Context;

use axum::Router;
use nazar::http::service;
use utoipa::openapi::OpenApi;

/// The function's paths, with what every answer has.
pub fn router(context: Context) -> Router {
    let edge = context.edge.clone();
    let (router, _document) = routes::all().split_for_parts();
    service(router.with_state(context), edge)
}

/// What the function says about itself in the OpenAPI document.
pub fn openapi() -> OpenApi {
    routes::all().into_openapi()
}
