//! Erasing a person from the inventory: what is public of theirs goes with what is their own, and ratings are put right.

use super::{Inventory, Report, keys};
use crate::Owner;
use crate::catalogue::PharmacyId;
use crate::store::{AttributeValue, Item, Key, StoreError, from_item, transact};

/// Rows of one pass.
const PASS: i32 = 25;

impl Inventory {
    /// Erases a part of what is kept of a person; how many rows of theirs that were, 0 when nothing is left. Erasing again
    /// what is gone changes nothing, so a pass that died may be repeated.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn erase_some(&self, owner: Owner) -> Result<usize, StoreError> {
        let answer = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(keys::of_person(owner)))
            .consistent_read(true)
            .limit(PASS)
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        let rows = answer.items.unwrap_or_default();
        let count = rows.len();
        for row in rows {
            self.erase_row(owner, row).await?;
        }
        Ok(count)
    }

    async fn erase_row(&self, owner: Owner, row: Item) -> Result<(), StoreError> {
        let sk = row.get("sk").and_then(|sk| sk.as_s().ok()).cloned();
        let sk = sk.unwrap_or_default();
        let own = Key::new(keys::of_person(owner), sk.clone());
        if let Some(pharmacy) = sk.strip_prefix(keys::REVIEW) {
            let pharmacy: PharmacyId = pharmacy.parse().map_err(StoreError::refused)?;
            self.remove_review(owner, &pharmacy).await?;
            return Ok(());
        }
        if sk.starts_with(keys::REPORT) {
            let report: Report = from_item(row)?;
            let mut actions = vec![
                self.deleting(&own, None)?,
                self.deleting(&keys::report(&report.pharmacy, report.id), None)?,
            ];
            actions.extend(self.unfiling_report(report.id)?);
            return transact(self.table.client(), actions).await;
        }
        self.table.delete(&own).await
    }
}
