//! Adding to a list and taking off it.

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use serde::Serialize;

use super::{Entry, MAX_ENTRIES, MedicineLists, entry_key, marker_key};
use crate::store::{Key, StoreError, to_item, transact};
use crate::{Owner, ids::RecordId};

/// What became of an entry that was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is on the list.
    Yes,
    /// The medicine was on the list already.
    Already,
    /// The list is full.
    Full,
}

/// Marks a medicine as listed; names the entry that lists it.
#[derive(Serialize)]
struct Marker {
    entry: RecordId,
}

impl MedicineLists {
    /// Adds an entry, unless its medicine is on the list or the list is full. Two additions at the same moment may
    /// make a list one longer than the most that it should hold; no medicine comes on it twice.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn add(&self, owner: Owner, entry: &Entry) -> Result<Added, StoreError> {
        if self.all(owner).await?.len() >= MAX_ENTRIES {
            return Ok(Added::Full);
        }
        let marker = Marker { entry: entry.id };
        let actions = vec![
            self.put_new(&marker_key(owner, &entry.identity), &marker)?,
            self.put_new(&entry_key(owner, entry.id), entry)?,
        ];
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(Added::Yes),
            Err(error) if error.condition_failed_at(0) => Ok(Added::Already),
            Err(error) => Err(error),
        }
    }

    /// Takes an entry off the list; `false` when there is none of this id.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn remove(&self, owner: Owner, id: RecordId) -> Result<bool, StoreError> {
        let key = entry_key(owner, id);
        let Some(entry) = self.table.get::<Entry>(&key).await? else {
            return Ok(false);
        };
        let actions = vec![
            self.delete_existing(&key)?,
            self.delete_existing(&marker_key(owner, &entry.identity))?,
        ];
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(true),
            // Somebody else took it off in between.
            Err(error) if error.condition_failed_at(0) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn put_new<T: Serialize>(&self, key: &Key, item: &T) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(key, item)?))
            .condition_expression("attribute_not_exists(pk)")
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().put(put).build())
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
