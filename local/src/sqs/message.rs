//! A message on its way in, at rest and on its way out.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A message attribute as it stands on the wire; binary values stay in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AttributeValue {
    /// `String`, `Number` or `Binary`, each with an optional `.label`.
    pub data_type: String,
    /// Value of a string or a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub string_value: Option<String>,
    /// Value of a binary attribute, in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binary_value: Option<String>,
}

/// A message to be sent.
#[derive(Debug, Clone, Default)]
pub struct Outgoing {
    /// The text.
    pub body: String,
    /// User attributes by name; at most ten.
    pub attributes: BTreeMap<String, AttributeValue>,
    /// X-Ray trace context (`AWSTraceHeader`), which does not count towards the ten.
    pub trace_header: Option<String>,
    /// How long nobody sees it (0 to 900 s); the queue's own delay when absent.
    pub delay: Option<Duration>,
}

impl Outgoing {
    /// A message with a body and nothing else.
    pub fn text(body: impl Into<String>) -> Self {
        Self {
            body: body.into(),
            ..Self::default()
        }
    }
}

/// What the sender is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Id of the message.
    pub message_id: String,
    /// MD5 of the body, in hex.
    pub body_md5: String,
    /// MD5 of the user attributes, in hex, when there are any.
    pub attributes_md5: Option<String>,
    /// MD5 of the system attributes, in hex, when there are any.
    pub system_md5: Option<String>,
}

/// A message as handed to a receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Id of the message; the same at every delivery.
    pub message_id: String,
    /// What this receiver deletes or prolongs it with; another at every delivery.
    pub receipt_handle: String,
    /// The text.
    pub body: String,
    /// MD5 of the body, in hex.
    pub body_md5: String,
    /// User attributes by name.
    pub attributes: BTreeMap<String, AttributeValue>,
    /// System attributes by their SQS names, `SentTimestamp` among them.
    pub system: BTreeMap<String, String>,
}
