//! A queue's attributes: from the template, from `CreateQueue` and `SetQueueAttributes`, and back.

use std::collections::BTreeMap;
use std::time::Duration;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::error::{ErrorCode, SqsError};
use super::limits::MESSAGE_BYTES;
use crate::template::model;
use crate::template::names;

/// What can be set on a queue. Times are whole seconds, as in the API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueSettings {
    /// How long a received message stays unseen by others (0 to 43200 s).
    pub visibility_timeout: u64,
    /// How long a new message stays unseen (0 to 900 s).
    pub delay: u64,
    /// How long a message is kept (60 to 1209600 s).
    pub retention: u64,
    /// How long a receive waits that does not say (0 to 20 s).
    pub receive_wait: u64,
    /// Largest message in bytes (1024 to 1048576).
    pub max_message_bytes: u32,
    /// Where a message goes that was received too often.
    pub redrive: Option<RedrivePolicy>,
}

/// `RedrivePolicy`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RedrivePolicy {
    /// ARN of the dead-letter queue.
    pub dead_letter_target_arn: String,
    /// Receives after which a message moves there (1 to 1000). SDKs send it as number or as text.
    #[serde(deserialize_with = "number_or_text")]
    pub max_receive_count: u64,
}

impl Default for QueueSettings {
    /// The defaults of SQS.
    fn default() -> Self {
        Self {
            visibility_timeout: 30,
            delay: 0,
            retention: 345_600,
            receive_wait: 0,
            max_message_bytes: MESSAGE_BYTES,
            redrive: None,
        }
    }
}

impl QueueSettings {
    /// The settings of a queue of the template; `queues` are all of them, to find the dead-letter queue's name.
    ///
    /// # Errors
    /// `InvalidParameterValue` when the dead-letter queue is not among them.
    pub fn from_template(
        queue: &model::Queue,
        queues: &IndexMap<String, model::Queue>,
    ) -> Result<Self, SqsError> {
        let redrive = queue
            .redrive
            .as_ref()
            .map(|redrive| redrive_policy(redrive, queues))
            .transpose()?;
        Ok(Self {
            visibility_timeout: queue.visibility_timeout.as_secs(),
            delay: queue.delay.as_secs(),
            retention: queue.retention.as_secs(),
            receive_wait: queue.receive_wait.as_secs(),
            max_message_bytes: queue.max_message_bytes,
            redrive,
        })
    }

    /// These settings with `attributes` of the API put over them.
    ///
    /// # Errors
    /// `InvalidAttributeName`, `InvalidAttributeValue`, and `UnsupportedOperation` for FIFO queues.
    pub fn with_attributes(
        mut self,
        attributes: &BTreeMap<String, String>,
    ) -> Result<Self, SqsError> {
        for (name, value) in attributes {
            self.set(name, value)?;
        }
        Ok(self)
    }

    /// How long a received message stays unseen.
    #[must_use]
    pub fn visibility(&self) -> Duration {
        Duration::from_secs(self.visibility_timeout)
    }

    /// The settings by their API names.
    pub(super) fn to_attributes(&self) -> BTreeMap<String, String> {
        let mut attributes = BTreeMap::from([
            (
                "VisibilityTimeout".to_owned(),
                self.visibility_timeout.to_string(),
            ),
            ("DelaySeconds".to_owned(), self.delay.to_string()),
            (
                "MessageRetentionPeriod".to_owned(),
                self.retention.to_string(),
            ),
            (
                "ReceiveMessageWaitTimeSeconds".to_owned(),
                self.receive_wait.to_string(),
            ),
            (
                "MaximumMessageSize".to_owned(),
                self.max_message_bytes.to_string(),
            ),
        ]);
        if let Some(redrive) = &self.redrive {
            let policy = serde_json::json!({
                "deadLetterTargetArn": redrive.dead_letter_target_arn,
                "maxReceiveCount": redrive.max_receive_count,
            });
            attributes.insert("RedrivePolicy".to_owned(), policy.to_string());
        }
        attributes
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), SqsError> {
        match name {
            "VisibilityTimeout" => self.visibility_timeout = within(name, value, 0..=43_200)?,
            "DelaySeconds" => self.delay = within(name, value, 0..=900)?,
            "MessageRetentionPeriod" => self.retention = within(name, value, 60..=1_209_600)?,
            "ReceiveMessageWaitTimeSeconds" => self.receive_wait = within(name, value, 0..=20)?,
            "MaximumMessageSize" => {
                self.max_message_bytes = within(name, value, 1_024..=MESSAGE_BYTES)?;
            }
            "RedrivePolicy" => self.redrive = parse_redrive(value)?,
            "FifoQueue"
            | "ContentBasedDeduplication"
            | "DeduplicationScope"
            | "FifoThroughputLimit" => {
                let text = "FIFO queues are not supported here.";
                return Err(SqsError::new(ErrorCode::UnsupportedOperation, text));
            }
            _ => {
                let text = format!("Unknown Attribute {name}.");
                return Err(SqsError::new(ErrorCode::InvalidAttributeName, text));
            }
        }
        Ok(())
    }
}

