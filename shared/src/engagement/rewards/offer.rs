//! What is offered.

use std::collections::BTreeMap;
use std::{fmt, str::FromStr};

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Rewards, offer_key};
use crate::engagement::award::number;
use crate::store::{StoreError, to_item, transact};

pub(super) const PARTITION: &str = "REWARDS";

/// The text is no name of a reward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a reward")]
pub struct InvalidReward;

/// Names a reward: 3 to 40 small letters, digits and `-`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RewardId(String);

impl FromStr for RewardId {
    type Err = InvalidReward;

    fn from_str(text: &str) -> Result<Self, InvalidReward> {
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let fits = (3..=40).contains(&text.len()) && text.bytes().all(is_plain);
        fits.then(|| Self(text.to_owned())).ok_or(InvalidReward)
    }
}

impl fmt::Display for RewardId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for RewardId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RewardId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// An offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Names it.
    pub id: RewardId,
    /// What it is, by the tag of the language; `en` at the least.
    pub titles: BTreeMap<String, String>,
    /// Points that it costs.
    pub points: u64,
    /// How many are left.
    pub stock: u64,
    /// Most that one person gets.
    pub per_person: u64,
    /// When the offer ends.
    pub ends_at: Timestamp,
    /// Days for which a code is good.
    pub code_days: u16,
    /// Counts changes by administrators, from 1.
    pub version: u64,
}

impl Offer {
    /// Whether it can be had.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.stock > 0 && now < self.ends_at
    }
}

/// What became of an offer that was to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is there for the first time.
    New,
    /// It stands in place of the one before.
    Changed,
    /// It changed since it was read.
    Overtaken,
}

impl Rewards {
    /// Everything that is offered, in the order of names. Offers are few by nature: administrators make them by hand.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn offers(&self) -> Result<Vec<Offer>, StoreError> {
        self.table.partition(PARTITION).await
    }

    /// One offer.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn offer(&self, id: &RewardId) -> Result<Option<Offer>, StoreError> {
        self.table.get(&offer_key(id)).await
    }

    /// Writes an offer over the one that is there; its `version` is set here. `told` is written with it: who did so.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn put(
        &self,
        offer: &Offer,
        told: Vec<TransactWriteItem>,
    ) -> Result<Written, StoreError> {
        let before = self.offer(&offer.id).await?;
        let version = before.as_ref().map_or(0, |before| before.version);
        let next = Offer {
            version: version + 1,
            ..offer.clone()
        };
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(&offer_key(&offer.id), &next)?));
        let put = match version {
            0 => put.condition_expression("attribute_not_exists(pk)"),
            version => put
                .condition_expression("version = :before")
                .expression_attribute_values(":before", number(version)),
        };
        let put = put.build().map_err(StoreError::refused)?;
        let mut actions = vec![TransactWriteItem::builder().put(put).build()];
        actions.extend(told);
        match transact(self.table.client(), actions).await {
            Ok(()) if version == 0 => Ok(Written::New),
            Ok(()) => Ok(Written::Changed),
            Err(error) if error.condition_failed_at(0) => Ok(Written::Overtaken),
            Err(error) => Err(error),
        }
    }

    /// Takes an offer away; what was redeemed of it stays good. `told` is written with it. `false`: there was none.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn withdraw(
        &self,
        id: &RewardId,
        told: Vec<TransactWriteItem>,
    ) -> Result<bool, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(offer_key(id).to_attributes()))
            .condition_expression("attribute_exists(pk)")
            .build()
            .map_err(StoreError::refused)?;
        let mut actions = vec![TransactWriteItem::builder().delete(delete).build()];
        actions.extend(told);
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(true),
            Err(error) if error.condition_failed_at(0) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
