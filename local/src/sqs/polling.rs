//! Receiving, with long polling.

use std::time::Duration;

use super::error::SqsError;
use super::limits;
use super::message::Message;
use super::service::Sqs;
use super::settings::QueueSettings;
use crate::clock::millis;

/// How to receive.
#[derive(Debug, Clone, Copy)]
pub struct ReceiveOptions {
    /// Most messages (1 to 10).
    pub max: usize,
    /// How long they stay unseen by others; the queue's own timeout when absent.
    pub visibility: Option<Duration>,
    /// How long to wait for the first one (up to 20 s); the queue's own wait when absent.
    pub wait: Option<Duration>,
}

impl Default for ReceiveOptions {
    fn default() -> Self {
        Self {
            max: 1,
            visibility: None,
            wait: None,
        }
    }
}

impl Sqs {
    /// Receives messages, waiting for the first one if asked to.
    ///
    /// Nothing is awaited between handing out and returning, so a receiver that gives up waiting loses nothing.
    ///
    /// # Errors
    /// `QueueDoesNotExist`, `InvalidParameterValue` for options out of range.
    pub async fn receive(
        &self,
        queue: &str,
        options: ReceiveOptions,
    ) -> Result<Vec<Message>, SqsError> {
        if !(1..=limits::BATCH_ENTRIES).contains(&options.max) {
            let text = format!(
                "Value {} for parameter MaxNumberOfMessages is invalid.",
                options.max
            );
            return Err(SqsError::invalid(format!(
                "{text} Reason: Must be between 1 and 10, if provided."
            )));
        }
        if options.wait.is_some_and(|wait| wait > limits::LONGEST_WAIT) {
            let text = "Value for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.";
            return Err(SqsError::invalid(text));
        }
        options
            .visibility
            .map_or(Ok(()), limits::check_visibility)?;

        let bell = self.bell(queue);
        let mut deadline = None;
        loop {
            // Listening starts before looking, so nothing sent in between is missed.
            let rung = bell.notified();
            let now = self.now();
            let (messages, settings) = self.receive_now(queue, options, now)?;
            let wait = options
                .wait
                .unwrap_or(Duration::from_secs(settings.receive_wait));
            let end = *deadline.get_or_insert_with(|| now.saturating_add(millis(wait)));
            if !messages.is_empty() || now >= end {
                return Ok(messages);
            }
            let next = self.store().next_visible_ms(queue, now)?;
            let wake = next.map_or(end, |visible| visible.min(end));
            tokio::select! {
                () = rung => {}
                () = self.clock().sleep_until(wake) => {}
            }
        }
    }

    fn receive_now(
        &self,
        queue: &str,
        options: ReceiveOptions,
        now: u64,
    ) -> Result<(Vec<Message>, QueueSettings), SqsError> {
        let (received, settings) = {
            let mut store = self.store();
            let settings = store.queue(queue)?.settings;
            let visibility = options.visibility.unwrap_or_else(|| settings.visibility());
            (
                store.receive(queue, &settings, options.max, visibility, now)?,
                settings,
            )
        };
        received
            .dead_letters
            .iter()
            .for_each(|target| self.ring(target));
        Ok((received.messages, settings))
    }
}
