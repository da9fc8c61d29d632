//! `GET /api/v1/reminders/{id}`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use nazar::http::versioned::tagged;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath};
use nazar::ids::RecordId;

use super::view::ReminderView;
use crate::Context;

/// Show a reminder
#[utoipa::path(
    get,
    path = "/api/v1/reminders/{id}",
    operation_id = "reminder",
    tag = "reminders",
    security(("bearer" = [])),
    params(
        ("id" = RecordId, Path, description = "The reminder."),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer."),
    ),
    responses(
        (status = OK, description = "The reminder.", body = ReminderView,
            headers(("ETag" = String, description = "Changes with the reminder."))),
        (status = NOT_MODIFIED, description = "As it was."),
        (status = NOT_FOUND, description = "No reminder of mine.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn reminder(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<Response, Problem> {
    let found = context.reminders.get(caller.owner, id).await?;
    let reminder = found.ok_or_else(|| Problem::new(Code::NotFound))?;
    tagged(&asked, &ReminderView::from(&reminder))
}
