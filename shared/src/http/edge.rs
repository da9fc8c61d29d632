//! What the layers need and handlers do not: keys to check tokens, and the control table.

use std::sync::Arc;

use super::{Idempotency, Limiter};
use crate::{
    auth::Verifier,
    config::{Environment, LimitSettings, TokenSettings},
    store::{Client, Table, TableName},
};

/// The parts behind [`super::service`], made once at cold start and cheap to clone.
#[derive(Debug, Clone)]
pub struct Edge {
    pub(super) verifier: Option<Arc<Verifier>>,
    pub(super) limiter: Option<Arc<Limiter>>,
    pub(super) idempotency: Option<Arc<Idempotency>>,
}

impl Edge {
    /// For a function that knows callers: tokens checked by `verifier`, requests counted by `limiter`, idempotency
    /// kept in `control`.
    pub fn new(verifier: Arc<Verifier>, limiter: Arc<Limiter>, control: Table) -> Self {
        Self {
            verifier: Some(verifier),
            limiter: Some(limiter),
            idempotency: Some(Arc::new(Idempotency::new(control))),
        }
    }

    /// For a function that serves the same to everybody and keeps no account of them.
    pub fn open() -> Self {
        Self {
            verifier: None,
            limiter: None,
            idempotency: None,
        }
    }

    /// Reads `KEYS_TABLE`, `CONTROL_TABLE`, `TOKEN_*` and `RATE_LIMIT_SCALE`, loads the public keys and opens the
    /// connections, at the same time.
    ///
    /// # Errors
    /// When a variable is missing or malformed, or the keys cannot be read.
    pub async fn load(environment: &Environment, client: &Client) -> anyhow::Result<Self> {
        let control = Table::new(
            client.clone(),
            TableName::read(environment, "CONTROL_TABLE")?,
        );
        let keys = Table::new(client.clone(), TableName::read(environment, "KEYS_TABLE")?);
        let tokens = TokenSettings::read(environment)?;
        let limits = LimitSettings::read(environment)?;

        let (verifier, ()) = tokio::join!(Verifier::load(keys, &tokens), control.warm());
        let limiter = Limiter::new(control.clone(), limits);
        Ok(Self::new(Arc::new(verifier?), Arc::new(limiter), control))
    }

    /// What counts requests, if this function counts any.
    pub(super) fn limiter(&self) -> Option<Arc<Limiter>> {
        self.limiter.clone()
    }
}
