//! The queue service: what the wire and the event sources both call.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use indexmap::IndexMap;
use tokio::sync::Notify;

use super::digest;
use super::error::SqsError;
use super::limits;
use super::message::{Outgoing, Sent};
use super::moves::MoveTask;
use super::queues::QueueRow;
use super::receipt::Receipt;
use super::settings::QueueSettings;
use super::store::{Counts, Store};
use crate::clock::{Clock, millis};
use crate::ids;
use crate::template::model;

/// All queues. Clones share them.
#[derive(Clone)]
pub struct Sqs {
    inner: Arc<Inner>,
}

struct Inner {
    store: Mutex<Store>,
    clock: Clock,
    /// One bell a queue, rung when something may have become visible.
    bells: Mutex<HashMap<String, Arc<Notify>>>,
}

impl Sqs {
    /// Opens the queues kept in the file at `path`, which is made when missing.
    ///
    /// # Errors
    /// `InternalFailure` when the file cannot be opened as a database.
    pub fn open(path: &Path, clock: Clock) -> Result<Self, SqsError> {
        Ok(Self::new(Store::open(path)?, clock))
    }

    /// Queues that end with the process.
    ///
    /// # Errors
    /// `InternalFailure` when SQLite fails.
    pub fn in_memory(clock: Clock) -> Result<Self, SqsError> {
        Ok(Self::new(Store::in_memory()?, clock))
    }

    fn new(store: Store, clock: Clock) -> Self {
        let inner = Inner {
            store: Mutex::new(store),
            clock,
            bells: Mutex::default(),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Makes the template's queues, or brings their settings up to date; messages stay.
    ///
    /// # Errors
    /// A refusal when a name or a redrive policy is wrong.
    pub fn provision(&self, queues: &IndexMap<String, model::Queue>) -> Result<(), SqsError> {
        for queue in queues.values() {
            limits::check_queue_name(&queue.name)?;
            let settings = QueueSettings::from_template(queue, queues)?;
            self.store().put_queue(&queue.name, &settings, self.now())?;
        }
        Ok(())
    }

    /// Makes a queue or changes its settings.
    ///
    /// # Errors
    /// A refusal when the name is wrong.
    pub fn put_queue(&self, name: &str, settings: &QueueSettings) -> Result<(), SqsError> {
        limits::check_queue_name(name)?;
        self.store().put_queue(name, settings, self.now())?;
        self.ring(name);
        Ok(())
    }

    /// Settings of a queue.
    ///
    /// # Errors
    /// `QueueDoesNotExist`.
    pub fn settings(&self, queue: &str) -> Result<QueueSettings, SqsError> {
        Ok(self.store().queue(queue)?.settings)
    }

    /// How many messages a queue holds.
    ///
    /// # Errors
    /// `QueueDoesNotExist`.
    pub fn counts(&self, queue: &str) -> Result<Counts, SqsError> {
        let now = self.now();
        let mut store = self.store();
        let settings = store.queue(queue)?.settings;
        store.counts(queue, &settings, now)
    }

    /// Accepts a message; once this returns it survives the process.
    ///
    /// # Errors
    /// `QueueDoesNotExist` and every limit of SQS.
    pub fn send(&self, queue: &str, message: &Outgoing) -> Result<Sent, SqsError> {
        let now = self.now();
        let message_id = ids::uuid();
        {
            let store = self.store();
            let settings = store.queue(queue)?.settings;
            limits::check_message(message, settings.max_message_bytes)?;
            let delay = message.delay.unwrap_or(Duration::from_secs(settings.delay));
            store.insert(
                queue,
                &message_id,
                message,
                now,
                now.saturating_add(millis(delay)),
            )?;
        }
        self.ring(queue);
        Ok(Sent {
            message_id,
            body_md5: digest::of_body(&message.body),
            attributes_md5: digest::of_attributes(&message.attributes),
            system_md5: digest::of_trace_header(message.trace_header.as_deref()),
        })
    }

    /// Deletes a message under the receipt of its newest delivery; an older receipt changes nothing.
    ///
    /// # Errors
    /// `QueueDoesNotExist`, `ReceiptHandleIsInvalid`.
    pub fn delete(&self, queue: &str, receipt_handle: &str) -> Result<(), SqsError> {
        let store = self.store();
        store.queue(queue)?;
        store.delete(&Receipt::decode(receipt_handle, queue)?)?;
        Ok(())
    }

    /// Sets how long from now a received message stays unseen; zero gives it back at once.
    ///
    /// # Errors
    /// `QueueDoesNotExist`, `ReceiptHandleIsInvalid`, `MessageNotInflight`, `InvalidParameterValue` over 12 h.
    pub fn change_visibility(
        &self,
        queue: &str,
        receipt_handle: &str,
        timeout: Duration,
    ) -> Result<(), SqsError> {
        limits::check_visibility(timeout)?;
        let now = self.now();
        {
            let store = self.store();
            store.queue(queue)?;
            let receipt = Receipt::decode(receipt_handle, queue)?;
            store.set_visibility(&receipt, now, now.saturating_add(millis(timeout)))?;
        }
        self.ring(queue);
        Ok(())
    }

    /// Moves dead letters to `destination`, or each back to where it came from. Names, not ARNs.
    ///
    /// # Errors
    /// `ResourceNotFoundException`, `InvalidParameterValue` when `source` is nobody's dead-letter queue.
    pub fn move_messages(
        &self,
        source: &str,
        destination: Option<&str>,
    ) -> Result<MoveTask, SqsError> {
        let (task, woken) = self
            .store()
            .move_messages(source, destination, self.now())?;
        woken.iter().for_each(|queue| self.ring(queue));
        Ok(task)
    }

    /// Makes every message in flight visible again. For the sole consumer of a queue at its start: whoever held them
    /// ended with the process before.
    ///
    /// # Errors
    /// `QueueDoesNotExist`.
    pub fn give_back(&self, queue: &str) -> Result<(), SqsError> {
        {
            let store = self.store();
            store.queue(queue)?;
            store.give_back(queue, self.now())?;
        }
        self.ring(queue);
        Ok(())
    }

    pub(super) fn row(&self, queue: &str) -> Result<QueueRow, SqsError> {
        self.store().queue(queue)
    }

    pub(super) fn store(&self) -> MutexGuard<'_, Store> {
        // A panic while the lock is held leaves SQLite consistent: an open transaction rolls back.
        self.inner
            .store
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn now(&self) -> u64 {
        self.inner.clock.now_ms()
    }

    pub(super) fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    pub(super) fn ring(&self, queue: &str) {
        self.bell(queue).notify_waiters();
    }

    pub(super) fn bell(&self, queue: &str) -> Arc<Notify> {
        let mut bells = self
            .inner
            .bells
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        Arc::clone(bells.entry(queue.to_owned()).or_default())
    }
}
