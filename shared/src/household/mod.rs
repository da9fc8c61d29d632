//! A person's own health, their family and their settings.
//!
//! ```text
//! USER#<owner>  ABOUT          what the owner tells of themselves
//! USER#<owner>  SETTINGS       how the service behaves towards them
//! USER#<owner>  MEMBER#<id>    a member of the family
//! USER#<owner>  FAMILY         how many members there are
//! ```
//!
//! It stands in the history table, apart from the account: whoever checks medicines reads a person's allergies without
//! being able to read their address. Each row counts its changes, and is written over the version that was read.
//!
//! A member who is deleted first leaves: from then on nobody finds them, and nothing can be added to them. Their list
//! and their doses go next, their row last, so that a deletion that was cut off is taken up by repeating it.

mod about;
mod family;
mod health;
mod settings;
#[cfg(test)]
mod tests;
mod today;

pub use about::{AboutMe, QuietHours};
pub use family::{FamilyAdded, MAX_MEMBERS, Member};
pub use health::{Health, Sex};
pub use settings::{Settings, Theme};
pub use today::PersonToday;

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use serde::Serialize;

use crate::Owner;
use crate::store::{AttributeValue, Key, StoreError, Table, to_item, transact};

/// What became of a row that was to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is as it was wanted.
    Yes,
    /// It changed since it was read.
    Overtaken,
}

/// Households, one person's at a time.
#[derive(Debug, Clone)]
pub struct Households {
    table: Table,
}

impl Households {
    /// The households kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// The part of a transaction that writes a row over the version that it follows from; 0 is none.
    fn over<T: Serialize>(
        &self,
        key: &Key,
        row: &T,
        before: u64,
    ) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(key, row)?));
        let put = if before == 0 {
            put.condition_expression("attribute_not_exists(pk)")
        } else {
            put.condition_expression("version = :before")
                .expression_attribute_values(":before", AttributeValue::N(before.to_string()))
        };
        let put = put.build().map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    async fn write(&self, action: TransactWriteItem) -> Result<Written, StoreError> {
        match transact(self.table.client(), vec![action]).await {
            Ok(()) => Ok(Written::Yes),
            Err(error) if error.condition_failed_at(0) => Ok(Written::Overtaken),
            Err(error) => Err(error),
        }
    }
}

fn key(owner: Owner, sk: impl Into<String>) -> Key {
    Key::new(format!("USER#{owner}"), sk)
}
