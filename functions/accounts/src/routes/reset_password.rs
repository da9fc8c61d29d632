//! `POST /api/v1/auth/reset-password`

use axum::extract::State;
use garde::Validate;
use http::StatusCode;
use jiff::Timestamp;
use nazar::auth::OnceClaim;
use nazar::http::{Class, Code, FieldCode, Problem, ProblemBody, Subject, ValidJson};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    Context,
    once::Purpose,
    password::{self, check_common, check_unlike},
};

/// The token of the letter, and the password that is wanted.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"token": "01JD7Z3C9GQ2V5N8W4T6XKRB1M.c2VjcmV0", "new_password": "lanterns-over-patan"}))]
pub(crate) struct ResetPassword {
    /// As it stands in the letter.
    #[garde(length(max = 200))]
    #[schema(max_length = 200)]
    token: String,
    /// The password from now on: not a common one, and not made of the username or the e-mail address.
    #[garde(length(chars, min = 8, max = 128), custom(check_common))]
    #[schema(min_length = 8, max_length = 128, format = Password)]
    new_password: String,
}

/// Choose a new password with the token of a letter
///
/// Ends every session of the account. The token is used up; a refused password leaves it good.
#[utoipa::path(
    post,
    path = "/api/v1/auth/reset-password",
    operation_id = "reset_password",
    tag = "accounts",
    request_body = ResetPassword,
    responses(
        (status = NO_CONTENT, description = "The new password is the password."),
        (status = UNPROCESSABLE_ENTITY, description = "`token-not-good`: unknown, used, replaced or too old. Or the password breaks a rule.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn reset_password(
    State(context): State<Context>,
    ValidJson(body): ValidJson<ResetPassword>,
) -> Result<StatusCode, Problem> {
    let refused = || Problem::new(Code::TokenNotGood);
    let claim = OnceClaim::read(body.token.trim()).ok_or_else(refused)?;
    let subject = Subject::account(&claim.user.to_string());
    context.limiter.check(Class::Credentials, &subject).await?;
    let found = context.once.find(&claim, Purpose::Reset).await?;
    let user = context.users.by_id(claim.user).await?;
    let (Some(_), Some(user)) = (found, user) else {
        return Err(refused());
    };
    if check_unlike(&user.username, &user.email)(&body.new_password, &()).is_err() {
        let code = FieldCode::PasswordLikeIdentity;
        return Err(Problem::field("/new_password", code));
    }
    let hash = password::hash(body.new_password).await?;
    let now = Timestamp::now().as_second();
    let token = context.once.used(&claim, Purpose::Reset, now)?;
    if !context.users.recover(&user, hash, token).await? {
        return Err(refused());
    }
    tracing::info!(user_id = %user.id, "password reset; all sessions ended");
    Ok(StatusCode::NO_CONTENT)
}
