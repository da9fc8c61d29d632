//! Rows that have something to do at a moment: a reminder to give, a message to send, a list to look through.
//!
//! ```text
//! USER#<owner>  <whatever>     wake_at 2026-01-31T03:00Z      in the index by-wake under that minute
//! CLOCK         WAKES          reached 2026-01-31T03:00Z      the last minute that was looked at to its end
//! ```
//!
//! A row names the minute itself, in the attribute `wake_at`, and stands with everything else of its person, so that it is
//! exported and erased with them. The index is sparse: rows without the attribute are not in it, and whoever looks asks
//! it for one minute after another. Nothing is ever scanned.
//!
//! The index is a moment behind the table and holds keys alone: each row that it names is read again before anything is
//! done, and rows of the last minutes are looked at more than once ([`Wakes::OVERLAP`]).

mod minute;
#[cfg(test)]
mod tests;

pub use minute::{InvalidMinute, Minute};

use serde::{Deserialize, Serialize};

use super::{AttributeValue, Item, Key, StoreError, Table, to_item};
use crate::Owner;

/// The index of the history table.
pub const BY_WAKE: &str = "by-wake";
/// The attribute that files a row in it.
pub const WAKE_AT: &str = "wake_at";

/// Rows of one answer of the index.
const PAGE: i32 = 500;

/// A row whose minute has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Woken {
    /// Whose it is.
    pub owner: Owner,
    /// Its sort key.
    pub sk: String,
}

/// Where the next page of a minute begins.
#[derive(Debug, Clone)]
pub struct WakePlace(Item);

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Clock {
    reached: Minute,
}

/// The index, and how far it was looked at.
#[derive(Debug, Clone)]
pub struct Wakes {
    table: Table,
}

impl Wakes {
    /// Minutes that are looked at again by the next run: many times what the index may be behind.
    pub const OVERLAP: u32 = 3;

    /// The index of this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// Rows that wake in a minute, a page at a time, in no order that matters.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn at(
        &self,
        minute: Minute,
        from: Option<WakePlace>,
    ) -> Result<(Vec<Woken>, Option<WakePlace>), StoreError> {
        let answer = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .index_name(BY_WAKE)
            .key_condition_expression("wake_at = :minute")
            .expression_attribute_values(":minute", AttributeValue::S(minute.to_string()))
            .set_exclusive_start_key(from.map(|place| place.0))
            .limit(PAGE)
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        let items = answer.items.unwrap_or_default();
        let woken = items.iter().filter_map(woken).collect();
        Ok((woken, answer.last_evaluated_key.map(WakePlace)))
    }

    /// The last minute that was looked at to its end; `None` before the first run.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn reached(&self) -> Result<Option<Minute>, StoreError> {
        let clock: Option<Clock> = self.table.get(&clock()).await?;
        Ok(clock.map(|clock| clock.reached))
    }

    /// Notes that everything up to a minute was looked at. The clock never goes back: of two runs the later one counts.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn reach(&self, reached: Minute) -> Result<(), StoreError> {
        let put = self
            .table
            .client()
            .put_item()
            .table_name(self.table.name())
            .set_item(Some(to_item(&clock(), &Clock { reached })?))
            .condition_expression("attribute_not_exists(pk) OR reached < :reached")
            .expression_attribute_values(":reached", AttributeValue::S(reached.to_string()));
        match put.send().await.map_err(StoreError::from_sdk) {
            Ok(_) | Err(StoreError::ConditionNotMet) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

fn clock() -> Key {
    Key::new("CLOCK", "WAKES")
}

/// Whose row an entry of the index names. The index has rows of people's own partitions alone.
fn woken(item: &Item) -> Option<Woken> {
    let text = |name: &str| item.get(name)?.as_s().ok();
    let owner = text("pk")?.strip_prefix("USER#")?.parse().ok()?;
    Some(Woken {
        owner: Owner::proven(owner),
        sk: text("sk")?.clone(),
    })
}
