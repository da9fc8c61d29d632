//! `POST /api/v1/push/subscriptions`

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use nazar::http::versioned::created;
use nazar::http::{Caller, Code, FieldCode, Problem, ProblemBody, ValidJson};
use nazar::push::{Subscribed, Subscription};
use nazar::store;
use serde::Deserialize;
use utoipa::ToSchema;

use super::SubscriptionView;
use crate::Context;

/// A browser's keys.
#[derive(Debug, Deserialize, Validate, ToSchema)]
pub(crate) struct KeysRequest {
    /// Its public key, Base64url.
    #[garde(length(max = 100))]
    p256dh: String,
    /// The secret that it shares with us, Base64url.
    #[garde(length(max = 30))]
    auth: String,
}

/// A browser, as `PushSubscription.toJSON()` describes it; further fields are ignored.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"endpoint": "https://fcm.googleapis.com/fcm/send/c1KrmpTuRm", "keys": {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}))]
pub(crate) struct SubscriptionRequest {
    /// The address at its push service: one of those that are known, or that this installation names.
    #[garde(length(max = 1024))]
    #[schema(max_length = 1024)]
    endpoint: String,
    /// Its keys.
    #[garde(dive)]
    keys: KeysRequest,
}

/// Send my notices to this browser too
///
/// What is sent is encrypted for it: its push service cannot read it. A browser that subscribes again replaces what was
/// known of it, so a repeated request is safe. One that has unsubscribed is forgotten when its push service says so.
#[utoipa::path(
    post,
    path = "/api/v1/push/subscriptions",
    operation_id = "subscribe_push",
    tag = "notifications",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe.")),
    request_body = SubscriptionRequest,
    responses(
        (status = CREATED, description = "It gets my notices from now on.", body = SubscriptionView,
            headers(("Location" = String, description = "The subscription."))),
        (status = CONFLICT, description = "`subscriptions-full`: ten browsers get my notices already.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "Not the address of a push service, or not the keys of a browser.",
            body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn subscribe(
    State(context): State<Context>,
    caller: Caller,
    ValidJson(request): ValidJson<SubscriptionRequest>,
) -> Result<Response, Problem> {
    let endpoint = context.hosts.endpoint(&request.endpoint);
    let endpoint = endpoint.map_err(|_| Problem::field("/endpoint", FieldCode::InvalidFormat))?;
    let keys = &request.keys;
    let subscription = Subscription::new(&endpoint, &keys.p256dh, &keys.auth, store::now())
        .map_err(|_| Problem::field("/keys", FieldCode::InvalidFormat))?;
    match context
        .subscriptions
        .keep(caller.owner, &subscription)
        .await?
    {
        Subscribed::Yes => {}
        Subscribed::Full => return Err(Problem::new(Code::SubscriptionsFull)),
    }
    let path = format!("/api/v1/push/subscriptions/{}", subscription.id);
    created(&path, &SubscriptionView::from(&subscription))
}
