//! `DELETE /api/v1/users/me/medications/{id}`

use axum::extract::State;
use http::StatusCode;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath};
use nazar::ids::RecordId;

use crate::Context;

/// Take a medicine off my list, or off that of a member of my family
///
/// What was taken of it stays among the doses: it was taken.
#[utoipa::path(
    delete,
    path = "/api/v1/users/me/medications/{id}",
    operation_id = "remove_medication",
    tag = "medicine list",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The entry.")),
    responses(
        (status = 204, description = "It is no longer on the list."),
        (status = 404, description = "No entry of mine.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn remove_medication(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<StatusCode, Problem> {
    match context.lists.remove(caller.owner, id).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::new(Code::NotFound)),
    }
}
