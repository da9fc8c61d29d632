//! `PATCH /api/v1/reminders/{id}`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use nazar::http::versioned::{TRIES, changed, expect};
use nazar::http::{Caller, Code, FieldCode, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::ids::RecordId;
use nazar::store;
use nazar::store::reminders::{About, Changed, Reminder};

use super::body::ReminderChange;
use super::entry;
use super::view::ReminderView;
use crate::{Context, zone};

/// Change a reminder, or turn it off and on
///
/// With `If-Match` only what was read is changed; one that was given meanwhile has another next time.
#[utoipa::path(
    patch,
    path = "/api/v1/reminders/{id}",
    operation_id = "change_reminder",
    tag = "reminders",
    security(("bearer" = [])),
    params(
        ("id" = RecordId, Path, description = "The reminder."),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of what was read."),
    ),
    request_body = ReminderChange,
    responses(
        (status = OK, description = "The reminder as it is now.", body = ReminderView,
            headers(("ETag" = String, description = "Changes with the reminder."))),
        (status = NOT_FOUND, description = "No reminder of mine.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = PRECONDITION_FAILED, description = "`precondition-failed`: it has changed since it was read.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A field breaks a rule.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_reminder(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidPath(id): ValidPath<RecordId>,
    ValidJson(body): ValidJson<ReminderChange>,
) -> Result<Response, Problem> {
    let zone = zone::of(&context, &caller).await?;
    for _ in 0..TRIES {
        let found = context.reminders.get(caller.owner, id).await?;
        let kept = found.ok_or_else(|| Problem::new(Code::NotFound))?;
        expect(&asked, &ReminderView::from(&kept))?;
        let about = entry(&context, &caller, &kept).await?;
        let next = told(&body, &kept)?.reckoned(about.as_ref(), &zone, store::now());
        if context.reminders.replace(caller.owner, &next).await? == Changed::Yes {
            return changed(&ReminderView::from(&next));
        }
    }
    Err(Problem::new(Code::Conflict))
}

fn told(body: &ReminderChange, kept: &Reminder) -> Result<Reminder, Problem> {
    let mut next = kept.switched(body.on.unwrap_or(kept.on));
    match &kept.about {
        About::Medicine { .. } if body.changes_times_or_text() => {
            return Err(Problem::field("", FieldCode::InvalidFormat));
        }
        About::Medicine { .. } => {}
        About::Text { text, timetable } => {
            let own = body.text.as_ref().map(|text| text.trim().to_owned());
            if own.as_ref().is_some_and(String::is_empty) {
                return Err(Problem::field("/text", FieldCode::Required));
            }
            next.about = About::Text {
                text: own.unwrap_or_else(|| text.clone()),
                timetable: body.apply(timetable)?,
            };
        }
    }
    Ok(next)
}
