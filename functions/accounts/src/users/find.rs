//! Finding people, by what they type and by id.

use aws_sdk_dynamodb::types::AttributeValue;
use nazar::{ids::UserId, store::StoreError};

use super::{User, Users, keys, record::Marker};
use crate::identity::Login;

impl Users {
    /// The person of this name. An unknown name takes two reads like a known one, so that time does not tell them
    /// apart.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn by_login(&self, login: &Login) -> Result<Option<User>, StoreError> {
        let marker = self.accounts.get::<Marker>(&keys::login(login)).await?;
        let id = marker.map_or_else(UserId::generate, |marker| marker.user_id);
        self.by_id(id).await
    }

    /// The person of this id.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn by_id(&self, id: UserId) -> Result<Option<User>, StoreError> {
        self.accounts.get(&keys::profile(id)).await
    }

    /// Replaces a password's hash by one with today's parameters, unless it has changed meanwhile.
    ///
    /// # Errors
    /// [`StoreError::ConditionNotMet`] when it has, and whatever the store met.
    pub(crate) async fn renew_hash(&self, user: &User, renewed: String) -> Result<(), StoreError> {
        self.accounts
            .client()
            .update_item()
            .table_name(self.accounts.name())
            .set_key(Some(keys::profile(user.id).to_attributes()))
            .update_expression("SET password_hash = :renewed")
            .condition_expression("password_hash = :kept")
            .expression_attribute_values(":renewed", AttributeValue::S(renewed))
            .expression_attribute_values(":kept", AttributeValue::S(user.password_hash.clone()))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }
}
