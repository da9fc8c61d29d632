//! SQS queues, with the bounds that SQS puts on their attributes.

use std::time::Duration;

use super::error::TemplateError;
use super::model::{Queue, Redrive};
use super::properties::Properties;

/// Reads an `AWS::SQS::Queue`. `queue_of` gives the logical id of the queue with an ARN.
pub(super) fn queue(
    properties: &Properties<'_>,
    name: String,
    queue_of: impl Fn(&str) -> Option<String>,
) -> Result<Queue, TemplateError> {
    if properties.flag("FifoQueue")? == Some(true) {
        return Err(properties.fault("FifoQueue", "only standard queues run here"));
    }
    let seconds = |property: &str, least: u32, most: u32, default: u64| {
        let given = properties.number(property, least, most)?;
        Ok::<_, TemplateError>(Duration::from_secs(given.map_or(default, u64::from)))
    };
    Ok(Queue {
        id: properties.resource().to_owned(),
        name,
        visibility_timeout: seconds("VisibilityTimeout", 0, 43_200, 30)?,
        delay: seconds("DelaySeconds", 0, 900, 0)?,
        retention: seconds("MessageRetentionPeriod", 60, 1_209_600, 345_600)?,
        receive_wait: seconds("ReceiveMessageWaitTimeSeconds", 0, 20, 0)?,
        max_message_bytes: properties
            .number("MaximumMessageSize", 1_024, 1_048_576)?
            .unwrap_or(1_048_576),
        redrive: redrive(properties, queue_of)?,
    })
}

fn redrive(
    properties: &Properties<'_>,
    queue_of: impl Fn(&str) -> Option<String>,
) -> Result<Option<Redrive>, TemplateError> {
    let Some(policy) = properties.child("RedrivePolicy")? else {
        return Ok(None);
    };
    let arn = policy.required_text("deadLetterTargetArn")?;
    let max_receive_count = policy
        .number("maxReceiveCount", 1, 1_000)?
        .ok_or_else(|| policy.fault("maxReceiveCount", "it is missing"))?;
    match queue_of(&arn) {
        Some(dead_letters) => Ok(Some(Redrive {
            dead_letters,
            max_receive_count,
        })),
        None => Err(policy.fault(
            "deadLetterTargetArn",
            format!("no queue of the template is {arn}"),
        )),
    }
}
