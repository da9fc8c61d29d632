//! Checking tokens: everybody's part.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use tokio::sync::RwLock;

use super::{Caller, Claims, TokenKind, keys::PublicKey};
use crate::{
    config::TokenSettings,
    store::{StoreError, Table},
};

/// Least time between two looks at the table for an unknown key: a stream of invented ones must not become a stream of
/// reads. A real new key is published long before it signs.
const REFRESH_PAUSE: Duration = Duration::from_secs(10);
/// Longest time for which keys are trusted without another look, so that a withdrawn key is noticed.
const MAX_AGE: Duration = Duration::from_secs(60 * 60);
/// Seconds by which clocks may disagree.
const LEEWAY_SECONDS: u64 = 5;

/// Why a token was refused. For the log: clients are told nothing but that it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// Not a token of ours: another algorithm, a damaged header, no key name.
    #[error("not a token of ours")]
    Header,
    /// No such key.
    #[error("unknown key")]
    Key,
    /// Signature, issuer, audience or a missing claim.
    #[error("signature or claims do not hold")]
    Claims,
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// A token of the other kind.
    #[error("wrong kind of token")]
    Kind,
}

#[derive(Default)]
struct Known {
    keys: HashMap<String, DecodingKey>,
    read_at: Option<Instant>,
    searched_at: Option<Instant>,
}

/// Checks tokens against the public keys.
pub struct Verifier {
    table: Option<Table>,
    known: RwLock<Known>,
    validation: Validation,
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Verifier")
    }
}

impl Verifier {
    /// A verifier that has read the keys table. There may be no key yet, before the accounts function's first start.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub async fn load(keys: Table, settings: &TokenSettings) -> Result<Self, StoreError> {
        let verifier = Self {
            table: Some(keys),
            ..Self::with_keys(settings, &[])
        };
        verifier.read().await?;
        Ok(verifier)
    }

    /// A verifier that knows these keys and no others.
    pub fn with_keys(settings: &TokenSettings, keys: &[PublicKey]) -> Self {
        let known = Known {
            keys: decoding_keys(keys),
            read_at: Some(Instant::now()),
            searched_at: None,
        };
        Self {
            table: None,
            known: RwLock::new(known),
            validation: validation(settings),
        }
    }

    /// Checks an access token.
    ///
    /// # Errors
    /// Why it was refused.
    pub async fn access(&self, token: &str) -> Result<Caller, Rejected> {
        self.check(token, TokenKind::Access).await.map(Caller::of)
    }

    /// Checks a refresh token. Whether it has been used is for its session to say.
    ///
    /// # Errors
    /// Why it was refused.
    pub async fn refresh(&self, token: &str) -> Result<Claims, Rejected> {
        self.check(token, TokenKind::Refresh).await
    }

    async fn check(&self, token: &str, kind: TokenKind) -> Result<Claims, Rejected> {
        let header = decode_header(token).map_err(|_| Rejected::Header)?;
        if header.alg != Algorithm::EdDSA {
            return Err(Rejected::Header);
        }
        let kid = header.kid.ok_or(Rejected::Header)?;
        let key = self.key(&kid).await.ok_or(Rejected::Key)?;
        let claims = decode::<Claims>(token, &key, &self.validation)
            .map_err(|error| sort(&error))?
            .claims;
        if claims.typ != kind {
            return Err(Rejected::Kind);
        }
        Ok(claims)
    }

    /// The key of this name, after another look at the table where that is due.
    async fn key(&self, kid: &str) -> Option<DecodingKey> {
        let known = self.known.read().await;
        let found = known.keys.get(kid).cloned();
        let stale = known.read_at.is_none_or(|at| at.elapsed() > MAX_AGE);
        let may_search = known.keys.is_empty()
            || known
                .searched_at
                .is_none_or(|at| at.elapsed() > REFRESH_PAUSE);
        drop(known);

        let due = if found.is_some() { stale } else { may_search };
        if !due || self.table.is_none() {
            return found;
        }
        self.known.write().await.searched_at = Some(Instant::now());
        if let Err(error) = self.read().await {
            // Keys that were good a moment ago are better than nobody getting in.
            tracing::warn!(error = ?error, "public keys could not be read again");
            return found;
        }
        self.known.read().await.keys.get(kid).cloned()
    }

    async fn read(&self) -> Result<(), StoreError> {
        let Some(table) = &self.table else {
            return Ok(());
        };
        let keys = PublicKey::all(table).await?;
        let mut known = self.known.write().await;
        known.keys = decoding_keys(&keys);
        known.read_at = Some(Instant::now());
        Ok(())
    }
}

fn decoding_keys(keys: &[PublicKey]) -> HashMap<String, DecodingKey> {
    keys.iter()
        .filter_map(|key| Some((key.kid.clone(), key.decoding_key()?)))
        .collect()
}

/// EdDSA and nothing else, our issuer and audience, every registered claim there.
fn validation(settings: &TokenSettings) -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[&settings.issuer]);
    validation.set_audience(&[&settings.audience]);
    validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    validation.leeway = LEEWAY_SECONDS;
    validation
}

fn sort(error: &jsonwebtoken::errors::Error) -> Rejected {
    match error.kind() {
        jsonwebtoken::errors::ErrorKind::ExpiredSignature => Rejected::Expired,
        _ => Rejected::Claims,
    }
}
