//! Which attributes an answer shows, and what a queue says about itself.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::error::SqsError;
use super::message::Message;
use super::service::Sqs;
use super::wire::Receive;
use crate::template::names;

/// A message as `ReceiveMessage` shows it, with the attributes that were asked for.
pub(super) fn shown(message: &Message, request: &Receive) -> Value {
    let mut view = json!({
        "MessageId": message.message_id,
        "ReceiptHandle": message.receipt_handle,
        "MD5OfBody": message.body_md5,
        "Body": message.body,
    });
    let system = chosen(&message.system, |name| {
        let lists = [
            &request.attribute_names,
            &request.message_system_attribute_names,
        ];
        lists
            .into_iter()
            .flatten()
            .any(|wanted| wanted == name || wanted == "All")
    });
    if !system.is_empty() {
        view["Attributes"] = json!(system);
    }
    let user = chosen(&message.attributes, |name| {
        request
            .message_attribute_names
            .iter()
            .any(|wanted| matches_pattern(wanted, name))
    });
    if !user.is_empty() {
        // The digest covers what is shown, which is what an SDK can check.
        view["MD5OfMessageAttributes"] = json!(super::digest::of_attributes(&user));
        view["MessageAttributes"] = json!(user);
    }
    view
}

/// The attributes of a queue that `wanted` names.
pub(super) fn of_queue(
    sqs: &Sqs,
    queue: &str,
    wanted: &[String],
) -> Result<BTreeMap<String, String>, SqsError> {
    let row = sqs.row(queue)?;
    let counts = sqs.counts(queue)?;
    let mut attributes = row.settings.to_attributes();
    let own = [
        ("QueueArn", names::queue_arn(queue)),
        ("CreatedTimestamp", (row.created_ms / 1_000).to_string()),
        (
            "LastModifiedTimestamp",
            (row.modified_ms / 1_000).to_string(),
        ),
        ("ApproximateNumberOfMessages", counts.visible.to_string()),
        (
            "ApproximateNumberOfMessagesNotVisible",
            counts.in_flight.to_string(),
        ),
        (
            "ApproximateNumberOfMessagesDelayed",
            counts.delayed.to_string(),
        ),
    ];
    attributes.extend(own.map(|(name, value)| (name.to_owned(), value)));
    Ok(chosen(&attributes, |name| {
        wanted
            .iter()
            .any(|pattern| pattern == name || pattern == "All")
    }))
}

fn chosen<T: Clone>(
    all: &BTreeMap<String, T>,
    wanted: impl Fn(&str) -> bool,
) -> BTreeMap<String, T> {
    all.iter()
        .filter(|(name, _)| wanted(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// `All` and `.*` take every attribute, `prefix.*` those that start with the prefix.
fn matches_pattern(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix(".*") {
        Some(prefix) => name.starts_with(prefix),
        None => pattern == name || pattern == "All",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_choose_by_name_and_prefix() {
        assert!(matches_pattern("All", "anything"));
        assert!(matches_pattern(".*", "anything"));
        assert!(matches_pattern("trace.*", "trace.id"));
        assert!(!matches_pattern("trace.*", "span"));
        assert!(!matches_pattern("trace", "trace.id"));
    }
}
