//! A person's rows: reading a partition page by page, and deleting it.

use std::time::Duration;

use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, WriteRequest};
use futures::{StreamExt, TryStreamExt, stream};
use nazar::store::{Item, StoreError, Table};
use tokio::time::Instant;

/// Most deletions of one call
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>).
const BATCH: usize = 25;
/// Calls under way at a time.
const CONCURRENCY: usize = 4;
/// The first pause after DynamoDB took a part of a batch only; each next one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// Tries of one batch: the pauses add up to some three seconds.
const TRIES: u32 = 7;

/// Whether a thing was brought to its end, or has to go on later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Nothing is left.
    Finished,
    /// Time was over.
    Unfinished,
}

/// One page of a partition, whole items or their keys, consistently, from where the last one ended. Expired items are not
/// skipped: they are still there.
pub(crate) async fn page(
    table: &Table,
    pk: &str,
    keys_only: bool,
    from: Option<Item>,
) -> Result<(Vec<Item>, Option<Item>), StoreError> {
    let answer = table
        .client()
        .query()
        .table_name(table.name())
        .key_condition_expression("pk = :pk")
        .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
        .set_projection_expression(keys_only.then(|| "pk, sk".to_owned()))
        .set_exclusive_start_key(from)
        .consistent_read(true)
        .send()
        .await
        .map_err(StoreError::from_sdk)?;
    Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key))
}

/// Deletes a partition but for one row, page by page for as long as there is time.
pub(crate) async fn erase(
    table: &Table,
    pk: &str,
    kept: Option<&str>,
    until: Instant,
) -> Result<Progress, StoreError> {
    let mut from = None;
    loop {
        let (mut keys, next) = page(table, pk, true, from).await?;
        keys.retain(|key| kept.is_none_or(|kept| sort_key(key) != kept));
        delete(table, keys).await?;
        if next.is_none() {
            return Ok(Progress::Finished);
        }
        if Instant::now() >= until {
            return Ok(Progress::Unfinished);
        }
        from = next;
    }
}

/// Deletes the items of these keys; that one is not there is no error.
pub(crate) async fn delete(table: &Table, keys: Vec<Item>) -> Result<(), StoreError> {
    let requests: Vec<WriteRequest> = keys
        .into_iter()
        .map(|key| DeleteRequest::builder().set_key(Some(key)).build())
        .map(|deletion| {
            let deletion = deletion.map_err(StoreError::refused)?;
            Ok(WriteRequest::builder().delete_request(deletion).build())
        })
        .collect::<Result<_, StoreError>>()?;
    let batches: Vec<Vec<WriteRequest>> = requests.chunks(BATCH).map(<[_]>::to_vec).collect();
    stream::iter(batches)
        .map(|batch| write(table, batch))
        .buffer_unordered(CONCURRENCY)
        .try_collect()
        .await
}

/// Sends a batch until all of it is taken: under load DynamoDB answers with the rest.
async fn write(table: &Table, batch: Vec<WriteRequest>) -> Result<(), StoreError> {
    let mut left = batch;
    let mut pause = FIRST_PAUSE;
    for _ in 0..TRIES {
        let answer = table
            .client()
            .batch_write_item()
            .request_items(table.name(), left)
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        left = answer
            .unprocessed_items
            .unwrap_or_default()
            .remove(table.name())
            .unwrap_or_default();
        if left.is_empty() {
            return Ok(());
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
    Err(StoreError::Unavailable(
        format!("{} rows were not deleted", left.len()).into(),
    ))
}

/// The sort key of an item; empty for none.
pub(crate) fn sort_key(item: &Item) -> &str {
    let value = item.get("sk").and_then(|value| value.as_s().ok());
    value.map_or("", String::as_str)
}
