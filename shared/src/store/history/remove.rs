//! Deleting one record with everything that was written because of it, in one transaction.
//!
//! The record's own row decides: whoever deletes it takes its share back from the tallies, and nobody else does. Its pictures are
//! not rows; whoever calls this has to see to it that they go (`jobs::RemovalMessage`).

use aws_sdk_dynamodb::types::{Delete, TransactWriteItem};

use super::overtaken::Tries;
use super::row::shares;
use super::{
    History, Owner, PREDICTION, PredictionRecord, SIMILARITY, SimilarityRecord, filing_key,
    partition, record_key, similarity_key,
};
use crate::ids::RecordId;
use crate::store::practice::take_back_confusion;
use crate::store::{Key, StoreError, transact};

impl History {
    /// Deletes a prediction and takes its confusion back. `false`: it was gone already.
    ///
    /// # Errors
    /// Whatever the calls met; then nothing was deleted.
    pub async fn remove_prediction(
        &self,
        owner: Owner,
        record: &PredictionRecord,
    ) -> Result<bool, StoreError> {
        let mut fixed = vec![self.delete_existing(&record_key(owner, PREDICTION, record.id))?];
        if let Some(recognised) = record.recognised() {
            let filing = filing_key(owner, PREDICTION, recognised, record.id);
            fixed.push(self.delete(&filing)?);
        }
        let mut tries = Tries::default();
        loop {
            let mut actions = fixed.clone();
            actions.extend(self.less_confused(owner, record.confusion()).await?);
            match transact(self.table.client(), actions).await {
                Err(error) if tries.again_after(&error).await => {}
                outcome => return removed(outcome),
            }
        }
    }

    /// Deletes a similarity, its feedback and its job, and takes its share of the tallies and its confusion back. The practice
    /// card stays as it is: what was practised was practised. `false`: it was gone already.
    ///
    /// # Errors
    /// Whatever the calls met; then nothing was deleted.
    pub async fn remove_similarity(
        &self,
        owner: Owner,
        record: &SimilarityRecord,
    ) -> Result<bool, StoreError> {
        let fixed = self.similarity_rows(owner, record)?;
        let mut tries = Tries::default();
        loop {
            let mut actions = fixed.clone();
            for share in shares(owner, record) {
                let row = self.table.get_item(&share.key).await?;
                actions.extend(share.take_back(&self.table, &row.unwrap_or_default())?);
            }
            actions.extend(self.less_confused(owner, record.confusion()).await?);
            match transact(self.table.client(), actions).await {
                Err(error) if tries.again_after(&error).await => {}
                outcome => return removed(outcome),
            }
        }
    }

    async fn less_confused(
        &self,
        owner: Owner,
        confusion: Option<(u8, u8)>,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        match confusion {
            Some((wanted, recognised)) => {
                take_back_confusion(&self.table, owner, wanted, recognised).await
            }
            None => Ok(None),
        }
    }

    /// The rows that are the record's alone.
    fn similarity_rows(
        &self,
        owner: Owner,
        record: &SimilarityRecord,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let SimilarityRecord {
            id, target_class, ..
        } = *record;
        Ok(vec![
            self.delete_existing(&similarity_key(owner, id))?,
            self.delete(&filing_key(owner, SIMILARITY, target_class, id))?,
            self.delete(&feedback_key(owner, id))?,
            // The job repeats the result.
            self.delete(&job_key(owner, id))?,
        ])
    }

    fn delete_existing(&self, key: &Key) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(key.to_attributes()))
            .condition_expression("attribute_exists(pk)")
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }

    fn delete(&self, key: &Key) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(key.to_attributes()))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

/// A similarity's job has its id.
fn job_key(owner: Owner, id: RecordId) -> Key {
    Key::new(partition(owner), format!("JOB#{id}"))
}

pub(super) fn feedback_key(owner: Owner, id: RecordId) -> Key {
    Key::new(partition(owner), format!("FEEDBACK#{id}"))
}

fn removed(outcome: Result<(), StoreError>) -> Result<bool, StoreError> {
    match outcome {
        Ok(()) => Ok(true),
        Err(error) if error.condition_failed_at(0) => Ok(false),
        Err(error) => Err(error),
    }
}
