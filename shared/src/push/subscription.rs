//! A browser that wants to be told.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{BadKeys, BrowserKeys, Endpoint};
use crate::ids::InvalidId;

/// Characters of an id.
const LENGTH: usize = 32;

/// Names a subscription: a hash of its address, so that a browser which subscribes again is the same one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SubscriptionId(String);

impl SubscriptionId {
    /// The id of the browser behind an address.
    pub fn of(endpoint: &Endpoint) -> Self {
        let digest = Sha256::digest(endpoint.as_str());
        Self(hex::encode(&digest[..LENGTH / 2]))
    }
}

impl FromStr for SubscriptionId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_one = text.len() == LENGTH && text.bytes().all(is_hex);
        is_one.then(|| Self(text.to_owned())).ok_or(InvalidId)
    }
}

impl TryFrom<String> for SubscriptionId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl From<SubscriptionId> for String {
    fn from(id: SubscriptionId) -> Self {
        id.0
    }
}

impl fmt::Display for SubscriptionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A subscription as it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Names it.
    pub id: SubscriptionId,
    /// The address at the push service.
    pub endpoint: String,
    /// The browser's public key, Base64url.
    pub p256dh: String,
    /// The secret that the browser shares with us, Base64url.
    pub auth_secret: String,
    /// When the browser subscribed, or did so again.
    pub created_at: Timestamp,
}

impl fmt::Debug for Subscription {
    /// The id alone.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Subscription({})", self.id)
    }
}

impl Subscription {
    /// A subscription of a browser with these keys.
    ///
    /// # Errors
    /// [`BadKeys`] when they are not a browser's.
    pub fn new(
        endpoint: &Endpoint,
        p256dh: &str,
        auth: &str,
        now: Timestamp,
    ) -> Result<Self, BadKeys> {
        BrowserKeys::read(p256dh, auth)?;
        Ok(Self {
            id: SubscriptionId::of(endpoint),
            endpoint: endpoint.as_str().to_owned(),
            p256dh: p256dh.to_owned(),
            auth_secret: auth.to_owned(),
            created_at: now,
        })
    }

    /// What is encrypted for.
    ///
    /// # Errors
    /// [`BadKeys`] when the row is damaged.
    pub fn keys(&self) -> Result<BrowserKeys, BadKeys> {
        BrowserKeys::read(&self.p256dh, &self.auth_secret)
    }
}
