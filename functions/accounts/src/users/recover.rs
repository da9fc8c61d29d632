//! A new password for somebody who proved that they read the account's letters. It ends every session: whoever had the
//! old password may have opened one.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use nazar::people::{User, keys};
use nazar::store::{StoreError, transact};

use super::Users;

impl Users {
    /// Gives a person another password and ends all their sessions, with the token used up. `false`: the token was used by
    /// somebody else or ran out, or the account was closed.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn recover(
        &self,
        user: &User,
        password_hash: String,
        token: TransactWriteItem,
    ) -> Result<bool, StoreError> {
        let person = Update::builder()
            .table_name(self.accounts.name())
            .set_key(Some(keys::profile(user.id).to_attributes()))
            .update_expression("SET password_hash = :next ADD session_epoch :one")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":next", AttributeValue::S(password_hash))
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
            .build()
            .map_err(StoreError::refused)?;
        let person = TransactWriteItem::builder().update(person).build();
        match transact(self.accounts.client(), vec![token, person]).await {
            Ok(()) => Ok(true),
            Err(StoreError::Cancelled(reasons)) => {
                let error = StoreError::Cancelled(reasons);
                if error.condition_failed_at(0) || error.condition_failed_at(1) {
                    return Ok(false);
                }
                Err(error)
            }
            Err(error) => Err(error),
        }
    }
}
