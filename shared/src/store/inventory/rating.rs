//! How a pharmacy is rated: a count for each number of stars, kept in the transactions that write reviews.

use std::collections::{HashMap, HashSet};

use aws_sdk_dynamodb::types::{KeysAndAttributes, TransactWriteItem, Update};
use serde::{Deserialize, Serialize};

use super::{Inventory, Stars, keys};
use crate::catalogue::PharmacyId;
use crate::store::{AttributeValue, Item, StoreError, from_item};

/// Most keys of a call
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>).
const KEYS: usize = 100;
/// Calls for what was left out of the one before.
const TRIES: u32 = 5;

/// How many reviews gave how many stars.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rating {
    stars_1: u64,
    stars_2: u64,
    stars_3: u64,
    stars_4: u64,
    stars_5: u64,
}

impl Rating {
    /// Reviews with one, two, three, four and five stars.
    pub fn counts(&self) -> [u64; 5] {
        [
            self.stars_1,
            self.stars_2,
            self.stars_3,
            self.stars_4,
            self.stars_5,
        ]
    }

    /// Reviews.
    pub fn reviews(&self) -> u64 {
        self.counts().iter().sum()
    }

    /// The mean of their stars, 1 to 5, to one decimal; `None` without a review.
    pub fn mean(&self) -> Option<f64> {
        let reviews = self.reviews();
        if reviews == 0 {
            return None;
        }
        let stars: u64 = self
            .counts()
            .iter()
            .zip(1_u64..)
            .map(|(count, stars)| count * stars)
            .sum();
        Some((stars as f64 / reviews as f64 * 10.0).round() / 10.0)
    }
}

impl Inventory {
    /// How a pharmacy is rated.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn rating(&self, pharmacy: &PharmacyId) -> Result<Rating, StoreError> {
        let row = self.table.get(&keys::rating(pharmacy)).await?;
        Ok(row.unwrap_or_default())
    }

    /// How these pharmacies are rated, in their order.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn ratings(&self, pharmacies: &[&PharmacyId]) -> Result<Vec<Rating>, StoreError> {
        let mut found: HashMap<String, Rating> = HashMap::new();
        for chunk in pharmacies.chunks(KEYS) {
            self.read_ratings(chunk, &mut found).await?;
        }
        let of = |pharmacy: &&PharmacyId| found.get(&keys::of_pharmacy(pharmacy)).copied();
        Ok(pharmacies
            .iter()
            .map(|pharmacy| of(pharmacy).unwrap_or_default())
            .collect())
    }

    /// Reads ratings under their partition. Under load DynamoDB answers with a part and names the rest.
    async fn read_ratings(
        &self,
        pharmacies: &[&PharmacyId],
        found: &mut HashMap<String, Rating>,
    ) -> Result<(), StoreError> {
        let distinct: HashSet<&&PharmacyId> = pharmacies.iter().collect();
        let keys: Vec<Item> = distinct
            .into_iter()
            .map(|pharmacy| keys::rating(pharmacy).to_attributes())
            .collect();
        let mut left = Some(keys).filter(|keys| !keys.is_empty());
        for _ in 0..TRIES {
            let Some(keys) = left.take() else {
                return Ok(());
            };
            let wanted = KeysAndAttributes::builder()
                .set_keys(Some(keys))
                .build()
                .map_err(StoreError::refused)?;
            let answer = self
                .table
                .client()
                .batch_get_item()
                .request_items(self.table.name(), wanted)
                .send()
                .await
                .map_err(StoreError::from_sdk)?;
            let mut tables = answer.responses.unwrap_or_default();
            for row in tables.remove(self.table.name()).unwrap_or_default() {
                let pk = row.get("pk").and_then(|pk| pk.as_s().ok()).cloned();
                found.insert(pk.unwrap_or_default(), from_item(row)?);
            }
            left = answer
                .unprocessed_keys
                .and_then(|mut tables| tables.remove(self.table.name()))
                .map(|rest| rest.keys)
                .filter(|keys| !keys.is_empty());
        }
        match left {
            None => Ok(()),
            Some(_) => Err(StoreError::Unavailable("ratings were not all read".into())),
        }
    }

    /// The action that counts a review: one more of these stars, one fewer of those that it had before. `None` when
    /// nothing changes.
    pub(super) fn counting(
        &self,
        pharmacy: &PharmacyId,
        more: Option<Stars>,
        fewer: Option<Stars>,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        if more == fewer {
            return Ok(None);
        }
        let mut parts = Vec::new();
        let mut update = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(keys::rating(pharmacy).to_attributes()));
        for (stars, value, step) in [(more, ":more", "1"), (fewer, ":fewer", "-1")] {
            if let Some(stars) = stars {
                parts.push(format!("stars_{} {value}", stars.number()));
                update =
                    update.expression_attribute_values(value, AttributeValue::N(step.to_owned()));
            }
        }
        let update = update
            .update_expression(format!("ADD {}", parts.join(", ")))
            .build()
            .map_err(StoreError::refused)?;
        Ok(Some(TransactWriteItem::builder().update(update).build()))
    }
}
