//! What a drawing changes, as parts of the transaction that writes the drawing.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use serde::Serialize;

use super::confusion::count_confusion;
use super::{Attempt, Card, Practice, Streak};
use crate::Owner;
use crate::store::history::partition;
use crate::store::{AttributeValue, Key, StoreError, to_item};

/// Sort keys of cards: `CARD#<class>`, two digits, so that they stand in the alphabet's order.
pub(super) const CARD: &str = "CARD#";

impl Practice {
    /// Reads the card and the streak that a drawing changes, and says how: the actions belong into the transaction that
    /// writes the drawing. Their conditions fail when another drawing of the person was written in between; then this must be
    /// called again.
    ///
    /// # Errors
    /// Whatever the reads met.
    pub async fn changes(
        &self,
        owner: Owner,
        attempt: &Attempt,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let (card_key, streak_key) = (card_key(owner, attempt.wanted), streak_key(owner));
        let (card, streak): (Option<Card>, Option<Streak>) =
            tokio::try_join!(self.table.get(&card_key), self.table.get(&streak_key))?;

        let next_card = card
            .as_ref()
            .map_or_else(|| Card::first(attempt), |card| card.after(attempt));
        let before = card.map(|card| card.version);
        let mut actions = vec![self.put(&card_key, &next_card, before)?];

        let next_streak = match &streak {
            None => Some(Streak::first(attempt.day)),
            Some(streak) => streak.after(attempt.day),
        };
        if let Some(next) = next_streak {
            let before = streak.map(|streak| streak.version);
            actions.push(self.put(&streak_key, &next, before)?);
        }
        if let Some(recognised) = attempt.recognised {
            let Attempt { wanted, day, .. } = *attempt;
            actions.extend(count_confusion(
                &self.table,
                owner,
                wanted,
                recognised,
                day,
            )?);
        }
        Ok(actions)
    }

    /// Writes a row over the version that it follows from, or where there was none.
    fn put<T: Serialize>(
        &self,
        key: &Key,
        row: &T,
        before: Option<u64>,
    ) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(key, row)?));
        let put = match before {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(version) => put
                .condition_expression("version = :before")
                .expression_attribute_values(":before", AttributeValue::N(version.to_string())),
        };
        let put = put.build().map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}

fn card_key(owner: Owner, class_id: u8) -> Key {
    Key::new(partition(owner), format!("{CARD}{class_id:02}"))
}

pub(super) fn streak_key(owner: Owner) -> Key {
    Key::new(partition(owner), "STREAK")
}
