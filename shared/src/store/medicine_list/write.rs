//! Adding to a list, changing what is on it and taking off it.

use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem};
use serde::Serialize;

use super::{Entry, MAX_ENTRIES, MedicineLists, entry_key, marker_key};
use crate::store::{AttributeValue, Key, StoreError, Table, put_new, to_item, transact};
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
    /// There is no such member of the family.
    Nobody,
}

/// What became of an entry that was to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// It is as it was wanted.
    Yes,
    /// Somebody else changed it or took it off since it was read.
    Overtaken,
}

/// Marks a medicine as listed; names the entry that lists it.
#[derive(Serialize)]
struct Marker {
    entry: RecordId,
}

impl MedicineLists {
    /// Adds an entry, unless its medicine is on the list or the list is full. Two additions at the same moment may
    /// make a list one longer than the most that it should hold; no medicine comes on it twice. `member` is where the
    /// member stands whose list it is; they must be there.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn add(
        &self,
        owner: Owner,
        entry: &Entry,
        member: Option<&Key>,
    ) -> Result<Added, StoreError> {
        if self.all_of(owner, entry.member).await?.len() >= MAX_ENTRIES {
            return Ok(Added::Full);
        }
        let marker = Marker { entry: entry.id };
        let mut actions = vec![
            put_new(&self.table, &marker_key(owner, entry), &marker)?,
            put_new(&self.table, &entry_key(owner, entry.id), entry)?,
        ];
        if let Some(member) = member {
            actions.push(self.must_stay(member)?);
        }
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(Added::Yes),
            Err(error) if error.condition_failed_at(2) => Ok(Added::Nobody),
            Err(error) if error.condition_failed_at(0) => Ok(Added::Already),
            Err(error) => Err(error),
        }
    }

    /// Writes an entry over the version that it follows from.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn replace(&self, owner: Owner, entry: &Entry) -> Result<Replaced, StoreError> {
        let actions = vec![replacement(&self.table, owner, entry)?];
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(Replaced::Yes),
            Err(error) if error.condition_failed_at(0) => Ok(Replaced::Overtaken),
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
            self.delete_existing(&marker_key(owner, &entry))?,
        ];
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(true),
            // Somebody else took it off in between.
            Err(error) if error.condition_failed_at(0) => Ok(false),
            Err(error) => Err(error),
        }
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

    /// Holds while a member is there and does not leave.
    fn must_stay(&self, member: &Key) -> Result<TransactWriteItem, StoreError> {
        let check = ConditionCheck::builder()
            .table_name(self.table.name())
            .set_key(Some(member.to_attributes()))
            .condition_expression("attribute_exists(pk) AND attribute_not_exists(leaving)")
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().condition_check(check).build())
    }
}

/// The part of a transaction that writes an entry, one version on, over the version that it follows from.
pub(crate) fn replacement(
    table: &Table,
    owner: Owner,
    entry: &Entry,
) -> Result<TransactWriteItem, StoreError> {
    let before = entry.version;
    let mut next = entry.clone();
    next.version += 1;
    let key = entry_key(owner, entry.id);
    let put = Put::builder()
        .table_name(table.name())
        .set_item(Some(to_item(&key, &next)?))
        .condition_expression("attribute_exists(pk) AND version = :before")
        .expression_attribute_values(":before", AttributeValue::N(before.to_string()))
        .build()
        .map_err(StoreError::refused)?;
    Ok(TransactWriteItem::builder().put(put).build())
}
