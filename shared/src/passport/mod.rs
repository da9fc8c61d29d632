//! The pack passport: everything that a pack's code says, put beside what is known of the medicine and of the person.
//!
//! [`Passport::of`] needs nothing but memory: the code, the catalogue, the person's list and the day. The clone alarm
//! ([`PackWatch`]) is apart, because it writes: whether the same pack was seen by others.

mod clones;
mod duplicate;
mod expiry;
#[cfg(test)]
mod tests;
mod watch;

pub use clones::{Clones, Seen, Suspicion};
pub use duplicate::{Duplicate, Overlap};
pub use expiry::{Expiry, Freshness};
pub use watch::PackWatch;

use jiff::civil::Date;
use serde::Serialize;

use crate::catalogue::{Catalogue, Gtin, Medicine, MedicineId};
use crate::codes::Marking;
use crate::codes::gs1::{Elements, PairFault};
use crate::store::medicine_list::Entry;

/// What one pack's code says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Passport {
    /// The item's number; absent when the code names none.
    #[cfg_attr(feature = "http", schema(value_type = Option<String>, example = "04780012345677"))]
    pub gtin: Option<Gtin>,
    /// The medicine that the catalogue has under this number; absent when it has none, which says nothing of the pack.
    pub product: Option<Product>,
    /// The last day of use, and how far off it is.
    pub expiry: Option<Expiry>,
    /// When it was made.
    #[cfg_attr(feature = "http", schema(value_type = Option<String>, format = Date))]
    pub made: Option<Date>,
    /// The lot.
    pub lot: Option<String>,
    /// The serial number.
    pub serial: Option<String>,
    /// What it has of Uzbekistan's marking.
    pub marking: Marking,
    /// What of the person's list is the same or holds the same.
    pub duplicates: Vec<Duplicate>,
    /// Names of what else is taken and could not be compared with it: what acts in that, or in the pack, is not known.
    pub not_compared: Vec<String>,
    /// Identifiers that do not go together: not a reason to refuse the code, because a pack may have more than one.
    pub faults: Vec<PairFault>,
}

/// The medicine in a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Product {
    /// Its id in the catalogue.
    pub medication_id: MedicineId,
    /// Its trade name.
    pub name: String,
}

impl Passport {
    /// What a code says to a person on a day of their calendar. `list` is what they, and those they care for, take.
    pub fn of(elements: &Elements, catalogue: &Catalogue, list: &[Entry], today: Date) -> Self {
        let gtin = elements.gtin();
        let medicine = gtin.and_then(|number| catalogue.by_gtin(number));
        let expiry = elements.expiry(today);
        let compared = duplicate::compared(list, medicine, catalogue, today);
        Self {
            gtin,
            product: medicine.map(Product::of),
            expiry: expiry.map(|last_day| Expiry::of(last_day, today)),
            made: elements.made(today),
            lot: elements.lot().map(str::to_owned),
            serial: elements.serial().map(str::to_owned),
            marking: Marking::of(elements),
            duplicates: compared.duplicates,
            not_compared: compared.not_compared,
            faults: elements.pair_faults(),
        }
    }
}

impl Product {
    fn of(medicine: &Medicine) -> Self {
        Self {
            medication_id: medicine.id.clone(),
            name: medicine.name.clone(),
        }
    }
}
