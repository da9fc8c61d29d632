//! Requests of the AWS JSON protocol, as far as they are read.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{ErrorCode, SqsError};
use super::limits;
use super::message::{AttributeValue, Outgoing};

/// The trace header is the only system attribute that a sender may set.
const TRACE_HEADER: &str = "AWSTraceHeader";

/// Every operation on one queue names it by its URL.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct OnQueue<T> {
    pub(super) queue_url: String,
    #[serde(flatten)]
    pub(super) rest: T,
}

/// An operation with no other parameters.
#[derive(Debug, Deserialize)]
pub(super) struct Nothing {}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct NamedQueue {
    pub(super) queue_name: String,
    #[serde(default)]
    pub(super) attributes: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ListQueues {
    #[serde(default)]
    pub(super) queue_name_prefix: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct SetAttributes {
    pub(super) attributes: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetAttributes {
    #[serde(default)]
    pub(super) attribute_names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct SendMessage {
    message_body: Option<String>,
    delay_seconds: Option<i64>,
    #[serde(default)]
    message_attributes: BTreeMap<String, AttributeValue>,
    #[serde(default)]
    message_system_attributes: BTreeMap<String, AttributeValue>,
    message_group_id: Option<String>,
    message_deduplication_id: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Receive {
    pub(super) max_number_of_messages: Option<i64>,
    pub(super) visibility_timeout: Option<i64>,
    pub(super) wait_time_seconds: Option<i64>,
    #[serde(default)]
    pub(super) attribute_names: Vec<String>,
    #[serde(default)]
    pub(super) message_system_attribute_names: Vec<String>,
    #[serde(default)]
    pub(super) message_attribute_names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Handle {
    pub(super) receipt_handle: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ChangeVisibility {
    pub(super) receipt_handle: String,
    pub(super) visibility_timeout: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Batch<T> {
    #[serde(default = "Vec::new")]
    pub(super) entries: Vec<BatchEntry<T>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct BatchEntry<T> {
    pub(super) id: String,
    #[serde(flatten)]
    pub(super) entry: T,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct StartMove {
    pub(super) source_arn: String,
    pub(super) destination_arn: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ListMoves {
    pub(super) source_arn: String,
    pub(super) max_results: Option<u64>,
}

impl SendMessage {
    /// The message, once what only FIFO queues take is ruled out.
    pub(super) fn into_outgoing(self) -> Result<Outgoing, SqsError> {
        if self.message_deduplication_id.is_some() || self.message_group_id.is_some() {
            let text = "The parameters MessageGroupId and MessageDeduplicationId are for FIFO queues only here.";
            return Err(SqsError::invalid(text));
        }
        if let Some(name) = self
            .message_system_attributes
            .keys()
            .find(|name| *name != TRACE_HEADER)
        {
            return Err(SqsError::invalid(format!(
                "Message system attribute name '{name}' is invalid."
            )));
        }
        let delay = self
            .delay_seconds
            .map(|value| seconds("DelaySeconds", value, limits::LONGEST_DELAY))
            .transpose()?;
        let trace = self
            .message_system_attributes
            .into_values()
            .next()
            .and_then(|value| value.string_value);
        Ok(Outgoing {
            body: self.message_body.unwrap_or_default(),
            attributes: self.message_attributes,
            trace_header: trace,
            delay,
        })
    }
}

/// Reads a request, or says which parameter is missing or has the wrong type.
pub(super) fn read<T: DeserializeOwned>(request: Value) -> Result<T, SqsError> {
    serde_json::from_value(request).map_err(|error| {
        let text = error.to_string();
        if text.contains("missing field") {
            return SqsError::new(
                ErrorCode::MissingParameter,
                format!("The request lacks a parameter: {text}."),
            );
        }
        SqsError::invalid(format!("The request cannot be read: {text}."))
    })
}

/// A span from a parameter of whole seconds between zero and `most`.
pub(super) fn seconds(name: &str, value: i64, most: Duration) -> Result<Duration, SqsError> {
    let span = u64::try_from(value)
        .ok()
        .map(Duration::from_secs)
        .filter(|span| *span <= most);
    span.ok_or_else(|| {
        let most = most.as_secs();
        SqsError::invalid(format!(
            "Value {value} for parameter {name} is invalid. Reason: must be between 0 and {most}."
        ))
    })
}

/// Name of the queue in a URL, which is its last segment; what host it names does not matter here.
pub(super) fn queue_of_url(url: &str) -> &str {
    url.trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
}

/// Name of the queue in an ARN.
pub(super) fn queue_of_arn(arn: &str) -> Result<&str, SqsError> {
    let name = arn
        .strip_prefix("arn:aws:sqs:")
        .and_then(|rest| rest.rsplit(':').next());
    name.ok_or_else(|| SqsError::invalid(format!("{arn} is not the ARN of a queue.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_missing_parameter_is_named() {
        let error = read::<OnQueue<Handle>>(json!({"QueueUrl": "http://h/0/q"})).unwrap_err();
        assert_eq!(error.code, ErrorCode::MissingParameter);
        assert!(error.message.contains("ReceiptHandle"), "{}", error.message);
    }

    #[test]
    fn fifo_parameters_are_refused() {
        let request = json!({"MessageBody": "a", "MessageGroupId": "g"});
        let message = read::<SendMessage>(request).unwrap();
        assert_eq!(
            message.into_outgoing().unwrap_err().code,
            ErrorCode::InvalidParameterValue
        );
    }

    #[test]
    fn the_queue_is_the_last_segment() {
        assert_eq!(
            queue_of_url("http://127.0.0.1:8000/000000000000/work/"),
            "work"
        );
        assert_eq!(
            queue_of_arn("arn:aws:sqs:eu-central-1:000000000000:work").unwrap(),
            "work"
        );
        assert!(queue_of_arn("work").is_err());
    }
}
