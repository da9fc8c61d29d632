//! Pharmacies: which are near and open, what they have and ask, and what people say of them.
//!
//! Where pharmacies are is answered from reference data in memory, what they have from the inventory table. Reading needs no
//! account; reports and reviews need one, and changing stock the role of a pharmacist of that pharmacy.

mod answer;
mod areas;
mod availability;
mod basket;
mod context;
mod detail;
mod directions;
mod list;
mod meant;
mod nearby;
mod opening;
mod origin;
mod reports;
mod reviews;
mod search;
mod stock;
mod stock_item;
mod views;

pub use context::Context;

use axum::Router;
use nazar::http::{Class, idempotent, limit, service};
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
        .routes(routes!(search::by_medication))
        .layer(limit(Class::Search));
    let writing = OpenApiRouter::new()
        .routes(routes!(reports::report))
        .routes(routes!(reviews::review))
        .layer(idempotent())
        .layer(limit(Class::Reads));
    let reading = OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(areas::areas))
        .routes(routes!(nearby::nearby))
        .routes(routes!(basket::compare_prices))
        .routes(routes!(detail::get))
        .routes(routes!(stock::list))
        .routes(routes!(stock_item::get, stock_item::put))
        .routes(routes!(availability::get))
        .routes(routes!(directions::get))
        .routes(routes!(reviews::list))
        .routes(routes!(reviews::remove))
        .layer(limit(Class::Reads));
    searching.merge(writing).merge(reading)
}
