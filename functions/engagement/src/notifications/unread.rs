//! `GET /api/v1/notifications/unread`

use axum::Json;
use axum::extract::State;
use nazar::http::{Caller, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;

/// How much is unread.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"unread": 3}))]
pub(crate) struct UnreadView {
    /// Notices that were not read, up to a thousand.
    unread: u32,
}

/// Count what I have not read
#[utoipa::path(
    get,
    path = "/api/v1/notifications/unread",
    operation_id = "unread_notifications",
    tag = "notifications",
    security(("bearer" = [])),
    responses((status = OK, description = "How much is unread.", body = UnreadView)),
)]
pub(crate) async fn unread(
    State(context): State<Context>,
    caller: Caller,
) -> Result<Json<UnreadView>, Problem> {
    let unread = context.notices.unread(caller.owner).await?;
    Ok(Json(UnreadView { unread }))
}
