//! `POST /api/v1/auth/refresh`

use axum::{Json, extract::State};
use garde::Validate;
use jiff::Timestamp;
use nazar::{
    http::{Code, Problem, ProblemBody, ValidJson},
    ids::TokenId,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Context, sessions::Rotation, tokens::TokenPair};

/// A refresh token.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct Refresh {
    /// The newest refresh token of a session.
    #[garde(length(bytes, min = 1, max = 4096))]
    #[schema(min_length = 1, max_length = 4096)]
    refresh_token: String,
}

/// Exchange a refresh token
///
/// Gives a new pair and makes the token that was sent useless. A token that comes a second time has been copied: its
/// whole session ends, and everybody signs in again.
#[utoipa::path(
    post,
    path = "/api/v1/auth/refresh",
    operation_id = "refresh",
    tag = "accounts",
    request_body = Refresh,
    responses(
        (status = OK, description = "A new pair.", body = TokenPair),
        (status = UNAUTHORIZED, description = "`unauthenticated`: not a valid refresh token, or its session has ended. `refresh-token-reused`: it was used before.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn refresh(
    State(context): State<Context>,
    ValidJson(body): ValidJson<Refresh>,
) -> Result<Json<TokenPair>, Problem> {
    let claims = context
        .verifier
        .refresh(&body.refresh_token)
        .await
        .map_err(|reason| {
            tracing::info!(%reason, "refresh token refused");
            Problem::unauthenticated(true)
        })?;
    let next = TokenId::generate();
    let now = Timestamp::now().as_second();
    match context
        .sessions
        .rotate(claims.sub, claims.sid, claims.jti, next, now)
        .await?
    {
        Rotation::Rotated(epoch) => {
            // Read after the rotation: see the sessions' module.
            let found = context.users.by_id(claims.sub).await?;
            let Some(user) = found.filter(|user| user.session_epoch == epoch) else {
                context.sessions.end(claims.sub, claims.sid).await?;
                return Err(Problem::unauthenticated(true));
            };
            Ok(Json(context.issuer.pair(&user, claims.sid, next).await?))
        }
        Rotation::Ended => Err(Problem::unauthenticated(true)),
        Rotation::Reused => {
            tracing::warn!(user_id = %claims.sub, session = %claims.sid, "refresh token came twice; session ended");
            Err(Problem::new(Code::RefreshTokenReused))
        }
    }
}
