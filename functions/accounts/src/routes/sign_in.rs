//! `POST /api/v1/auth/sign-in`

use axum::{Json, extract::State};
use garde::Validate;
use jiff::Timestamp;
use nazar::{
    http::{Class, Code, Problem, ProblemBody, Subject, ValidJson},
    ids::{SessionId, TokenId},
    people::User,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    Context,
    identity::Login,
    password::{self, Verdict},
    tokens::TokenPair,
};

/// A name and a password.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"login": "sunita", "password": "marigolds-in-november"}))]
pub(crate) struct SignIn {
    /// The username or the e-mail address. The names `username` and `email` are taken for it too.
    #[serde(alias = "username", alias = "email")]
    #[garde(length(chars, min = 1, max = 254))]
    #[schema(min_length = 1, max_length = 254)]
    login: String,
    /// The password.
    #[garde(length(chars, min = 1, max = 1024))]
    #[schema(min_length = 1, max_length = 1024, format = Password)]
    password: String,
}

/// Sign in
///
/// Gives an access token for 15 minutes and a refresh token for seven days. After four wrong passwords in a row the
/// account waits before each next try: 1 s, 2 s, 4 s, up to a minute.
#[utoipa::path(
    post,
    path = "/api/v1/auth/sign-in",
    operation_id = "sign_in",
    tag = "accounts",
    request_body = SignIn,
    responses(
        (status = OK, description = "Signed in.", body = TokenPair),
        (status = UNAUTHORIZED, description = "`invalid-credentials`: an unknown name or a wrong password.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn sign_in(
    State(context): State<Context>,
    ValidJson(body): ValidJson<SignIn>,
) -> Result<Json<TokenPair>, Problem> {
    let login = Login::read(&body.login);
    let subject = Subject::account(login.as_str());
    context.limiter.check(Class::Credentials, &subject).await?;

    let found = context.users.by_login(&login).await?;
    let who = found
        .as_ref()
        .map_or(subject, |user| Subject::person(user.id));
    let now = Timestamp::now().as_second();
    let remembered = context.slowdown.admit(&who, now).await?;
    let Some(user) = prove(&context, found, body.password).await? else {
        context.slowdown.remember(&who, now).await?;
        return Err(Problem::new(Code::InvalidCredentials));
    };
    context.slowdown.forget(&who, remembered).await?;

    let (session, refresh) = (SessionId::generate(), TokenId::generate());
    context.sessions.open(&user, session, refresh, now).await?;
    Ok(Json(context.issuer.pair(&user, session, refresh).await?))
}

/// The person, if the password is theirs. An older hash is renewed on the way; that it could not be is no reason to
/// keep somebody out.
async fn prove(
    context: &Context,
    found: Option<User>,
    password: String,
) -> Result<Option<User>, Problem> {
    let kept = found.as_ref().map(|user| user.password_hash.clone());
    let verdict = password::verify(password, kept).await?;
    let Some(user) = found else { return Ok(None) };
    match verdict {
        Verdict::Wrong => return Ok(None),
        Verdict::Right => {}
        Verdict::RightRehashed(renewed) => {
            if let Err(error) = context.users.renew_hash(&user, renewed).await {
                tracing::warn!(error = ?error, "password hash could not be renewed");
            }
        }
    }
    Ok(Some(user))
}
