//! `/api/v1/push`: browsers that get notices.

pub(crate) mod key;
pub(crate) mod list;
pub(crate) mod remove;
pub(crate) mod subscribe;

use jiff::Timestamp;
use nazar::push::Subscription;
use serde::Serialize;
use utoipa::ToSchema;

/// A browser that gets my notices. Its keys and its whole address are shown to nobody.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "9f86d081884c7d659a2feaa0c55ad015", "service": "fcm.googleapis.com",
    "created_at": "2026-01-31T08:00:00Z"}))]
pub(crate) struct SubscriptionView {
    /// Names it: the first half of the SHA-256 of its address, in hex, so that a browser knows its own.
    id: String,
    /// The push service's host.
    service: String,
    /// When it was subscribed.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<&Subscription> for SubscriptionView {
    fn from(subscription: &Subscription) -> Self {
        let rest = subscription.endpoint.split_once("://");
        let host = rest.map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
        Self {
            id: subscription.id.to_string(),
            service: host.to_owned(),
            created_at: subscription.created_at,
        }
    }
}
