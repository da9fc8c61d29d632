//! Another username: the old marker goes, the new one comes and the person changes in one transaction. Of many who want a
//! name at the same time one gets it; whoever does not keeps the old one, and no marker is left without its person.

use aws_sdk_dynamodb::types::{AttributeValue, Delete, TransactWriteItem, Update};
use nazar::{
    people::{Marker, User, keys},
    store::{Key, StoreError, put_new, transact},
};

use super::Users;

/// What changing a username came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Renamed {
    /// It is the new one.
    Done,
    /// Somebody else has it.
    Taken,
    /// The username was changed, or the account closed, at the same time: nothing was changed here.
    Overtaken,
}

impl Users {
    /// Gives a person another username.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn rename(&self, user: &User, username: &str) -> Result<Renamed, StoreError> {
        let (old, new) = (keys::username(&user.username), keys::username(username));
        let mut actions = vec![self.name_person(user, username)?];
        // Another case of the same name has the same marker.
        if old != new {
            actions.push(put_new(&self.accounts, &new, &Marker { user_id: user.id })?);
            actions.push(self.delete_own(&old, user)?);
        }
        match transact(self.accounts.client(), actions).await {
            Ok(()) => Ok(Renamed::Done),
            // Looked at first: two requests of one person for the same name meet in the marker too.
            Err(error) if error.condition_failed_at(0) => Ok(Renamed::Overtaken),
            Err(error) if error.condition_failed_at(1) => Ok(Renamed::Taken),
            Err(error) => Err(error),
        }
    }

    /// Holds only while the person has the name that was read.
    fn name_person(&self, user: &User, username: &str) -> Result<TransactWriteItem, StoreError> {
        let change = Update::builder()
            .table_name(self.accounts.name())
            .set_key(Some(keys::profile(user.id).to_attributes()))
            .update_expression("SET username = :next")
            .condition_expression("username = :kept")
            .expression_attribute_values(":next", AttributeValue::S(username.to_owned()))
            .expression_attribute_values(":kept", AttributeValue::S(user.username.clone()))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(change).build())
    }

    pub(super) fn delete_own(
        &self,
        marker: &Key,
        user: &User,
    ) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.accounts.name())
            .set_key(Some(marker.to_attributes()))
            .condition_expression("user_id = :user")
            .expression_attribute_values(":user", AttributeValue::S(user.id.to_string()))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}
