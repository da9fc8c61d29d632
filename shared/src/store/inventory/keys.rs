//! Where everything stands.

use std::fmt::Display;

use jiff::Timestamp;

use crate::catalogue::{MedicineId, PharmacyId};
use crate::store::Key;

pub(super) const STOCK: &str = "STOCK#";
pub(super) const REVIEW: &str = "REVIEW#";
pub(super) const REPORT: &str = "REPORT#";
pub(super) const PAST: &str = "PAST#";
pub(super) const PHARMACIST: &str = "PHARMACIST#";

pub(super) fn of_pharmacy(pharmacy: &PharmacyId) -> String {
    format!("PHARMACY#{pharmacy}")
}

pub(super) fn of_medicine(medicine: &MedicineId) -> String {
    format!("MEDICINE#{medicine}")
}

/// A person's partition, by their id or as an owner.
pub(super) fn of_person(id: impl Display) -> String {
    format!("USER#{id}")
}

pub(super) fn stock(pharmacy: &PharmacyId, medicine: &MedicineId) -> Key {
    Key::new(of_pharmacy(pharmacy), format!("{STOCK}{medicine}"))
}

pub(super) fn rating(pharmacy: &PharmacyId) -> Key {
    Key::new(of_pharmacy(pharmacy), "RATING")
}

pub(super) fn review(pharmacy: &PharmacyId, id: impl Display) -> Key {
    Key::new(of_pharmacy(pharmacy), format!("{REVIEW}{id}"))
}

pub(super) fn own_review(owner: impl Display, pharmacy: &PharmacyId) -> Key {
    Key::new(of_person(owner), format!("{REVIEW}{pharmacy}"))
}

pub(super) fn report(pharmacy: &PharmacyId, id: impl Display) -> Key {
    Key::new(of_pharmacy(pharmacy), format!("{REPORT}{id}"))
}

pub(super) fn own_report(owner: impl Display, pharmacy: &PharmacyId, kind: &str) -> Key {
    Key::new(of_person(owner), format!("{REPORT}{pharmacy}#{kind}"))
}

pub(super) fn pharmacist(person: impl Display, pharmacy: &PharmacyId) -> Key {
    Key::new(of_person(person), format!("{PHARMACIST}{pharmacy}"))
}

pub(super) fn months(medicine: &MedicineId) -> Key {
    Key::new(of_medicine(medicine), "MONTHS")
}

/// `version` keeps two changes of the same millisecond apart.
pub(super) fn past(
    medicine: &MedicineId,
    until: Timestamp,
    pharmacy: &PharmacyId,
    version: u64,
) -> Key {
    // Three digits of milliseconds always, so that the order of the keys is the order of time.
    let sk = format!("{PAST}{until:.3}#{pharmacy}#{version}");
    Key::new(of_medicine(medicine), sk)
}

pub(super) fn imported() -> Key {
    Key::new("IMPORTED", "MARKET")
}
