//! What the handlers work with, made once at cold start.

use std::sync::Arc;

use nazar::{
    auth::{Signer, Verifier},
    config::{Environment, LimitSettings, TokenSettings},
    http::{Edge, Limiter},
    mail::{self, Mailer},
    store::{self, Client, Table, TableName},
};

use crate::{once::Once, sessions::Sessions, slowdown::Slowdown, tokens::Issuer, users::Users};

/// Stores, keys and settings of the accounts function. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) users: Users,
    pub(crate) sessions: Sessions,
    pub(crate) slowdown: Slowdown,
    pub(crate) once: Once,
    pub(crate) mailer: Arc<dyn Mailer>,
    pub(crate) issuer: Arc<Issuer>,
    pub(crate) verifier: Arc<Verifier>,
    pub(crate) limiter: Arc<Limiter>,
    pub(crate) keys: Table,
    pub(crate) edge: Edge,
}

impl Context {
    /// Reads the environment and opens the connections.
    ///
    /// # Errors
    /// When a variable is missing or malformed, or there is no signing key and none can be made.
    pub async fn load() -> anyhow::Result<Self> {
        let aws = nazar::aws::load().await;
        let environment = Environment::process();
        let mailer = mail::mailer(&environment, &aws);
        Self::with(&environment, &store::client(&aws), mailer).await
    }

    /// As [`Context::load`], with settings, a client and a mailer of the caller's choice.
    ///
    /// # Errors
    /// As [`Context::load`].
    pub async fn with(
        environment: &Environment,
        client: &Client,
        mailer: Arc<dyn Mailer>,
    ) -> anyhow::Result<Self> {
        let table = |variable| {
            TableName::read(environment, variable).map(|name| Table::new(client.clone(), name))
        };
        let accounts = table("ACCOUNTS_TABLE")?;
        let control = table("CONTROL_TABLE")?;
        let keys = table("KEYS_TABLE")?;
        let settings = TokenSettings::read(environment)?;
        let limits = LimitSettings::read(environment)?;

        // The signer makes the first key, so the verifier reads after it.
        let (signer, (), ()) =
            tokio::join!(Signer::load(keys.clone()), accounts.warm(), control.warm());
        let signer = signer?;
        let verifier = Arc::new(Verifier::load(keys.clone(), &settings).await?);
        let limiter = Arc::new(Limiter::new(control.clone(), limits));

        Ok(Self {
            users: Users::new(accounts.clone()),
            sessions: Sessions::new(accounts.clone()),
            once: Once::new(accounts),
            mailer,
            slowdown: Slowdown::new(control.clone()),
            issuer: Arc::new(Issuer::new(signer, settings)),
            edge: Edge::new(verifier.clone(), limiter.clone(), control),
            verifier,
            limiter,
            keys,
        })
    }
}
