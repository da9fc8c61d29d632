//! `POST /api/v1/gamification/codes/use`

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use garde::Validate;
use jiff::Timestamp;
use nazar::auth::Scope;
use nazar::checks::private;
use nazar::engagement::rewards::Used;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidJson};
use nazar::store;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;

/// A code that somebody shows.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(as = UseRewardCode, example = json!({"code": "7K3QD-0M9XV-2WJ5T-H8RPC"}))]
pub(crate) struct CodeRequest {
    /// As it is read; hyphens and case do not matter.
    #[garde(length(chars, min = 20, max = 40))]
    #[schema(min_length = 20, max_length = 40)]
    code: String,
}

/// A code that was good.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UsedRewardCode)]
pub(crate) struct CodeView {
    /// What it is for.
    #[schema(example = "pill-box")]
    reward: String,
    /// When it was used: now.
    #[schema(value_type = String, format = DateTime)]
    used_at: Timestamp,
}

/// Use a code, for whoever gives the reward
///
/// For pharmacists and administrators. A code is good once; whose it is is not told.
#[utoipa::path(
    post,
    path = "/api/v1/gamification/codes/use",
    operation_id = "use_reward_code",
    tag = "gamification",
    security(("bearer" = [])),
    request_body = CodeRequest,
    responses(
        (status = OK, description = "It was good, and is used now.", body = CodeView),
        (status = FORBIDDEN, description = "Neither pharmacist nor administrator.", body = ProblemBody, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There is no such code.", body = ProblemBody, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`reward-code-spent`: it was used before, or its time is over.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn use_code(
    State(context): State<Context>,
    caller: Caller,
    ValidJson(body): ValidJson<CodeRequest>,
) -> Result<impl IntoResponse, Problem> {
    if !caller.may(Scope::Pharmacist) && !caller.may(Scope::Admin) {
        return Err(Problem::new(Code::Forbidden));
    }
    let now = store::now();
    match context.rewards.use_code(&body.code, now).await? {
        Used::Yes(code) => {
            let view = CodeView {
                reward: code.reward.to_string(),
                used_at: code.used_at.unwrap_or(now),
            };
            Ok((private(), Json(view)))
        }
        Used::Spent => Err(Problem::new(Code::RewardCodeSpent)),
        Used::Unknown => Err(Problem::new(Code::NotFound)),
    }
}
