//! Signing up: the person and their markers in one transaction. Of two who want the same name at the same time one
//! gets it, and the other is told so; nobody is ever half there.

use jiff::Timestamp;
use nazar::{
    Zone,
    http::{Code, Locale, Problem},
    ids::UserId,
    people::{Marker, User, audit, keys},
    store::{StoreError, put_new, transact},
};

use super::Users;

/// A person who signs up.
pub(crate) struct NewUser {
    pub(crate) username: String,
    pub(crate) email: String,
    pub(crate) phone: Option<String>,
    pub(crate) given_name: Option<String>,
    pub(crate) family_name: Option<String>,
    pub(crate) language: Locale,
    pub(crate) zone: Zone,
    pub(crate) password_hash: String,
}

impl From<NewUser> for User {
    fn from(new: NewUser) -> Self {
        Self {
            id: UserId::generate(),
            username: new.username,
            email: new.email,
            phone: new.phone,
            given_name: new.given_name,
            family_name: new.family_name,
            language: new.language,
            zone: new.zone,
            password_hash: new.password_hash,
            session_epoch: 0,
            version: 0,
            roles: Vec::new(),
            created_at: Timestamp::now(),
        }
    }
}

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
            put_new(&self.accounts, &keys::profile(user.id), &user)?,
            put_new(&self.accounts, &keys::username(&user.username), &marker)?,
            put_new(&self.accounts, &keys::email(&user.email), &marker)?,
        ];
        if let Some(phone) = &user.phone {
            actions.push(put_new(&self.accounts, &keys::phone(phone), &marker)?);
        }
        actions.push(put_new(&self.accounts, &audit::listed(user.id), &marker)?);

        match transact(self.accounts.client(), actions).await {
            Ok(()) => Ok(Ok(user)),
            Err(error) => taken(&error).map_or(Err(error), |taken| Ok(Err(taken))),
        }
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