fn redrive_policy(
    redrive: &model::Redrive,
    queues: &IndexMap<String, model::Queue>,
) -> Result<RedrivePolicy, SqsError> {
    let Some(dead_letters) = queues.get(&redrive.dead_letters) else {
        return Err(SqsError::invalid(format!(
            "no queue {} for dead letters",
            redrive.dead_letters
        )));
    };
    Ok(RedrivePolicy {
        dead_letter_target_arn: names::queue_arn(&dead_letters.name),
        max_receive_count: u64::from(redrive.max_receive_count),
    })
}

fn within<T: std::str::FromStr + PartialOrd>(
    name: &str,
    value: &str,
    range: std::ops::RangeInclusive<T>,
) -> Result<T, SqsError> {
    let number = value.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        SqsError::new(
            ErrorCode::InvalidAttributeValue,
            format!("Invalid value for the parameter {name}."),
        )
    })
}

/// An empty policy takes the dead-letter queue away, as in SQS.
fn parse_redrive(value: &str) -> Result<Option<RedrivePolicy>, SqsError> {
    if value.is_empty() {
        return Ok(None);
    }
    let policy = serde_json::from_str::<RedrivePolicy>(value).ok();
    let policy = policy.filter(|policy| (1..=1_000).contains(&policy.max_receive_count));
    let text = "Invalid value for the parameter RedrivePolicy.";
    policy
        .map(Some)
        .ok_or_else(|| SqsError::new(ErrorCode::InvalidAttributeValue, text))
}

fn number_or_text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Count {
        Number(u64),
        Text(String),
    }
    match Count::deserialize(deserializer)? {
        Count::Number(count) => Ok(count),
        Count::Text(text) => text.parse().map_err(serde::de::Error::custom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(name: &str, value: &str) -> Result<QueueSettings, SqsError> {
        QueueSettings::default()
            .with_attributes(&BTreeMap::from([(name.to_owned(), value.to_owned())]))
    }

    #[test]
    fn settings_survive_the_way_through_attributes() {
        let policy = r#"{"deadLetterTargetArn":"arn:aws:sqs:eu-central-1:000000000000:dead","maxReceiveCount":"3"}"#;
        let settings = set("RedrivePolicy", policy).unwrap();
        assert_eq!(settings.redrive.as_ref().unwrap().max_receive_count, 3);
        let again = QueueSettings::default()
            .with_attributes(&settings.to_attributes())
            .unwrap();
        assert_eq!(again, settings);
    }

    #[test]
    fn values_out_of_range_and_unknown_names_are_refused() {
        assert_eq!(
            set("DelaySeconds", "901").unwrap_err().code,
            ErrorCode::InvalidAttributeValue
        );
        assert_eq!(
            set("VisibilityTimeout", "-1").unwrap_err().code,
            ErrorCode::InvalidAttributeValue
        );
        assert_eq!(
            set("Colour", "red").unwrap_err().code,
            ErrorCode::InvalidAttributeName
        );
        assert_eq!(
            set("FifoQueue", "true").unwrap_err().code,
            ErrorCode::UnsupportedOperation
        );
    }

    #[test]
    fn an_empty_policy_takes_the_dead_letter_queue_away() {
        let with = QueueSettings {
            redrive: Some(RedrivePolicy {
                dead_letter_target_arn: "arn".to_owned(),
                max_receive_count: 1,
            }),
            ..QueueSettings::default()
        };
        let attributes = BTreeMap::from([("RedrivePolicy".to_owned(), String::new())]);
        assert_eq!(with.with_attributes(&attributes).unwrap().redrive, None);
    }
}
