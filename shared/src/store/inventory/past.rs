//! What medicines cost before.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Inventory, Offer, keys};
use crate::catalogue::market::Tiyin;
use crate::catalogue::{MedicineId, PharmacyId};
use crate::store::{AttributeValue, Key, StoreError, from_item};

pub use crate::catalogue::market::MonthlyPrice;

/// A price that a pharmacy asked before it changed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastPrice {
    /// The pharmacy.
    pub pharmacy: PharmacyId,
    /// Price of a pack, in tiyin.
    pub price: Tiyin,
    /// Since when it was asked, as far as the table knows.
    pub since: Timestamp,
    /// When it was changed.
    pub until: Timestamp,
}

/// A medicine's months in one row.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Months {
    pub(super) months: Vec<MonthlyPrice>,
}

impl PastPrice {
    /// The price of an offer that is about to be `next`, with its place; `None` when the price stays.
    pub(super) fn of(offer: &Offer, next: &Offer) -> Option<(Key, Self)> {
        if offer.price == next.price {
            return None;
        }
        let past = Self {
            pharmacy: offer.pharmacy.clone(),
            price: offer.price,
            since: offer.price_since,
            until: next.updated,
        };
        let key = keys::past(&offer.medicine, past.until, &past.pharmacy, offer.version);
        Some((key, past))
    }
}

impl Inventory {
    /// What pharmacies asked for a medicine before, latest change first, at most `limit`.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn past_prices_of(
        &self,
        medicine: &MedicineId,
        limit: u16,
    ) -> Result<Vec<PastPrice>, StoreError> {
        let answer = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .key_condition_expression("pk = :pk AND begins_with(sk, :past)")
            .expression_attribute_values(":pk", AttributeValue::S(keys::of_medicine(medicine)))
            .expression_attribute_values(":past", AttributeValue::S(keys::PAST.to_owned()))
            .scan_index_forward(false)
            .limit(i32::from(limit))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        let items = answer.items.unwrap_or_default().into_iter();
        items.map(from_item).collect()
    }

    /// What a medicine cost in earlier months, oldest first, as imported.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn months_of(&self, medicine: &MedicineId) -> Result<Vec<MonthlyPrice>, StoreError> {
        let row: Option<Months> = self.table.get(&keys::months(medicine)).await?;
        Ok(row.unwrap_or_default().months)
    }
}
