//! People in the accounts table, unique by username, e-mail address and phone number.

mod create;
mod find;
mod password;
mod readdress;
mod recover;
mod rename;

pub(crate) use create::{NewUser, Taken};
pub(crate) use password::Changed;
pub(crate) use readdress::Readdressed;
pub(crate) use rename::Renamed;

use nazar::store::Table;

/// The repository of people.
#[derive(Debug, Clone)]
pub(crate) struct Users {
    accounts: Table,
}

impl Users {
    /// People in this table.
    pub(crate) fn new(accounts: Table) -> Self {
        Self { accounts }
    }
}
