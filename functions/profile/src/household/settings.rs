//! `GET` and `PATCH /api/v1/users/me/settings`

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use http::HeaderMap;
use nazar::ClockTime;
use nazar::household::{Settings, Theme, Written};
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidJson};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::answer::{TRIES, changed, expect, tagged};

/// How the service behaves towards me.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettingsView {
    /// Whether I want notifications at all.
    notifications: bool,
    /// When I am reminded of what has no time of its own.
    reminder_time: ClockTime,
    /// Light or dark.
    theme: Theme,
}

impl From<&Settings> for SettingsView {
    fn from(settings: &Settings) -> Self {
        Self {
            notifications: settings.notifications,
            reminder_time: settings.reminder_time,
            theme: settings.theme,
        }
    }
}

/// Settings to change; what is left out stays as it was.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"reminder_time": "08:30", "theme": "dark"}))]
pub(crate) struct SettingsChange {
    /// Whether I want notifications at all.
    #[garde(skip)]
    notifications: Option<bool>,
    /// When I am reminded of what has no time of its own.
    #[garde(skip)]
    reminder_time: Option<ClockTime>,
    /// Light or dark.
    #[garde(skip)]
    theme: Option<Theme>,
}

/// Show my settings
#[utoipa::path(
    get,
    path = "/api/v1/users/me/settings",
    operation_id = "settings",
    tag = "users",
    security(("bearer" = [])),
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer.")),
    responses(
        (status = OK, description = "My settings.", body = SettingsView,
            headers(("ETag" = String, description = "Changes with the settings."))),
        (status = NOT_MODIFIED, description = "As they were."),
    ),
)]
pub(crate) async fn settings(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let settings = context.households.settings(caller.owner).await?;
    tagged(&asked, &SettingsView::from(&settings))
}

/// Change my settings
#[utoipa::path(
    patch,
    path = "/api/v1/users/me/settings",
    operation_id = "change_settings",
    tag = "users",
    security(("bearer" = [])),
    params(("If-Match" = Option<String>, Header, description = "The `ETag` of what was read.")),
    request_body = SettingsChange,
    responses(
        (status = OK, description = "My settings as they are now.", body = SettingsView,
            headers(("ETag" = String, description = "Changes with the settings."))),
        (status = PRECONDITION_FAILED, description = "`precondition-failed`: they have changed since they were read.",
            body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_settings(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidJson(body): ValidJson<SettingsChange>,
) -> Result<Response, Problem> {
    super::account(&context, &caller).await?;
    for _ in 0..TRIES {
        let kept = context.households.settings(caller.owner).await?;
        expect(&asked, &SettingsView::from(&kept))?;
        let next = Settings {
            notifications: body.notifications.unwrap_or(kept.notifications),
            reminder_time: body.reminder_time.unwrap_or(kept.reminder_time),
            theme: body.theme.unwrap_or(kept.theme),
            version: kept.version,
        };
        if context.households.set(caller.owner, &next).await? == Written::Yes {
            return changed(&SettingsView::from(&next));
        }
    }
    Err(Problem::new(Code::Conflict))
}
