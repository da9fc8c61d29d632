//! `GET` and `PATCH /api/v1/notifications/channels`

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use http::HeaderMap;
use nazar::household::Written;
use nazar::http::versioned::{TRIES, changed, expect, tagged};
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidJson};
use nazar::notices::{Channels, Kind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;

/// By which ways notices come, beside the inbox, which has all of them. Quiet hours hold these back until they end.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"push": ["recall", "interaction", "reminder"], "mail": ["recall"]}))]
pub(crate) struct ChannelsView {
    /// Kinds that go to the browsers that I have subscribed.
    push: Vec<Kind>,
    /// Kinds that go to the address of my account.
    mail: Vec<Kind>,
}

impl From<&Channels> for ChannelsView {
    fn from(channels: &Channels) -> Self {
        Self {
            push: channels.push.clone(),
            mail: channels.mail.clone(),
        }
    }
}

/// Channels to change; what is left out stays as it was.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"mail": ["recall", "refill"]}))]
pub(crate) struct ChannelsChange {
    /// Kinds that go to the browsers that I have subscribed.
    #[garde(inner(length(max = 6)))]
    #[schema(max_items = 6)]
    push: Option<Vec<Kind>>,
    /// Kinds that go to the address of my account.
    #[garde(inner(length(max = 6)))]
    #[schema(max_items = 6)]
    mail: Option<Vec<Kind>>,
}

/// Show by which ways notices come
#[utoipa::path(
    get,
    path = "/api/v1/notifications/channels",
    operation_id = "channels",
    tag = "notifications",
    security(("bearer" = [])),
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer.")),
    responses(
        (status = OK, description = "My choice.", body = ChannelsView,
            headers(("ETag" = String, description = "Changes with the choice."))),
        (status = NOT_MODIFIED, description = "As it was."),
    ),
)]
pub(crate) async fn channels(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let channels = context.notices.channels(caller.owner).await?;
    tagged(&asked, &ChannelsView::from(&channels))
}

/// Choose by which ways notices come
#[utoipa::path(
    patch,
    path = "/api/v1/notifications/channels",
    operation_id = "change_channels",
    tag = "notifications",
    security(("bearer" = [])),
    params(("If-Match" = Option<String>, Header, description = "The `ETag` of what was read.")),
    request_body = ChannelsChange,
    responses(
        (status = OK, description = "My choice as it is now.", body = ChannelsView,
            headers(("ETag" = String, description = "Changes with the choice."))),
        (status = PRECONDITION_FAILED, description = "`precondition-failed`: it has changed since it was read.",
            body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_channels(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidJson(body): ValidJson<ChannelsChange>,
) -> Result<Response, Problem> {
    for _ in 0..TRIES {
        let kept = context.notices.channels(caller.owner).await?;
        expect(&asked, &ChannelsView::from(&kept))?;
        let next = Channels {
            push: chosen(body.push.as_ref(), &kept.push),
            mail: chosen(body.mail.as_ref(), &kept.mail),
            version: kept.version,
        };
        if context.notices.choose(caller.owner, &next).await? == Written::Yes {
            return changed(&ChannelsView::from(&next));
        }
    }
    Err(Problem::new(Code::Conflict))
}

/// Each kind once, in one order.
fn chosen(wanted: Option<&Vec<Kind>>, kept: &[Kind]) -> Vec<Kind> {
    let mut kinds = wanted.map_or_else(|| kept.to_vec(), Clone::clone);
    kinds.sort();
    kinds.dedup();
    kinds
}
