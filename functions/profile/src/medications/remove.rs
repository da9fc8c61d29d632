//! `DELETE /api/v1/users/me/medications/{id}`

use axum::extract::State;
use http::StatusCode;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath};
use nazar::ids::RecordId;
use nazar::store;

use super::follow;
use crate::Context;
use crate::household::zone;

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
    let (owner, zone) = (caller.owner, zone(&context, &caller).await?);
    // What was missed of it stays missed in the row of days.
    if let Err(error) = context
        .streaks
        .keep_breaks(owner, &zone, store::now())
        .await
    {
        tracing::warn!(%error, "days in a row could not be noted");
    }
    match context.lists.remove(caller.owner, id).await? {
        true => {
            follow::removed(&context, caller.owner, id).await;
            Ok(StatusCode::NO_CONTENT)
        }
        false => Err(Problem::new(Code::NotFound)),
    }
}
