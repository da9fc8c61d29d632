//! Who may change which pharmacy's stock.
//!
//! Two things are needed: the role `pharmacist` in the token, and a row here that names the pharmacy. The row is read for
//! each change, so that taking it away ends the permission at once, whatever tokens are about.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Inventory, keys};
use crate::Owner;
use crate::catalogue::PharmacyId;
use crate::ids::UserId;
use crate::store::{AttributeValue, StoreError, now, to_item};

/// Lets a person change the stock of one pharmacy.
#[derive(Debug, Serialize, Deserialize)]
struct Assignment {
    pharmacy: PharmacyId,
    granted_at: Timestamp,
}

impl Inventory {
    /// Whether the owner may change this pharmacy's stock, as far as the table is concerned.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn is_pharmacist_of(
        &self,
        owner: Owner,
        pharmacy: &PharmacyId,
    ) -> Result<bool, StoreError> {
        let row: Option<Assignment> = self.table.get(&keys::pharmacist(owner, pharmacy)).await?;
        Ok(row.is_some())
    }

    /// Whether a person may change the stock of any pharmacy.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn is_any_pharmacist(&self, person: UserId) -> Result<bool, StoreError> {
        let answer = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .key_condition_expression("pk = :pk AND begins_with(sk, :pharmacist)")
            .expression_attribute_values(":pk", AttributeValue::S(keys::of_person(person)))
            .expression_attribute_values(
                ":pharmacist",
                AttributeValue::S(keys::PHARMACIST.to_owned()),
            )
            .consistent_read(true)
            .limit(1)
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(answer.count > 0)
    }

    /// Lets a person change this pharmacy's stock. Only operators' tools call this.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn assign_pharmacist(
        &self,
        person: UserId,
        pharmacy: &PharmacyId,
    ) -> Result<(), StoreError> {
        let assignment = Assignment {
            pharmacy: pharmacy.clone(),
            granted_at: now(),
        };
        let row = to_item(&keys::pharmacist(person, pharmacy), &assignment)?;
        self.table
            .client()
            .put_item()
            .table_name(self.table.name())
            .set_item(Some(row))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }

    /// Ends it.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn withdraw_pharmacist(
        &self,
        person: UserId,
        pharmacy: &PharmacyId,
    ) -> Result<(), StoreError> {
        self.table.delete(&keys::pharmacist(person, pharmacy)).await
    }
}
