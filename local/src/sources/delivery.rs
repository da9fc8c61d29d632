//! Makes the deliveries of the outbox.
//!
//! A queue takes its message at once. A function is invoked, and a failed invocation is tried again after one and after
//! two more minutes, as Lambda does for asynchronous invocations; then the event is given up with a log line.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::outbox::{Destination, Due, Outbox, OutboxError};
use crate::clock::{Clock, millis};
use crate::invoke::{InvokeError, Invoker};
use crate::sqs::{Outgoing, Sqs};

/// Waits before the second and the third attempt (Lambda developer guide, "asynchronous invocation").
const RETRY_AFTER: [Duration; 2] = [Duration::from_secs(60), Duration::from_secs(120)];
/// How long a delivery waits that this process could not even try.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(5);
/// Events handed to functions at once; the invoker has limits of its own.
const AT_ONCE: usize = 16;

/// Delivers what the outbox holds.
pub struct Courier {
    outbox: Outbox,
    sqs: Sqs,
    invoker: Arc<dyn Invoker>,
    clock: Clock,
}

impl Courier {
    /// A courier between the outbox and its destinations.
    #[must_use]
    pub fn new(outbox: Outbox, sqs: Sqs, invoker: Arc<dyn Invoker>, clock: Clock) -> Self {
        Self {
            outbox,
            sqs,
            invoker,
            clock,
        }
    }

    /// Delivers until `stop` is cancelled. What is left then stays in the outbox for the next start.
    pub async fn run(self, stop: CancellationToken) {
        let courier = Arc::new(self);
        let mut busy = HashSet::new();
        let mut running = JoinSet::new();
        loop {
            courier.start_due(&mut running, &mut busy);
            let wake_at = courier.next_wake();
            tokio::select! {
                () = stop.cancelled() => return,
                () = courier.outbox.filled() => {}
                () = courier.sleep_until(wake_at) => {}
                Some(finished) = running.join_next() => {
                    if let Ok(number) = finished {
                        busy.remove(&number);
                    }
                }
            }
        }
    }

    fn start_due(self: &Arc<Self>, running: &mut JoinSet<i64>, busy: &mut HashSet<i64>) {
        let taken: Vec<i64> = busy.iter().copied().collect();
        let free = AT_ONCE.saturating_sub(taken.len());
        let due = self
            .outbox
            .due(self.clock.now_ms(), free, &taken)
            .unwrap_or_else(|error| {
                tracing::error!(%error, "notifications cannot be read");
                Vec::new()
            });
        for delivery in due {
            busy.insert(delivery.number);
            let courier = Arc::clone(self);
            running.spawn(async move {
                let number = delivery.number;
                if let Err(error) = courier.deliver(delivery).await {
                    tracing::error!(%error, "a notification could not be recorded as delivered");
                }
                number
            });
        }
    }

    fn next_wake(&self) -> Option<u64> {
        self.outbox.next_due_ms(self.clock.now_ms()).ok().flatten()
    }

    async fn sleep_until(&self, wake_at: Option<u64>) {
        match wake_at {
            Some(at_ms) => self.clock.sleep_until(at_ms).await,
            None => std::future::pending().await,
        }
    }

    async fn deliver(&self, due: Due) -> Result<(), OutboxError> {
        match &due.delivery.destination {
            Destination::Queue(queue) => self.send(queue, &due),
            Destination::Function(function) => self.invoke(function, &due).await,
        }
    }

    fn send(&self, queue: &str, due: &Due) -> Result<(), OutboxError> {
        if let Err(error) = self
            .sqs
            .send(queue, &Outgoing::text(due.delivery.payload.clone()))
        {
            if !error.code.is_sender_fault() {
                return self
                    .outbox
                    .postpone(due.number, self.after(TRY_AGAIN_AFTER));
            }
            tracing::error!(queue, %error, "a notification was refused and is given up");
        }
        self.outbox.finish(due.number)
    }

    async fn invoke(&self, function: &str, due: &Due) -> Result<(), OutboxError> {
        let payload = Bytes::from(due.delivery.payload.clone());
        let error = match self.invoker.invoke(function, payload).await {
            Ok(_) => return self.outbox.finish(due.number),
            Err(InvokeError::Stopping) => {
                // Nothing was tried; the next start does it, unless this process goes on after all.
                self.clock.sleep(TRY_AGAIN_AFTER).await;
                return Ok(());
            }
            Err(error) => error,
        };
        let attempt = usize::try_from(due.attempts).unwrap_or(usize::MAX);
        match RETRY_AFTER.get(attempt) {
            Some(wait) => {
                tracing::warn!(function, %error, wait_s = wait.as_secs(), "an event failed and is tried again");
                self.outbox.postpone(due.number, self.after(*wait))
            }
            None => {
                tracing::error!(function, %error, "an event failed three times and is given up");
                self.outbox.finish(due.number)
            }
        }
    }

    fn after(&self, wait: Duration) -> u64 {
        self.clock.now_ms().saturating_add(millis(wait))
    }
}
