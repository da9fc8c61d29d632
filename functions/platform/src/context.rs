//! What the handlers work with, made once at cold start.

use std::sync::Arc;

use aws_config::SdkConfig;
use nazar::config::Environment;

use crate::health::{Checks, Health};

/// What there is to check. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) health: Arc<Health>,
}

impl Context {
    /// Reads the environment.
    ///
    /// # Errors
    /// When a variable is missing.
    pub async fn load() -> anyhow::Result<Self> {
        Self::with(&Environment::process(), &nazar::aws::load().await)
    }

    /// As [`Context::load`], with settings and AWS of the caller's choice.
    ///
    /// # Errors
    /// As [`Context::load`].
    pub fn with(environment: &Environment, aws: &SdkConfig) -> anyhow::Result<Self> {
        Ok(Self {
            health: Arc::new(Health::new(Checks::read(environment, aws)?)),
        })
    }
}
