//! The person behind a request.

use super::{Claims, Scope};
use crate::{Owner, Zone, ids::SessionId};

/// Proof that a request came with a valid access token. Only [`super::Verifier`] makes one.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Whose data the request may touch.
    pub owner: Owner,
    /// The username at the time of signing in or refreshing, for texts; never a key.
    pub username: String,
    /// Where the person's days begin and end. A token without a zone, or with one that this function's database does not
    /// know yet, means the default one: a day's boundary is no reason to refuse a request.
    pub zone: Zone,
    /// The session that the token came of.
    pub session: SessionId,
    /// What the token allows.
    pub scopes: Vec<Scope>,
}

impl Caller {
    pub(super) fn of(claims: Claims) -> Self {
        let scopes = Scope::read(&claims.scope);
        let zone = claims.zoneinfo.and_then(|name| name.parse().ok());
        Self {
            owner: Owner::proven(claims.sub),
            username: claims.username.unwrap_or_default(),
            zone: zone.unwrap_or_default(),
            session: claims.sid,
            scopes,
        }
    }

    /// Whether the token allows this.
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}
