//! `GET`, `PUT` and `DELETE /api/v1/gamification/leaderboard/me`

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use garde::Validate;
use http::StatusCode;
use jiff::Timestamp;
use nazar::checks::private;
use nazar::engagement::board::{Joined, Nickname, Player};
use nazar::http::{Caller, Code, FieldCode, Problem, ProblemBody, ValidJson};
use nazar::store;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;

/// How I want to be called.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(as = JoinLeaderboard, example = json!({"nickname": "Lola"}))]
pub(crate) struct JoinRequest {
    /// 3 to 24 characters: letters of one script, at most five digits, and single blanks and marks between them. Nicknames
    /// that look alike are one.
    #[garde(length(chars, min = 3, max = 24))]
    #[schema(min_length = 3, max_length = 24)]
    nickname: String,
}

/// Who I am on the leaderboard.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlayerView {
    /// How I am called there.
    #[schema(example = "Lola")]
    nickname: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    joined_at: Timestamp,
}

impl From<Player> for PlayerView {
    fn from(player: Player) -> Self {
        Self {
            nickname: player.nickname,
            joined_at: player.joined_at,
        }
    }
}

/// Show who I am on the leaderboard
#[utoipa::path(
    get,
    path = "/api/v1/gamification/leaderboard/me",
    operation_id = "my_leaderboard_name",
    tag = "gamification",
    security(("bearer" = [])),
    responses(
        (status = OK, description = "I have joined.", body = PlayerView),
        (status = NOT_FOUND, description = "I have not joined.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn me(
    State(context): State<Context>,
    caller: Caller,
) -> Result<impl IntoResponse, Problem> {
    let player = context.ledger.plays(caller.owner).await?;
    let player = player.ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok((private(), Json(PlayerView::from(player))))
}

/// Join the leaderboard, or change my nickname
///
/// Nobody is on the leaderboard who has not asked for it. It shows nickname, points and level to everybody who is signed in, and nothing
/// else of the account. Points that were earned before count.
#[utoipa::path(
    put,
    path = "/api/v1/gamification/leaderboard/me",
    operation_id = "join_leaderboard",
    tag = "gamification",
    security(("bearer" = [])),
    request_body = JoinRequest,
    responses(
        (status = OK, description = "I am on it under this nickname.", body = PlayerView),
        (status = CONFLICT, description = "`nickname-taken`: another player has it, or one that looks like it.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "It is no nickname.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn join(
    State(context): State<Context>,
    caller: Caller,
    ValidJson(body): ValidJson<JoinRequest>,
) -> Result<impl IntoResponse, Problem> {
    let nickname: Nickname = body
        .nickname
        .parse()
        .map_err(|_| Problem::field("/nickname", FieldCode::InvalidFormat))?;
    let joined = context
        .ledger
        .join(caller.owner, &nickname, store::now())
        .await?;
    match joined {
        Joined::Yes(player) => Ok((private(), Json(PlayerView::from(player)))),
        Joined::Taken => Err(Problem::new(Code::NicknameTaken)),
        Joined::Busy => Err(Problem::new(Code::Conflict)),
    }
}

/// Leave the leaderboard
///
/// I am on no board any more, of this period or an earlier one, and the nickname is free. My points stay mine.
#[utoipa::path(
    delete,
    path = "/api/v1/gamification/leaderboard/me",
    operation_id = "leave_leaderboard",
    tag = "gamification",
    security(("bearer" = [])),
    responses(
        (status = NO_CONTENT, description = "I am not on it."),
        (status = NOT_FOUND, description = "I was not on it.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn leave(
    State(context): State<Context>,
    caller: Caller,
) -> Result<StatusCode, Problem> {
    match context.ledger.leave(caller.owner, store::now()).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::new(Code::NotFound)),
    }
}
