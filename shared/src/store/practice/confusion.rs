//! One character drawn so that it looks like another.

use aws_sdk_dynamodb::types::{Delete, TransactWriteItem, Update};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::card::days_between;
use crate::Owner;
use crate::store::history::partition;
use crate::store::{AttributeValue, Key, StoreError, Table};

/// Sort keys of confusions: `CONFUSION#<wanted>#<recognised>`, two digits each.
pub(super) const PREFIX: &str = "CONFUSION#";

/// How often a person drew one character so that it looked like another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confusion {
    /// The character that was meant, 0-61.
    pub wanted: u8,
    /// The character that it looked like, 0-61.
    pub recognised: u8,
    /// How often.
    pub count: u32,
    /// The last day on which it happened, in the person's zone.
    pub last_day: Date,
}

impl Confusion {
    /// Whole days since it last happened; 0 when the day is not later.
    pub fn days_since(&self, day: Date) -> u32 {
        days_between(self.last_day, day)
    }
}

/// The part of a transaction that counts a drawing's confusion; `None` when it looks like what was wanted.
///
/// # Errors
/// None that a caller could cause.
pub fn count_confusion(
    table: &Table,
    owner: Owner,
    wanted: u8,
    recognised: u8,
    day: Date,
) -> Result<Option<TransactWriteItem>, StoreError> {
    if wanted == recognised {
        return Ok(None);
    }
    let update = Update::builder()
        .table_name(table.name())
        .set_key(Some(key(owner, wanted, recognised).to_attributes()))
        .update_expression(
            "ADD #count :one SET wanted = :wanted, recognised = :recognised, last_day = :day",
        )
        // `count` is among DynamoDB's reserved words.
        .expression_attribute_names("#count", "count")
        .expression_attribute_values(":one", number(1))
        .expression_attribute_values(":wanted", number(wanted))
        .expression_attribute_values(":recognised", number(recognised))
        .expression_attribute_values(":day", AttributeValue::S(day.to_string()))
        .build()
        .map_err(StoreError::refused)?;
    Ok(Some(TransactWriteItem::builder().update(update).build()))
}

/// Reads a confusion and gives the part of a transaction that takes a deleted drawing's share of it back; `None` when it had
/// none. The last one takes its row along. That it is the last is a condition, so that a drawing that is written meanwhile makes the
/// transaction fail; then this must be called again.
///
/// The last day stays as it is: it only fades how much a count matters.
///
/// # Errors
/// Whatever the read met.
pub async fn take_back_confusion(
    table: &Table,
    owner: Owner,
    wanted: u8,
    recognised: u8,
) -> Result<Option<TransactWriteItem>, StoreError> {
    if wanted == recognised {
        return Ok(None);
    }
    let key = key(owner, wanted, recognised);
    let row: Option<Confusion> = table.get(&key).await?;
    Ok(match row.map(|row| row.count) {
        None | Some(0) => None,
        Some(1) => Some(delete_last(table, &key)?),
        Some(_) => Some(subtract_one(table, &key)?),
    })
}

fn delete_last(table: &Table, key: &Key) -> Result<TransactWriteItem, StoreError> {
    let delete = Delete::builder()
        .table_name(table.name())
        .set_key(Some(key.to_attributes()))
        .condition_expression("#count = :one")
        .expression_attribute_names("#count", "count")
        .expression_attribute_values(":one", number(1))
        .build()
        .map_err(StoreError::refused)?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}

fn subtract_one(table: &Table, key: &Key) -> Result<TransactWriteItem, StoreError> {
    let update = Update::builder()
        .table_name(table.name())
        .set_key(Some(key.to_attributes()))
        .update_expression("ADD #count :less")
        .condition_expression("#count > :one")
        .expression_attribute_names("#count", "count")
        .expression_attribute_values(":less", number(-1))
        .expression_attribute_values(":one", number(1))
        .build()
        .map_err(StoreError::refused)?;
    Ok(TransactWriteItem::builder().update(update).build())
}

fn key(owner: Owner, wanted: u8, recognised: u8) -> Key {
    Key::new(
        partition(owner),
        format!("{PREFIX}{wanted:02}#{recognised:02}"),
    )
}

fn number(value: impl Into<i32>) -> AttributeValue {
    AttributeValue::N(value.into().to_string())
}
