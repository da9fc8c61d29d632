//! `GET /api/v1/dashboard/family-overview`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use jiff::Timestamp;
use jiff::civil::Date;
use nazar::http::{Caller, Locale, Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use super::checks::is_current;
use super::person::{Moment, PersonView};
use super::recalls::Asked;
use crate::Context;
use crate::answer::tagged;
use crate::household::zone;

/// Everybody of the household at a glance.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FamilyOverview {
    /// The day that is shown.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// The zone in which it is a day.
    #[schema(example = "Asia/Tashkent")]
    zone: String,
    /// Me first, then each member in the order in which they were added.
    people: Vec<PersonView>,
}

/// Show how everybody of my household stands today
///
/// Me and each member: what is due, taken and missed, the next dose, what the medicines mean for each other, which packs
/// expire or run out, and which are recalled. Up to 21 people and 100 different medicines are asked about. It changes with
/// the minutes; with `If-None-Match` an answer that has not changed is not sent again.
#[utoipa::path(
    get,
    path = "/api/v1/dashboard/family-overview",
    operation_id = "family_overview",
    tag = "dashboard",
    security(("bearer" = [])),
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer.")),
    responses(
        (status = OK, description = "The household.", body = FamilyOverview,
            headers(("ETag" = String, description = "Changes with what is shown."))),
        (status = NOT_MODIFIED, description = "As it was."),
        (status = UNAUTHORIZED, description = "`unauthenticated`: no valid token, or the account was closed.", body = ProblemBody, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "The rules are not there to be asked: nothing is shown that leaves them out.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn family_overview(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    asked_for: HeaderMap,
) -> Result<Response, Problem> {
    let zone = zone(&context, &caller).await?;
    let now = Timestamp::now();
    let today = zone.day(now);
    let people = context.households.today(caller.owner, today).await?;
    let held = context.data.get().await?;
    let entries = people.iter().flat_map(|person| &person.entries);
    let current = entries.filter(|entry| is_current(entry, today));
    let asked = Asked::about(&context.recalls, &held.data.catalogue, current).await;
    let moment = Moment {
        held: &held,
        asked: &asked,
        today,
        zone: &zone,
        now,
        locale,
    };
    let people = people.iter().map(|person| PersonView::new(person, &moment));
    let view = FamilyOverview {
        date: today,
        zone: zone.name().to_owned(),
        people: people.collect(),
    };
    tagged(&asked_for, &view)
}
