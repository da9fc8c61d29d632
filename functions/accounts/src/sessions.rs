//! Sessions: a sign-in and the line of refresh tokens that comes of it.
//!
//! A session knows its newest refresh token. Refreshing exchanges that one for the next in a conditional update, so of
//! two who come with the same token one wins. The other has a token that was used, which is what a thief or his victim
//! would have; since nobody can tell which, the session ends for both (RFC 9700 section 4.14.2).
//!
//! A session is of the epoch that its person had when it began. Rotating a token comes before reading the person: a
//! person whose epoch is later by then has ended the session, and one whose epoch is raised after that is refused at the
//! next refresh. So no refresh that runs beside a change of password keeps its session alive.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use nazar::{
    auth::REFRESH_SECONDS,
    ids::{SessionId, TokenId, UserId},
    people::{User, keys},
    store::{Key, StoreError, Table, from_item, update},
};
use serde::{Deserialize, Serialize};

/// A session as the table has it.
#[derive(Debug, Serialize, Deserialize)]
struct Session {
    /// The refresh token that may be used next.
    newest: TokenId,
    /// The person's epoch when it began, or when it was taken along into a later one.
    #[serde(default)]
    epoch: u64,
    /// When it can no longer be used, in seconds since 1970.
    expires_at: i64,
}

/// What refreshing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rotation {
    /// The next token is the newest now, in a session of this epoch.
    Rotated(u64),
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

/// Where a session is.
pub(crate) fn key(user: UserId, session: SessionId) -> Key {
    Key::new(keys::partition(user), format!("SESSION#{session}"))
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
        user: &User,
        session: SessionId,
        first: TokenId,
        now: i64,
    ) -> Result<(), StoreError> {
        let item = Session {
            newest: first,
            epoch: user.session_epoch,
            expires_at: now + REFRESH_SECONDS,
        };
        self.accounts.put_new(&key(user.id, session), &item).await
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
            Ok(session) => Ok(Rotation::Rotated(session.epoch)),
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
    ) -> Result<Session, StoreError> {
        let number = |value: i64| AttributeValue::N(value.to_string());
        let change = self
            .accounts
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
            .return_values(ReturnValue::AllNew);
        from_item(update(change).await?.attributes.unwrap_or_default())
    }

    /// Ends a session; ending one that has ended is no error.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn end(&self, user: UserId, session: SessionId) -> Result<(), StoreError> {
        self.accounts.delete(&key(user, session)).await
    }
}
