//! The limits of SQS, checked before anything is stored (SQS developer guide, "Amazon SQS message quotas").

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::error::{ErrorCode, SqsError};
use super::message::{AttributeValue, Outgoing};

/// Most entries of a batch and most messages of one receive.
pub(super) const BATCH_ENTRIES: usize = 10;
/// Most bytes of all messages of one batch, and the default for one message (1 MiB since August 2025).
pub(super) const MESSAGE_BYTES: u32 = 1024 * 1024;
/// Longest long poll.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// Longest delay before a message is first seen.
pub(super) const LONGEST_DELAY: Duration = Duration::from_secs(900);
/// Longest visibility timeout: twelve hours.
pub(super) const LONGEST_VISIBILITY: Duration = Duration::from_secs(43_200);

const ATTRIBUTES: usize = 10;
const ATTRIBUTE_NAME_CHARACTERS: usize = 256;
const QUEUE_NAME_CHARACTERS: usize = 80;
const BATCH_ID_CHARACTERS: usize = 80;

/// Checks a message against the rules and the queue's own size limit.
pub(super) fn check_message(message: &Outgoing, max_bytes: u32) -> Result<(), SqsError> {
    if message.body.is_empty() {
        return Err(SqsError::new(
            ErrorCode::MissingParameter,
            "The request must contain the parameter MessageBody.",
        ));
    }
    if !message.body.chars().all(is_allowed) {
        let text = "Invalid characters found. Valid unicode characters are \
                    #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF";
        return Err(SqsError::new(ErrorCode::InvalidMessageContents, text));
    }
    if message.delay.is_some_and(|delay| delay > LONGEST_DELAY) {
        return Err(SqsError::invalid(
            "Value for parameter DelaySeconds is invalid. Reason: must be between 0 and 900.",
        ));
    }
    check_attributes(&message.attributes)?;
    if size_of(message) > max_bytes as usize {
        let text = format!(
            "One or more parameters are invalid. Reason: Message must be shorter than {max_bytes} bytes."
        );
        return Err(SqsError::invalid(text));
    }
    Ok(())
}

/// Bytes that count towards the limits: body, and name, type and value of every attribute.
pub(super) fn size_of(message: &Outgoing) -> usize {
    let attributes: usize = message
        .attributes
        .iter()
        .map(|(name, value)| name.len() + value.data_type.len() + value_size(value))
        .sum();
    message.body.len() + attributes
}

/// Checks the name of a queue.
pub(super) fn check_queue_name(name: &str) -> Result<(), SqsError> {
    if name.ends_with(".fifo") {
        return Err(SqsError::new(
            ErrorCode::UnsupportedOperation,
            "FIFO queues are not supported here.",
        ));
    }
    if name.is_empty() || name.len() > QUEUE_NAME_CHARACTERS || !name.chars().all(is_name_character)
    {
        let text =
            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";
        return Err(SqsError::invalid(text));
    }
    Ok(())
}

/// Checks the number of entries of a batch and their ids.
pub(super) fn check_batch<'a>(ids: impl ExactSizeIterator<Item = &'a str>) -> Result<(), SqsError> {
    let count = ids.len();
    if count == 0 {
        let text = "There should be at least one entry in the request.";
        return Err(SqsError::new(ErrorCode::EmptyBatchRequest, text));
    }
    if count > BATCH_ENTRIES {
        let text = format!(
            "Maximum number of entries per request are {BATCH_ENTRIES}. You have sent {count}."
        );
        return Err(SqsError::new(ErrorCode::TooManyEntriesInBatchRequest, text));
    }
    let mut seen = std::collections::HashSet::new();
    for id in ids {
        if id.is_empty() || id.len() > BATCH_ID_CHARACTERS || !id.chars().all(is_name_character) {
            let text = "A batch entry id can only contain alphanumeric characters, hyphens and underscores. \
                        It can be at most 80 letters long.";
            return Err(SqsError::new(ErrorCode::InvalidBatchEntryId, text));
        }
        if !seen.insert(id) {
            return Err(SqsError::new(
                ErrorCode::BatchEntryIdsNotDistinct,
                format!("Id {id} repeated."),
            ));
        }
    }
    Ok(())
}

