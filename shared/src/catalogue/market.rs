//! What a list of a day says of stock and prices, as a whole.
//!
//! The importer writes it into the inventory table, which alone answers what is asked where; the snapshot is what a
//! model of prices learns from, because it is the same for whoever loads it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{MedicineId, PharmacyId};
use crate::snapshots::{FrameError, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "market";

const LAYOUT: u16 = 2;

/// An amount of money in tiyin, hundredths of a soʻm.
pub type Tiyin = u64;

/// What matters of a pharmacy where prices are compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pharmacy {
    /// Names it everywhere.
    pub id: PharmacyId,
    /// Region, such as `Toshkent shahri`.
    pub region: String,
    /// District in Uzbek.
    pub district: String,
    /// Whether it is invented for demonstration.
    pub demonstration: bool,
}

/// What a pharmacy asks for a medicine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The medicine.
    pub medicine: MedicineId,
    /// The pharmacy's place in [`Market::pharmacies`].
    pub pharmacy: u32,
    /// Price of a pack.
    pub price: Tiyin,
    /// Packs in stock; 0 is sold out.
    pub quantity: u32,
    /// When the pharmacy said so.
    pub updated: Timestamp,
}

/// What a pack cost in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlyPrice {
    /// The medicine.
    pub medicine: MedicineId,
    /// The month, such as `2026-01`.
    pub month: String,
    /// The lowest price.
    pub low: Tiyin,
    /// The median.
    pub median: Tiyin,
    /// The highest price.
    pub high: Tiyin,
    /// How many prices there were.
    pub prices: u32,
}

/// All of it, in one version of the data.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Market {
    pharmacies: Vec<Pharmacy>,
    /// By medicine, then price, then pharmacy.
    offers: Vec<Offer>,
    /// By medicine, then month.
    history: Vec<MonthlyPrice>,
}

impl Market {
    /// Puts a market together. An offer's `pharmacy` is a place in `pharmacies` as they are given.
    pub fn new(
        pharmacies: Vec<Pharmacy>,
        mut offers: Vec<Offer>,
        mut history: Vec<MonthlyPrice>,
    ) -> Self {
        offers.retain(|offer| (offer.pharmacy as usize) < pharmacies.len());
        offers.sort_by(|one, other| {
            let key = |offer: &Offer| (offer.price, offer.pharmacy);
            one.medicine
                .cmp(&other.medicine)
                .then(key(one).cmp(&key(other)))
        });
        history.sort_by(|one, other| {
            one.medicine
                .cmp(&other.medicine)
                .then(one.month.cmp(&other.month))
        });
        Self {
            pharmacies,
            offers,
            history,
        }
    }

    /// All pharmacies.
    pub fn pharmacies(&self) -> &[Pharmacy] {
        &self.pharmacies
    }

    /// What is asked for a medicine, cheapest first, sold out ones too.
    pub fn offers(&self, medicine: &MedicineId) -> &[Offer] {
        run(&self.offers, medicine, |offer| &offer.medicine)
    }

    /// All offers, by medicine, then price.
    pub fn all_offers(&self) -> &[Offer] {
        &self.offers
    }

    /// What a medicine cost, oldest month first.
    pub fn history(&self, medicine: &MedicineId) -> &[MonthlyPrice] {
        run(&self.history, medicine, |price| &price.medicine)
    }

    /// All months, by medicine, then time.
    pub fn all_history(&self) -> &[MonthlyPrice] {
        &self.history
    }

    /// The pharmacy of an offer.
    pub fn pharmacy(&self, offer: &Offer) -> Option<&Pharmacy> {
        self.pharmacies.get(offer.pharmacy as usize)
    }

    /// The market as a snapshot.
    ///
    /// # Errors
    /// [`FrameError::Damaged`] when a value cannot be written, which no market of ours holds.
    pub fn encode(&self) -> Result<Vec<u8>, FrameError> {
        let bytes =
            postcard::to_allocvec(self).map_err(|error| FrameError::Damaged(error.to_string()))?;
        Ok(frame(KIND, LAYOUT, &bytes))
    }

    /// Reads a snapshot that [`Market::encode`] made.
    ///
    /// # Errors
    /// [`FrameError`] when it is something else.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?)
            .map_err(|error| FrameError::Damaged(error.to_string()))
    }
}

/// The run of entries of one medicine in a list that is sorted by medicine.
fn run<'a, T>(all: &'a [T], medicine: &MedicineId, of: impl Fn(&T) -> &MedicineId) -> &'a [T] {
    let first = all.partition_point(|entry| of(entry) < medicine);
    let count = all[first..].partition_point(|entry| of(entry) == medicine);
    &all[first..first + count]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(medicine: &str, pharmacy: u32, price: Tiyin) -> Offer {
        Offer {
            medicine: medicine.parse().unwrap(),
            pharmacy,
            price,
            quantity: 1,
            updated: Timestamp::UNIX_EPOCH,
        }
    }

    fn pharmacy(id: &str) -> Pharmacy {
        Pharmacy {
            id: id.parse().unwrap(),
            region: String::new(),
            district: String::new(),
            demonstration: true,
        }
    }

    #[test]
    fn offers_of_a_medicine_come_cheapest_first() {
        let offers = vec![
            offer("b", 0, 5),
            offer("a", 1, 9),
            offer("a", 0, 7),
            offer("a", 2, 1),
        ];
        let market = Market::new(vec![pharmacy("p"), pharmacy("q")], offers, vec![]);
        let prices = |id: &str| -> Vec<Tiyin> {
            let id = id.parse().unwrap();
            market.offers(&id).iter().map(|offer| offer.price).collect()
        };
        assert_eq!(
            prices("a"),
            [7, 9],
            "the one of a pharmacy that is not there is left out"
        );
        assert_eq!(prices("b"), [5]);
        assert_eq!(prices("c"), [] as [Tiyin; 0]);
        assert_eq!(Market::decode(&market.encode().unwrap()), Ok(market));
    }
}
