//! Lipi: characters, predictions and similarities of Ranjana drawings.
//!
//! A prediction is answered at once: the model is in this function. A similarity is handed to a worker by way of a
//! queue, and answered with a job. What to practise follows from what the similarities have shown.

mod caching;
mod characters;
pub mod coach;
mod context;
mod drawing;
mod picture;
mod practice;
mod predictions;
mod recogniser;
mod similarities;

pub use context::Context;
pub use drawing::Drawing;
pub use picture::Picture;
pub use predictions::{Candidate, Prediction};
pub use recogniser::{Recogniser, RecogniserError, Recognition};

use axum::Router;
use nazar::http::{Class, IMAGE_BODY_LIMIT, body_limit, idempotent, limit, service};
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
    let drawing = OpenApiRouter::new()
        .routes(routes!(predictions::create))
        .routes(routes!(similarities::create))
        .layer(idempotent())
        .layer(body_limit(IMAGE_BODY_LIMIT))
        .layer(limit(Class::Images));
    let reading = OpenApiRouter::new()
        .routes(routes!(characters::list))
        .routes(routes!(characters::get))
        .routes(routes!(characters::reference))
        .routes(routes!(practice::next))
        .routes(routes!(practice::progress))
        .layer(limit(Class::Reads));
    drawing.merge(reading)
}
