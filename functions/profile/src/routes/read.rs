//! `GET /api/v1/users/me`

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use nazar::http::{Caller, Locale, Problem, ProblemBody, etag};
use nazar::ids::UserId;
use nazar::people::User;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;

/// My account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Profile {
    id: UserId,
    #[schema(example = "sunita")]
    username: String,
    #[schema(format = "email", example = "sunita@example.org")]
    email: String,
    /// In E.164 form.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "+9779812345678")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "सुनिता")]
    given_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "शाक्य")]
    family_name: Option<String>,
    /// The language of texts for me.
    language: Locale,
    /// Where my days begin and end, by IANA name.
    #[schema(example = "Asia/Kathmandu")]
    zone: String,
    /// When I signed up.
    #[schema(value_type = String, format = DateTime, example = "2026-01-31T09:30:00.123Z")]
    created_at: Timestamp,
}

impl From<User> for Profile {
    fn from(user: User) -> Self {
        Self {
            id: user.id,
            username: user.username,
            email: user.email,
            phone: user.phone,
            given_name: user.given_name,
            family_name: user.family_name,
            language: user.language,
            zone: user.zone.name().to_owned(),
            created_at: user.created_at,
        }
    }
}

/// Show my account
#[utoipa::path(
    get,
    path = "/api/v1/users/me",
    operation_id = "profile",
    tag = "users",
    security(("bearer" = [])),
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer.")),
    responses(
        (status = OK, description = "My account.", body = Profile,
            headers(("ETag" = String, description = "Changes with the account."))),
        (status = NOT_MODIFIED, description = "As it was."),
        (status = UNAUTHORIZED, description = "`unauthenticated`: no valid token, or the account was closed.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn read(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let found = context.accounts.get(caller.owner).await?;
    let user = found.ok_or_else(|| Problem::unauthenticated(true))?;
    let content = serde_json::to_vec(&Profile::from(user)).map_err(Problem::internal)?;
    let tag = etag::of(&content);
    let known = etag::matches(&asked, &tag);
    let headers = HeaderMap::from_iter([
        (header::ETAG, tag),
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
    ]);
    if known {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    Ok((headers, content).into_response())
}
