//! Messages that no try could finish: their jobs end as failed, and the messages are kept for a person to read.
//!
//! Both dead-letter queues come here, because a job that waits for a message that will never be handled would look
//! unfinished until its row expires.

use bytes::Bytes;
use nazar::Owner;
use nazar::code::Code;
use nazar::ids::JobId;
use nazar::jobs::{RemovalMessage, SimilarityMessage};
use nazar::objects::{DeadLetterKey, Purpose};
use nazar::queue::{Delivery, Outcome};

use crate::{Context, arrival};

/// How the template names dead-letter queues.
const SUFFIX: &str = "-dead-letters";

/// Whether a message comes from a dead-letter queue.
pub(crate) fn is_dead(delivery: &Delivery) -> bool {
    delivery.source.ends_with(SUFFIX)
}

/// Keeps the message and fails its jobs.
pub(crate) async fn close(context: &Context, delivery: &Delivery) -> Outcome {
    if let Ok(removal) = serde_json::from_str::<RemovalMessage>(&delivery.body) {
        return postpone(context, &removal).await;
    }
    let name = delivery.source.rsplit(':').next().unwrap_or_default();
    let queue = name.strip_suffix(SUFFIX).unwrap_or(name);
    let jobs = jobs_of(&delivery.body);
    // S3 puts one object into an event, so a message is about one person at most.
    let owner = jobs.first().map(|(owner, _)| *owner);
    let key = DeadLetterKey::new(owner, queue, &delivery.id);
    tracing::error!(%key, "message given up");
    let body = Bytes::from(delivery.body.clone());
    if let Err(error) = context.objects.put(&key, "application/json", body).await {
        return Outcome::retry(&error);
    }
    for (owner, job) in jobs {
        if let Err(error) = context.jobs.fail(owner, job, Code::ProcessingFailed).await {
            return Outcome::retry(&error);
        }
        if let Err(error) = context.jobs.tidy(&context.objects, owner, job).await {
            return Outcome::retry(&error);
        }
    }
    Outcome::Done
}

/// Pictures of what a person has deleted are never given up: they are tried again until they are gone.
async fn postpone(context: &Context, removal: &RemovalMessage) -> Outcome {
    tracing::error!(record = %removal.record, "pictures could not be removed");
    let removals = match removal.removed {
        Purpose::Scan => context.scans.of::<RemovalMessage>(),
        _ => context.similarities.of::<RemovalMessage>(),
    };
    match removals.send_after(removal, RemovalMessage::NEXT_TRY).await {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::retry(&error),
    }
}

/// The jobs that a message is about: one of a similarity or a scan, whose messages are alike, one per object of an S3 event, none of anything else.
fn jobs_of(body: &str) -> Vec<(Owner, JobId)> {
    if let Ok(message) = serde_json::from_str::<SimilarityMessage>(body) {
        return vec![(message.owner, message.job)];
    }
    let Ok(event) = arrival::read(body) else {
        return Vec::new();
    };
    arrival::upload_keys(event)
        .into_iter()
        .map(|key| (key.owner, key.job))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const OWNER: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    const JOB: &str = "01BX5ZZKBKACTAV9WEVGEMMVRZ";

    #[test]
    fn jobs_are_found_in_messages_of_both_queues() {
        let similarity = json!({"owner": OWNER, "job": JOB}).to_string();
        let object = json!({"key": format!("uploads/prediction/{OWNER}/{JOB}")});
        let upload = json!({"Records": [{"s3": {"bucket": {}, "object": object}}]}).to_string();
        for body in [similarity, upload] {
            let jobs = jobs_of(&body);
            assert_eq!(jobs.len(), 1, "{body}");
            assert_eq!(
                (jobs[0].0.to_string(), jobs[0].1.to_string()),
                (OWNER.to_owned(), JOB.to_owned())
            );
        }
        for body in ["", "{}", "no json", "[1]"] {
            assert!(jobs_of(body).is_empty(), "{body}");
        }
    }
}
