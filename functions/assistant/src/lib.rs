//! Dori's assistant: understands what is asked in Uzbek, Russian or English, does it, and answers.
//!
//! One understanding ([`nlu`]) serves every path. What is understood is done with the same data and the same code as the
//! other functions' paths: the catalogue's search, the engine of interactions, the directory of pharmacies, the table of
//! prices. What somebody writes is never logged and never kept; what the next question may refer to is kept for a
//! quarter of an hour, as identifiers.

mod act;
mod context;
mod dialogue;
mod home;
mod listen;
mod lists;
mod phrase;
mod query;
mod speech;
mod subject;
mod turn;

pub mod nlu;
pub mod recogniser;
pub mod sound;

pub use context::Context;

use axum::Router;
use nazar::http::{Class, IMAGE_BODY_LIMIT, body_limit, limit, service};
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
    let asking = OpenApiRouter::new()
        .routes(routes!(query::query))
        .layer(limit(Class::Checks));
    let speaking = OpenApiRouter::new()
        .routes(routes!(speech::speak))
        .layer(limit(Class::Speech));
    let listening = OpenApiRouter::new()
        .routes(routes!(listen::transcribe))
        .routes(routes!(listen::voice))
        .layer(limit(Class::Speech))
        .layer(body_limit(IMAGE_BODY_LIMIT));
    let reading = OpenApiRouter::new()
        .routes(routes!(lists::intents))
        .routes(routes!(lists::languages))
        .layer(limit(Class::Reads));
    asking.merge(speaking).merge(listening).merge(reading)
}
