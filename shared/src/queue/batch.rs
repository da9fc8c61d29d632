//! A Lambda batch, message by message.
//!
//! Every message runs in its own task, so that a panic ends that message alone. Those that failed, panicked or did
//! not end in time are reported (`ReportBatchItemFailures`) and come again; the rest are deleted. Time runs out
//! for us before it does for Lambda: an invocation that is killed reports nothing, and then the whole batch
//! repeats.

use std::fmt::Display;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use futures::stream::{self, StreamExt};
use lambda_runtime::Context;
use tokio::task::JoinError;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use super::TRACE_ATTRIBUTE;

/// Left of the invocation's time for reporting what did not end.
const MARGIN: Duration = Duration::from_millis(1500);

/// How one message went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done, or nothing to do: the message can go.
    Done,
    /// Not done, but another try may do it. The reason is for the log.
    Retry(String),
}

impl Outcome {
    /// A failure that may pass.
    pub fn retry(reason: &(impl Display + ?Sized)) -> Self {
        Self::Retry(reason.to_string())
    }
}

/// One message as it was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// SQS's id of the message; the same at every delivery.
    pub id: String,
    /// The text.
    pub body: String,
    /// How often it has been received, this time included; 0 if unknown.
    pub receives: u32,
    /// ARN of the queue that it came from.
    pub source: String,
    /// X-Ray header of the request that sent it.
    pub trace: Option<String>,
}

impl From<SqsMessage> for Delivery {
    fn from(message: SqsMessage) -> Self {
        let receives = message
            .attributes
            .get("ApproximateReceiveCount")
            .and_then(|count| count.parse().ok());
        let trace = message
            .message_attributes
            .get(TRACE_ATTRIBUTE)
            .and_then(|value| value.string_value.clone());
        Self {
            id: message.message_id.unwrap_or_default(),
            body: message.body.unwrap_or_default(),
            receives: receives.unwrap_or_default(),
            source: message.event_source_arn.unwrap_or_default(),
            trace,
        }
    }
}

/// How much of a batch at once, and until when.
#[derive(Debug, Clone, Copy)]
pub struct BatchLimits {
    /// Messages handled at a time, at least 1.
    pub concurrency: usize,
    /// When to stop and report.
    pub deadline: Instant,
}

/// When an invocation should have reported: a little before Lambda kills it.
pub fn deadline(context: &Context) -> Instant {
    let left = context
        .deadline()
        .duration_since(std::time::SystemTime::now())
        .unwrap_or_default();
    Instant::now() + left.saturating_sub(MARGIN)
}

/// Gives each message of a batch to `handle` and reports the ones that have to come again.
///
/// Messages may run at the same time and in any order. After the deadline, what runs is cancelled at its next await
/// and what has not begun is not begun.
pub async fn process_batch<H, F>(
    event: SqsEvent,
    limits: BatchLimits,
    handle: H,
) -> SqsBatchResponse
where
    H: Fn(Delivery) -> F + Send + Sync + 'static,
    F: Future<Output = Outcome> + Send + 'static,
{
    let handle = Arc::new(handle);
    let failed: Vec<String> = stream::iter(event.records.into_iter().map(Delivery::from))
        .map(|delivery| one(delivery, limits.deadline, Arc::clone(&handle)))
        .buffer_unordered(limits.concurrency.max(1))
        .filter_map(std::future::ready)
        .collect()
        .await;
    let mut response = SqsBatchResponse::default();
    response.set_failures(failed);
    response
}

/// Handles one message; its id when it has to come again.
async fn one<H, F>(delivery: Delivery, deadline: Instant, handle: Arc<H>) -> Option<String>
where
    H: Fn(Delivery) -> F + Send + Sync + 'static,
    F: Future<Output = Outcome> + Send + 'static,
{
    let id = delivery.id.clone();
    let span =
        tracing::info_span!("message", %id, receives = delivery.receives, trace = delivery.trace);
    if Instant::now() >= deadline {
        span.in_scope(|| tracing::warn!("message not begun: the invocation's time is over"));
        return Some(id);
    }
    // The handler is called inside the task, so that a panic before its first await is caught too.
    let mut task = tokio::spawn(async move { handle(delivery).await }.instrument(span.clone()));
    let outcome = timeout_at(deadline, &mut task).await;
    let reason = span.in_scope(|| match outcome {
        Ok(Ok(Outcome::Done)) => None,
        Ok(Ok(Outcome::Retry(reason))) => Some(reason),
        Ok(Err(error)) => Some(panicked(error)),
        Err(_elapsed) => {
            task.abort();
            Some("the invocation's time is over".to_owned())
        }
    })?;
    span.in_scope(|| tracing::warn!(%reason, "message will come again"));
    Some(id)
}

