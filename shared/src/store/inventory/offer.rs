//! What a pharmacy has of a medicine, and what it asks.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::keys;
use crate::catalogue::market::Tiyin;
use crate::catalogue::{MedicineId, PharmacyId};
use crate::store::{AttributeValue, Item, StoreError, to_item};

/// Place in the index: the price with leading zeros, then the pharmacy.
const RANK: &str = "rank";

/// What a pharmacy asks for a medicine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The pharmacy.
    pub pharmacy: PharmacyId,
    /// The medicine.
    pub medicine: MedicineId,
    /// Price of a pack, in tiyin.
    pub price: Tiyin,
    /// Packs in stock; 0 is sold out.
    pub quantity: u32,
    /// When the pharmacy said so.
    pub updated: Timestamp,
    /// Since when the price is what it is, as far as this table knows.
    pub price_since: Timestamp,
    /// Counts the changes, from 1.
    pub version: u64,
}

impl Offer {
    /// Whether there is a pack to be had.
    pub fn is_in_stock(&self) -> bool {
        self.quantity > 0
    }

    /// The row, with its place in the index.
    pub(super) fn to_row(&self) -> Result<Item, StoreError> {
        let mut row = to_item(&keys::stock(&self.pharmacy, &self.medicine), self)?;
        let rank = format!("{:015}#{}", self.price, self.pharmacy);
        row.insert(RANK.to_owned(), AttributeValue::S(rank));
        Ok(row)
    }
}
