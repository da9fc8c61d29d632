//! The inventory on a real DynamoDB engine.

mod lists;
mod offers;
mod people;

use nazar_tests::tables::{Index, serve_indexed};

use super::{BY_MEDICINE, Inventory, Listed};
use crate::Owner;
use crate::catalogue::{MedicineId, PharmacyId};
use crate::ids::UserId;
use crate::store::{Client, Table, TableName};

/// An empty inventory.
pub(super) async fn inventory() -> Inventory {
    let index = Index {
        name: BY_MEDICINE,
        partition: "medicine",
        sort: "rank",
    };
    let config = serve_indexed("inventory", index).await;
    Inventory::new(Table::new(
        Client::new(&config),
        TableName::from("inventory"),
    ))
}

pub(super) fn pharmacy(number: usize) -> PharmacyId {
    format!("p-{number:03}").parse().unwrap()
}

pub(super) fn medicine(number: usize) -> MedicineId {
    format!("m-{number:03}").parse().unwrap()
}

pub(super) fn somebody() -> Owner {
    Owner::proven(UserId::generate())
}

/// A row of a list that was made on this day of November.
pub(super) fn listed(at: usize, of: usize, price: u64, quantity: u32, day: i8) -> Listed {
    Listed {
        pharmacy: pharmacy(at),
        medicine: medicine(of),
        price,
        quantity,
        updated: format!("2026-11-{day:02}T08:00:00Z").parse().unwrap(),
    }
}
