//! Changing an offer: nobody's change is lost, and no price is forgotten.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};

use super::past::PastPrice;
use super::{Inventory, Offer};
use crate::catalogue::market::Tiyin;
use crate::catalogue::{MedicineId, PharmacyId};
use crate::store::{AttributeValue, StoreError, now, put_new, transact};

/// What a pharmacy says of a medicine now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Price of a pack, in tiyin; at least 1.
    pub price: Tiyin,
    /// Packs in stock.
    pub quantity: u32,
}

/// What whoever changes an offer has seen of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The pharmacy does not have the medicine yet.
    Absent,
    /// This version of the offer.
    Version(u64),
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// The offer as it is now.
    Done(Offer),
    /// The offer is another one than was expected, and stays as it is.
    Otherwise(Option<Offer>),
}

impl Inventory {
    /// Changes an offer that is still as expected. A price that changes goes into the medicine's past prices in the same
    /// transaction.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn change(
        &self,
        pharmacy: &PharmacyId,
        medicine: &MedicineId,
        change: Change,
        expected: Expected,
    ) -> Result<Changed, StoreError> {
        let current = self.offer(pharmacy, medicine).await?;
        let is_expected = match expected {
            Expected::Absent => current.is_none(),
            Expected::Version(version) => current
                .as_ref()
                .is_some_and(|offer| offer.version == version),
        };
        if !is_expected {
            return Ok(Changed::Otherwise(current));
        }
        let moment = now();
        let next = Offer {
            pharmacy: pharmacy.clone(),
            medicine: medicine.clone(),
            price: change.price,
            quantity: change.quantity,
            updated: moment,
            price_since: price_since(current.as_ref(), change.price).unwrap_or(moment),
            version: current.as_ref().map_or(1, |offer| offer.version + 1),
        };
        let actions = self.replacing(current.as_ref(), &next)?;
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(Changed::Done(next)),
            // Somebody was faster after the reading.
            Err(error) if error.condition_failed_at(0) => {
                Ok(Changed::Otherwise(self.offer(pharmacy, medicine).await?))
            }
            Err(error) => Err(error),
        }
    }

    /// The actions that put `next` in the place of `current`, on the condition that `current` is still there: one, or two
    /// when the price changes.
    pub(super) fn replacing(
        &self,
        current: Option<&Offer>,
        next: &Offer,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(next.to_row()?));
        let put = match current {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(offer) => put
                .condition_expression("#version = :version")
                .expression_attribute_names("#version", "version")
                .expression_attribute_values(
                    ":version",
                    AttributeValue::N(offer.version.to_string()),
                ),
        };
        let put = put.build().map_err(StoreError::refused)?;
        let mut actions = vec![TransactWriteItem::builder().put(put).build()];
        if let Some((key, past)) = current.and_then(|offer| PastPrice::of(offer, next)) {
            actions.push(put_new(&self.table, &key, &past)?);
        }
        Ok(actions)
    }
}

/// Since when a price has been asked that stays; `None` for a new one.
pub(super) fn price_since(current: Option<&Offer>, price: Tiyin) -> Option<jiff::Timestamp> {
    current
        .filter(|offer| offer.price == price)
        .map(|offer| offer.price_since)
}
