//! One-time tokens as they are kept: one row for each purpose at the person, so that a newer token takes the place of an
//! older one, and erasing the person erases it.

use aws_sdk_dynamodb::types::{AttributeValue, Delete, TransactWriteItem};
use nazar::auth::{OnceClaim, OnceToken};
use nazar::http::Problem;
use nazar::ids::UserId;
use nazar::people::keys;
use nazar::store::{Key, StoreError, Table, to_item};
use serde::{Deserialize, Serialize};

/// Seconds for which a token is good.
pub(crate) const SECONDS: i64 = 30 * 60;

/// What a token is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Choosing a new password.
    Reset,
    /// Taking another e-mail address.
    Email,
}

/// A token's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    /// The token's hash.
    once_hash: String,
    /// The address that it proves, where it is not the account's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<String>,
    /// Until when it is good, in seconds since 1970.
    expires_at: i64,
}

/// The repository of one-time tokens.
#[derive(Debug, Clone)]
pub(crate) struct Once {
    accounts: Table,
}

fn key(user: UserId, purpose: Purpose) -> Key {
    let purpose = match purpose {
        Purpose::Reset => "RESET",
        Purpose::Email => "EMAIL",
    };
    Key::new(keys::partition(user), format!("ONCE#{purpose}"))
}

impl Once {
    /// Tokens in this table.
    pub(crate) fn new(accounts: Table) -> Self {
        Self { accounts }
    }

    /// A new token for a person; older ones for the purpose are good no more.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn issue(
        &self,
        user: UserId,
        purpose: Purpose,
        address: Option<String>,
        now: i64,
    ) -> Result<OnceToken, Problem> {
        let token = OnceToken::generate(user).map_err(Problem::internal)?;
        let row = Row {
            once_hash: token.hash.clone(),
            address,
            expires_at: now + SECONDS,
        };
        let put = self
            .accounts
            .client()
            .put_item()
            .table_name(self.accounts.name())
            .set_item(Some(to_item(&key(user, purpose), &row)?));
        put.send().await.map_err(StoreError::from_sdk)?;
        Ok(token)
    }

    /// The row that a token stands for, if it is good. It still has to be used up.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn find(
        &self,
        claim: &OnceClaim,
        purpose: Purpose,
    ) -> Result<Option<Row>, StoreError> {
        let row: Option<Row> = self.accounts.get(&key(claim.user, purpose)).await?;
        Ok(row.filter(|row| row.once_hash == claim.hash))
    }

    /// The part of a transaction that uses a token up: it holds once, and only while the token is good.
    ///
    /// # Errors
    /// When the part cannot be built.
    pub(crate) fn used(
        &self,
        claim: &OnceClaim,
        purpose: Purpose,
        now: i64,
    ) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.accounts.name())
            .set_key(Some(key(claim.user, purpose).to_attributes()))
            .condition_expression("once_hash = :hash AND expires_at > :now")
            .expression_attribute_values(":hash", AttributeValue::S(claim.hash.clone()))
            .expression_attribute_values(":now", AttributeValue::N(now.to_string()))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}
