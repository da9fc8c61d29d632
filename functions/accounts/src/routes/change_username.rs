//! `POST /api/v1/auth/change-username`

use axum::{Json, extract::State};
use garde::Validate;
use nazar::http::{Caller, Class, Code, Problem, ProblemBody, Subject, ValidJson};
use serde::Deserialize;
use utoipa::ToSchema;

use super::sign_up::Account;
use crate::{
    Context,
    identity::{check_free, check_username},
    users::{Renamed, Taken},
};

/// The username that is wanted.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"new_username": "sunita.shakya"}))]
pub(crate) struct ChangeUsername {
    /// A Latin letter, then Latin letters, digits, `_`, `.` and `-`. Unique, whatever its case.
    #[garde(
        length(chars, min = 3, max = 30),
        custom(check_username),
        custom(check_free)
    )]
    #[schema(min_length = 3, max_length = 30, pattern = "^[A-Za-z][A-Za-z0-9_.-]*$")]
    new_username: String,
}

/// Change my username
///
/// The old one is free for anybody at once. Another case of my own name, or my own name as it is, is no conflict. Access
/// tokens carry the name for texts only; the next refresh brings the new one.
#[utoipa::path(
    post,
    path = "/api/v1/auth/change-username",
    operation_id = "change_username",
    tag = "accounts",
    security(("bearer" = [])),
    request_body = ChangeUsername,
    responses(
        (status = OK, description = "The account with its new username.", body = Account),
        (status = CONFLICT, description = "`username-taken`: another account has it. `conflict`: the username was changed by another request at the same time.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_username(
    State(context): State<Context>,
    caller: Caller,
    ValidJson(body): ValidJson<ChangeUsername>,
) -> Result<Json<Account>, Problem> {
    let subject = Subject::caller(caller.owner);
    context.limiter.check(Class::Credentials, &subject).await?;
    let mut user = super::account(&context, &caller).await?;
    if user.username != body.new_username {
        match context.users.rename(&user, &body.new_username).await? {
            Renamed::Done => tracing::info!(user_id = %user.id, "username changed"),
            Renamed::Taken => return Err(Taken::Username.into()),
            Renamed::Overtaken => return Err(Problem::new(Code::Conflict)),
        }
        user.username = body.new_username;
    }
    Ok(Json(user.into()))
}
