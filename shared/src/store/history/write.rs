//! Writing a record together with its count.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem, Update};

use super::totals::totals_key;
use super::{
    History, Owner, PREDICTION, PredictionRecord, SIMILARITY, SimilarityRecord, record_key,
};
use crate::store::{AttributeValue, Key, StoreError, Table, to_item, transact};

impl History {
    /// Writes a prediction and counts it. Its pictures must be stored already: a row without pictures would be
    /// shown, pictures without a row are not.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] when this id is taken, and whatever the call met.
    pub async fn record_prediction(
        &self,
        owner: Owner,
        record: &PredictionRecord,
    ) -> Result<(), StoreError> {
        let put = put_new(
            &self.table,
            &record_key(owner, PREDICTION, record.id),
            record,
        )?;
        let mut actions = vec![put];
        if let Some(best) = record.top.first() {
            let counts = [("count", 1), ("abstained", u64::from(record.abstained))];
            actions.push(add(
                &self.table,
                &totals_key(owner, PREDICTION, best.class_id),
                &counts,
            )?);
        }
        transact(self.table.client(), actions).await
    }
}

/// The part of a finishing transaction that writes the record.
pub(crate) fn put_similarity(
    table: &Table,
    owner: Owner,
    record: &SimilarityRecord,
) -> Result<TransactWriteItem, StoreError> {
    put_new(table, &record_key(owner, SIMILARITY, record.id), record)
}

/// The part of a finishing transaction that counts it.
pub(crate) fn count_similarity(
    table: &Table,
    owner: Owner,
    record: &SimilarityRecord,
) -> Result<TransactWriteItem, StoreError> {
    let counts = [
        ("count", 1),
        ("matches", u64::from(record.is_same_character)),
        ("score_hundredths", hundredths(record.score)),
    ];
    add(
        table,
        &totals_key(owner, SIMILARITY, record.target_class),
        &counts,
    )
}

fn put_new<T: serde::Serialize>(
    table: &Table,
    key: &Key,
    record: &T,
) -> Result<TransactWriteItem, StoreError> {
    let put = Put::builder()
        .table_name(table.name())
        .set_item(Some(to_item(key, record)?))
        .condition_expression("attribute_not_exists(pk)")
        .build()
        .map_err(StoreError::refused)?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// Adds to whole-number attributes, which start at zero.
fn add(table: &Table, key: &Key, counts: &[(&str, u64)]) -> Result<TransactWriteItem, StoreError> {
    let mut update = Update::builder()
        .table_name(table.name())
        .set_key(Some(key.to_attributes()));
    let mut parts = Vec::new();
    for (place, (name, amount)) in counts.iter().enumerate() {
        // Placeholders, because `count` is among DynamoDB's reserved words.
        parts.push(format!("#{place} :{place}"));
        update = update
            .expression_attribute_names(format!("#{place}"), *name)
            .expression_attribute_values(
                format!(":{place}"),
                AttributeValue::N(amount.to_string()),
            );
    }
    let update = update
        .update_expression(format!("ADD {}", parts.join(", ")))
        .build()
        .map_err(StoreError::refused)?;
    Ok(TransactWriteItem::builder().update(update).build())
}

/// A score of 0-100 in hundredths. Anything outside counts as its nearest bound, not a number as 0.
fn hundredths(score: f32) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=10,000"
    )]
    let whole = (f64::from(score).clamp(0.0, 100.0) * 100.0).round() as u64;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_count_in_hundredths() {
        assert_eq!(hundredths(87.654), 8_765);
        assert_eq!(hundredths(100.0), 10_000);
        assert_eq!(hundredths(-1.0), 0);
        assert_eq!(hundredths(f32::NAN), 0);
    }
}
