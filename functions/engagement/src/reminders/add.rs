//! `POST /api/v1/reminders`

use axum::extract::State;
use axum::response::Response;
use nazar::http::versioned::created;
use nazar::http::{Caller, Code, FieldCode, Problem, ProblemBody, ValidJson};
use nazar::store;
use nazar::store::reminders::{Reminder, Saved};

use super::body::ReminderRequest;
use super::view::ReminderView;
use crate::{Context, zone};

/// Be reminded of something
///
/// Times are those that clocks show where I am: a reminder of eight in the morning stays one when clocks change or I travel.
#[utoipa::path(
    post,
    path = "/api/v1/reminders",
    operation_id = "add_reminder",
    tag = "reminders",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe.")),
    request_body = ReminderRequest,
    responses(
        (status = CREATED, description = "I will be reminded.", body = ReminderView,
            headers(("Location" = String, description = "The reminder."))),
        (status = NOT_FOUND, description = "No such entry on my list.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = CONFLICT, description = "`reminder-exists`: there is one of this medicine. `reminders-full`: there are 100.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A field breaks a rule.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn add_reminder(
    State(context): State<Context>,
    caller: Caller,
    ValidJson(request): ValidJson<ReminderRequest>,
) -> Result<Response, Problem> {
    let zone = zone::of(&context, &caller).await?;
    let now = store::now();
    let reminder = match request.entry {
        Some(_) if request.text.is_some() => {
            return Err(Problem::field("/text", FieldCode::InvalidFormat));
        }
        Some(id) => {
            let entry = context.lists.get(caller.owner, id).await?;
            let entry = entry.ok_or_else(|| Problem::new(Code::NotFound))?;
            Reminder::of_medicine(&entry, &zone, now)
        }
        None => {
            let (text, timetable) = request.own()?;
            Reminder::of_text(text, timetable, &zone, now)
        }
    };
    match context.reminders.add(caller.owner, &reminder).await? {
        Saved::Yes => {}
        Saved::Already => return Err(Problem::new(Code::ReminderExists)),
        Saved::Full => return Err(Problem::new(Code::RemindersFull)),
    }
    let path = format!("/api/v1/reminders/{}", reminder.id);
    created(&path, &ReminderView::from(&reminder))
}
