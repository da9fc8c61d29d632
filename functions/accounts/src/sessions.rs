//! Sessions: a sign-in and the line of refresh tokens that comes of it.
//!
//! A session knows its newest refresh token. Refreshing exchanges that one for the next in a conditional update, so of
//! two who come with the same token one wins. The other has a token that was used, which is what a thief or his victim
//! would have; since nobody can tell which, the session ends for both (RFC 9700 section 4.14.2).

use aws_sdk_dynamodb::types::AttributeValue;
use nazar::{
    auth::REFRESH_SECONDS,
    ids::{SessionId, TokenId, UserId},
    store::{Key, StoreError, Table},
};
use serde::{Deserialize, Serialize};

/// A session as the table has it.
#[derive(Debug, Serialize, Deserialize)]
struct Session {
    /// The refresh token that may be used next.
    newest: TokenId,
    /// When it can no longer be used, in seconds since 1970.
    expires_at: i64,
}

/// What refreshing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rotation {
    /// The next token is the newest now.
    Rotated,
    /// The token had been used before. The session has ended.
    Reused,
    /// There is no such session any more.
    Ended,
}

/// The repository of sessions.
#[derive(Debug, Clone)]
pub(crate) struct Sessions {
    accounts: Table,
}

fn key(user: UserId, session: SessionId) -> Key {
    Key::new(format!("USER#{user}"), format!("SESSION#{session}"))
}

impl Sessions {
    /// Sessions in this table.
    pub(crate) fn new(accounts: Table) -> Self {
        Self { accounts }
    }

    /// Begins a session with its first refresh token.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn open(
        &self,
        user: UserId,
        session: SessionId,
        first: TokenId,
        now: i64,
    ) -> Result<(), StoreError> {
        let item = Session {
            newest: first,
            expires_at: now + REFRESH_SECONDS,
        };
        self.accounts.put_new(&key(user, session), &item).await
    }

    /// Exchanges a refresh token for the next one, once.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn rotate(
        &self,
        user: UserId,
        session: SessionId,
        used: TokenId,
        next: TokenId,
        now: i64,
    ) -> Result<Rotation, StoreError> {
        let key = key(user, session);
        match self.exchange(&key, used, next, now).await {
            Ok(()) => Ok(Rotation::Rotated),
            Err(StoreError::ConditionNotMet) => {
                if self.accounts.get::<Session>(&key).await?.is_none() {
                    return Ok(Rotation::Ended);
                }
                self.accounts.delete(&key).await?;
                Ok(Rotation::Reused)
            }
            Err(error) => Err(error),
        }
    }

    async fn exchange(
        &self,
        key: &Key,
        used: TokenId,
        next: TokenId,
        now: i64,
    ) -> Result<(), StoreError> {
        let number = |value: i64| AttributeValue::N(value.to_string());
        self.accounts
            .client()
            .update_item()
            .table_name(self.accounts.name())
            .set_key(Some(key.to_attributes()))
            .update_expression("SET newest = :next, expires_at = :expires")
            .condition_expression("newest = :used AND expires_at > :now")
            .expression_attribute_values(":used", AttributeValue::S(used.to_string()))
            .expression_attribute_values(":next", AttributeValue::S(next.to_string()))
            .expression_attribute_values(":now", number(now))
            .expression_attribute_values(":expires", number(now + REFRESH_SECONDS))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }

    /// Ends a session; ending one that has ended is no error.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn end(&self, user: UserId, session: SessionId) -> Result<(), StoreError> {
        self.accounts.delete(&key(user, session)).await
    }
}
