//! `GET /api/v1/gamification/points`

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use nazar::checks::private;
use nazar::engagement::{LevelName, Totals};
use nazar::http::{Caller, Locale, Problem};
use nazar::i18n::text;
use nazar::store;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Context, repair, zone};

/// What I have earned.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PointsView {
    /// Points ever earned. Spending them changes nothing here.
    #[schema(example = 265)]
    total_points: u64,
    /// Points that can be spent.
    #[schema(example = 165)]
    balance: u64,
    /// Points of this week, from Monday in Tashkent.
    #[schema(example = 45)]
    weekly_points: u64,
    /// Points of this month.
    #[schema(example = 120)]
    monthly_points: u64,
    /// The level: one for every hundred points ever earned, from 1.
    #[schema(example = 3, minimum = 1)]
    level: u64,
    /// The level's kind.
    level_name: LevelName,
    /// The level's name in the language of the answer.
    #[schema(example = "Novice")]
    level_title: String,
    /// Points that are missing for the next level.
    #[schema(example = 35)]
    points_to_next_level: u64,
    /// The points with which the next level begins.
    #[schema(example = 300)]
    next_level_threshold: u64,
}

impl PointsView {
    pub(crate) fn new(totals: &Totals, locale: Locale) -> Self {
        let level = totals.level();
        let threshold = level.next_threshold();
        Self {
            total_points: totals.earned,
            balance: totals.balance,
            weekly_points: totals.week,
            monthly_points: totals.month,
            level: level.number(),
            level_name: level.name(),
            level_title: text(
                locale,
                &format!("engagement-level-{}", level.name().as_str()),
                None,
                &[],
            ),
            points_to_next_level: threshold - totals.earned,
            next_level_threshold: threshold,
        }
    }
}

/// Show my points and my level
///
/// A recognised scan earns 5 points, once a month for each medicine; 3 more when it shows a severe interaction; the first scan of a day 2;
/// a dose taken on time 5; a review of a pharmacy 2. What was earned and could not be credited at the time is made up for here.
#[utoipa::path(
    get,
    path = "/api/v1/gamification/points",
    operation_id = "points",
    tag = "gamification",
    security(("bearer" = [])),
    responses((status = OK, description = "My points.", body = PointsView)),
)]
pub(crate) async fn points(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
) -> Result<impl IntoResponse, Problem> {
    let caller = zone::at_home(&context, caller).await?;
    let now = store::now();
    repair::points(&context, &caller, now).await;
    let totals = context.ledger.totals(caller.owner, now).await?;
    Ok((private(), Json(PointsView::new(&totals, locale))))
}

/// Show my points and my level, by the name that the replaced service's documents gave it
#[utoipa::path(
    get,
    path = "/api/v1/gamification/my-points",
    operation_id = "my_points",
    tag = "gamification",
    security(("bearer" = [])),
    responses((status = OK, description = "My points.", body = PointsView)),
)]
pub(crate) async fn my_points(
    context: State<Context>,
    caller: Caller,
    locale: Locale,
) -> Result<impl IntoResponse, Problem> {
    points(context, caller, locale).await
}
