//! One function per operation: read the request, call the service, write the answer.

use serde_json::{Value, json};

use super::attributes;
use super::batch;
use super::error::{ErrorCode, SqsError};
use super::limits;
use super::message::Sent;
use super::moves::MoveTask;
use super::polling::ReceiveOptions;
use super::service::Sqs;
use super::settings::QueueSettings;
use super::wire::{
    ChangeVisibility, GetAttributes, Handle, ListMoves, ListQueues, NamedQueue, Nothing, OnQueue,
    Receive, SendMessage, SetAttributes, StartMove, queue_of_arn, queue_of_url, read, seconds,
};
use crate::template::names;

/// Most tasks that `ListMessageMoveTasks` shows, and how many it shows when not told.
const MOVES_SHOWN: u64 = 10;

/// Runs an operation; `base` is the address that queue URLs start with.
pub(super) async fn run(
    sqs: &Sqs,
    operation: &str,
    request: Value,
    base: &str,
) -> Result<Value, SqsError> {
    match operation {
        "SendMessage" => send(sqs, request),
        "SendMessageBatch" => batch::send(sqs, request),
        "ReceiveMessage" => receive(sqs, request).await,
        "DeleteMessage" => delete(sqs, request),
        "DeleteMessageBatch" => batch::delete(sqs, request),
        "ChangeMessageVisibility" => change_visibility(sqs, request),
        "ChangeMessageVisibilityBatch" => batch::change_visibility(sqs, request),
        "GetQueueUrl" => get_queue_url(sqs, request, base),
        "GetQueueAttributes" => get_attributes(sqs, request),
        "SetQueueAttributes" => set_attributes(sqs, request),
        "ListQueues" => list_queues(sqs, request, base),
        "ListDeadLetterSourceQueues" => list_sources(sqs, request, base),
        "CreateQueue" => create_queue(sqs, request, base),
        "DeleteQueue" => delete_queue(sqs, request),
        "PurgeQueue" => purge(sqs, request),
        "StartMessageMoveTask" => start_move(sqs, request),
        "ListMessageMoveTasks" => list_moves(sqs, request),
        _ => {
            let text = format!("The operation {operation} is not supported here.");
            Err(SqsError::new(ErrorCode::UnsupportedOperation, text))
        }
    }
}

/// What the sender of a message is told.
pub(super) fn sent_view(sent: &Sent) -> Value {
    let mut view = json!({ "MessageId": sent.message_id, "MD5OfMessageBody": sent.body_md5 });
    if let Some(md5) = &sent.attributes_md5 {
        view["MD5OfMessageAttributes"] = json!(md5);
    }
    if let Some(md5) = &sent.system_md5 {
        view["MD5OfMessageSystemAttributes"] = json!(md5);
    }
    view
}

fn send(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<SendMessage> = read(request)?;
    let sent = sqs.send(
        queue_of_url(&request.queue_url),
        &request.rest.into_outgoing()?,
    )?;
    Ok(sent_view(&sent))
}

async fn receive(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<Receive> = read(request)?;
    let wanted = &request.rest;
    let max = wanted.max_number_of_messages.unwrap_or(1);
    let visibility = wanted
        .visibility_timeout
        .map(|value| seconds("VisibilityTimeout", value, limits::LONGEST_VISIBILITY))
        .transpose()?;
    let wait = wanted
        .wait_time_seconds
        .map(|value| seconds("WaitTimeSeconds", value, limits::LONGEST_WAIT))
        .transpose()?;
    let options = ReceiveOptions {
        max: usize::try_from(max).unwrap_or_default(),
        visibility,
        wait,
    };
    let messages = sqs
        .receive(queue_of_url(&request.queue_url), options)
        .await?;
    if messages.is_empty() {
        return Ok(json!({}));
    }
    let views: Vec<Value> = messages
        .iter()
        .map(|message| attributes::shown(message, wanted))
        .collect();
    Ok(json!({ "Messages": views }))
}

fn delete(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<Handle> = read(request)?;
    sqs.delete(
        queue_of_url(&request.queue_url),
        &request.rest.receipt_handle,
    )?;
    Ok(json!({}))
}

fn change_visibility(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<ChangeVisibility> = read(request)?;
    let Some(value) = request.rest.visibility_timeout else {
        let text = "The request must contain the parameter VisibilityTimeout.";
        return Err(SqsError::new(ErrorCode::MissingParameter, text));
    };
    let timeout = seconds("VisibilityTimeout", value, limits::LONGEST_VISIBILITY)?;
    sqs.change_visibility(
        queue_of_url(&request.queue_url),
        &request.rest.receipt_handle,
        timeout,
    )?;
    Ok(json!({}))
}

