//! Accounts: sign-up, sign-in, refresh, sign-out and the public key set.
//!
//! This function alone holds the signing key. Everybody else checks tokens with the public keys.

mod context;
mod identity;
mod once;
mod password;
mod routes;
mod sessions;
mod slowdown;
mod tokens;
mod users;

pub use context::Context;

use axum::Router;
use utoipa::openapi::OpenApi;

/// The function's routes behind everything that all of our answers have.
pub fn router(context: Context) -> Router {
    let edge = context.edge.clone();
    let (router, _) = routes::all().split_for_parts();
    nazar::http::service(router.with_state(context), edge)
}

/// The function's part of the OpenAPI document.
pub fn openapi() -> OpenApi {
    routes::all().into_openapi()
}
