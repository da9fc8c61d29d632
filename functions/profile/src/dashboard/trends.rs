//! `GET /api/v1/dashboard/trends`

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use http::HeaderMap;
use jiff::civil::Date;
use nazar::http::{Caller, Problem, ProblemBody, ValidQuery};
use nazar::ids::MemberId;
use nazar::store::adherence::Counts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::span::{Period, Span, SpanQuery, after};
use crate::Context;
use crate::adherence::view::CountsView;
use crate::answer::tagged;

/// What a point of a chart stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TrendStep)]
pub(crate) enum Step {
    /// A day.
    #[default]
    Day,
    /// A week from Monday to Sunday; the first and the last may have fewer days of the span.
    Week,
}

/// Which days, whose, and how fine.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct TrendsQuery {
    /// How many days: 7, 30 or 90; 7 when absent.
    #[garde(skip)]
    #[param(inline)]
    days: Option<Period>,
    /// The last of them; today in my zone when absent, and never later.
    #[garde(skip)]
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// What a point stands for; a day when absent.
    #[garde(skip)]
    #[param(inline)]
    by: Option<Step>,
    /// A member of my family; me when absent.
    #[garde(skip)]
    member: Option<MemberId>,
}

/// A point of a chart.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TrendPoint)]
pub(crate) struct PointView {
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Its last day; the same as the first where a point is a day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// The doses, counted. `rate` is absent where nothing was due: leave a gap, it is not zero.
    doses: CountsView,
    /// Scans; 0 for members, who do not scan.
    scans: u32,
    /// Of them, those that came to one medicine.
    recognised: u32,
}

/// A span of days as points of a chart.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Trends {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// The zone in which they are days.
    #[schema(example = "Asia/Tashkent")]
    zone: String,
    /// What a point stands for.
    by: Step,
    /// The points, the first first, without gaps: 90 at the most.
    points: Vec<PointView>,
    /// Whether all scans were counted; false beyond 2,000.
    complete: bool,
}

/// Show how it went, for charts
///
/// A point for each day or week of 7, 30 or 90 days in my zone. Doses that were to be taken and were not logged are missed
/// from four hours after their time; what was due before a medicine was listed is not counted.
#[utoipa::path(
    get,
    path = "/api/v1/dashboard/trends",
    operation_id = "trends",
    tag = "dashboard",
    security(("bearer" = [])),
    params(TrendsQuery, ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer.")),
    responses(
        (status = OK, description = "The points.", body = Trends,
            headers(("ETag" = String, description = "Changes with the points."))),
        (status = NOT_MODIFIED, description = "As it was."),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
        (status = BAD_REQUEST, description = "Another number of days, or no day.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A day to come.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn trends(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidQuery(query): ValidQuery<TrendsQuery>,
) -> Result<Response, Problem> {
    let days = SpanQuery {
        days: query.days,
        to: query.to,
        member: query.member,
    };
    let span = Span::read(&context, &caller, &days, 0).await?;
    let by = query.by.unwrap_or_default();
    let view = Trends {
        from: span.from,
        to: span.to,
        zone: span.zone.name().to_owned(),
        by,
        points: points(&span, by),
        complete: !span.scans_are_cut(),
    };
    tagged(&asked, &view)
}

fn points(span: &Span, by: Step) -> Vec<PointView> {
    let mut points = Vec::new();
    let mut from = span.from;
    while from <= span.to {
        let to = last_of(from, by).min(span.to);
        let days = span.days().filter(|day| (from..=to).contains(day));
        let doses = days.fold(Counts::default(), |sum, day| sum.and(span.counts(day)));
        let scanned = span.scanned(from, to);
        points.push(PointView {
            from,
            to,
            doses: doses.into(),
            scans: scanned.total,
            recognised: scanned.recognised,
        });
        from = after(to, 1);
    }
    points
}

/// The last day of the point that begins with this one.
fn last_of(day: Date, by: Step) -> Date {
    match by {
        Step::Day => day,
        Step::Week => after(day, 6 - i64::from(day.weekday().to_monday_zero_offset())),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::span::testing::span;
    use super::*;

    fn missed(points: &[PointView]) -> Vec<(String, u64)> {
        let of = |point: &PointView| {
            let doses = serde_json::to_value(&point.doses).unwrap();
            (point.from.to_string(), doses["missed"].as_u64().unwrap())
        };
        points.iter().map(of).collect()
    }

    #[test]
    fn weeks_end_on_sunday_and_lose_no_day_when_clocks_change() {
        // Clocks go back there on Sunday, 1 November 2026.
        let days = (date(2026, 10, 28), date(2026, 11, 10));
        let span = span("America/New_York", days, &["01:30", "08:00"], &[]);
        let by_week = points(&span, Step::Week);
        let expected = [("2026-10-28", 10), ("2026-11-02", 14), ("2026-11-09", 4)];
        let expected = expected.map(|(from, missed)| (from.to_owned(), missed));
        assert_eq!(missed(&by_week), expected);
        let by_day = points(&span, Step::Day);
        assert_eq!(by_day.len(), 14);
        assert!(missed(&by_day).iter().all(|(_, missed)| *missed == 2));
        assert!(by_day.iter().all(|point| point.from == point.to));
    }
}
