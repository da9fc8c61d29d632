//! The person behind a request.

use super::{Claims, Scope};
use crate::{Owner, ids::SessionId};

/// Proof that a request came with a valid access token. Only [`super::Verifier`] makes one.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Whose data the request may touch.
    pub owner: Owner,
    /// The username at the time of signing in or refreshing, for texts; never a key.
    pub username: String,
    /// The session that the token came of.
    pub session: SessionId,
    /// What the token allows.
    pub scopes: Vec<Scope>,
}

impl Caller {
    pub(super) fn of(claims: Claims) -> Self {
        let scopes = Scope::read(&claims.scope);
        Self {
            owner: Owner::proven(claims.sub),
            username: claims.username.unwrap_or_default(),
            session: claims.sid,
            scopes,
        }
    }

    /// Whether the token allows this.
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}
