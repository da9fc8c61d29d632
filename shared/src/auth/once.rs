//! Tokens that are good once: what is sent to an address to prove that somebody reads it.
//!
//! A token names its person and holds 32 random bytes. Only the hash of it is kept, so that whoever reads the table cannot
//! use it; 256 bits need no slow hash. It stands in one row of the person's own, which using it deletes on a condition: of
//! two who come with it one wins, and a newer token takes the place of an older one.

use aws_lc_rs::rand;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::ids::UserId;

/// Random bytes of a token.
const BYTES: usize = 32;

/// A token that is good once, before it is sent.
pub struct OnceToken {
    /// What is sent; never kept and never logged.
    pub text: String,
    /// What is kept.
    pub hash: String,
}

/// A token that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnceClaim {
    /// The person whom it names. Nothing is proven yet.
    pub user: UserId,
    /// What its row must hold.
    pub hash: String,
}

/// There is no randomness.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the random source failed")]
pub struct NoRandomness;

impl OnceToken {
    /// A new token for a person.
    ///
    /// # Errors
    /// When the random source fails.
    pub fn generate(user: UserId) -> Result<Self, NoRandomness> {
        let mut secret = [0; BYTES];
        rand::fill(&mut secret).map_err(|_| NoRandomness)?;
        let text = format!("{user}.{}", URL_SAFE_NO_PAD.encode(secret));
        let hash = hash(&text);
        Ok(Self { text, hash })
    }
}

impl std::fmt::Debug for OnceToken {
    /// Nothing of the token.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("OnceToken")
    }
}

impl OnceClaim {
    /// Reads what came; `None` for what is no token of this form.
    pub fn read(text: &str) -> Option<Self> {
        let (user, secret) = text.split_once('.')?;
        let user = user.parse().ok()?;
        let bytes = URL_SAFE_NO_PAD.decode(secret).ok()?;
        (bytes.len() == BYTES).then(|| Self {
            user,
            hash: hash(text),
        })
    }
}

fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_is_read_back_and_its_hash_is_not_it() {
        let user = UserId::generate();
        let token = OnceToken::generate(user).unwrap();
        let other = OnceToken::generate(user).unwrap();
        assert_ne!(token.text, other.text);
        let claim = OnceClaim::read(&token.text).unwrap();
        assert_eq!(claim.user, user);
        assert_eq!(claim.hash, token.hash);
        assert!(!token.hash.contains(&token.text));
        assert_eq!(OnceClaim::read(&token.hash), None);
        let short = format!("{user}.c2hvcnQ");
        assert_eq!(OnceClaim::read(&short), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,80}") {
            let _ = OnceClaim::read(&text);
        }
    }
}
