//! A person as the table has them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Zone, auth::Scope, i18n::Locale, ids::UserId};

/// A person.
#[derive(Clone, Serialize, Deserialize)]
pub struct User {
    /// Their id, for ever.
    pub id: UserId,
    /// As it was typed when it was chosen.
    pub username: String,
    /// As it was typed at sign-up.
    pub email: String,
    /// In E.164 form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// In any script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// In any script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// The language of texts for them.
    pub language: Locale,
    /// Where their days begin and end.
    #[serde(default)]
    pub zone: Zone,
    /// Argon2id in PHC form.
    pub password_hash: String,
    /// How often all their sessions but one were ended at once: a session of an earlier epoch is over.
    #[serde(default)]
    pub session_epoch: u64,
    /// Counts what the person changed of all this, but for username, address and password.
    #[serde(default)]
    pub version: u64,
    /// Roles beyond that of a person with their own data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Scope>,
    /// When they signed up.
    pub created_at: Timestamp,
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

/// What a marker says: whose the name is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Marker {
    /// The person.
    pub user_id: UserId,
}
