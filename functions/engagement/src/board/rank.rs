//! `GET /api/v1/gamification/leaderboard/my-rank`

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use garde::Validate;
use nazar::checks::private;
use nazar::engagement::board::{Board, Period};
use nazar::http::{Caller, Problem, ProblemBody, ValidQuery};
use nazar::store;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Context, repair, zone};

/// Of which board.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RankQuery {
    /// `weekly`, `monthly` or `all_time`; `weekly` when absent.
    #[garde(skip)]
    #[param(inline)]
    period: Option<Period>,
}

/// How I stand.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RankView {
    /// The board's period.
    period: Period,
    /// Which week or month: `2026-W05`, `2026-02`, or `ALL`.
    #[schema(example = "2026-W05")]
    board: String,
    /// Whether I have joined.
    joined: bool,
    /// My nickname; absent when I have not joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Lola")]
    nickname: Option<String>,
    /// My rank, from 1; absent when I have not joined, or have no points in this period.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 17)]
    rank: Option<u64>,
    /// My points of this period.
    #[schema(example = 45)]
    points: u64,
    /// How many players have points in this period.
    #[schema(example = 230)]
    players: u64,
}

/// Show my rank
///
/// It is exact, and read from counts that are kept up when points are given: nobody else's place is looked at.
#[utoipa::path(
    get,
    path = "/api/v1/gamification/leaderboard/my-rank",
    operation_id = "my_rank",
    tag = "gamification",
    security(("bearer" = [])),
    params(RankQuery),
    responses(
        (status = OK, description = "How I stand, on the board or not.", body = RankView),
        (status = BAD_REQUEST, description = "No such period.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn my_rank(
    State(context): State<Context>,
    caller: Caller,
    ValidQuery(query): ValidQuery<RankQuery>,
) -> Result<impl IntoResponse, Problem> {
    let caller = zone::at_home(&context, caller).await?;
    let now = store::now();
    repair::points(&context, &caller, now).await;
    let period = query.period.unwrap_or(Period::Weekly);
    let board = Board::at(period, now);
    let standing = context.ledger.standing(caller.owner, &board, now).await?;
    let view = RankView {
        period,
        board: board.to_string(),
        joined: standing.player.is_some(),
        nickname: standing.player.map(|player| player.nickname),
        rank: standing.rank,
        points: standing.points,
        players: standing.players,
    };
    Ok((private(), Json(view)))
}
