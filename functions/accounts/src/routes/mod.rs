//! One file per resource.

mod change_email;
mod change_password;
mod change_username;
mod forgot_password;
mod jwks;
mod refresh;
mod reset_password;
mod sign_in;
mod sign_out;
mod sign_up;

use nazar::{
    http::{Caller, Class, Problem, idempotent, limit},
    people::User,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::Context;

/// All routes of the function, with their limits.
pub(crate) fn all() -> OpenApiRouter<Context> {
    let sign_up = OpenApiRouter::new()
        .routes(routes!(sign_up::sign_up))
        .layer(idempotent());
    let credentials = OpenApiRouter::new()
        .merge(sign_up)
        .routes(routes!(sign_in::sign_in))
        .routes(routes!(change_password::change_password))
        .routes(routes!(change_username::change_username))
        .routes(routes!(change_email::change_email))
        .routes(routes!(change_email::confirm_email))
        .routes(routes!(forgot_password::forgot_password))
        .routes(routes!(reset_password::reset_password))
        .layer(limit(Class::Credentials));
    let others = OpenApiRouter::new()
        .routes(routes!(refresh::refresh))
        .routes(routes!(sign_out::sign_out))
        .routes(routes!(jwks::jwks))
        .layer(limit(Class::Reads));
    credentials.merge(others)
}

/// The caller's account. One that was closed after the token was issued is nobody's any more.
async fn account(context: &Context, caller: &Caller) -> Result<User, Problem> {
    let found = context.users.by_id(caller.owner.user_id()).await?;
    found.ok_or_else(|| Problem::unauthenticated(true))
}
