//! `POST /api/v1/auth/sign-out`

use axum::extract::State;
use garde::Validate;
use http::StatusCode;
use nazar::http::{Caller, Problem, ValidJson};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Context;

/// Which session to end, when it is not the access token's own.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct SignOut {
    /// A refresh token of the session. With it no access token is needed, which by now may have expired.
    #[garde(inner(length(bytes, min = 1, max = 4096)))]
    #[schema(min_length = 1, max_length = 4096)]
    refresh_token: Option<String>,
}

/// Sign out
///
/// Ends the session of the access token, or of the refresh token in the body: its refresh tokens are useless at once.
/// An access token that was issued before stays good until it expires, 15 minutes at most.
#[utoipa::path(
    post,
    path = "/api/v1/auth/sign-out",
    operation_id = "sign_out",
    tag = "accounts",
    request_body = Option<SignOut>,
    responses((status = NO_CONTENT, description = "Signed out.")),
    security(("bearer" = []), ()),
)]
pub(crate) async fn sign_out(
    State(context): State<Context>,
    caller: Result<Caller, Problem>,
    body: Option<ValidJson<SignOut>>,
) -> Result<StatusCode, Problem> {
    let token = body.and_then(|ValidJson(body)| body.refresh_token);
    let (user, session) = match token {
        Some(token) => {
            let refused = |_| Problem::unauthenticated(true);
            let claims = context.verifier.refresh(&token).await.map_err(refused)?;
            (claims.sub, claims.sid)
        }
        None => {
            let caller = caller?;
            (caller.owner.user_id(), caller.session)
        }
    };
    context.sessions.end(user, session).await?;
    Ok(StatusCode::NO_CONTENT)
}
