//! Logging a dose, once, and taking a mistaken log back.

use aws_sdk_dynamodb::types::{ConditionCheck, Delete, TransactWriteItem};

use super::{Adherence, DoseKey, DoseLog, dose_key, prefix};
use crate::Owner;
use crate::ids::{MemberId, RecordId};
use crate::store::medicine_list::{Entry, MedicineLists, Taker, replacement};
use crate::store::page::Listing;
use crate::store::{Key, PageRequest, StoreError, put_new, transact};

/// Tries of a transaction that another change of the entry overtakes: doses of one medicine that are logged at the same
/// moment all count in its stock.
const TRIES: usize = 8;

/// What became of a log.
#[derive(Debug, Clone, PartialEq)]
pub enum Logged {
    /// It is written; as it is kept.
    Yes(Box<DoseLog>),
    /// The dose was logged before; what was kept then.
    Already(Box<DoseLog>),
    /// The medicine is not on the list any more.
    Gone,
    /// The entry changed again and again meanwhile.
    Busy,
}

/// What became of taking a log back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// The dose is open again.
    Yes,
    /// It was not logged.
    Nothing,
    /// The entry changed again and again meanwhile.
    Busy,
}

impl Adherence {
    /// Logs a dose of an entry, unless it was logged before, and takes its units from the stock.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn log(
        &self,
        owner: Owner,
        entry: RecordId,
        log: DoseLog,
    ) -> Result<Logged, StoreError> {
        let lists = MedicineLists::new(self.table.clone());
        let key = dose_key(owner, log.member, &log.key());
        for _ in 0..TRIES {
            let Some(entry) = lists.get(owner, entry).await? else {
                return Ok(Logged::Gone);
            };
            let log = DoseLog {
                units: log.counted(&entry),
                ..log.clone()
            };
            let left = entry.with_units(-log.units.unwrap_or_default());
            let actions = vec![
                put_new(&self.table, &key, &log)?,
                self.entry_action(owner, &entry, &left)?,
            ];
            match transact(self.table.client(), actions).await {
                Ok(()) => return Ok(Logged::Yes(Box::new(log))),
                Err(error) if error.condition_failed_at(0) => {
                    if let Some(kept) = self.table.get(&key).await? {
                        return Ok(Logged::Already(Box::new(kept)));
                    }
                }
                Err(error) if error.condition_failed_at(1) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Logged::Busy)
    }

    /// Takes a log back, and gives its units back to the stock.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn undo(
        &self,
        owner: Owner,
        taker: Taker,
        dose: &DoseKey,
    ) -> Result<Undone, StoreError> {
        let lists = MedicineLists::new(self.table.clone());
        let key = dose_key(owner, taker, dose);
        for _ in 0..TRIES {
            let Some(log) = self.table.get::<DoseLog>(&key).await? else {
                return Ok(Undone::Nothing);
            };
            let mut actions = vec![self.delete_existing(&key)?];
            if let Some(entry) = lists.get(owner, log.entry).await? {
                let left = entry.with_units(log.units.unwrap_or_default());
                actions.push(self.entry_action(owner, &entry, &left)?);
            }
            match transact(self.table.client(), actions).await {
                Ok(()) => return Ok(Undone::Yes),
                Err(error) if error.condition_failed_at(0) => return Ok(Undone::Nothing),
                Err(error) if error.condition_failed_at(1) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Undone::Busy)
    }

    /// Deletes everything that a member of the family took and skipped.
    ///
    /// # Errors
    /// Whatever the call met; a repeated call goes on.
    pub async fn forget(&self, owner: Owner, member: MemberId) -> Result<(), StoreError> {
        let listing = Listing::all(format!("USER#{owner}"), prefix(Some(member)));
        loop {
            let request = PageRequest {
                limit: 100,
                after: None,
            };
            let page = self
                .table
                .newest_first::<DoseLog, DoseKey>(&listing, request)
                .await?;
            for log in &page.items {
                let key = dose_key(owner, Some(member), &log.key());
                self.table.delete(&key).await?;
            }
            if page.next.is_none() {
                return Ok(());
            }
        }
    }

    /// Writes the entry where its stock changes; else only holds while it is there.
    fn entry_action(
        &self,
        owner: Owner,
        before: &Entry,
        after: &Entry,
    ) -> Result<TransactWriteItem, StoreError> {
        if before.medication.stock != after.medication.stock {
            return replacement(&self.table, owner, after);
        }
        let check = ConditionCheck::builder()
            .table_name(self.table.name())
            .set_key(Some(
                Key::new(format!("USER#{owner}"), format!("MEDICINE#{}", before.id))
                    .to_attributes(),
            ))
            .condition_expression("attribute_exists(pk)")
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().condition_check(check).build())
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
}
