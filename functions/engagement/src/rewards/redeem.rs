//! `POST /api/v1/gamification/rewards/{id}/redeem`

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use nazar::checks::private;
use nazar::engagement::rewards::{Redeemed, RewardId};
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath};
use nazar::store;

use super::view::RedemptionView;
use crate::{Context, repair, zone};

/// Spend points on a reward
///
/// The balance goes down, what was earned and the level do not. The code in the answer is nobody else's and good once. Send an
/// `Idempotency-Key`: a repeated request is then answered with the same code.
#[utoipa::path(
    post,
    path = "/api/v1/gamification/rewards/{id}/redeem",
    operation_id = "redeem_reward",
    tag = "gamification",
    security(("bearer" = [])),
    params(
        ("id" = String, Path, description = "The reward.", example = "pill-box"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe."),
    ),
    responses(
        (status = CREATED, description = "It is mine.", body = RedemptionView),
        (status = NOT_FOUND, description = "There is no such reward.", body = ProblemBody, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`points-short`: it costs more than my balance. `reward-gone`: none is left, its time is \
            over, or I had as many as one may.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn redeem(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<RewardId>,
) -> Result<impl IntoResponse, Problem> {
    let caller = zone::at_home(&context, caller).await?;
    let now = store::now();
    // What is not due any more is not spent.
    repair::points(&context, &caller, now).await;
    match context.rewards.redeem(caller.owner, &id, now).await? {
        Redeemed::Yes(redemption) => Ok((
            StatusCode::CREATED,
            private(),
            Json(RedemptionView::new(redemption, None)),
        )),
        Redeemed::Unknown => Err(Problem::new(Code::NotFound)),
        Redeemed::Gone => Err(Problem::new(Code::RewardGone)),
        Redeemed::PointsShort => Err(Problem::new(Code::PointsShort)),
    }
}
