//! Who sends: a signed token for each push service (RFC 8292).

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::{Deserialize, Serialize};

use super::Endpoint;
use crate::store::{Key, StoreError, Table};

/// How long a token is good; push services take a day at most.
const LIFETIME: SignedDuration = SignedDuration::from_hours(12);

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum VapidError {
    /// The keys table cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What stands there is no key, or none could be made.
    #[error("no usable key")]
    Unusable,
}

#[derive(Serialize, Deserialize)]
struct Row {
    /// Base64url: PKCS #8 of the private key, or the point of the public one.
    value: String,
}

/// What a token says: for whom it is, until when it is good, and where we can be written to.
#[derive(Serialize)]
struct Claims<'a> {
    aud: String,
    exp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<&'a str>,
}

/// The keys table's part of it. Only the function that sends may read and make the private key.
#[derive(Debug, Clone)]
pub struct VapidKeys {
    keys: Table,
}

impl VapidKeys {
    /// The keys kept in this table.
    pub fn new(keys: Table) -> Self {
        Self { keys }
    }

    /// The public key as browsers subscribe with it (`applicationServerKey`), Base64url; `None` before the first run of
    /// the function that sends.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn public(&self) -> Result<Option<String>, StoreError> {
        let row: Option<Row> = self.keys.get(&public()).await?;
        Ok(row.map(|row| row.value))
    }

    /// The signing key: the one that stands there, whether an operator put it or an earlier run made it, or a new one. Of
    /// two that are made at the same time one stays. It is made once and for all: with another one, browsers would have to
    /// subscribe anew.
    ///
    /// # Errors
    /// [`VapidError`].
    pub async fn load_or_make(&self) -> Result<VapidKey, VapidError> {
        let key = match self.private().await? {
            Some(key) => key,
            None => self.make().await?,
        };
        let row = Row {
            value: key.public.clone(),
        };
        match self.keys.put_new(&public(), &row).await {
            Ok(()) | Err(StoreError::ConditionNotMet) => Ok(key),
            Err(error) => Err(error.into()),
        }
    }

    async fn private(&self) -> Result<Option<VapidKey>, VapidError> {
        let row: Option<Row> = self.keys.get(&private()).await?;
        row.map(|row| VapidKey::read(&row.value)).transpose()
    }

    async fn make(&self) -> Result<VapidKey, VapidError> {
        let made =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        let made = made.map_err(|_| VapidError::Unusable)?;
        let value = URL_SAFE_NO_PAD.encode(made.as_ref());
        let own = VapidKey::read(&value)?;
        match self.keys.put_new(&private(), &Row { value }).await {
            Ok(()) => Ok(own),
            Err(StoreError::ConditionNotMet) => self.private().await?.ok_or(VapidError::Unusable),
            Err(error) => Err(error.into()),
        }
    }
}

fn private() -> Key {
    Key::new("VAPID-PRIVATE", "KEY")
}

fn public() -> Key {
    Key::new("VAPID-PUBLIC", "KEY")
}

/// The key that requests are signed with.
pub struct VapidKey {
    signing: EncodingKey,
    /// The point, Base64url.
    public: String,
}

impl std::fmt::Debug for VapidKey {
    /// Nothing of it.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("VapidKey")
    }
}

impl VapidKey {
    /// Reads PKCS #8 in Base64url.
    fn read(text: &str) -> Result<Self, VapidError> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim().trim_end_matches('='));
        let bytes = bytes.map_err(|_| VapidError::Unusable)?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &bytes);
        let pair = pair.map_err(|_| VapidError::Unusable)?;
        let public = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
        Ok(Self {
            signing: EncodingKey::from_ec_der(&bytes),
            public,
        })
    }

    /// The public half, Base64url.
    pub fn public(&self) -> &str {
        &self.public
    }

    /// The `authorization` header of a request to this address. `contact` is where its service may write about us: a
    /// `mailto:` or an `https:` address.
    ///
    /// # Errors
    /// [`VapidError::Unusable`] when there is no randomness.
    pub fn authorization(
        &self,
        endpoint: &Endpoint,
        contact: Option<&str>,
        now: Timestamp,
    ) -> Result<String, VapidError> {
        let claims = Claims {
            aud: endpoint.origin(),
            exp: (now + LIFETIME).as_second(),
            sub: contact,
        };
        let token = jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &self.signing);
        let token = token.map_err(|_| VapidError::Unusable)?;
        Ok(format!("vapid t={token}, k={}", self.public))
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    use serde_json::json;

    use super::super::Hosts;
    use super::*;
    use crate::store::testing::table;

    #[tokio::test]
    async fn one_key_is_made_and_everybody_uses_it() {
        let keys = VapidKeys::new(table().await);
        assert_eq!(keys.public().await.unwrap(), None);
        let tries = (0..4).map(|_| keys.load_or_make());
        let made = futures::future::join_all(tries).await;
        let public = keys.public().await.unwrap().unwrap();
        for key in made {
            assert_eq!(key.unwrap().public(), public);
        }
        assert_eq!(URL_SAFE_NO_PAD.decode(public).unwrap().len(), 65);
    }

    #[tokio::test]
    async fn a_signature_names_the_service_its_end_and_whom_to_write_to() {
        let keys = VapidKeys::new(table().await);
        let key = keys.load_or_make().await.unwrap();
        let endpoint = Hosts::default().endpoint("https://fcm.googleapis.com/fcm/send/a");
        let now = "2026-01-31T00:00:00Z".parse().unwrap();
        let header = key
            .authorization(&endpoint.unwrap(), Some("mailto:a@example.org"), now)
            .unwrap();
        let (token, public) = header
            .strip_prefix("vapid t=")
            .and_then(|rest| rest.split_once(", k="))
            .unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(public))
            .verify(signed.as_bytes(), &bytes(signature))
            .unwrap();
        let (_, claims) = signed.split_once('.').unwrap();
        let claims: serde_json::Value = serde_json::from_slice(&bytes(claims)).unwrap();
        let expected = json!({"aud": "https://fcm.googleapis.com", "exp": 1_769_860_800,
            "sub": "mailto:a@example.org"});
        assert_eq!(claims, expected);
    }
}
