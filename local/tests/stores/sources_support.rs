//! A function whose every invocation the test answers by hand.

use async_trait::async_trait;
use bytes::Bytes;
use nazar_local::invoke::{InvokeError, Invoker};
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::support::PATIENCE;

type Answer = Result<Bytes, InvokeError>;

/// One invocation, waiting for its answer.
pub(crate) struct Call {
    pub(crate) function: String,
    pub(crate) event: Value,
    answer: oneshot::Sender<Answer>,
}

impl Call {
    /// The function answers with `text`.
    pub(crate) fn succeed(self, text: &str) {
        self.answer.send(Ok(Bytes::from(text.to_owned()))).unwrap();
    }

    /// The function reports an error.
    pub(crate) fn fail(self) {
        let error = InvokeError::Function {
            kind: "Error".to_owned(),
            message: "no".to_owned(),
            payload: Bytes::from_static(b"{}"),
        };
        self.answer.send(Err(error)).unwrap();
    }

    /// Bodies of the batch, in order.
    pub(crate) fn bodies(&self) -> Vec<&str> {
        let records = self.event["Records"].as_array().unwrap();
        records
            .iter()
            .map(|record| record["body"].as_str().unwrap())
            .collect()
    }
}

/// The invoker of the tests.
pub(crate) struct ByHand(mpsc::UnboundedSender<Call>);

/// The invocations as they come.
pub(crate) struct Calls(mpsc::UnboundedReceiver<Call>);

/// An invoker and what comes out of it.
pub(crate) fn by_hand() -> (ByHand, Calls) {
    let (sender, receiver) = mpsc::unbounded_channel();
    (ByHand(sender), Calls(receiver))
}

impl Calls {
    /// The next invocation.
    pub(crate) async fn next(&mut self) -> Call {
        timeout(PATIENCE, self.0.recv())
            .await
            .expect("nobody called")
            .unwrap()
    }

    /// Whether nobody has called since.
    pub(crate) fn is_empty(&mut self) -> bool {
        self.0.try_recv().is_err()
    }
}

#[async_trait]
impl Invoker for ByHand {
    async fn invoke(&self, function: &str, payload: Bytes) -> Answer {
        let (answer, answered) = oneshot::channel();
        let event = serde_json::from_slice(&payload).unwrap();
        // A test that has ended answers no more.
        self.0
            .send(Call {
                function: function.to_owned(),
                event,
                answer,
            })
            .map_err(|_| InvokeError::Stopping)?;
        answered.await.unwrap_or(Err(InvokeError::Stopping))
    }
}
