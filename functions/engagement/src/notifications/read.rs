//! `POST /api/v1/notifications/read` and `/api/v1/notifications/{id}/read`

use axum::extract::State;
use garde::Validate;
use http::StatusCode;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::ids::RecordId;
use nazar::store;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Context;

/// Up to where everything is read.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"up_to": "01K0G8ZC4Q6R7S8T9V0W1X2Y3Z"}))]
pub(crate) struct ReadAllRequest {
    /// The newest notice that I saw: it and all before it are read. One that came since stays unread. Everything that
    /// there is now when absent.
    #[garde(skip)]
    up_to: Option<RecordId>,
}

/// Mark everything read
#[utoipa::path(
    post,
    path = "/api/v1/notifications/read",
    operation_id = "read_notifications",
    tag = "notifications",
    security(("bearer" = [])),
    request_body = Option<ReadAllRequest>,
    responses((status = NO_CONTENT, description = "They are read. Doing it again changes nothing.")),
)]
pub(crate) async fn read_all(
    State(context): State<Context>,
    caller: Caller,
    request: Option<ValidJson<ReadAllRequest>>,
) -> Result<StatusCode, Problem> {
    let now = RecordId::latest(store::now());
    // Nothing of the future can have been seen.
    let seen = request.and_then(|ValidJson(request)| request.up_to);
    let up_to = seen.map_or(now, |id| id.min(now));
    context.notices.read_all(caller.owner, up_to).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mark one notice read
#[utoipa::path(
    post,
    path = "/api/v1/notifications/{id}/read",
    operation_id = "read_notification",
    tag = "notifications",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The notice.")),
    responses(
        (status = NO_CONTENT, description = "It is read. Doing it again changes nothing."),
        (status = NOT_FOUND, description = "No notice of mine.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn read_one(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<StatusCode, Problem> {
    match context.notices.read(caller.owner, id, store::now()).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::new(Code::NotFound)),
    }
}
