//! Providers outside AWS, asked over HTTPS: slow at times, down at times, and never to be believed.
//!
//! [`Provider`] is one of them: each try has its time, all tries together have theirs, what may pass is tried again after
//! a pause ([`Policy`]), and a provider that keeps failing is left alone for a while ([`Circuit`]). An answer is read up to a
//! limit. What went wrong is an [`OutsideError`], which names neither address, key nor content, so that it can be logged as
//! it is. Every caller has something to say without the provider: an outside call never decides whether a request succeeds.
//!
//! Keys of providers are rows of the keys table ([`ProviderKey`]). They travel in headers, never in an address, because
//! addresses end up in other people's logs.

mod circuit;
mod error;
mod key;
mod policy;
mod provider;
mod request;
mod retry_after;

pub use circuit::{Circuit, CircuitSettings, Pass, Verdict};
pub use error::OutsideError;
pub use key::{ProviderKey, Secret};
pub use policy::Policy;
pub use provider::{BaseUrl, BaseUrlError, Provider};
pub use request::OutsideRequest;

#[cfg(test)]
mod tests;
