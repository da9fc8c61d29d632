//! Single-item updates, with the retry that the SDK leaves to us.
//!
//! A plain update is refused with `TransactionConflictException` while a transaction holds the item; the SDK does
//! not count that among the errors it retries.

use std::time::Duration;

use aws_sdk_dynamodb::{
    error::{ProvideErrorMetadata, SdkError},
    operation::update_item::{
        UpdateItemError, UpdateItemOutput, builders::UpdateItemFluentBuilder,
    },
};

use super::StoreError;

/// Tries in all.
const ATTEMPTS: u32 = 5;
/// The first pause; each next one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(25);

/// Sends a prepared update, again while a transaction is at work on its item.
///
/// # Errors
/// [`StoreError::ConditionNotMet`] when the update's condition did not hold, and whatever the call met.
pub async fn update(prepared: UpdateItemFluentBuilder) -> Result<UpdateItemOutput, StoreError> {
    let mut pause = FIRST_PAUSE;
    let mut attempt = 1;
    loop {
        let error = match prepared.clone().send().await {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        if attempt == ATTEMPTS || !is_conflict(&error) {
            return Err(StoreError::from_sdk(error));
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
        attempt += 1;
    }
}

fn is_conflict(error: &SdkError<UpdateItemError>) -> bool {
    error
        .as_service_error()
        .and_then(ProvideErrorMetadata::code)
        == Some("TransactionConflictException")
}

#[cfg(test)]
mod tests {
    use super::super::testing::canned;
    use super::super::{Key, Table, transact};
    use super::*;

    const CONFLICT: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionConflictException","message":"ongoing"}"#;
    const CANCELLED: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "message":"cancelled","CancellationReasons":[{"Code":"TransactionConflict"},{"Code":"None"}]}"#;
    const REFUSED: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no"}"#;

    fn prepared(table: &Table) -> UpdateItemFluentBuilder {
        let key = Key::new("a", "b");
        table
            .client()
            .update_item()
            .table_name("t")
            .set_key(Some(key.to_attributes()))
    }

    #[tokio::test]
    async fn an_update_outlasts_a_transaction_at_work() {
        let table = canned(vec![(400, CONFLICT), (400, CONFLICT), (200, "{}")]).await;
        update(prepared(&table)).await.unwrap();
    }

    #[tokio::test]
    async fn a_condition_is_decided_at_once() {
        let table = canned(vec![(400, REFUSED)]).await;
        let refused = update(prepared(&table)).await;
        assert!(
            matches!(refused, Err(StoreError::ConditionNotMet)),
            "{refused:?}"
        );
    }

    #[tokio::test]
    async fn a_transaction_outlasts_a_conflict() {
        let table = canned(vec![(400, CANCELLED), (400, CANCELLED), (200, "{}")]).await;
        transact(table.client(), vec![]).await.unwrap();
    }

    #[tokio::test]
    async fn conflicts_without_end_are_reported() {
        let table = canned(vec![(400, CONFLICT); 5]).await;
        let busy = update(prepared(&table)).await;
        assert!(matches!(busy, Err(StoreError::Unavailable(_))), "{busy:?}");
    }
}
