//! Issuing tokens in pairs.

use jiff::Timestamp;
use nazar::{
    auth::{ACCESS_SECONDS, Claims, REFRESH_SECONDS, Scope, Signer, SignerError, TokenKind},
    config::TokenSettings,
    http::Problem,
    ids::{SessionId, TokenId},
    people::User,
};
use serde::Serialize;
use utoipa::ToSchema;

/// An access token for requests and a refresh token for the next pair.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenPair {
    /// Send it as `Authorization: Bearer`. Good for 15 minutes.
    #[schema(example = "eyJhbGciOiJFZERTQSIsImtpZCI6Ii4uLiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl")]
    access_token: String,
    /// Exchange it once, within seven days, for a new pair.
    #[schema(example = "eyJhbGciOiJFZERTQSIsImtpZCI6Ii4uLiJ9.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl")]
    refresh_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// Seconds until the access token expires.
    #[schema(example = 900)]
    expires_in: i64,
}

/// Makes tokens in our name.
#[derive(Debug)]
pub(crate) struct Issuer {
    signer: Signer,
    settings: TokenSettings,
}

impl Issuer {
    /// An issuer with this key and these names.
    pub(crate) fn new(signer: Signer, settings: TokenSettings) -> Self {
        Self { signer, settings }
    }

    /// A pair for a person's session; `refresh` is the id of its refresh token.
    ///
    /// # Errors
    /// `service-unavailable` when the signing key cannot be read.
    pub(crate) async fn pair(
        &self,
        user: &User,
        session: SessionId,
        refresh: TokenId,
    ) -> Result<TokenPair, Problem> {
        let now = Timestamp::now().as_second();
        let claims = |typ, jti, lifetime| Claims {
            iss: self.settings.issuer.clone(),
            aud: self.settings.audience.clone(),
            sub: user.id,
            jti,
            sid: session,
            typ,
            iat: now,
            exp: now + lifetime,
            scope: scope(user),
            username: (typ == TokenKind::Access).then(|| user.username.clone()),
            zoneinfo: (typ == TokenKind::Access).then(|| user.zone.name().to_owned()),
        };
        let access = claims(TokenKind::Access, TokenId::generate(), ACCESS_SECONDS);
        let refresh = claims(TokenKind::Refresh, refresh, REFRESH_SECONDS);
        Ok(TokenPair {
            access_token: self.signer.sign(&access).await.map_err(unsigned)?,
            refresh_token: self.signer.sign(&refresh).await.map_err(unsigned)?,
            token_type: "Bearer",
            expires_in: ACCESS_SECONDS,
        })
    }
}

/// What the tokens of a person allow: their own data, and what their roles add.
fn scope(user: &User) -> String {
    let roles = user.roles.iter().filter(|role| **role != Scope::User);
    let words: Vec<&str> = [Scope::User]
        .iter()
        .chain(roles)
        .map(|role| role.as_str())
        .collect();
    words.join(" ")
}

fn unsigned(error: SignerError) -> Problem {
    match error {
        SignerError::Store(error) => error.into(),
        error => Problem::internal(error),
    }
}
