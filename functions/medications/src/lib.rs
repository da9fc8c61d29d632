//! Medicines: finding them, what they are, what may be taken instead, and what they should cost.
//!
//! What medicines are is answered from reference data in memory, what they cost from the inventory table. Reading needs no
//! account; every answer names the version of the data that it was made from, and says of each entry whether it is
//! invented for demonstration.

mod alternatives;
mod answer;
mod barcode;
mod check_price;
mod context;
mod detail;
mod highlight;
mod offering;
mod offers;
mod recalls;
mod search;
mod suggest;
mod terminology;
mod views;

pub mod price;

pub use context::Context;

use axum::Router;
use nazar::http::{Class, limit, service};
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
    let searching = OpenApiRouter::new()
        .routes(routes!(search::search))
        .routes(routes!(suggest::suggest))
        .routes(routes!(terminology::search))
        .layer(limit(Class::Search));
    let reading = OpenApiRouter::new()
        .routes(routes!(detail::get))
        .routes(routes!(barcode::get))
        .routes(routes!(alternatives::list))
        .routes(routes!(offers::list))
        .routes(routes!(check_price::check))
        .routes(routes!(recalls::of_medicine::list))
        .routes(routes!(terminology::get))
        .layer(limit(Class::Reads));
    let checking = OpenApiRouter::new()
        .routes(routes!(recalls::check::check))
        .layer(limit(Class::Checks));
    searching.merge(reading).merge(checking)
}
