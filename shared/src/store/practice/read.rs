//! All that is known of one person's practice.

use serde::de::DeserializeOwned;

use super::confusion;
use super::write::{CARD, streak_key};
use super::{Card, Confusion, Practice, Streak};
use crate::Owner;
use crate::store::history::partition;
use crate::store::{AttributeValue, StoreError, from_item};

/// A person's cards, confusions and streak. The rows do not grow with the number of drawings: a card for each character at
/// most, and a confusion for each pair that was ever mixed up.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Practised {
    /// In the order of their characters; none for what was never drawn.
    pub cards: Vec<Card>,
    /// By wanted and recognised character.
    pub confusions: Vec<Confusion>,
    /// `None` before the first drawing.
    pub streak: Option<Streak>,
}

impl Practice {
    /// Everything of the owner's practice: two queries and a read, at the same time.
    ///
    /// # Errors
    /// Whatever the calls met.
    pub async fn of(&self, owner: Owner) -> Result<Practised, StoreError> {
        let streak = streak_key(owner);
        let (cards, confusions, streak) = tokio::try_join!(
            self.rows(owner, CARD),
            self.rows(owner, confusion::PREFIX),
            self.table.get(&streak),
        )?;
        Ok(Practised {
            cards,
            confusions,
            streak,
        })
    }

    async fn rows<T: DeserializeOwned>(
        &self,
        owner: Owner,
        prefix: &str,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        let mut rows = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", AttributeValue::S(partition(owner)))
            .expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned()))
            .consistent_read(true)
            .into_paginator()
            .items()
            .send();
        while let Some(row) = rows.next().await {
            found.push(from_item(row.map_err(StoreError::from_sdk)?)?);
        }
        Ok(found)
    }
}
