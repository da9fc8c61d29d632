//! By push, to each browser that its person has subscribed.

use futures::future::join_all;
use nazar::Owner;
use nazar::notices::{Delivery, Kept, Kind};
use nazar::push::{PushError, Urgency};
use nazar::store::StoreError;
use serde_json::json;

use super::{Brought, said};
use crate::Context;
use crate::person::Person;

/// How long a push service keeps a message while the browser is away, in seconds: a reminder is of now.
const KEEP_REMINDER: u32 = 60 * 60;
const KEEP: u32 = 24 * 60 * 60;

pub(super) async fn send(
    context: &Context,
    owner: Owner,
    notice: &Kept,
    person: &Person,
    delivery: &mut Delivery,
) -> Result<Brought, StoreError> {
    let mut subscriptions = context.subscriptions.all(owner).await?;
    subscriptions.retain(|one| !delivery.done.contains(&one.id.to_string()));
    let words = said(notice, person);
    let kind = notice.message.kind();
    let message = json!({
        "id": notice.id,
        "kind": kind,
        "title": words.title,
        "body": words.body,
        "at": notice.at,
    })
    .to_string();
    let seconds = if kind == Kind::Reminder {
        KEEP_REMINDER
    } else {
        KEEP
    };
    let sends = subscriptions.iter().map(|one| {
        let message = message.as_bytes();
        context.sender.send(one, message, seconds, urgency(kind))
    });
    let answers = join_all(sends).await;
    let mut brought = Brought::default();
    for (subscription, answer) in subscriptions.iter().zip(answers) {
        match answer {
            Ok(()) => brought.sent = true,
            Err(PushError::Gone) => {
                context
                    .subscriptions
                    .remove(owner, &subscription.id)
                    .await?;
            }
            Err(PushError::Later) => {
                brought.later = true;
                continue;
            }
            Err(error @ PushError::Refused(_)) => {
                tracing::error!(%error, "a push message was refused");
            }
        }
        delivery.done.insert(subscription.id.to_string());
    }
    Ok(brought)
}

fn urgency(kind: Kind) -> Urgency {
    match kind {
        Kind::Recall | Kind::Interaction | Kind::Reminder => Urgency::High,
        Kind::PriceDrop | Kind::Stock | Kind::Refill => Urgency::Normal,
    }
}
