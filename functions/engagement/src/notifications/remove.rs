//! `DELETE /api/v1/notifications/{id}`

use axum::extract::State;
use http::StatusCode;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath};
use nazar::ids::RecordId;

use crate::Context;

/// Throw a notice away
///
/// What it told is not told again.
#[utoipa::path(
    delete,
    path = "/api/v1/notifications/{id}",
    operation_id = "delete_notification",
    tag = "notifications",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The notice.")),
    responses(
        (status = NO_CONTENT, description = "It is gone."),
        (status = NOT_FOUND, description = "No notice of mine.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn remove(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<StatusCode, Problem> {
    match context.notices.remove(caller.owner, id).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::new(Code::NotFound)),
    }
}
