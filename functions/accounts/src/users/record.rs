//! A person as the table has them.

use nazar::{Zone, http::Locale, ids::UserId};
use serde::{Deserialize, Serialize};

/// A person.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: UserId,
    /// As it was typed at sign-up.
    pub(crate) username: String,
    /// As it was typed at sign-up.
    pub(crate) email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) given_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) family_name: Option<String>,
    pub(crate) language: Locale,
    /// Where their days begin and end.
    #[serde(default)]
    pub(crate) zone: Zone,
    /// Argon2id in PHC form.
    pub(crate) password_hash: String,
    /// RFC 3339, UTC.
    pub(crate) created_at: jiff::Timestamp,
}

impl std::fmt::Debug for User {
    /// The id and nothing personal.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("User")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

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
            created_at: jiff::Timestamp::now(),
        }
    }
}

/// What a marker says: whose the name is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Marker {
    pub(super) user_id: UserId,
}
