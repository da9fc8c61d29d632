//! Which messages of a batch failed (Lambda developer guide, "Implementing partial batch responses").
//!
//! With `ReportBatchItemFailures` the function names the failed ones. An answer that names none is a success; one that
//! cannot be trusted (no JSON, an empty or unknown id) fails the whole batch, so that nothing is deleted by mistake.

use std::collections::HashSet;

use serde_json::Value;

use crate::sqs::Message;

/// What becomes of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Every message but these was handled.
    Handled {
        /// Ids of the failed messages; empty for a whole success.
        failed: HashSet<String>,
    },
    /// Nothing can be taken as handled.
    AllFailed {
        /// Why, for the log.
        reason: String,
    },
}

/// Reads the function's answer.
pub(super) fn read(answer: &[u8], messages: &[Message], partial_failures: bool) -> Outcome {
    if !partial_failures {
        return Outcome::Handled {
            failed: HashSet::new(),
        };
    }
    match failed_ids(answer) {
        Ok(failed) => match failed
            .iter()
            .find(|id| !messages.iter().any(|message| message.message_id == **id))
        {
            Some(unknown) => Outcome::AllFailed {
                reason: format!("the answer names {unknown:?}, which is not in the batch"),
            },
            None => Outcome::Handled { failed },
        },
        Err(reason) => Outcome::AllFailed { reason },
    }
}

/// The ids that the answer names; none when it is empty or has no list.
fn failed_ids(answer: &[u8]) -> Result<HashSet<String>, String> {
    if answer.is_empty() {
        return Ok(HashSet::new());
    }
    let answer: Value = serde_json::from_slice(answer)
        .map_err(|error| format!("the answer is not JSON: {error}"))?;
    let list = match &answer {
        Value::Null => return Ok(HashSet::new()),
        Value::Object(fields) => fields.get("batchItemFailures"),
        _ => return Err("the answer is no object".to_owned()),
    };
    match list {
        None | Some(Value::Null) => Ok(HashSet::new()),
        Some(Value::Array(items)) => items.iter().map(failed_id).collect(),
        Some(_) => Err("batchItemFailures is no list".to_owned()),
    }
}

fn failed_id(item: &Value) -> Result<String, String> {
    let id = item
        .get("itemIdentifier")
        .and_then(Value::as_str)
        .filter(|id| !id.is_empty());
    id.map(str::to_owned)
        .ok_or_else(|| "a batchItemFailures entry has no itemIdentifier".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn batch() -> Vec<Message> {
        let message = |id: &str| Message {
            message_id: id.to_owned(),
            receipt_handle: format!("receipt of {id}"),
            body: String::new(),
            body_md5: String::new(),
            attributes: BTreeMap::new(),
            system: BTreeMap::new(),
        };
        ["a", "b"].map(message).to_vec()
    }

    fn failed(ids: &[&str]) -> Outcome {
        Outcome::Handled {
            failed: ids.iter().map(|id| (*id).to_owned()).collect(),
        }
    }

    #[test]
    fn named_messages_failed_and_the_others_did_not() {
        let answer = br#"{"batchItemFailures":[{"itemIdentifier":"b"}]}"#;
        assert_eq!(read(answer, &batch(), true), failed(&["b"]));
    }

    #[test]
    fn answers_that_name_none_are_successes() {
        let answers: [&[u8]; 5] = [
            b"",
            b"null",
            b"{}",
            br#"{"batchItemFailures":null}"#,
            br#"{"batchItemFailures":[]}"#,
        ];
        for answer in answers {
            assert_eq!(read(answer, &batch(), true), failed(&[]));
        }
    }

    #[test]
    fn answers_that_cannot_be_trusted_fail_the_batch() {
        let answers: [&[u8]; 7] = [
            b"not json",
            b"[]",
            br#""ok""#,
            br#"{"batchItemFailures":"a"}"#,
            br#"{"batchItemFailures":[{"itemIdentifier":""}]}"#,
            br#"{"batchItemFailures":[{"itemIdentifer":"a"}]}"#,
            br#"{"batchItemFailures":[{"itemIdentifier":"stranger"}]}"#,
        ];
        for answer in answers {
            let outcome = read(answer, &batch(), true);
            assert!(matches!(outcome, Outcome::AllFailed { .. }), "{outcome:?}");
        }
    }

    #[test]
    fn without_partial_failures_the_answer_does_not_matter() {
        assert_eq!(read(b"not json", &batch(), false), failed(&[]));
    }

    proptest! {
        #[test]
        fn any_answer_is_read_without_a_panic(answer in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = read(&answer, &batch(), true);
        }
    }
}
