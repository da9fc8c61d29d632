//! Sending typed messages.

use std::marker::PhantomData;
use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::error::DisplayErrorContext;
use aws_sdk_sqs::types::MessageAttributeValue;
use serde::Serialize;
use thiserror::Error;

use super::TRACE_ATTRIBUTE;
use super::trace;

/// Why a message was not sent.
#[derive(Debug, Error)]
pub enum QueueError {
    /// The message could not be written as JSON.
    #[error("the message could not be written: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// SQS refused, did not answer in time, or could not be reached. It may have taken the message all the same.
    #[error("queue: {0}")]
    Unavailable(String),
}

/// A queue of messages of one type.
#[derive(Debug)]
pub struct Queue<M> {
    client: Client,
    url: String,
    message: PhantomData<fn(M)>,
}

impl<M> Clone for Queue<M> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            url: self.url.clone(),
            message: PhantomData,
        }
    }
}

impl<M> Queue<M> {
    /// The same queue over the same connection, for messages of another type that its worker understands too.
    pub fn of<N>(&self) -> Queue<N> {
        Queue {
            client: self.client.clone(),
            url: self.url.clone(),
            message: PhantomData,
        }
    }
}

impl<M: Serialize + Sync> Queue<M> {
    /// The queue at this URL.
    pub fn new(config: &SdkConfig, url: impl Into<String>) -> Self {
        Self {
            client: Client::new(config),
            url: url.into(),
            message: PhantomData,
        }
    }

    /// Opens the connection during init. The permission to ask need not be there: any answer means that the
    /// connection is up, and a failure shows at the first real call.
    pub async fn warm_up(&self) {
        if self
            .client
            .get_queue_attributes()
            .queue_url(&self.url)
            .send()
            .await
            .is_err()
        {
            tracing::debug!("queue answered the warm-up with an error");
        }
    }

    /// Sends one message, with the current trace.
    ///
    /// # Errors
    /// [`QueueError`]; after `Unavailable` the message may or may not be in the queue.
    pub async fn send(&self, message: &M) -> Result<(), QueueError> {
        self.send_after(message, Duration::ZERO).await
    }

    /// Sends one message that nobody sees before this time has passed, in whole seconds, at most 15 minutes
    /// (<https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-timers.html>).
    ///
    /// # Errors
    /// As [`Queue::send`].
    pub async fn send_after(&self, message: &M, delay: Duration) -> Result<(), QueueError> {
        let body = serde_json::to_string(message)?;
        let seconds = i32::try_from(delay.as_secs()).unwrap_or(i32::MAX);
        let mut call = self
            .client
            .send_message()
            .queue_url(&self.url)
            .delay_seconds(seconds)
            .message_body(body);
        if let Some(header) = trace::current() {
            let attribute = MessageAttributeValue::builder()
                .data_type("String")
                .string_value(header)
                .build()
                .map_err(|error| QueueError::Unavailable(error.to_string()))?;
            call = call.message_attributes(TRACE_ATTRIBUTE, attribute);
        }
        call.send()
            .await
            .map_err(|error| QueueError::Unavailable(DisplayErrorContext(&error).to_string()))?;
        Ok(())
    }
}

/// What a client is told: the inside goes to the log.
#[cfg(feature = "http")]
impl From<QueueError> for crate::http::Problem {
    fn from(error: QueueError) -> Self {
        tracing::error!(%error, "message was not sent");
        Self::unavailable()
    }
}
