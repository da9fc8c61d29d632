//! `GET /api/v1/users/me/adherence/day`

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use nazar::http::{Caller, Problem, ProblemBody, ValidQuery};
use nazar::store::adherence;
use serde::Serialize;
use utoipa::ToSchema;

use super::DayQuery;
use super::view::{CountsView, DoseView};
use crate::Context;
use crate::household::{must_be_family, zone};

/// A day of somebody's doses.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayView {
    /// The day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// The zone in which it is a day.
    #[schema(example = "Asia/Tashkent")]
    zone: String,
    /// The doses, counted.
    counts: CountsView,
    /// The doses, in the order in which they are due; what was taken when needed comes last.
    doses: Vec<DoseView>,
}

/// Show a day of my doses, or of a member's of my family
///
/// The plan's doses and what became of them. A change of times changes the days from then on and none before.
#[utoipa::path(
    get,
    path = "/api/v1/users/me/adherence/day",
    operation_id = "adherence_day",
    tag = "adherence",
    security(("bearer" = [])),
    params(DayQuery),
    responses(
        (status = OK, description = "The day.", body = DayView),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn day(
    State(context): State<Context>,
    caller: Caller,
    ValidQuery(query): ValidQuery<DayQuery>,
) -> Result<Json<DayView>, Problem> {
    let (owner, member) = (caller.owner, query.member);
    must_be_family(&context, &caller, member).await?;
    let zone = zone(&context, &caller).await?;
    let now = Timestamp::now();
    let date = query.date.unwrap_or_else(|| zone.day(now));
    let entries = context.lists.all_of(owner, member).await?;
    let logs = context.doses.between(owner, member, date, date).await?;
    let doses = adherence::day(&entries, &logs, date, &zone, now);
    Ok(Json(DayView {
        date,
        zone: zone.name().to_owned(),
        counts: adherence::counts(&doses).into(),
        doses: doses.into_iter().map(DoseView::from).collect(),
    }))
}
