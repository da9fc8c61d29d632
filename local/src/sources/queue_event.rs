//! The event that Lambda makes of SQS messages (Lambda developer guide, "Using Lambda with Amazon SQS").

use bytes::Bytes;
use serde_json::{Map, Value, json};

use crate::sqs::{AttributeValue, Message};
use crate::template::names::{REGION, queue_arn};

/// The event for a batch.
pub(super) fn event(queue: &str, messages: &[Message]) -> Bytes {
    let arn = queue_arn(queue);
    let records: Vec<Value> = messages
        .iter()
        .map(|message| record(message, &arn))
        .collect();
    Bytes::from(json!({ "Records": records }).to_string())
}

fn record(message: &Message, arn: &str) -> Value {
    let attributes: Map<String, Value> = message
        .attributes
        .iter()
        .map(|(name, value)| (name.clone(), attribute(value)))
        .collect();
    json!({
        "messageId": message.message_id,
        "receiptHandle": message.receipt_handle,
        "body": message.body,
        "attributes": message.system,
        "messageAttributes": attributes,
        "md5OfBody": message.body_md5,
        "eventSource": "aws:sqs",
        "eventSourceARN": arn,
        "awsRegion": REGION,
    })
}

fn attribute(value: &AttributeValue) -> Value {
    let mut view = json!({
        "stringListValues": [],
        "binaryListValues": [],
        "dataType": value.data_type,
    });
    if let Some(text) = &value.string_value {
        view["stringValue"] = json!(text);
    }
    if let Some(base64) = &value.binary_value {
        view["binaryValue"] = json!(base64);
    }
    view
}
