//! One table: reads that skip what has expired, and writes by whole item.

use aws_config::SdkConfig;
use aws_sdk_dynamodb::Client;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use super::{AttributeValue, EXPIRES_AT, Item, Key, StoreError};
use crate::config::{ConfigError, Environment};

/// The name of a table, as the environment gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableName(String);

impl TableName {
    /// Reads it from a variable such as `ACCOUNTS_TABLE`.
    ///
    /// # Errors
    /// When the variable is not set.
    pub fn read(environment: &Environment, variable: &'static str) -> Result<Self, ConfigError> {
        environment.required(variable).map(Self)
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for TableName {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

/// A DynamoDB client on the shared configuration. Make one per function and clone it.
pub fn client(aws: &SdkConfig) -> Client {
    Client::new(aws)
}

/// A table and the client that reaches it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Table {
    client: Client,
    name: TableName,
}

impl Table {
    /// The table of this name.
    pub fn new(client: Client, name: TableName) -> Self {
        Self { client, name }
    }

    /// The client, for calls that have no helper here.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The table's name for such calls.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Opens the connection during init by asking for an item that never exists; a failure is left for the first
    /// real call to report.
    pub async fn warm(&self) {
        let nothing = Key::new("WARM", "WARM");
        if let Err(error) = self.get_item(&nothing).await {
            tracing::warn!(table = self.name(), %error, "table could not be reached during init");
        }
    }

    /// Reads one item, consistently; `None` when it is absent or has expired.
    ///
    /// # Errors
    /// [`StoreError::Malformed`] when the item is not a `T`, and whatever the call met.
    pub async fn get<T: DeserializeOwned>(&self, key: &Key) -> Result<Option<T>, StoreError> {
        let item = self.get_item(key).await?;
        item.map(from_item).transpose()
    }

    /// The item itself, for rows whose attributes are not known by name.
    pub(crate) async fn get_item(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let answer = self
            .client
            .get_item()
            .table_name(self.name())
            .set_key(Some(key.to_attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(answer
            .item
            .filter(|item| !has_expired(item, Timestamp::now())))
    }

    /// Writes an item that must not be there yet. `item` has no `pk` or `sk` of its own.
    ///
    /// # Errors
    /// [`StoreError::ConditionNotMet`] when the key is taken, even by an item that has expired but not gone.
    pub async fn put_new<T: Serialize>(&self, key: &Key, item: &T) -> Result<(), StoreError> {
        self.client
            .put_item()
            .table_name(self.name())
            .set_item(Some(to_item(key, item)?))
            .condition_expression("attribute_not_exists(pk)")
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }

    /// Deletes an item; deleting what is not there is no error.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn delete(&self, key: &Key) -> Result<(), StoreError> {
        self.client
            .delete_item()
            .table_name(self.name())
            .set_key(Some(key.to_attributes()))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }

    /// Deletes an item; `false` when it is not there.
    ///
    /// # Errors
    /// Whatever the call met.
    pub(crate) async fn take_away(&self, key: &Key) -> Result<bool, StoreError> {
        let gone = self
            .client
            .delete_item()
            .table_name(self.name())
            .set_key(Some(key.to_attributes()))
            .condition_expression("attribute_exists(pk)")
            .send()
            .await;
        match gone.map_err(StoreError::from_sdk) {
            Ok(_) => Ok(true),
            Err(StoreError::ConditionNotMet) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Reads a whole partition, consistently, in order. Only for partitions that are small by nature, such as keys.
    ///
    /// # Errors
    /// [`StoreError::Malformed`] when an item is not a `T`, and whatever the call met.
    pub async fn partition<T: DeserializeOwned>(&self, pk: &str) -> Result<Vec<T>, StoreError> {
        let mut pages = self
            .client
            .query()
            .table_name(self.name())
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .consistent_read(true)
            .into_paginator()
            .items()
            .send();

        let now = Timestamp::now();
        let mut found = Vec::new();
        while let Some(item) = pages.next().await {
            let item = item.map_err(StoreError::from_sdk)?;
            if !has_expired(&item, now) {
                found.push(from_item(item)?);
            }
        }
        Ok(found)
    }
}

/// An item of this value under this key.
///
/// # Errors
/// When the value does not serialise to a map of attributes.
pub fn to_item<T: Serialize>(key: &Key, value: &T) -> Result<Item, StoreError> {
    let mut item: Item = serde_dynamo::to_item(value)?;
    item.extend(key.to_attributes());
    Ok(item)
}

/// The value that an item holds.
///
/// # Errors
/// When the item is not a `T`.
pub fn from_item<T: DeserializeOwned>(item: Item) -> Result<T, StoreError> {
    Ok(serde_dynamo::from_item(item)?)
}

/// Whether the item's time is over, whatever DynamoDB has deleted so far.
pub fn has_expired(item: &Item, now: Timestamp) -> bool {
    let Some(AttributeValue::N(seconds)) = item.get(EXPIRES_AT) else {
        return false;
    };
    seconds
        .parse::<i64>()
        .is_ok_and(|expiry| expiry <= now.as_second())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Thing {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        expires_at: Option<i64>,
    }

    #[test]
    fn items_carry_their_key_and_read_back() {
        let thing = Thing {
            name: "a".to_owned(),
            expires_at: None,
        };
        let item = to_item(&Key::new("P#1", "S#1"), &thing).unwrap();
        assert_eq!(item["pk"], AttributeValue::S("P#1".to_owned()));
        assert_eq!(from_item::<Thing>(item).unwrap(), thing);
    }

    #[test]
    fn expiry_is_judged_by_the_clock() {
        let now = Timestamp::from_second(1_000).unwrap();
        let expiring = |at| {
            let thing = Thing {
                name: "a".to_owned(),
                expires_at: Some(at),
            };
            to_item(&Key::new("P", "S"), &thing).unwrap()
        };
        assert!(has_expired(&expiring(1_000), now));
        assert!(!has_expired(&expiring(1_001), now));
    }
}
