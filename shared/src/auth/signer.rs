//! Signing tokens: the accounts function's part.

use std::sync::Arc;

use aws_lc_rs::{
    error::Unspecified,
    rand::SystemRandom,
    signature::{Ed25519KeyPair, KeyPair},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use super::{
    Claims,
    keys::{PrivateKey, PublicKey, private_key},
    rotation::Slot,
};
use crate::store::{StoreError, Table, put_new, transact};

/// A token could not be signed.
#[derive(Debug, thiserror::Error)]
pub enum SignerError {
    /// The keys table did not answer as it should.
    #[error("signing key could not be read or filed")]
    Store(#[from] StoreError),
    /// The key at rest is damaged, or the random source failed.
    #[error("signing key is not usable")]
    Key,
    /// The token could not be encoded.
    #[error("token could not be signed")]
    Sign(#[from] jsonwebtoken::errors::Error),
}

impl From<Unspecified> for SignerError {
    fn from(_: Unspecified) -> Self {
        Self::Key
    }
}

struct Current {
    slot: Slot,
    kid: String,
    key: EncodingKey,
}

/// Signs with the key of the present slot, making and publishing keys as they are needed.
pub struct Signer {
    keys: Table,
    current: Mutex<Option<Arc<Current>>>,
    published: Mutex<Option<Slot>>,
}

impl std::fmt::Debug for Signer {
    /// Nothing of the key, ever.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Signer")
    }
}

impl Signer {
    /// A signer with its key at hand: the first one ever is made here.
    ///
    /// # Errors
    /// When the key can neither be read nor made.
    pub async fn load(keys: Table) -> Result<Self, SignerError> {
        let signer = Self {
            keys,
            current: Mutex::new(None),
            published: Mutex::new(None),
        };
        signer.at(Timestamp::now().as_second()).await?;
        Ok(signer)
    }

    /// Signs a token.
    ///
    /// # Errors
    /// When the slot has changed and its key cannot be read or made.
    pub async fn sign(&self, claims: &Claims) -> Result<String, SignerError> {
        let current = self.at(Timestamp::now().as_second()).await?;
        let header = Header {
            kid: Some(current.kid.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        Ok(jsonwebtoken::encode(&header, claims, &current.key)?)
    }

    async fn at(&self, now: i64) -> Result<Arc<Current>, SignerError> {
        self.publish_upcoming(now).await;
        let slot = Slot::at(now);
        let mut held = self.current.lock().await;
        if let Some(current) = held.as_ref().filter(|current| current.slot == slot) {
            return Ok(Arc::clone(current));
        }
        let private = self.obtain(slot).await?;
        let current = Arc::new(usable(slot, private)?);
        *held = Some(Arc::clone(&current));
        Ok(current)
    }

    /// Makes the next slot's key in good time. A failure costs nothing yet: the next token tries again.
    async fn publish_upcoming(&self, now: i64) {
        let Some(slot) = Slot::upcoming(now) else {
            return;
        };
        let mut published = self.published.lock().await;
        if *published == Some(slot) {
            return;
        }
        match self.obtain(slot).await {
            Ok(_) => *published = Some(slot),
            Err(error) => tracing::warn!(%error, "next signing key could not be published"),
        }
    }

    /// The slot's key, made now if there is none. Whoever files a key first decides; the others read it.
    async fn obtain(&self, slot: Slot) -> Result<PrivateKey, SignerError> {
        let place = private_key(&slot.name());
        if let Some(private) = self.keys.get::<PrivateKey>(&place).await? {
            return Ok(private);
        }
        let (private, public) = generate(slot)?;
        let filed = transact(
            self.keys.client(),
            vec![
                put_new(&self.keys, &place, &private)?,
                put_new(&self.keys, &public.key(), &public)?,
            ],
        );
        match filed.await {
            Ok(()) => {
                tracing::info!(kid = private.kid, "signing key made");
                Ok(private)
            }
            Err(error) if error.condition_failed_at(0) => {
                self.keys.get(&place).await?.ok_or(SignerError::Key)
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn generate(slot: Slot) -> Result<(PrivateKey, PublicKey), SignerError> {
    let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())?;
    let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).map_err(|_| SignerError::Key)?;
    let point = pair.public_key().as_ref();
    // The slot alone would name two keys alike if an operator withdraws one and a second is made in its place.
    let kid = format!(
        "{}-{}",
        slot.name(),
        hex::encode(&Sha256::digest(point)[..4])
    );
    let expires_at = slot.expires_at();
    let private = PrivateKey {
        kid: kid.clone(),
        pkcs8: STANDARD.encode(document.as_ref()),
        expires_at,
    };
    Ok((
        private,
        PublicKey {
            kid,
            x: URL_SAFE_NO_PAD.encode(point),
            expires_at,
        },
    ))
}

fn usable(slot: Slot, private: PrivateKey) -> Result<Current, SignerError> {
    let pkcs8 = STANDARD
        .decode(&private.pkcs8)
        .map_err(|_| SignerError::Key)?;
    Ed25519KeyPair::from_pkcs8(&pkcs8).map_err(|_| SignerError::Key)?;
    Ok(Current {
        slot,
        kid: private.kid,
        key: EncodingKey::from_ed_der(&pkcs8),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A key pair as the tests of the verifier need it: kid, signing key, public key.
    pub(in crate::auth) fn pair() -> (String, EncodingKey, PublicKey) {
        let slot = Slot::at(Timestamp::now().as_second());
        let (private, public) = generate(slot).unwrap();
        let current = usable(slot, private).unwrap();
        (current.kid.clone(), current.key.clone(), public)
    }

    #[test]
    fn keys_of_one_slot_have_names_of_their_own() {
        let (first, _, public) = pair();
        let (second, ..) = pair();
        assert_ne!(first, second);
        assert_eq!(URL_SAFE_NO_PAD.decode(&public.x).unwrap().len(), 32);
    }

    #[test]
    fn a_damaged_key_is_not_used() {
        let slot = Slot::at(0);
        let private = PrivateKey {
            kid: "k".to_owned(),
            pkcs8: STANDARD.encode(b"nonsense"),
            expires_at: 0,
        };
        assert!(matches!(usable(slot, private), Err(SignerError::Key)));
    }
}
