//! What keeps people at it: points for what is worth doing, badges, streaks, a leaderboard for those who want it, and rewards.
//!
//! Points are given where they are earned (`nazar::engagement::Ledger`), by the functions that see a scan, a dose or a
//! review; this function only shows what came of it, and gives what an award that failed left out.

mod badges;
mod board;
mod context;
mod deeds;
mod notifications;
mod points;
mod push;
mod reminders;
mod repair;
mod rewards;
mod routes;
mod streaks;
mod zone;

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
