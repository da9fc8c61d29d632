//! `POST /api/v1/reminders/{id}/snooze`

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use jiff::SignedDuration;
use nazar::http::versioned::{TRIES, changed};
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::ids::RecordId;
use nazar::store;
use nazar::store::reminders::Changed;
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::ReminderView;
use crate::Context;

/// For how long to put a reminder off.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"minutes": 10}))]
pub(crate) struct SnoozeRequest {
    /// Minutes from now.
    #[garde(range(min = 1, max = 720))]
    #[schema(minimum = 1, maximum = 720)]
    minutes: u16,
}

/// Put a reminder off
///
/// It is given once more after these minutes; its own times stay as they are. Doing it again before then moves the moment.
#[utoipa::path(
    post,
    path = "/api/v1/reminders/{id}/snooze",
    operation_id = "snooze_reminder",
    tag = "reminders",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The reminder.")),
    request_body = SnoozeRequest,
    responses(
        (status = OK, description = "The reminder as it is now.", body = ReminderView,
            headers(("ETag" = String, description = "Changes with the reminder."))),
        (status = NOT_FOUND, description = "No reminder of mine.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = CONFLICT, description = "`conflict`: it is off.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn snooze_reminder(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<RecordId>,
    ValidJson(body): ValidJson<SnoozeRequest>,
) -> Result<Response, Problem> {
    for _ in 0..TRIES {
        let found = context.reminders.get(caller.owner, id).await?;
        let kept = found.ok_or_else(|| Problem::new(Code::NotFound))?;
        if !kept.on {
            return Err(Problem::new(Code::Conflict));
        }
        let until = store::now() + SignedDuration::from_mins(i64::from(body.minutes));
        let next = kept.snoozed(until);
        if context.reminders.replace(caller.owner, &next).await? == Changed::Yes {
            return changed(&ReminderView::from(&next));
        }
    }
    Err(Problem::new(Code::Conflict))
}
