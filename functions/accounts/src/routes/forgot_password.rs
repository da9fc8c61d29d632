//! `POST /api/v1/auth/forgot-password`

use std::time::Duration;

use axum::extract::State;
use garde::Validate;
use http::StatusCode;
use jiff::Timestamp;
use nazar::http::{Class, Problem, Subject, ValidJson};
use nazar::mail::{Letter, Occasion};
use nazar::people::{check_email, keys::fold};
use serde::Deserialize;
use tokio::time::{Instant, sleep_until, timeout_at};
use utoipa::ToSchema;

use crate::{Context, identity::Login, once::Purpose};

/// How long every answer takes. Reading, writing and sending are done well within it; what is not done by then is given
/// up, so that the time says nothing of whether there is such an account.
const ANSWER: Duration = Duration::from_millis(1500);

/// Whose password is forgotten.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"email": "sunita@example.org"}))]
pub(crate) struct ForgotPassword {
    /// The address of the account, whatever its case.
    #[garde(custom(check_email))]
    #[schema(format = "email", max_length = 254)]
    email: String,
}

/// Ask for a new password
///
/// A letter with a token goes to the address, if an account has it. The answer and the time that it takes are the same if
/// none has. The token is good for 30 minutes, once, and only the latest one.
#[utoipa::path(
    post,
    path = "/api/v1/auth/forgot-password",
    operation_id = "forgot_password",
    tag = "accounts",
    request_body = ForgotPassword,
    responses((status = ACCEPTED, description = "If there is such an account, a letter is on its way.")),
)]
pub(crate) async fn forgot_password(
    State(context): State<Context>,
    ValidJson(body): ValidJson<ForgotPassword>,
) -> Result<StatusCode, Problem> {
    let answer_at = Instant::now() + ANSWER;
    let subject = Subject::account(&fold(&body.email));
    context.limiter.check(Class::Credentials, &subject).await?;
    match timeout_at(answer_at, write(&context, &body.email)).await {
        Ok(Ok(())) => {}
        Ok(Err(problem)) => tracing::error!(code = %problem.code(), "a letter was not sent"),
        Err(_) => tracing::error!("a letter was not sent in time"),
    }
    sleep_until(answer_at).await;
    Ok(StatusCode::ACCEPTED)
}

async fn write(context: &Context, email: &str) -> Result<(), Problem> {
    let login = Login::Email(fold(email));
    let Some(user) = context.users.by_login(&login).await? else {
        return Ok(());
    };
    let now = Timestamp::now().as_second();
    let token = context
        .once
        .issue(user.id, Purpose::Reset, None, now)
        .await?;
    let occasion = Occasion::ResetPassword;
    let letter = Letter::new(&user.email, occasion, user.language, &token.text);
    context
        .mailer
        .send(&letter)
        .await
        .map_err(Problem::internal)
}
