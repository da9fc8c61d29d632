//! Lipi: characters, predictions and similarities of Ranjana drawings.
//!
//! A prediction is answered at once: the model is in this function. A similarity is handed to a worker by way of a
//! queue, and answered with a job. What to practise follows from what the similarities have shown.

mod caching;
mod characters;
pub mod coach;
mod context;
mod drawing;
mod feedback;
mod history;
mod picture;
mod practice;
mod predictions;
mod recognised;
mod recogniser;
mod similarities;
mod statistics;

pub use context::Context;
pub use drawing::Drawing;
pub use picture::Picture;
pub use predictions::Prediction;
pub use recognised::{Candidate, Recognised};
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
        .routes(routes!(feedback::show))
        .routes(routes!(practice::next))
        .routes(routes!(practice::progress))
        .routes(routes!(history::predictions::list))
        .routes(routes!(
            history::predictions::get,
            history::predictions::delete
        ))
        .routes(routes!(history::similarities::list))
        .routes(routes!(
            history::similarities::get,
            history::similarities::delete
        ))
        .routes(routes!(statistics::route::show))
        .layer(limit(Class::Reads));
    let feedback = OpenApiRouter::new()
        .routes(routes!(feedback::create))
        .layer(idempotent())
        .layer(limit(Class::Feedback));
    drawing.merge(reading).merge(feedback)
}