/// Checks a visibility timeout.
pub(super) fn check_visibility(timeout: Duration) -> Result<(), SqsError> {
    if timeout > LONGEST_VISIBILITY {
        let text = "Value for parameter VisibilityTimeout is invalid. Reason: must be between 0 and 43200.";
        return Err(SqsError::invalid(text));
    }
    Ok(())
}

fn check_attributes(attributes: &BTreeMap<String, AttributeValue>) -> Result<(), SqsError> {
    if attributes.len() > ATTRIBUTES {
        return Err(SqsError::invalid(format!(
            "Number of message attributes [{}] exceeds the allowed maximum [{ATTRIBUTES}].",
            attributes.len()
        )));
    }
    for (name, value) in attributes {
        check_attribute(name, value)?;
    }
    Ok(())
}

fn check_attribute(name: &str, value: &AttributeValue) -> Result<(), SqsError> {
    let reserved = ["aws.", "amazon."]
        .iter()
        .any(|prefix| name.to_ascii_lowercase().starts_with(prefix));
    let spelt = name.chars().all(|c| is_name_character(c) || c == '.');
    if name.is_empty() || name.len() > ATTRIBUTE_NAME_CHARACTERS || reserved || !spelt {
        return Err(SqsError::invalid(format!(
            "Invalid message attribute name '{name}'."
        )));
    }
    let kind = value.data_type.split('.').next().unwrap_or_default();
    let fits = match kind {
        "String" => value
            .string_value
            .as_ref()
            .is_some_and(|text| !text.is_empty() && text.chars().all(is_allowed)),
        "Number" => value
            .string_value
            .as_ref()
            .is_some_and(|text| text.parse::<f64>().is_ok()),
        "Binary" => value
            .binary_value
            .as_ref()
            .is_some_and(|text| !text.is_empty() && STANDARD.decode(text).is_ok()),
        _ => false,
    };
    if !fits {
        return Err(SqsError::invalid(format!(
            "The message attribute '{name}' must contain a non-empty value of its data type."
        )));
    }
    Ok(())
}

fn value_size(value: &AttributeValue) -> usize {
    let text = value.string_value.as_ref().map_or(0, String::len);
    let binary = value
        .binary_value
        .as_ref()
        .map_or(0, |base64| base64.len() / 4 * 3);
    text + binary
}

fn is_name_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-' || character == '_'
}

fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_with_a_control_character_is_refused() {
        let error = check_message(&Outgoing::text("a\u{1}b"), MESSAGE_BYTES).unwrap_err();
        assert_eq!(error.code, ErrorCode::InvalidMessageContents);
    }

    #[test]
    fn attributes_count_towards_the_size() {
        let mut message = Outgoing::text("12345");
        let value = AttributeValue {
            data_type: "String".to_owned(),
            string_value: Some("xy".to_owned()),
            binary_value: None,
        };
        message.attributes.insert("n".to_owned(), value);
        assert_eq!(size_of(&message), 5 + 1 + 6 + 2);
        assert!(check_message(&message, 14).is_ok());
        assert_eq!(
            check_message(&message, 13).unwrap_err().code,
            ErrorCode::InvalidParameterValue
        );
    }

    #[test]
    fn a_number_attribute_must_be_a_number() {
        let value = AttributeValue {
            data_type: "Number.int".to_owned(),
            string_value: Some("twelve".to_owned()),
            binary_value: None,
        };
        assert!(check_attribute("n", &value).is_err());
    }

    #[test]
    fn fifo_names_are_refused_by_name() {
        assert_eq!(
            check_queue_name("orders.fifo").unwrap_err().code,
            ErrorCode::UnsupportedOperation
        );
        assert!(check_queue_name("orders").is_ok());
    }
}
