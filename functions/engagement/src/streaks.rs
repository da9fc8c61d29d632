//! `GET /api/v1/gamification/streaks`

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use nazar::checks::private;
use nazar::engagement::streak::DayVerdict;
use nazar::http::{Caller, Problem};
use nazar::store;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Context, zone};

/// My days in a row.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StreaksView {
    /// Days in a row on which I took everything that was due, today included once it is kept.
    #[schema(example = 12)]
    current_streak: u32,
    /// The longest row that I ever had.
    #[schema(example = 31)]
    longest_streak: u32,
    /// All days on which I took everything that was due.
    #[schema(example = 64)]
    days_kept: u32,
    /// What today is until now.
    today: DayVerdict,
    /// The zone in which my days are days.
    #[schema(example = "Asia/Tashkent")]
    zone: String,
}

/// Show my days in a row
///
/// A day on which nothing was due neither counts nor breaks the row, and neither does a dose that was left out on advice or because of
/// side effects. A dose counts when it was logged within 24 hours of its time.
#[utoipa::path(
    get,
    path = "/api/v1/gamification/streaks",
    operation_id = "streaks",
    tag = "gamification",
    security(("bearer" = [])),
    responses((status = OK, description = "My days in a row.", body = StreaksView)),
)]
pub(crate) async fn streaks(
    State(context): State<Context>,
    caller: Caller,
) -> Result<impl IntoResponse, Problem> {
    let caller = zone::at_home(&context, caller).await?;
    let now = store::now();
    let streak = context.streaks.of(caller.owner, &caller.zone, now).await?;
    let view = StreaksView {
        current_streak: streak.sum.run,
        longest_streak: streak.sum.longest,
        days_kept: streak.sum.kept,
        today: streak.today,
        zone: caller.zone.name().to_owned(),
    };
    Ok((private(), Json(view)))
}
