//! Batches: entries succeed and fail one by one; only a malformed batch fails as a whole.

use serde_json::{Value, json};

use super::error::{ErrorCode, SqsError};
use super::limits;
use super::service::Sqs;
use super::wire::{
    Batch, BatchEntry, ChangeVisibility, Handle, OnQueue, SendMessage, queue_of_url, read, seconds,
};

pub(super) fn send(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<Batch<SendMessage>> = read(request)?;
    let queue = queue_of_url(&request.queue_url);
    let entries = checked(sqs, queue, request.rest)?;
    let messages: Vec<_> = entries
        .into_iter()
        .map(|entry| (entry.id, entry.entry.into_outgoing()))
        .collect();
    let total: usize = messages
        .iter()
        .filter_map(|(_, message)| message.as_ref().ok())
        .map(limits::size_of)
        .sum();
    if total > limits::MESSAGE_BYTES as usize {
        let text = format!(
            "Batch requests cannot be longer than {} bytes. You have sent {total} bytes.",
            limits::MESSAGE_BYTES
        );
        return Err(SqsError::new(ErrorCode::BatchRequestTooLong, text));
    }
    let outcomes = messages.into_iter().map(|(id, message)| {
        let sent = message.and_then(|message| sqs.send(queue, &message));
        (id, sent.map(|sent| super::operations::sent_view(&sent)))
    });
    Ok(answer(outcomes))
}

pub(super) fn delete(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<Batch<Handle>> = read(request)?;
    let queue = queue_of_url(&request.queue_url);
    let entries = checked(sqs, queue, request.rest)?;
    let outcomes = entries.into_iter().map(|entry| {
        (
            entry.id,
            sqs.delete(queue, &entry.entry.receipt_handle)
                .map(|()| json!({})),
        )
    });
    Ok(answer(outcomes))
}

pub(super) fn change_visibility(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<Batch<ChangeVisibility>> = read(request)?;
    let queue = queue_of_url(&request.queue_url);
    let entries = checked(sqs, queue, request.rest)?;
    let outcomes = entries.into_iter().map(|BatchEntry { id, entry }| {
        let value = entry.visibility_timeout.unwrap_or_default();
        let timeout = seconds("VisibilityTimeout", value, limits::LONGEST_VISIBILITY);
        let outcome = timeout
            .and_then(|timeout| sqs.change_visibility(queue, &entry.receipt_handle, timeout));
        (id, outcome.map(|()| json!({})))
    });
    Ok(answer(outcomes))
}

/// The entries, once the queue exists and the batch is well formed.
fn checked<T>(sqs: &Sqs, queue: &str, batch: Batch<T>) -> Result<Vec<BatchEntry<T>>, SqsError> {
    sqs.row(queue)?;
    limits::check_batch(batch.entries.iter().map(|entry| entry.id.as_str()))?;
    Ok(batch.entries)
}

fn answer(outcomes: impl Iterator<Item = (String, Result<Value, SqsError>)>) -> Value {
    let mut successful = Vec::new();
    let mut failed = Vec::new();
    for (id, outcome) in outcomes {
        match outcome {
            Ok(mut view) => {
                view["Id"] = Value::String(id);
                successful.push(view);
            }
            Err(error) => failed.push(json!({
                "Id": id,
                "SenderFault": error.code.is_sender_fault(),
                "Code": error.code.query_code(),
                "Message": error.message,
            })),
        }
    }
    json!({ "Successful": successful, "Failed": failed })
}