fn get_queue_url(sqs: &Sqs, request: Value, base: &str) -> Result<Value, SqsError> {
    let request: NamedQueue = read(request)?;
    let row = sqs.row(&request.queue_name)?;
    Ok(json!({ "QueueUrl": names::queue_url(base, &row.name) }))
}

fn get_attributes(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<GetAttributes> = read(request)?;
    let queue = queue_of_url(&request.queue_url);
    Ok(json!({ "Attributes": attributes::of_queue(sqs, queue, &request.rest.attribute_names)? }))
}

fn set_attributes(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<SetAttributes> = read(request)?;
    let queue = queue_of_url(&request.queue_url);
    let settings = sqs
        .settings(queue)?
        .with_attributes(&request.rest.attributes)?;
    sqs.put_queue(queue, &settings)?;
    Ok(json!({}))
}

fn list_queues(sqs: &Sqs, request: Value, base: &str) -> Result<Value, SqsError> {
    let request: ListQueues = read(request)?;
    let queues = sqs.store().queues()?;
    let named = queues
        .iter()
        .filter(|queue| queue.name.starts_with(&request.queue_name_prefix));
    let urls: Vec<String> = named
        .map(|queue| names::queue_url(base, &queue.name))
        .collect();
    Ok(json!({ "QueueUrls": urls }))
}

fn list_sources(sqs: &Sqs, request: Value, base: &str) -> Result<Value, SqsError> {
    let request: OnQueue<Nothing> = read(request)?;
    let row = sqs.row(queue_of_url(&request.queue_url))?;
    let sources = sqs.store().sources_of(&row.name)?;
    let urls: Vec<String> = sources
        .iter()
        .map(|name| names::queue_url(base, name))
        .collect();
    Ok(json!({ "queueUrls": urls }))
}

/// Making a queue again with the same attributes answers with the one that is there.
fn create_queue(sqs: &Sqs, request: Value, base: &str) -> Result<Value, SqsError> {
    let request: NamedQueue = read(request)?;
    let name = &request.queue_name;
    let existing = sqs.store().find_queue(name)?;
    let settings = match existing {
        Some(row) => {
            let wanted = row.settings.clone().with_attributes(&request.attributes)?;
            if wanted != row.settings {
                let text = "A queue already exists with the same name and a different value for an attribute.";
                return Err(SqsError::new(ErrorCode::QueueNameExists, text));
            }
            wanted
        }
        None => QueueSettings::default().with_attributes(&request.attributes)?,
    };
    sqs.put_queue(name, &settings)?;
    Ok(json!({ "QueueUrl": names::queue_url(base, name) }))
}

fn delete_queue(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<Nothing> = read(request)?;
    let row = sqs.row(queue_of_url(&request.queue_url))?;
    sqs.store().drop_queue(&row.name)?;
    sqs.ring(&row.name);
    Ok(json!({}))
}

fn purge(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: OnQueue<Nothing> = read(request)?;
    let row = sqs.row(queue_of_url(&request.queue_url))?;
    sqs.store().purge(&row.name)?;
    Ok(json!({}))
}

fn start_move(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: StartMove = read(request)?;
    let source = queue_of_arn(&request.source_arn)?;
    let destination = request
        .destination_arn
        .as_deref()
        .map(queue_of_arn)
        .transpose()?;
    let task = sqs.move_messages(source, destination)?;
    Ok(json!({ "TaskHandle": task.handle }))
}

fn list_moves(sqs: &Sqs, request: Value) -> Result<Value, SqsError> {
    let request: ListMoves = read(request)?;
    let max = request.max_results.unwrap_or(1).clamp(1, MOVES_SHOWN);
    let source = queue_of_arn(&request.source_arn)?;
    let tasks = sqs
        .store()
        .moves(source, usize::try_from(max).unwrap_or(1))?;
    Ok(json!({ "Results": tasks.iter().map(move_view).collect::<Vec<_>>() }))
}

fn move_view(task: &MoveTask) -> Value {
    let mut view = json!({
        "Status": task.status.as_str(),
        "SourceArn": task.source,
        "ApproximateNumberOfMessagesMoved": task.moved,
        "ApproximateNumberOfMessagesToMove": task.found,
        "StartedTimestamp": task.started_ms,
    });
    if let Some(destination) = &task.destination {
        view["DestinationArn"] = json!(destination);
    }
    if task.moved < task.found {
        view["FailureReason"] = json!("CouldNotDetermineMessageSource");
    }
    view
}
