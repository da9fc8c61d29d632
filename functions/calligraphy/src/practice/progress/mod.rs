//! How far have I come?

mod character;
mod forecast;
mod mastery;
mod totals;
mod view;

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use http::HeaderMap;
use nazar::http::{Caller, Problem, ProblemBody, ValidQuery};
use nazar::store;
use serde::Deserialize;

use super::day_in;
use crate::{Context, caching};
use view::ProgressView;

/// Days of the forecast when nobody says how many.
const DEFAULT_DAYS: u8 = 14;

/// How far to look ahead.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProgressQuery {
    /// Days of the forecast, today included, 1-30; 14 when absent.
    #[garde(inner(range(min = 1, max = 30)))]
    #[param(minimum = 1, maximum = 30, default = 14)]
    days: Option<u8>,
}

/// Show how far a person has come
///
/// Mastery of each character, the streak of days with a drawing in the person's zone, and how many characters fall due on the
/// coming days. Read from a row for each character: the length of the history does not matter.
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/practice/progress",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(ProgressQuery),
    responses(
        (status = 200, description = "The progress.", body = ProgressView,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "It is the one that you have."),
        (status = 401, description = "`unauthenticated`.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation-failed`: the days.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn progress(
    State(context): State<Context>,
    caller: Caller,
    headers: HeaderMap,
    ValidQuery(query): ValidQuery<ProgressQuery>,
) -> Result<Response, Problem> {
    let practised = context.practice.of(caller.owner).await?;
    let today = day_in(&caller.zone, store::now());
    let days = query.days.unwrap_or(DEFAULT_DAYS);
    let view = ProgressView::new(&practised, &caller.zone, today, days);
    caching::private_json(&headers, &view)
}
