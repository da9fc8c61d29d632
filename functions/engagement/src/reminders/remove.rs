//! `DELETE /api/v1/reminders/{id}`

use axum::extract::State;
use http::StatusCode;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath};
use nazar::ids::RecordId;

use crate::Context;

/// Be reminded of something no longer
#[utoipa::path(
    delete,
    path = "/api/v1/reminders/{id}",
    operation_id = "delete_reminder",
    tag = "reminders",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The reminder.")),
    responses(
        (status = NO_CONTENT, description = "It is gone. Notices that it gave stay."),
        (status = NOT_FOUND, description = "No reminder of mine.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn delete_reminder(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<StatusCode, Problem> {
    match context.reminders.remove(caller.owner, id).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::new(Code::NotFound)),
    }
}
