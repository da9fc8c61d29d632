//! `POST /api/v1/auth/change-email` and `/confirm-email`

use axum::{Json, extract::State};
use garde::Validate;
use http::StatusCode;
use jiff::Timestamp;
use nazar::auth::OnceClaim;
use nazar::http::{Caller, Class, Code, Problem, ProblemBody, Subject, ValidJson};
use nazar::mail::{Letter, Occasion};
use nazar::people::check_email;
use serde::Deserialize;
use utoipa::ToSchema;

use super::change_password::prove;
use super::sign_up::Account;
use crate::{
    Context,
    once::Purpose,
    users::{Readdressed, Taken},
};

/// The address that is wanted.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"new_email": "sunita.shakya@example.org", "current_password": "marigolds-in-november"}))]
pub(crate) struct ChangeEmail {
    /// Unique, whatever its case.
    #[garde(custom(check_email))]
    #[schema(format = "email", max_length = 254)]
    new_email: String,
    /// The password of the account.
    #[garde(length(chars, min = 1, max = 1024))]
    #[schema(min_length = 1, max_length = 1024, format = Password)]
    current_password: String,
}

/// The token of the letter.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"token": "01JD7Z3C9GQ2V5N8W4T6XKRB1M.c2VjcmV0"}))]
pub(crate) struct ConfirmEmail {
    /// As it stands in the letter.
    #[garde(length(max = 200))]
    #[schema(max_length = 200)]
    token: String,
}

/// Give another e-mail address
///
/// A letter with a token goes to the new address. Until it is confirmed, the old one stays.
#[utoipa::path(
    post,
    path = "/api/v1/auth/change-email",
    operation_id = "change_email",
    tag = "accounts",
    security(("bearer" = [])),
    request_body = ChangeEmail,
    responses(
        (status = ACCEPTED, description = "A letter is on its way to the new address."),
        (status = UNAUTHORIZED, description = "`invalid-credentials`: the password is wrong. `unauthenticated`: no valid token.", body = ProblemBody, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`service-unavailable`: no letter could be sent.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_email(
    State(context): State<Context>,
    caller: Caller,
    ValidJson(body): ValidJson<ChangeEmail>,
) -> Result<StatusCode, Problem> {
    let subject = Subject::caller(caller.owner);
    context.limiter.check(Class::Credentials, &subject).await?;
    let user = super::account(&context, &caller).await?;
    prove(&context, &subject, &user, body.current_password).await?;
    let now = Timestamp::now().as_second();
    let address = Some(body.new_email.clone());
    let token = context
        .once
        .issue(user.id, Purpose::Email, address, now)
        .await?;
    let occasion = Occasion::ConfirmEmail;
    let letter = Letter::new(&body.new_email, occasion, user.language, &token.text);
    if let Err(error) = context.mailer.send(&letter).await {
        tracing::error!(%error, "a letter was not sent");
        return Err(Problem::unavailable());
    }
    Ok(StatusCode::ACCEPTED)
}

/// Confirm an e-mail address with the token of a letter
///
/// The address is the account's from then on, and the old one is free. A letter tells the old address.
#[utoipa::path(
    post,
    path = "/api/v1/auth/confirm-email",
    operation_id = "confirm_email",
    tag = "accounts",
    request_body = ConfirmEmail,
    responses(
        (status = OK, description = "The account with its new address.", body = Account),
        (status = CONFLICT, description = "`email-taken`: another account has it by now.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`token-not-good`: unknown, used, replaced or too old.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn confirm_email(
    State(context): State<Context>,
    ValidJson(body): ValidJson<ConfirmEmail>,
) -> Result<Json<Account>, Problem> {
    let refused = || Problem::new(Code::TokenNotGood);
    let claim = OnceClaim::read(body.token.trim()).ok_or_else(refused)?;
    let subject = Subject::account(&claim.user.to_string());
    context.limiter.check(Class::Credentials, &subject).await?;
    let found = context.once.find(&claim, Purpose::Email).await?;
    let address = found.and_then(|row| row.address).ok_or_else(refused)?;
    let user = context.users.by_id(claim.user).await?;
    let mut user = user.ok_or_else(refused)?;
    let now = Timestamp::now().as_second();
    let token = context.once.used(&claim, Purpose::Email, now)?;
    match context.users.readdress(&user, &address, token).await? {
        Readdressed::Done => {}
        Readdressed::Taken => return Err(Taken::Email.into()),
        Readdressed::Void => return Err(refused()),
    }
    tracing::info!(user_id = %user.id, "e-mail address changed");
    let letter = Letter::new(&user.email, Occasion::EmailChanged, user.language, "");
    if let Err(error) = context.mailer.send(&letter).await {
        tracing::warn!(%error, "the old address was not told");
    }
    user.email = address;
    Ok(Json(user.into()))
}
