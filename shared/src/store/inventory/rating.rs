//! How a pharmacy is rated: a count for each number of stars, kept in the transactions that write reviews.

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use futures::{StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};

use super::{Inventory, Stars, keys};
use crate::catalogue::PharmacyId;
use crate::store::{AttributeValue, StoreError};

/// Ratings that are read at the same time.
const AT_ONCE: usize = 16;

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
        let reading = pharmacies.iter().map(|pharmacy| self.rating(pharmacy));
        let reading: Vec<_> = reading.collect();
        futures::stream::iter(reading).buffered(AT_ONCE).try_collect().await
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
