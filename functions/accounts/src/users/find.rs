//! Finding people, by what they type and by id.

use nazar::{
    ids::UserId,
    people::{Marker, User, keys},
    store::StoreError,
};

use super::Users;
use crate::identity::Login;

impl Users {
    /// The person of this name. An unknown name takes two reads like a known one, so that time does not tell them
    /// apart.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn by_login(&self, login: &Login) -> Result<Option<User>, StoreError> {
        let key = match login {
            Login::Username(name) => keys::username(name),
            Login::Email(address) => keys::email(address),
        };
        let marker = self.accounts.get::<Marker>(&key).await?;
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
}
