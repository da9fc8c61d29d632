//! Accounts as their owners may read and close them.

mod change;

pub(crate) use change::{AccountChange, Changed};

use aws_sdk_dynamodb::types::{AttributeValue, Delete, TransactWriteItem};
use nazar::{
    Owner,
    jobs::{Job, Jobs},
    people::{User, audit, keys},
    store::{Key, StoreError, Table, transact},
};

/// The owner's part of the accounts table.
#[derive(Debug, Clone)]
pub(crate) struct Accounts {
    table: Table,
    jobs: Jobs,
}

impl Accounts {
    /// The accounts kept in this table, and the jobs that erase what is left of them.
    pub(crate) fn new(table: Table, jobs: Jobs) -> Self {
        Self { table, jobs }
    }

    /// The table, for what administrators do.
    pub(crate) fn table(&self) -> &Table {
        &self.table
    }

    /// The owner's account; `None` when it was closed after their token was issued.
    ///
    /// # Errors
    /// Whatever the call met.
    pub(crate) async fn get(&self, owner: Owner) -> Result<Option<User>, StoreError> {
        self.table.get(&keys::profile(owner.user_id())).await
    }

    /// Closes an account and writes the job that erases the rest, or neither. The person's row and their markers go in
    /// one transaction: no session can be refreshed from then on, and the names are free. `false`: the account has
    /// changed since it was read, or is closed.
    ///
    /// # Errors
    /// Whatever the call met; then nothing can be said.
    pub(crate) async fn close(&self, user: &User, job: &Job) -> Result<bool, StoreError> {
        let person = keys::profile(user.id);
        let named = ("username = :is", &user.username);
        let mut actions = vec![self.delete(&person, named)?, self.jobs.creation(job)?];
        let id = user.id.to_string();
        let markers = [
            keys::username(&user.username),
            keys::email(&user.email),
            audit::listed(user.id),
        ];
        for marker in markers
            .into_iter()
            .chain(user.phone.as_deref().map(keys::phone))
        {
            actions.push(self.delete(&marker, ("user_id = :is", &id))?);
        }
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(true),
            Err(error) if error.condition_failed_at(0) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The part of a transaction that deletes an item on a condition with one value.
    fn delete(
        &self,
        key: &Key,
        (condition, value): (&str, &String),
    ) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(key.to_attributes()))
            .condition_expression(condition)
            .expression_attribute_values(":is", AttributeValue::S(value.clone()))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}
