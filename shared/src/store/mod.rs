//! DynamoDB: the base that every repository stands on.
//!
//! [`Table`] is a client with a table's name, [`Key`] what an item is filed under, [`StoreError`] what can go wrong
//! in words that a caller can act on. Repositories are built from these; handlers see repositories only.

pub mod adherence;
pub mod control;
mod error;
pub mod history;
#[cfg(feature = "inventory")]
pub mod inventory;
mod key;
pub mod medicine_list;
pub(crate) mod page;
pub mod practice;
pub mod reminders;
pub mod scans;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod transaction;
mod update;
pub mod wake;

pub use error::{Cancellation, StoreError};
pub use key::Key;
pub use page::{Page, PageRequest};
pub use table::{Table, TableName, client, from_item, has_expired, to_item};
pub use transaction::{put_new, transact};
pub use update::update;

pub use aws_sdk_dynamodb::{Client, types::AttributeValue};

/// An item as the SDK has it: attribute names and values.
pub type Item = std::collections::HashMap<String, AttributeValue>;

/// The attribute after whose time (seconds since 1970) DynamoDB may delete an item. It deletes late, by days even,
/// so reads treat what has expired as absent.
pub const EXPIRES_AT: &str = "expires_at";

/// The time to the millisecond, which is as much as ids hold, and as anybody needs to read.
pub fn now() -> jiff::Timestamp {
    let exact = jiff::Timestamp::now();
    jiff::Timestamp::from_millisecond(exact.as_millisecond()).unwrap_or(exact)
}
