//! `GET /api/v1/dashboard/family/{member}`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use jiff::Timestamp;
use nazar::http::{Caller, Code, Locale, Problem, ProblemBody, ValidPath};
use nazar::ids::MemberId;

use super::checks::is_current;
use super::person::{Moment, PersonView};
use super::recalls::Asked;
use crate::Context;
use crate::answer::tagged;
use crate::household::zone;

/// Show how a member of my family stands today
///
/// As in the overview of the household, of one person.
#[utoipa::path(
    get,
    path = "/api/v1/dashboard/family/{member}",
    operation_id = "member_overview",
    tag = "dashboard",
    security(("bearer" = [])),
    params(
        ("member" = MemberId, Path, description = "The member."),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer."),
    ),
    responses(
        (status = OK, description = "The member.", body = PersonView,
            headers(("ETag" = String, description = "Changes with what is shown."))),
        (status = NOT_MODIFIED, description = "As it was."),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "The rules are not there to be asked.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn member_overview(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    asked_for: HeaderMap,
    ValidPath(id): ValidPath<MemberId>,
) -> Result<Response, Problem> {
    let zone = zone(&context, &caller).await?;
    let now = Timestamp::now();
    let today = zone.day(now);
    let found = context
        .households
        .member_today(caller.owner, id, today)
        .await?;
    let person = found.ok_or_else(|| Problem::new(Code::NotFound))?;
    let held = context.data.get().await?;
    let current = person
        .entries
        .iter()
        .filter(|entry| is_current(entry, today));
    let asked = Asked::about(&context.recalls, &held.data.catalogue, current).await;
    let moment = Moment {
        held: &held,
        asked: &asked,
        today,
        zone: &zone,
        now,
        locale,
    };
    tagged(&asked_for, &PersonView::new(&person, &moment))
}
