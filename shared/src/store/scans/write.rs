//! Writing a scan, saying what it is, and deleting it.

use aws_sdk_dynamodb::types::{Delete, TransactWriteItem};

use super::{Confirmation, ScanRecord, Scans, scan_key};
use crate::Owner;
use crate::ids::RecordId;
use crate::store::history::partition;
use crate::store::{AttributeValue, Key, StoreError, Table, put_new, transact, update};

impl Scans {
    /// Writes a scan that no job stands behind.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn create(&self, owner: Owner, record: &ScanRecord) -> Result<(), StoreError> {
        self.table
            .put_new(&scan_key(owner, record.id), record)
            .await
    }

    /// The part of a job's finishing transaction that writes the scan.
    ///
    /// # Errors
    /// A value that DynamoDB cannot hold.
    pub fn creation(
        table: &Table,
        owner: Owner,
        record: &ScanRecord,
    ) -> Result<TransactWriteItem, StoreError> {
        put_new(table, &scan_key(owner, record.id), record)
    }

    /// Notes what the person says it is, over what they said before. `false`: the scan is gone.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn confirm(
        &self,
        owner: Owner,
        id: RecordId,
        confirmation: &Confirmation,
    ) -> Result<bool, StoreError> {
        let said = AttributeValue::M(serde_dynamo::to_item(confirmation)?);
        let change = self
            .table
            .client()
            .update_item()
            .table_name(self.table.name())
            .set_key(Some(scan_key(owner, id).to_attributes()))
            .update_expression("SET confirmation = :said")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":said", said);
        match update(change).await {
            Ok(_) => Ok(true),
            Err(StoreError::ConditionNotMet) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Deletes a scan and its job, which repeats the result. `false`: it was gone already. Its pictures are not rows;
    /// whoever calls this has to see to it that they go (`jobs::RemovalMessage`).
    ///
    /// # Errors
    /// Whatever the call met; then nothing was deleted.
    pub async fn remove(&self, owner: Owner, id: RecordId) -> Result<bool, StoreError> {
        let job = Key::new(partition(owner), format!("JOB#{id}"));
        let actions = vec![
            self.delete(&scan_key(owner, id), Some("attribute_exists(pk)"))?,
            self.delete(&job, None)?,
        ];
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(true),
            Err(error) if error.condition_failed_at(0) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn delete(&self, key: &Key, condition: Option<&str>) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(key.to_attributes()))
            .set_condition_expression(condition.map(str::to_owned))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}
