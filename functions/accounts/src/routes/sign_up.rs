//! `POST /api/v1/auth/sign-up`

use axum::{Extension, Json, extract::State};
use garde::Validate;
use http::StatusCode;
use nazar::{
    Zone,
    http::{AnswerAbout, Class, Locale, Problem, ProblemBody, Subject, ValidJson},
    ids::UserId,
    people::{User, check_email, check_name, check_phone, check_zone, keys::fold},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Context,
    identity::{check_free, check_username},
    password::{self, check_common, check_unlike},
    users::NewUser,
};

/// A person who wants an account.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"username": "sunita", "email": "sunita@example.org", "password": "marigolds-in-november", "language": "ne"}))]
pub(crate) struct SignUp {
    /// A Latin letter, then Latin letters, digits, `_`, `.` and `-`. Unique, whatever its case.
    #[garde(
        length(chars, min = 3, max = 30),
        custom(check_username),
        custom(check_free)
    )]
    #[schema(min_length = 3, max_length = 30, pattern = "^[A-Za-z][A-Za-z0-9_.-]*$")]
    username: String,
    /// Unique, whatever its case.
    #[garde(custom(check_email))]
    #[schema(format = "email", max_length = 254)]
    email: String,
    /// Not a common one, and not made of the username or the e-mail address.
    #[garde(
        length(chars, min = 8, max = 128),
        custom(check_common),
        custom(check_unlike(&self.username, &self.email))
    )]
    #[schema(min_length = 8, max_length = 128, format = Password)]
    password: String,
    /// In E.164 form. Unique.
    #[garde(inner(custom(check_phone)))]
    #[schema(pattern = r"^\+[1-9][0-9]{7,14}$", example = "+998901234567")]
    phone: Option<String>,
    /// In any script.
    #[garde(inner(length(chars, max = 100), custom(check_name)))]
    #[schema(max_length = 100)]
    given_name: Option<String>,
    /// In any script.
    #[garde(inner(length(chars, max = 100), custom(check_name)))]
    #[schema(max_length = 100)]
    family_name: Option<String>,
    /// The language of texts for this person; that of `Accept-Language` when absent.
    #[garde(skip)]
    language: Option<Locale>,
    /// Where the person's days begin and end, by IANA name; `Asia/Kathmandu` when absent.
    #[garde(inner(custom(check_zone)))]
    #[schema(example = "Asia/Tashkent")]
    zone: Option<String>,
}

/// An account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Account {
    id: UserId,
    #[schema(example = "sunita")]
    username: String,
    #[schema(example = "sunita@example.org")]
    email: String,
}

impl From<User> for Account {
    fn from(user: User) -> Self {
        Self {
            id: user.id,
            username: user.username,
            email: user.email,
        }
    }
}

/// Sign up
///
/// Makes an account. Sign in afterwards to get tokens. Send `Idempotency-Key` to be able to repeat the request safely.
#[utoipa::path(
    post,
    path = "/api/v1/auth/sign-up",
    operation_id = "sign_up",
    tag = "accounts",
    params(("Idempotency-Key" = Option<String>, Header, description = "A key of your choice: the same request with the same key is done once.")),
    request_body = SignUp,
    responses(
        (status = CREATED, description = "The account was made.", body = Account),
        (status = CONFLICT, description = "`username-taken`, `email-taken` or `phone-taken`.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn sign_up(
    State(context): State<Context>,
    locale: Locale,
    ValidJson(body): ValidJson<SignUp>,
) -> Result<(StatusCode, Extension<AnswerAbout>, Json<Account>), Problem> {
    let subject = Subject::account(&fold(&body.email));
    context.limiter.check(Class::Credentials, &subject).await?;

    let new = NewUser {
        password_hash: password::hash(body.password).await?,
        username: body.username,
        email: body.email,
        phone: body.phone,
        given_name: body.given_name,
        family_name: body.family_name,
        language: body.language.unwrap_or(locale),
        zone: read_zone(body.zone.as_deref()),
    };
    let user = context.users.create(new).await??;
    tracing::info!(user_id = %user.id, "account made");
    Ok((
        StatusCode::CREATED,
        Extension(AnswerAbout(user.id)),
        Json(user.into()),
    ))
}

/// The zone that was named, which its rule has checked, or the default one.
fn read_zone(name: Option<&str>) -> Zone {
    name.and_then(|name| name.parse().ok()).unwrap_or_default()
}
