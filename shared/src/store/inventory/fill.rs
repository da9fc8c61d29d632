//! Writing an imported list into the table.
//!
//! A row of a list is written when the table has none, or one that the pharmacy said earlier. So a list may be written
//! twice, or from where the last try ended, or over what pharmacists have changed since it was made: rows that need no
//! change are not touched. What a list does not name stays: a medicine that is sold out is listed with 0 packs.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::change::price_since;
use super::past::{MonthlyPrice, Months};
use super::{Inventory, Offer, keys};
use crate::catalogue::market::Tiyin;
use crate::catalogue::{MedicineId, PharmacyId};
use crate::snapshots::Version;
use crate::store::{StoreError, to_item, transact};

/// Most actions of a transaction
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>).
const ACTIONS: usize = 100;
/// Tries of a pharmacy's rows against changes at the same time.
const ATTEMPTS: u32 = 3;

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The pharmacy.
    pub pharmacy: PharmacyId,
    /// The medicine.
    pub medicine: MedicineId,
    /// Price of a pack, in tiyin.
    pub price: Tiyin,
    /// Packs in stock.
    pub quantity: u32,
    /// When the pharmacy said so.
    pub updated: Timestamp,
}

/// What writing a list came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filled {
    /// Offers that were written.
    pub written: u64,
    /// Offers that were there already, as listed or later.
    pub kept: u64,
}

/// Which list was written last, whole.
#[derive(Serialize, Deserialize)]
struct Imported {
    version: Version,
}

impl Inventory {
    /// Whether this version of the market was written here last, to its end.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn has_imported(&self, version: Version) -> Result<bool, StoreError> {
        let row: Option<Imported> = self.table.get(&keys::imported()).await?;
        Ok(row.is_some_and(|row| row.version == version))
    }

    /// Notes that a version of the market is written to its end.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn note_imported(&self, version: Version) -> Result<(), StoreError> {
        let row = to_item(&keys::imported(), &Imported { version })?;
        self.table
            .client()
            .put_item()
            .table_name(self.table.name())
            .set_item(Some(row))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }

    /// Writes the rows of a list that are newer than the table.
    ///
    /// # Errors
    /// Whatever a call met; what was written until then stays, and writing the list again goes on from there.
    pub async fn fill(&self, listed: Vec<Listed>) -> Result<Filled, StoreError> {
        let mut by_pharmacy: BTreeMap<PharmacyId, Vec<Listed>> = BTreeMap::new();
        for row in listed {
            by_pharmacy
                .entry(row.pharmacy.clone())
                .or_default()
                .push(row);
        }
        let mut filled = Filled::default();
        for (pharmacy, rows) in by_pharmacy {
            let written = self.fill_one(&pharmacy, &rows).await?;
            filled.written += written;
            filled.kept += (rows.len() as u64).saturating_sub(written);
        }
        Ok(filled)
    }

    /// Writes one pharmacy's rows; how many.
    async fn fill_one(&self, pharmacy: &PharmacyId, rows: &[Listed]) -> Result<u64, StoreError> {
        let mut written = 0;
        let mut attempt = 1;
        loop {
            let stock = self.whole_stock_of(pharmacy).await?;
            let held: HashMap<&MedicineId, &Offer> =
                stock.iter().map(|offer| (&offer.medicine, offer)).collect();
            let mut actions = Vec::new();
            for row in rows {
                let current = held.get(&row.medicine).copied();
                if let Some(next) = row.over(current) {
                    actions.push(self.replacing(current, &next)?);
                }
            }
            let mut overtaken = false;
            for chunk in chunks(actions) {
                let offers = chunk.offers;
                match transact(self.table.client(), chunk.actions).await {
                    Ok(()) => written += offers,
                    // Somebody changed one of these offers in the meantime: they are looked at once more.
                    Err(StoreError::Cancelled(_)) if attempt < ATTEMPTS => overtaken = true,
                    Err(error) => return Err(error),
                }
            }
            if !overtaken {
                return Ok(written);
            }
            attempt += 1;
        }
    }

    /// Writes what medicines cost in earlier months, each medicine's months as a whole.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn fill_months(&self, months: &[MonthlyPrice]) -> Result<(), StoreError> {
        let mut puts = Vec::new();
        for of_medicine in months.chunk_by(|one, other| one.medicine == other.medicine) {
            let Some(first) = of_medicine.first() else {
                continue;
            };
            let row = Months {
                months: of_medicine.to_vec(),
            };
            let put = Put::builder()
                .table_name(self.table.name())
                .set_item(Some(to_item(&keys::months(&first.medicine), &row)?))
                .build()
                .map_err(StoreError::refused)?;
            puts.push(vec![TransactWriteItem::builder().put(put).build()]);
        }
        for chunk in chunks(puts) {
            transact(self.table.client(), chunk.actions).await?;
        }
        Ok(())
    }
}

impl Listed {
    /// The offer that this row makes of what is there; `None` when what is there is as new.
    fn over(&self, current: Option<&Offer>) -> Option<Offer> {
        if current.is_some_and(|offer| offer.updated >= self.updated) {
            return None;
        }
        Some(Offer {
            pharmacy: self.pharmacy.clone(),
            medicine: self.medicine.clone(),
            price: self.price,
            quantity: self.quantity,
            updated: self.updated,
            price_since: price_since(current, self.price).unwrap_or(self.updated),
            version: current.map_or(1, |offer| offer.version + 1),
        })
    }
}

/// Actions that go into one transaction, and how many offers they write.
#[derive(Default)]
struct Chunk {
    actions: Vec<TransactWriteItem>,
    offers: u64,
}

/// Parts the actions into transactions; those of one offer stay together.
fn chunks(offers: Vec<Vec<TransactWriteItem>>) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    for actions in offers {
        let fits = chunks
            .last()
            .is_some_and(|chunk| chunk.actions.len() + actions.len() <= ACTIONS);
        if !fits {
            chunks.push(Chunk::default());
        }
        if let Some(chunk) = chunks.last_mut() {
            chunk.actions.extend(actions);
            chunk.offers += 1;
        }
    }
    chunks
}
