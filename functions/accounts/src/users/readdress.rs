//! Another e-mail address: the token is used up, the old marker goes, the new one comes and the person changes in one
//! transaction.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use nazar::people::{Marker, User, keys};
use nazar::store::{StoreError, put_new, transact};

use super::Users;

/// What changing an address came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readdressed {
    /// It is the new one.
    Done,
    /// Somebody else has it.
    Taken,
    /// The token was used or ran out, or the address was changed at the same time.
    Void,
}

impl Users {
    /// Gives a person another e-mail address.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn readdress(
        &self,
        user: &User,
        address: &str,
        token: TransactWriteItem,
    ) -> Result<Readdressed, StoreError> {
        let (old, new) = (keys::email(&user.email), keys::email(address));
        let person = Update::builder()
            .table_name(self.accounts.name())
            .set_key(Some(keys::profile(user.id).to_attributes()))
            .update_expression("SET email = :next")
            .condition_expression("email = :kept")
            .expression_attribute_values(":next", AttributeValue::S(address.to_owned()))
            .expression_attribute_values(":kept", AttributeValue::S(user.email.clone()))
            .build()
            .map_err(StoreError::refused)?;
        let mut actions = vec![token, TransactWriteItem::builder().update(person).build()];
        // Another case of the same address has the same marker.
        if old != new {
            let marker = Marker { user_id: user.id };
            actions.push(put_new(&self.accounts, &new, &marker)?);
            actions.push(self.delete_own(&old, user)?);
        }
        match transact(self.accounts.client(), actions).await {
            Ok(()) => Ok(Readdressed::Done),
            Err(error) if error.condition_failed_at(0) || error.condition_failed_at(1) => {
                Ok(Readdressed::Void)
            }
            Err(error) if error.condition_failed_at(2) => Ok(Readdressed::Taken),
            Err(error) => Err(error),
        }
    }
}
