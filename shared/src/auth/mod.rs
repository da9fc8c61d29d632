//! Who somebody is: tokens signed by the accounts function and checked by everybody.
//!
//! Tokens are JWTs signed with Ed25519. The private key is in the keys table under `PRIVATE`, which only the accounts
//! function may read; the public ones are under `PUBLIC`. No other algorithm is ever accepted, whatever a token's
//! header says. An access token lives 15 minutes and is not looked up anywhere: after sign-out it stays good until it
//! expires, while the refresh tokens of its session end at once.

mod caller;
mod claims;
mod keys;
mod once;
mod rotation;
mod signer;
#[cfg(test)]
mod tests;
mod verifier;

pub use caller::Caller;
pub use claims::{ACCESS_SECONDS, Claims, REFRESH_SECONDS, Scope, TokenKind};
pub use keys::{PublicKey, PublicKeySet};
pub use once::{NoRandomness, OnceClaim, OnceToken};
pub use signer::{Signer, SignerError};
pub use verifier::{Rejected, Verifier};
