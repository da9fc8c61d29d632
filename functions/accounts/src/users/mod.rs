//! People in the accounts table, unique by username, e-mail address and phone number.

mod create;
mod find;
mod keys;
mod record;

pub(crate) use record::{NewUser, User};

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
