//! DynamoDB by `dynoxide`, in process, on SQLite.
//!
//! `dynoxide` is checked against AWS by a public suite and does conditions, transactions with reasons, indexes and TTL.
//! Here are the template's tables, the way in through the one port, and the TTL sweep.
//!
//! Two differences from AWS remain: a transaction conflict is never answered (`TransactionConflictException`), and TTL
//! deletes within a minute where AWS takes up to days. Code must not rely on either.

mod error;
mod server;
mod tables;

pub use error::DynamoDbError;
pub use server::{DynamoDb, Storage};
