//! Writing a record together with all that follows from it.

use aws_sdk_dynamodb::types::TransactWriteItem;

use super::row::shares;
use super::{
    History, Owner, PREDICTION, PredictionRecord, SIMILARITY, SimilarityRecord, filing_key,
    record_key,
};
use crate::store::practice::count_confusion;
use crate::store::{StoreError, Table, put_new, transact};

impl History {
    /// Writes a prediction, and counts it as a confusion if it is one. Its pictures must be stored already: a row without
    /// pictures would be shown, pictures without a row are not.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] when this id is taken, and whatever the call met.
    pub async fn record_prediction(
        &self,
        owner: Owner,
        record: &PredictionRecord,
    ) -> Result<(), StoreError> {
        let table = &self.table;
        let mut actions = vec![put_new(
            table,
            &record_key(owner, PREDICTION, record.id),
            record,
        )?];
        if let Some(recognised) = record.recognised() {
            let filing = filing_key(owner, PREDICTION, recognised, record.id);
            actions.push(put_new(table, &filing, record)?);
        }
        if let Some((wanted, recognised)) = record.confusion() {
            actions.extend(count_confusion(
                table, owner, wanted, recognised, record.day,
            )?);
        }
        transact(table.client(), actions).await
    }
}

/// The parts of a finishing transaction that write a similarity and count it; its confusion and its practice are written by
/// [`Practice::changes`](crate::store::practice::Practice::changes).
///
/// # Errors
/// A value that DynamoDB cannot hold.
pub fn similarity_actions(
    table: &Table,
    owner: Owner,
    record: &SimilarityRecord,
) -> Result<Vec<TransactWriteItem>, StoreError> {
    let filing = filing_key(owner, SIMILARITY, record.target_class, record.id);
    let mut actions = vec![
        put_new(table, &record_key(owner, SIMILARITY, record.id), record)?,
        put_new(table, &filing, record)?,
    ];
    for share in shares(owner, record) {
        actions.push(share.add(table)?);
    }
    Ok(actions)
}
