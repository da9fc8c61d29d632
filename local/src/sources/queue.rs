//! An SQS event source: polls a queue, hands batches to a function, deletes what was handled.
//!
//! As in Lambda, a failed message is simply left: it comes back when its visibility timeout ends, and the queue's
//! redrive policy decides when that was often enough. At most [`Mapping::concurrency`] batches are in work at once, and
//! nothing is received that could not be handed over, so that no visibility timeout runs while a message waits here.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::queue_event;
use super::queue_outcome::{self, Outcome};
use crate::clock::{Clock, millis};
use crate::invoke::Invoker;
use crate::sqs::{Message, ReceiveOptions, Sqs, SqsError};
use crate::template::model::{QueueSource, Stack};

/// Batches in work at once when the template does not say; Lambda starts with five pollers.
const DEFAULT_CONCURRENCY: u32 = 5;
/// SQS gives at most this many messages at once.
const RECEIVE_AT_MOST: usize = 10;
/// Longest poll of SQS.
const POLL: Duration = Duration::from_secs(20);
/// Wait after the queue refused a poll, before the next one.
const AFTER_AN_ERROR: Duration = Duration::from_secs(1);

/// One mapping from a queue to a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// Name of the queue.
    pub queue: String,
    /// Logical id of the function.
    pub function: String,
    /// Most messages in one batch.
    pub batch_size: usize,
    /// How long to gather a batch once it has its first message.
    pub window: Duration,
    /// Whether the function reports failed messages one by one.
    pub partial_failures: bool,
    /// Most batches in work at once.
    pub concurrency: u32,
}

impl Mapping {
    /// The mapping of the template; none when its queue is not in the stack.
    #[must_use]
    pub fn from_template(source: &QueueSource, stack: &Stack) -> Option<Self> {
        Some(Self {
            queue: stack.queues.get(&source.queue)?.name.clone(),
            function: source.function.clone(),
            batch_size: usize::try_from(source.batch_size)
                .unwrap_or(RECEIVE_AT_MOST)
                .max(1),
            window: source.window,
            partial_failures: source.partial_failures,
            concurrency: source.max_concurrency.unwrap_or(DEFAULT_CONCURRENCY).max(1),
        })
    }
}

/// Polls one queue for one function.
pub struct Poller {
    mapping: Mapping,
    sqs: Sqs,
    invoker: Arc<dyn Invoker>,
    clock: Clock,
}

impl Poller {
    /// A poller for a mapping.
    #[must_use]
    pub fn new(mapping: Mapping, sqs: Sqs, invoker: Arc<dyn Invoker>, clock: Clock) -> Self {
        Self {
            mapping,
            sqs,
            invoker,
            clock,
        }
    }

    /// Polls until `stop` is cancelled, then waits for the batches in work. What was received and not handed over comes
    /// back after its visibility timeout.
    ///
    /// A queue has one mapping, so what is in flight at the start was held by a process that is gone; it is given back
    /// at once, where AWS would wait for the visibility timeout.
    pub async fn run(self, stop: CancellationToken) {
        let poller = Arc::new(self);
        if let Err(error) = poller.sqs.give_back(&poller.mapping.queue) {
            tracing::warn!(queue = poller.mapping.queue, %error, "messages in flight could not be given back");
        }
        let limit = usize::try_from(poller.mapping.concurrency).unwrap_or(Semaphore::MAX_PERMITS);
        let slots = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
        let batches = TaskTracker::new();
        while let Some(Some((batch, slot))) =
            stop.run_until_cancelled(poller.next_batch(&slots)).await
        {
            let poller = Arc::clone(&poller);
            batches.spawn(async move {
                poller.hand_over(batch).await;
                drop(slot);
            });
        }
        batches.close();
        batches.wait().await;
    }

    /// Waits for a free slot, then for messages. None when polling is over, which it never is by itself.
    async fn next_batch(
        &self,
        slots: &Arc<Semaphore>,
    ) -> Option<(Vec<Message>, OwnedSemaphorePermit)> {
        let slot = Arc::clone(slots).acquire_owned().await.ok()?;
        loop {
            match self.gather().await {
                Ok(batch) if batch.is_empty() => {}
                Ok(batch) => return Some((batch, slot)),
                Err(error) => {
                    tracing::warn!(queue = self.mapping.queue, %error, "the queue cannot be polled");
                    self.clock.sleep(AFTER_AN_ERROR).await;
                }
            }
        }
    }

    async fn gather(&self) -> Result<Vec<Message>, SqsError> {
        let mut batch = self.receive(self.mapping.batch_size, POLL).await?;
        if batch.is_empty() {
            return Ok(batch);
        }
        let end = self
            .clock
            .now_ms()
            .saturating_add(millis(self.mapping.window));
        loop {
            let room = self.mapping.batch_size.saturating_sub(batch.len());
            let left = Duration::from_millis(end.saturating_sub(self.clock.now_ms()));
            if room == 0 || left.is_zero() {
                return Ok(batch);
            }
            // What is already in the batch is kept whatever happens to the queue meanwhile.
            match self.receive(room, left.min(POLL)).await {
                Ok(more) => batch.extend(more),
                Err(_) => return Ok(batch),
            }
        }
    }

    async fn receive(&self, max: usize, wait: Duration) -> Result<Vec<Message>, SqsError> {
        let options = ReceiveOptions {
            max: max.min(RECEIVE_AT_MOST),
            visibility: None,
            wait: Some(wait),
        };
        self.sqs.receive(&self.mapping.queue, options).await
    }

    async fn hand_over(&self, batch: Vec<Message>) {
        let Mapping {
            queue,
            function,
            partial_failures,
            ..
        } = &self.mapping;
        let event = queue_event::event(queue, &batch);
        let outcome = match self.invoker.invoke(function, event).await {
            Ok(answer) => queue_outcome::read(&answer, &batch, *partial_failures),
            Err(error) => Outcome::AllFailed {
                reason: error.to_string(),
            },
        };
        match outcome {
            Outcome::Handled { failed } => {
                let handled = batch
                    .iter()
                    .filter(|message| !failed.contains(&message.message_id));
                handled.for_each(|message| self.delete(message));
                if !failed.is_empty() {
                    tracing::warn!(
                        queue,
                        function,
                        failed = failed.len(),
                        "messages failed and will come back"
                    );
                }
            }
            Outcome::AllFailed { reason } => {
                tracing::warn!(
                    queue,
                    function,
                    reason,
                    messages = batch.len(),
                    "a batch failed and will come back"
                );
            }
        }
    }

    fn delete(&self, message: &Message) {
        if let Err(error) = self
            .sqs
            .delete(&self.mapping.queue, &message.receipt_handle)
        {
            tracing::warn!(queue = self.mapping.queue, %error, "a handled message could not be deleted");
        }
    }
}
