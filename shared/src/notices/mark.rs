//! Reading and throwing away.

use jiff::Timestamp;

use super::read::ReadUpTo;
use super::{Notices, key, notice_key};
use crate::store::{AttributeValue, StoreError, to_item, update};
use crate::{Owner, ids::RecordId};

impl Notices {
    /// Notes that a notice was read; the first time counts. `false` when there is none of this id.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn read(
        &self,
        owner: Owner,
        id: RecordId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let prepared = self
            .table
            .client()
            .update_item()
            .table_name(self.table.name())
            .set_key(Some(notice_key(owner, id).to_attributes()))
            .update_expression("SET read_at = if_not_exists(read_at, :now)")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()));
        match update(prepared).await {
            Ok(_) => Ok(true),
            Err(StoreError::ConditionNotMet) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Notes that everything up to a notice was read, itself included. One write, however much there is; a notice that
    /// comes later stays unread, and what was read stays read.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn read_all(&self, owner: Owner, up_to: RecordId) -> Result<(), StoreError> {
        let put = self
            .table
            .client()
            .put_item()
            .table_name(self.table.name())
            .set_item(Some(to_item(&key(owner, "READ"), &ReadUpTo { up_to })?))
            .condition_expression("attribute_not_exists(pk) OR up_to < :up_to")
            .expression_attribute_values(":up_to", AttributeValue::S(up_to.to_string()));
        match put.send().await.map_err(StoreError::from_sdk) {
            Ok(_) | Err(StoreError::ConditionNotMet) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Throws a notice away; `false` when there is none of this id. Its event stays told, and a delivery that is still to
    /// come finds nothing to bring.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn remove(&self, owner: Owner, id: RecordId) -> Result<bool, StoreError> {
        self.table.take_away(&notice_key(owner, id)).await
    }
}
