//! `GET /api/v1/users/me/adherence/week`

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use nazar::http::{Caller, Problem, ProblemBody, ValidQuery};
use nazar::store::adherence::{self, Counts};
use serde::Serialize;
use utoipa::ToSchema;

use super::DayQuery;
use super::view::CountsView;
use crate::Context;
use crate::household::{must_be_family, zone};

/// A day of a week, counted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayOfWeek {
    /// The day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Its doses.
    counts: CountsView,
}

/// A week of somebody's doses, from Monday to Sunday.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WeekView {
    /// Monday.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Sunday, itself included.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// The zone in which its days are days.
    #[schema(example = "Asia/Tashkent")]
    zone: String,
    /// All seven days together.
    counts: CountsView,
    /// The seven days.
    days: Vec<DayOfWeek>,
}

/// Show a week of my doses, or of a member's of my family
///
/// The week of the day that is asked for, from Monday to Sunday.
#[utoipa::path(
    get,
    path = "/api/v1/users/me/adherence/week",
    operation_id = "adherence_week",
    tag = "adherence",
    security(("bearer" = [])),
    params(DayQuery),
    responses(
        (status = OK, description = "The week.", body = WeekView),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn week(
    State(context): State<Context>,
    caller: Caller,
    ValidQuery(query): ValidQuery<DayQuery>,
) -> Result<Json<WeekView>, Problem> {
    let (owner, member) = (caller.owner, query.member);
    must_be_family(&context, &caller, member).await?;
    let zone = zone(&context, &caller).await?;
    let now = Timestamp::now();
    let from = monday(query.date.unwrap_or_else(|| zone.day(now)));
    let to = after(from, 6);
    let entries = context.lists.all_of(owner, member).await?;
    let logs = context.doses.between(owner, member, from, to).await?;
    let mut total = Counts::default();
    let days = (0..7).map(|number| {
        let date = after(from, number);
        let counts = adherence::counts(&adherence::day(&entries, &logs, date, &zone, now));
        total = total.and(counts);
        DayOfWeek {
            date,
            counts: counts.into(),
        }
    });
    let days = days.collect();
    Ok(Json(WeekView {
        from,
        to,
        zone: zone.name().to_owned(),
        counts: total.into(),
        days,
    }))
}

fn monday(day: Date) -> Date {
    after(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

fn after(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(monday(date(2026, 1, 5)), date(2026, 1, 5));
        assert_eq!(monday(date(2026, 1, 11)), date(2026, 1, 5));
        assert_eq!(monday(date(2026, 1, 1)), date(2025, 12, 29));
    }
}
