//! `GET /api/v1/users/me`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use jiff::Timestamp;
use nazar::household::{AboutMe, QuietHours};
use nazar::http::{Caller, Locale, Problem, ProblemBody};
use nazar::ids::UserId;
use nazar::people::User;
use serde::Serialize;
use utoipa::ToSchema;

use super::health::HealthView;
use crate::Context;
use crate::answer::tagged;

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
    /// When I do not want to be disturbed.
    #[serde(skip_serializing_if = "Option::is_none")]
    quiet_hours: Option<QuietHours>,
    /// What matters about me when I take medicines.
    health: HealthView,
    /// When I signed up.
    #[schema(value_type = String, format = DateTime, example = "2026-01-31T09:30:00.123Z")]
    created_at: Timestamp,
}

impl Profile {
    /// The account with what its owner tells of themselves, today.
    pub(crate) fn new(user: User, about: &AboutMe) -> Self {
        let today = user.zone.day(Timestamp::now());
        Self {
            quiet_hours: about.quiet_hours,
            health: HealthView::new(&about.health, today),
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
    let user = super::account(&context, &caller).await?;
    let about = context.households.about(caller.owner).await?;
    tagged(&asked, &Profile::new(user, &about))
}
