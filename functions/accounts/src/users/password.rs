//! Passwords at rest, and the end of sessions that a new one brings.
//!
//! A person has an epoch, and a session the epoch in which it began. Changing the password raises the person's epoch and
//! takes the caller's own session along, in one transaction: every other session is of an earlier epoch from that moment
//! on, however many there are. A refresh that runs at the same time either is done before, or finds the new epoch: see
//! [`crate::sessions`].

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use nazar::{
    ids::SessionId,
    people::{User, keys},
    store::{StoreError, transact, update},
};

use super::Users;
use crate::sessions;

/// What changing a password came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Changed {
    /// The password is the new one; every other session has ended.
    Done,
    /// The caller's own session had ended: nothing was changed.
    SessionEnded,
    /// The password was changed, or the account closed, at the same time: nothing was changed here.
    Overtaken,
}

impl Users {
    /// Gives a person another password and ends all their sessions but this one.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn change_password(
        &self,
        user: &User,
        password_hash: String,
        session: SessionId,
    ) -> Result<Changed, StoreError> {
        let epoch = user.session_epoch + 1;
        let person = Update::builder()
            .table_name(self.accounts.name())
            .set_key(Some(keys::profile(user.id).to_attributes()))
            .update_expression("SET password_hash = :next, session_epoch = :epoch")
            .condition_expression("password_hash = :kept")
            .expression_attribute_values(":next", AttributeValue::S(password_hash))
            .expression_attribute_values(":kept", AttributeValue::S(user.password_hash.clone()))
            .expression_attribute_values(":epoch", AttributeValue::N(epoch.to_string()))
            .build()
            .map_err(StoreError::refused)?;
        let own = Update::builder()
            .table_name(self.accounts.name())
            .set_key(Some(sessions::key(user.id, session).to_attributes()))
            .update_expression("SET epoch = :epoch")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":epoch", AttributeValue::N(epoch.to_string()))
            .build()
            .map_err(StoreError::refused)?;
        let actions = [person, own]
            .map(|change| TransactWriteItem::builder().update(change).build())
            .to_vec();
        match transact(self.accounts.client(), actions).await {
            Ok(()) => Ok(Changed::Done),
            Err(error) if error.condition_failed_at(1) => Ok(Changed::SessionEnded),
            Err(error) if error.condition_failed_at(0) => Ok(Changed::Overtaken),
            Err(error) => Err(error),
        }
    }

    /// Replaces a password's hash by one with today's parameters, unless it has changed meanwhile.
    ///
    /// # Errors
    /// [`StoreError::ConditionNotMet`] when it has, and whatever the store met.
    pub(crate) async fn renew_hash(&self, user: &User, renewed: String) -> Result<(), StoreError> {
        let change = self
            .accounts
            .client()
            .update_item()
            .table_name(self.accounts.name())
            .set_key(Some(keys::profile(user.id).to_attributes()))
            .update_expression("SET password_hash = :renewed")
            .condition_expression("password_hash = :kept")
            .expression_attribute_values(":renewed", AttributeValue::S(renewed))
            .expression_attribute_values(":kept", AttributeValue::S(user.password_hash.clone()));
        update(change).await?;
        Ok(())
    }
}
