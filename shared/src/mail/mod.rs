//! Letters to people, behind a trait: SES by its HTTP interface, or nobody.
//!
//! The AWS SDK's client for SES is large, and all that is needed of it is one signed request, so that request is made here
//! ([`Ses`]). `nazar-local` answers it too, and puts each letter into a folder, so that what is sent can be read without an
//! account. Without a sender's address (`MAIL_FROM`) no letters are sent ([`Nobody`]), and whoever wanted one learns it.
//!
//! What a letter says is in the catalogues `locales/<language>/mail.ftl`.

mod letter;
mod ses;

use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;

use aws_config::SdkConfig;

use crate::config::Environment;

pub use letter::{Letter, Occasion};
pub use ses::Ses;

/// Why a letter was not sent. Names neither the reader nor what was written.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// No sender is configured.
    #[error("no sender of letters is configured")]
    NotConfigured,
    /// SES could not be reached, or not in time.
    #[error("the mail service could not be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// SES refused: a wrong permission, an address or a sender that is not verified, too many letters.
    #[error("the mail service refused with status {0}")]
    Refused(u16),
}

/// A letter under way.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), MailError>> + Send + 'a>>;

/// Whoever sends letters.
pub trait Mailer: Debug + Send + Sync {
    /// Sends a letter. That it was taken does not mean that it arrives.
    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a>;
}

/// Sends nothing.
#[derive(Debug, Clone, Copy)]
pub struct Nobody;

impl Mailer for Nobody {
    fn send<'a>(&'a self, _letter: &'a Letter) -> Sending<'a> {
        Box::pin(async { Err(MailError::NotConfigured) })
    }
}

/// The mailer that the environment asks for: SES with `MAIL_FROM` as the sender, or nobody without one.
pub fn mailer(environment: &Environment, aws: &SdkConfig) -> Arc<dyn Mailer> {
    match environment.optional("MAIL_FROM") {
        Some(from) => Arc::new(Ses::new(environment, aws, from)),
        None => Arc::new(Nobody),
    }
}
