//! `POST /api/v1/auth/change-password`

use axum::extract::State;
use garde::Validate;
use http::StatusCode;
use jiff::Timestamp;
use nazar::{
    http::{Caller, Class, Code, FieldCode, Problem, ProblemBody, Subject, ValidJson},
    people::User,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    Context,
    password::{self, Verdict, check_common, check_unlike},
    users::Changed,
};

/// The password that is, and the one that is wanted.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"current_password": "marigolds-in-november", "new_password": "lanterns-over-patan"}))]
pub(crate) struct ChangePassword {
    /// The password until now. The name `old_password` is taken for it too.
    #[serde(alias = "old_password")]
    #[garde(length(chars, min = 1, max = 1024))]
    #[schema(min_length = 1, max_length = 1024, format = Password)]
    current_password: String,
    /// The password from now on: not a common one, and not made of the username or the e-mail address.
    #[garde(length(chars, min = 8, max = 128), custom(check_common))]
    #[schema(min_length = 8, max_length = 128, format = Password)]
    new_password: String,
}

/// Change my password
///
/// Ends every other session of mine; this one goes on with the tokens it has. Wrong passwords count as at sign-in: after
/// four in a row the account waits before each next try.
#[utoipa::path(
    post,
    path = "/api/v1/auth/change-password",
    operation_id = "change_password",
    tag = "accounts",
    security(("bearer" = [])),
    request_body = ChangePassword,
    responses(
        (status = NO_CONTENT, description = "The new password is the password."),
        (status = UNAUTHORIZED, description = "`invalid-credentials`: the current password is wrong. `unauthenticated`: no valid token, or its session has ended.", body = ProblemBody, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`conflict`: the password was changed by another request at the same time.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_password(
    State(context): State<Context>,
    caller: Caller,
    ValidJson(body): ValidJson<ChangePassword>,
) -> Result<StatusCode, Problem> {
    let subject = Subject::caller(caller.owner);
    context.limiter.check(Class::Credentials, &subject).await?;
    let user = super::account(&context, &caller).await?;
    if check_unlike(&user.username, &user.email)(&body.new_password, &()).is_err() {
        return Err(Problem::field(
            "/new_password",
            FieldCode::PasswordLikeIdentity,
        ));
    }
    prove(&context, &subject, &user, body.current_password).await?;

    let hash = password::hash(body.new_password).await?;
    match context
        .users
        .change_password(&user, hash, caller.session)
        .await?
    {
        Changed::Done => {
            tracing::info!(user_id = %user.id, "password changed; other sessions ended");
            Ok(StatusCode::NO_CONTENT)
        }
        Changed::SessionEnded => Err(Problem::unauthenticated(true)),
        Changed::Overtaken => Err(Problem::new(Code::Conflict)),
    }
}

/// Checks the current password under the same slowing down as at sign-in.
pub(super) async fn prove(
    context: &Context,
    subject: &Subject,
    user: &User,
    password: String,
) -> Result<(), Problem> {
    let now = Timestamp::now().as_second();
    let remembered = context.slowdown.admit(subject, now).await?;
    let kept = Some(user.password_hash.clone());
    if password::verify(password, kept).await? == Verdict::Wrong {
        context.slowdown.remember(subject, now).await?;
        return Err(Problem::new(Code::InvalidCredentials));
    }
    context.slowdown.forget(subject, remembered).await?;
    Ok(())
}
