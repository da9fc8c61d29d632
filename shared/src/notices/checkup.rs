//! Looking through a person's lists once a day.
//!
//! Medicines run out, packs expire, recalls come and prices fall without anybody touching a list. Each person who has one
//! has a row that wakes once a day, at the time at which they want to be reminded of what has no time of its own; the
//! scheduled function then reads their lists and tells what is new. That costs a few reads a person and day, whatever
//! happens elsewhere: a recall of something that everybody takes, or a pharmacist who changes a price a hundred times, is
//! no flood of writes, and needs no index of people by medicine.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::key;
use crate::ids::RecordId;
use crate::store::medicine_list::Due;
use crate::store::reminders::next_after;
use crate::store::wake::Minute;
use crate::store::{AttributeValue, StoreError, Table, to_item};
use crate::{ClockTime, Owner, Zone};

const CHECKUP: &str = "CHECKUP";

/// What was seen of a medicine last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Since when there is too little of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scarce_since: Option<Date>,
    /// The last day of a pack that was told, and whether it was over then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry: Option<(Date, bool)>,
    /// Numbers of the recalls that were told.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub recalls: BTreeSet<String>,
    /// The lowest price, in tiyin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<u64>,
    /// Whether some pharmacy had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_available: Option<bool>,
}

/// When a person's lists are looked through next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkup {
    wake_at: Minute,
    /// What was seen last, by entry.
    #[serde(default)]
    pub seen: BTreeMap<RecordId, Seen>,
    #[serde(default)]
    version: u64,
}

impl Checkup {
    /// The row's sort key.
    pub const SORT_KEY: &'static str = CHECKUP;

    /// Whether its time has come.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.wake_at.start() <= now
    }
}

/// The rows, one person at a time.
#[derive(Debug, Clone)]
pub struct Checkups {
    table: Table,
}

impl Checkups {
    /// The rows kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// Sees to it that the owner's lists are looked through from now on, each day at this time. Does nothing when they
    /// are already.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn begin(
        &self,
        owner: Owner,
        time: ClockTime,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(next) = next_day(time, zone, now) else {
            return Ok(());
        };
        let row = Checkup {
            wake_at: Minute::of(next),
            seen: BTreeMap::new(),
            version: 0,
        };
        match self.table.put_new(&key(owner, CHECKUP), &row).await {
            Ok(()) | Err(StoreError::ConditionNotMet) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The owner's row.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn get(&self, owner: Owner) -> Result<Option<Checkup>, StoreError> {
        self.table.get(&key(owner, CHECKUP)).await
    }

    /// Notes what was seen, and files the row under the same time of the next day. `false`: another run was first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn done(
        &self,
        owner: Owner,
        checkup: &Checkup,
        time: ClockTime,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let Some(wake_at) = next_day(time, zone, now).map(Minute::of) else {
            return self.end(owner).await.map(|()| true);
        };
        let next = Checkup {
            wake_at,
            seen: checkup.seen.clone(),
            version: checkup.version + 1,
        };
        let before = AttributeValue::N(checkup.version.to_string());
        let put = self
            .table
            .client()
            .put_item()
            .table_name(self.table.name())
            .set_item(Some(to_item(&key(owner, CHECKUP), &next)?))
            .condition_expression("version = :before")
            .expression_attribute_values(":before", before);
        match put.send().await.map_err(StoreError::from_sdk) {
            Ok(_) => Ok(true),
            Err(StoreError::ConditionNotMet) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Ends it: there is nothing left on any list.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn end(&self, owner: Owner) -> Result<(), StoreError> {
        self.table.delete(&key(owner, CHECKUP)).await
    }
}

/// The next moment at which clocks show a time.
fn next_day(time: ClockTime, zone: &Zone, now: Timestamp) -> Option<Timestamp> {
    next_after(|day| [Due { day, time }], zone, now)
}
