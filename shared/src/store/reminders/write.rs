//! Making, changing and deleting reminders.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use jiff::Timestamp;

use super::{About, MAX_REMINDERS, Reminder, Reminders, key};
use crate::store::medicine_list::{Entry, MedicineLists};
use crate::store::{AttributeValue, StoreError, put_new, to_item, transact};
use crate::{Owner, Zone, ids::RecordId};

/// Tries of a change that others overtake.
const TRIES: usize = 4;

/// What became of a reminder that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Yes,
    /// There is one of this medicine already.
    Already,
    /// There are [`MAX_REMINDERS`]. Two that are made at the same moment may be one more.
    Full,
}

/// What became of a reminder that was to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is as it was wanted.
    Yes,
    /// It changed, or was deleted, since it was read.
    Overtaken,
}

impl Reminders {
    /// Keeps a new reminder.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn add(&self, owner: Owner, reminder: &Reminder) -> Result<Saved, StoreError> {
        if self.all(owner).await?.len() >= MAX_REMINDERS {
            return Ok(Saved::Full);
        }
        let action = put_new(&self.table, &key(owner, reminder.id), reminder)?;
        match transact(self.table.client(), vec![action]).await {
            Ok(()) => Ok(Saved::Yes),
            Err(error) if error.condition_failed_at(0) => Ok(Saved::Already),
            Err(error) => Err(error),
        }
    }

    /// Writes a reminder over the version that it follows from.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn replace(&self, owner: Owner, reminder: &Reminder) -> Result<Changed, StoreError> {
        let mut next = reminder.clone();
        next.version += 1;
        let before = AttributeValue::N(reminder.version.to_string());
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(&key(owner, reminder.id), &next)?))
            .condition_expression("attribute_exists(pk) AND version = :before")
            .expression_attribute_values(":before", before)
            .build()
            .map_err(StoreError::refused)?;
        let action = TransactWriteItem::builder().put(put).build();
        match transact(self.table.client(), vec![action]).await {
            Ok(()) => Ok(Changed::Yes),
            Err(error) if error.condition_failed_at(0) => Ok(Changed::Overtaken),
            Err(error) => Err(error),
        }
    }

    /// Deletes a reminder; `false` when there is none of this id.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn remove(&self, owner: Owner, id: RecordId) -> Result<bool, StoreError> {
        self.table.take_away(&key(owner, id)).await
    }

    /// Reckons the reminder of a medicine anew, if there is one: its entry has changed.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn follow(
        &self,
        owner: Owner,
        entry: &Entry,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            let Some(reminder) = self.get(owner, entry.id).await? else {
                return Ok(());
            };
            let next = reminder.reckoned(Some(entry), zone, now);
            if next == reminder || self.replace(owner, &next).await? == Changed::Yes {
                return Ok(());
            }
        }
        tracing::warn!(
            "a reminder was changed again and again while it was to follow its medicine"
        );
        Ok(())
    }

    /// Reckons all of the owner's reminders anew: their clocks show another time now. One that somebody else changes at
    /// the same time is reckoned by them; one that is left in the old zone is put right when it wakes.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn moved(&self, owner: Owner, zone: &Zone, now: Timestamp) -> Result<(), StoreError> {
        let lists = MedicineLists::new(self.table.clone());
        for reminder in self.all(owner).await? {
            let entry = match &reminder.about {
                About::Medicine { .. } => lists.get(owner, reminder.id).await?,
                About::Text { .. } => None,
            };
            let next = reminder.reckoned(entry.as_ref(), zone, now);
            if next != reminder {
                self.replace(owner, &next).await?;
            }
        }
        Ok(())
    }
}
