//! Keys as they are at rest and as they are published.

use jsonwebtoken::DecodingKey;
use serde::{Deserialize, Serialize};

use crate::store::{Key, StoreError, Table};

/// The partition of public keys: every function that checks tokens may read it.
const PUBLIC: &str = "PUBLIC";
/// The partition of private keys: the accounts function alone may read it.
const PRIVATE: &str = "PRIVATE";

/// A public key, under `PUBLIC`/`<kid>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKey {
    /// The key's name in token headers.
    pub kid: String,
    /// The 32 bytes of the Ed25519 point in base64url, as in RFC 8037.
    pub x: String,
    /// When no token that it signed can still be good, in seconds since 1970.
    pub expires_at: i64,
}

/// A private key, under `PRIVATE`/`<slot>`.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct PrivateKey {
    pub(super) kid: String,
    /// The PKCS #8 document in base64.
    pub(super) pkcs8: String,
    pub(super) expires_at: i64,
}

impl PublicKey {
    /// Every key with which a token may have been signed that can still be good.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub async fn all(keys: &Table) -> Result<Vec<Self>, StoreError> {
        keys.partition(PUBLIC).await
    }

    pub(super) fn key(&self) -> Key {
        Key::new(PUBLIC, self.kid.clone())
    }

    pub(super) fn decoding_key(&self) -> Option<DecodingKey> {
        DecodingKey::from_ed_components(&self.x).ok()
    }
}

/// Where the private key of a slot is.
pub(super) fn private_key(slot: &str) -> Key {
    Key::new(PRIVATE, slot)
}

/// The public keys as a JSON Web Key Set (RFC 7517).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct PublicKeySet {
    /// The keys: one signs, others may still be needed to check older tokens.
    pub keys: Vec<JsonWebKey>,
}

/// One key of the set, as RFC 8037 writes Ed25519.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct JsonWebKey {
    /// Key type: always `OKP`.
    pub kty: &'static str,
    /// Curve: always `Ed25519`.
    pub crv: &'static str,
    /// Algorithm: always `EdDSA`.
    pub alg: &'static str,
    /// Use: always `sig`.
    #[serde(rename = "use")]
    pub usage: &'static str,
    /// The key's name in token headers.
    pub kid: String,
    /// The public key, in base64url.
    pub x: String,
}

impl From<Vec<PublicKey>> for PublicKeySet {
    fn from(keys: Vec<PublicKey>) -> Self {
        let keys = keys.into_iter().map(|key| JsonWebKey {
            kty: "OKP",
            crv: "Ed25519",
            alg: "EdDSA",
            usage: "sig",
            kid: key.kid,
            x: key.x,
        });
        Self {
            keys: keys.collect(),
        }
    }
}
