//! `GET /api/v1/push/key`

use axum::Json;
use axum::extract::State;
use nazar::http::{Caller, Code, Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;

/// What browsers subscribe with.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeyView {
    /// `applicationServerKey` for `PushManager.subscribe`, Base64url.
    key: String,
}

/// Show the key that browsers subscribe with
#[utoipa::path(
    get,
    path = "/api/v1/push/key",
    operation_id = "push_key",
    tag = "notifications",
    security(("bearer" = [])),
    responses(
        (status = OK, description = "The key. It stays the same for years.", body = KeyView),
        (status = SERVICE_UNAVAILABLE, description = "There is none yet: it is made within a minute of the first start.",
            body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn key(
    State(context): State<Context>,
    _caller: Caller,
) -> Result<Json<KeyView>, Problem> {
    let key = context.vapid.public().await?;
    let key = key.ok_or_else(|| Problem::new(Code::ServiceUnavailable))?;
    Ok(Json(KeyView { key }))
}
