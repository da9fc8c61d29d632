//! Dori's scans. A code that a phone has read is answered at once; a picture is handed to the pill worker by way of a
//! queue, and answered with a job. What follows from a medicine that was recognised (interactions with the person's list,
//! recalls, prices, pharmacies near) is asked anew whenever a scan is read: it changes while the scan does not.

mod code;
mod confirm;
mod context;
mod follow;
mod image;
mod item;
mod list;
mod passport;
mod place;
mod reward;

pub use context::Context;

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
    let pictures = OpenApiRouter::new()
        .routes(routes!(image::create))
        .layer(idempotent())
        .layer(body_limit(IMAGE_BODY_LIMIT))
        .layer(limit(Class::Images));
    let codes = OpenApiRouter::new()
        .routes(routes!(code::create))
        .routes(routes!(confirm::confirm))
        .layer(idempotent())
        .layer(limit(Class::Checks));
    let reading = OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(item::get, item::delete))
        .layer(limit(Class::Reads));
    pictures.merge(codes).merge(reading)
}
