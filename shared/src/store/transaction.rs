//! Transactions, with the retry that the SDK leaves to us.
//!
//! DynamoDB cancels a transaction with `TransactionConflict` when another one holds an item, even if both would
//! succeed one after the other. The SDK does not retry a cancelled transaction, so we do: a conflict must not
//! reach a person who did nothing wrong. The embedded store never answers so; AWS does.

use std::time::Duration;

use aws_sdk_dynamodb::{
    Client,
    error::SdkError,
    operation::transact_write_items::TransactWriteItemsError,
    types::{CancellationReason, Put, TransactWriteItem},
};
use serde::Serialize;

use super::{Cancellation, Key, StoreError, Table, to_item};

/// Tries in all. With the pauses below a conflict has about half a second to clear.
const ATTEMPTS: u32 = 5;
/// The first pause; each next one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(25);

/// Writes all of these or none.
///
/// # Errors
/// [`StoreError::Cancelled`] with a reason per action when a condition did not hold or conflicts did not clear,
/// [`StoreError::Unavailable`] when DynamoDB could not be reached.
pub async fn transact(client: &Client, actions: Vec<TransactWriteItem>) -> Result<(), StoreError> {
    let mut pause = FIRST_PAUSE;
    let mut attempt = 1;
    loop {
        let sent = client
            .transact_write_items()
            .set_transact_items(Some(actions.clone()))
            .send()
            .await;
        let Err(error) = sent else { return Ok(()) };
        let failure = sort(error);
        if attempt == ATTEMPTS || !is_conflict(&failure) {
            return Err(failure);
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
        attempt += 1;
    }
}

/// The part of a transaction that writes an item which must not be there yet.
///
/// # Errors
/// When the value does not serialise to a map of attributes.
pub fn put_new<T: Serialize>(
    table: &Table,
    key: &Key,
    value: &T,
) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder()
        .table_name(table.name())
        .set_item(Some(to_item(key, value)?))
        .condition_expression("attribute_not_exists(pk)")
        .build()
        .map_err(StoreError::refused)?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// Reads a cancelled transaction's reasons; everything else is sorted as usual.
fn sort(error: SdkError<TransactWriteItemsError>) -> StoreError {
    if let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
        error.as_service_error()
    {
        return StoreError::Cancelled(
            cancelled
                .cancellation_reasons()
                .iter()
                .map(reason)
                .collect(),
        );
    }
    StoreError::from_sdk(error)
}

fn reason(reason: &CancellationReason) -> Cancellation {
    match reason.code() {
        None | Some("None") => Cancellation::None,
        Some("ConditionalCheckFailed") => Cancellation::ConditionNotMet,
        Some("TransactionConflict") => Cancellation::Conflict,
        Some(_) => Cancellation::Other,
    }
}

/// A conflict is worth another try only when no condition has already decided the matter.
fn is_conflict(error: &StoreError) -> bool {
    let StoreError::Cancelled(reasons) = error else {
        return false;
    };
    reasons.contains(&Cancellation::Conflict) && !reasons.contains(&Cancellation::ConditionNotMet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_pure_conflict_is_tried_again() {
        let cancelled = |reasons: &[Cancellation]| StoreError::Cancelled(reasons.to_vec());
        assert!(is_conflict(&cancelled(&[
            Cancellation::None,
            Cancellation::Conflict
        ])));
        assert!(!is_conflict(&cancelled(&[
            Cancellation::ConditionNotMet,
            Cancellation::Conflict
        ])));
        assert!(!is_conflict(&cancelled(&[Cancellation::Other])));
        assert!(!is_conflict(&StoreError::ConditionNotMet));
    }

    #[test]
    fn reasons_are_read_by_their_code() {
        let with = |code: &str| CancellationReason::builder().code(code).build();
        assert_eq!(reason(&with("None")), Cancellation::None);
        assert_eq!(
            reason(&with("ConditionalCheckFailed")),
            Cancellation::ConditionNotMet
        );
        assert_eq!(reason(&with("TransactionConflict")), Cancellation::Conflict);
        assert_eq!(reason(&with("ThrottlingError")), Cancellation::Other);
    }
}