fn panicked(error: JoinError) -> String {
    let Ok(payload) = error.try_into_panic() else {
        return "the task was cancelled".to_owned();
    };
    let words = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned());
    let words = words.or_else(|| payload.downcast_ref::<String>().cloned());
    format!(
        "panicked: {}",
        words.unwrap_or_else(|| "no message".to_owned())
    )
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn event(bodies: &[&str]) -> SqsEvent {
        let records: Vec<_> = bodies
            .iter()
            .map(|body| {
                serde_json::json!({
                    "messageId": format!("id-{body}"),
                    "body": body,
                    "attributes": {"ApproximateReceiveCount": "2"},
                    "messageAttributes": {"trace": {"stringValue": "Root=1", "dataType": "String"}},
                    "eventSourceARN": "arn:aws:sqs:eu-central-1:1:q",
                })
            })
            .collect();
        serde_json::from_value(serde_json::json!({ "Records": records })).unwrap()
    }

    fn limits(concurrency: usize, seconds: u64) -> BatchLimits {
        BatchLimits {
            concurrency,
            deadline: Instant::now() + Duration::from_secs(seconds),
        }
    }

    async fn failures<H, F>(event: SqsEvent, limits: BatchLimits, handle: H) -> Vec<String>
    where
        H: Fn(Delivery) -> F + Send + Sync + 'static,
        F: Future<Output = Outcome> + Send + 'static,
    {
        let response = process_batch(event, limits, handle).await;
        let mut ids: Vec<_> = response
            .batch_item_failures
            .into_iter()
            .map(|item| item.item_identifier)
            .collect();
        ids.sort();
        ids
    }

    #[tokio::test]
    async fn only_what_failed_or_panicked_comes_again() {
        let failed = failures(
            event(&["good", "bad", "panic", "late panic"]),
            limits(2, 60),
            |delivery| async move {
                match delivery.body.as_str() {
                    "good" => Outcome::Done,
                    "panic" => panic!("as asked"),
                    "late panic" => {
                        tokio::task::yield_now().await;
                        panic!("as asked, later")
                    }
                    _ => Outcome::retry("not today"),
                }
            },
        );
        assert_eq!(failed.await, ["id-bad", "id-late panic", "id-panic"]);
    }

    #[tokio::test]
    async fn a_handler_that_panics_before_its_future_fails_alone() {
        let failed = failures(event(&["a", "b"]), limits(1, 60), |delivery| {
            assert!(delivery.body != "a", "as asked");
            std::future::ready(Outcome::Done)
        });
        assert_eq!(failed.await, ["id-a"]);
    }

    #[tokio::test]
    async fn what_did_not_end_in_time_comes_again() {
        let soon = BatchLimits {
            concurrency: 1,
            deadline: Instant::now() + Duration::from_millis(50),
        };
        let failed = failures(event(&["slow", "never begun"]), soon, |_delivery| async {
            std::future::pending::<()>().await;
            Outcome::Done
        });
        assert_eq!(failed.await, ["id-never begun", "id-slow"]);
    }

    #[tokio::test]
    async fn no_more_run_at_once_than_allowed() {
        static RUNNING: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let bodies = ["1", "2", "3", "4", "5", "6"];
        let failed = failures(event(&bodies), limits(2, 60), |_delivery| async {
            let now = RUNNING.fetch_add(1, Ordering::SeqCst) + 1;
            MOST.fetch_max(now, Ordering::SeqCst);
            tokio::task::yield_now().await;
            RUNNING.fetch_sub(1, Ordering::SeqCst);
            Outcome::Done
        });
        assert!(failed.await.is_empty());
        assert_eq!(MOST.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn a_delivery_knows_where_it_came_from() {
        let delivery = Delivery::from(event(&["x"]).records.remove(0));
        assert_eq!(delivery.receives, 2);
        assert_eq!(delivery.trace.as_deref(), Some("Root=1"));
        assert_eq!(delivery.source, "arn:aws:sqs:eu-central-1:1:q");
    }
}
