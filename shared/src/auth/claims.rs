//! What a token says.

use serde::{Deserialize, Serialize};

use crate::ids::{SessionId, TokenId, UserId};

/// Seconds for which an access token is good.
pub const ACCESS_SECONDS: i64 = 15 * 60;
/// Seconds for which a refresh token is good.
pub const REFRESH_SECONDS: i64 = 7 * 24 * 60 * 60;

/// What a token is for. One kind is never taken for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenKind {
    /// Sent with requests.
    Access,
    /// Exchanged for a new pair, once.
    Refresh,
}

/// A role that a token carries, as a word of its `scope` claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// A person and their own data.
    User,
    /// A pharmacist.
    Pharmacist,
    /// An administrator.
    Admin,
}

impl Scope {
    const ALL: [Self; 3] = [Self::User, Self::Pharmacist, Self::Admin];

    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Pharmacist => "pharmacist",
            Self::Admin => "admin",
        }
    }

    /// The scopes in a `scope` claim; words that we do not know allow nothing.
    pub fn read(claim: &str) -> Vec<Self> {
        Self::ALL
            .into_iter()
            .filter(|scope| claim.split(' ').any(|word| word == scope.as_str()))
            .collect()
    }
}

/// The claims of our tokens (RFC 7519 names where it has them).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who issued it.
    pub iss: String,
    /// For whom.
    pub aud: String,
    /// The person.
    pub sub: UserId,
    /// This token.
    pub jti: TokenId,
    /// The session that it came of.
    pub sid: SessionId,
    /// What it is for.
    pub typ: TokenKind,
    /// When it was issued, in seconds since 1970.
    pub iat: i64,
    /// Until when it is good, in seconds since 1970.
    pub exp: i64,
    /// What it allows, as words.
    pub scope: String,
    /// The username; access tokens only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The person's time zone as an IANA name (OpenID Connect's claim); access tokens only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zoneinfo: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_scopes_allow_nothing() {
        assert_eq!(Scope::read("user root"), [Scope::User]);
        assert_eq!(Scope::read("administrator"), []);
        assert_eq!(Scope::read("admin user"), [Scope::User, Scope::Admin]);
    }
}
