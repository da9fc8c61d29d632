//! What push and mail have still to bring.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::TransactWriteItem;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::key;
use crate::store::wake::Minute;
use crate::store::{AttributeValue, Key, StoreError, Table, put_new, to_item};
use crate::{Owner, ids::RecordId};

const DELIVERY: &str = "DELIVERY#";

/// After this nobody tries any more. Longer than any quiet hours.
const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// A notice on its way out of the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The notice.
    pub notice: RecordId,
    /// When somebody looks at it next.
    wake_at: Minute,
    /// How often it was tried.
    #[serde(default)]
    pub tries: u32,
    /// Subscriptions, and `mail`, that have it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub done: BTreeSet<String>,
    expires_at: i64,
    /// Counts changes: who claims a delivery changes it.
    #[serde(default)]
    version: u64,
}

impl Delivery {
    pub(super) fn new(notice: RecordId, now: Timestamp) -> Self {
        Self {
            notice,
            wake_at: Minute::of(now),
            tries: 0,
            done: BTreeSet::new(),
            expires_at: (now + KEPT).as_second(),
            version: 0,
        }
    }

    pub(super) fn creation(
        &self,
        table: &Table,
        owner: Owner,
    ) -> Result<TransactWriteItem, StoreError> {
        put_new(table, &place(owner, self.notice), self)
    }

    /// Whether its time has come.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.wake_at.start() <= now
    }
}

/// The deliveries, one person at a time.
#[derive(Debug, Clone)]
pub struct Deliveries {
    table: Table,
}

impl Deliveries {
    /// The deliveries kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// The id in the sort key of a row that woke; `None` when it is no delivery.
    pub fn id_in(sk: &str) -> Option<RecordId> {
        sk.strip_prefix(DELIVERY)?.parse().ok()
    }

    /// A delivery; `None` when it is done with.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn get(&self, owner: Owner, id: RecordId) -> Result<Option<Delivery>, StoreError> {
        self.table.get(&place(owner, id)).await
    }

    /// Puts a delivery off to a moment, with what has been done and the count of tries as they are in it. `None` when
    /// somebody else has it in hand: of two who claim one, one gets it.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn put_off(
        &self,
        owner: Owner,
        delivery: &Delivery,
        until: Timestamp,
    ) -> Result<Option<Delivery>, StoreError> {
        let mut next = delivery.clone();
        next.wake_at = Minute::not_before(until);
        next.version += 1;
        let before = AttributeValue::N(delivery.version.to_string());
        let put = self
            .table
            .client()
            .put_item()
            .table_name(self.table.name())
            .set_item(Some(to_item(&place(owner, delivery.notice), &next)?))
            .condition_expression("attribute_exists(pk) AND version = :before")
            .expression_attribute_values(":before", before);
        match put.send().await.map_err(StoreError::from_sdk) {
            Ok(_) => Ok(Some(next)),
            Err(StoreError::ConditionNotMet) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Ends a delivery.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn end(&self, owner: Owner, id: RecordId) -> Result<(), StoreError> {
        self.table.delete(&place(owner, id)).await
    }
}

fn place(owner: Owner, id: RecordId) -> Key {
    key(owner, format!("{DELIVERY}{id}"))
}
