//! `DELETE /api/v1/push/subscriptions/{id}`

use axum::extract::State;
use http::StatusCode;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath};
use nazar::push::SubscriptionId;

use crate::Context;

/// Send my notices to a browser no longer
#[utoipa::path(
    delete,
    path = "/api/v1/push/subscriptions/{id}",
    operation_id = "delete_push_subscription",
    tag = "notifications",
    security(("bearer" = [])),
    params(("id" = String, Path, description = "The subscription.", example = "9f86d081884c7d659a2feaa0c55ad015")),
    responses(
        (status = NO_CONTENT, description = "It gets nothing any more."),
        (status = NOT_FOUND, description = "No subscription of mine.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn unsubscribe(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<SubscriptionId>,
) -> Result<StatusCode, Problem> {
    match context.subscriptions.remove(caller.owner, &id).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::new(Code::NotFound)),
    }
}
