//! Signing up: the person and their markers in one transaction. Of two who want the same name at the same time one
//! gets it, and the other is told so; nobody is ever half there.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use nazar::{
    http::{Code, Problem},
    store::{Key, StoreError, to_item, transact},
};
use serde::Serialize;

use super::{NewUser, User, Users, keys, record::Marker};
use crate::identity::{fold_email, fold_username};

/// Which unique name somebody else has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    Username,
    Email,
    Phone,
}

/// The markers' order in the transaction, after the person's own item.
const ORDER: [Taken; 3] = [Taken::Username, Taken::Email, Taken::Phone];

impl From<Taken> for Problem {
    fn from(taken: Taken) -> Self {
        Self::new(match taken {
            Taken::Username => Code::UsernameTaken,
            Taken::Email => Code::EmailTaken,
            Taken::Phone => Code::PhoneTaken,
        })
    }
}

impl Users {
    /// Adds a person.
    ///
    /// # Errors
    /// Whatever the store met; the inner error says which name is taken.
    pub(crate) async fn create(&self, new: NewUser) -> Result<Result<User, Taken>, StoreError> {
        let user = User::from(new);
        let marker = Marker { user_id: user.id };
        let mut actions = vec![
            self.put_new(&keys::profile(user.id), &user)?,
            self.put_new(&keys::username(&fold_username(&user.username)), &marker)?,
            self.put_new(&keys::email(&fold_email(&user.email)), &marker)?,
        ];
        if let Some(phone) = &user.phone {
            actions.push(self.put_new(&keys::phone(phone), &marker)?);
        }

        match transact(self.accounts.client(), actions).await {
            Ok(()) => Ok(Ok(user)),
            Err(error) => taken(&error).map_or(Err(error), |taken| Ok(Err(taken))),
        }
    }

    fn put_new<T: Serialize>(&self, key: &Key, value: &T) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(self.accounts.name())
            .set_item(Some(to_item(key, value)?))
            .condition_expression("attribute_not_exists(pk)")
            .build()
            .map_err(|error| StoreError::Refused(Box::new(error)))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}

/// The first marker that was there before.
fn taken(error: &StoreError) -> Option<Taken> {
    let place = (1..=ORDER.len()).find(|place| error.condition_failed_at(*place))?;
    ORDER.get(place - 1).copied()
}

#[cfg(test)]
mod tests {
    use nazar::store::Cancellation::{ConditionNotMet, None};

    use super::*;

    #[test]
    fn reasons_are_read_in_the_order_of_the_markers() {
        let cancelled = |reasons: &[_]| taken(&StoreError::Cancelled(reasons.to_vec()));
        assert_eq!(
            cancelled(&[None, ConditionNotMet, ConditionNotMet]),
            Some(Taken::Username)
        );
        assert_eq!(
            cancelled(&[None, None, ConditionNotMet]),
            Some(Taken::Email)
        );
        assert_eq!(
            cancelled(&[None, None, None, ConditionNotMet]),
            Some(Taken::Phone)
        );
        assert_eq!(cancelled(&[None, None, None]), Option::None);
    }
}
