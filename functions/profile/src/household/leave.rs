//! `DELETE /api/v1/users/me/family/{member}`

use axum::extract::State;
use http::StatusCode;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath};
use nazar::ids::MemberId;

use crate::Context;

/// Delete a member of my family
///
/// With their medicines and everything that they took. One that was cut off is taken up by repeating it.
#[utoipa::path(
    delete,
    path = "/api/v1/users/me/family/{member}",
    operation_id = "delete_member",
    tag = "family",
    security(("bearer" = [])),
    params(("member" = MemberId, Path, description = "The member.")),
    responses(
        (status = NO_CONTENT, description = "Nothing is kept of them any more."),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn delete_member(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<MemberId>,
) -> Result<StatusCode, Problem> {
    let owner = caller.owner;
    // From here on nothing can be added to them.
    if !context.households.let_leave(owner, id).await? {
        return Err(Problem::new(Code::NotFound));
    }
    for entry in context.lists.all_of(owner, Some(id)).await? {
        context.lists.remove(owner, entry.id).await?;
    }
    context.doses.forget(owner, id).await?;
    context.households.see_off(owner, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
