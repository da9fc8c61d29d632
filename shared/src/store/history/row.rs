//! Rows that count: a record adds to them when it is written, and takes the same back when it is deleted.

use aws_sdk_dynamodb::types::{Delete, TransactWriteItem, Update};

use super::tally::{COUNT, MATCHES, SCORE_TENTHS, score_attribute, whole};
use super::{SimilarityRecord, partition};
use crate::Owner;
use crate::store::{AttributeValue, Item, Key, StoreError, Table};

/// What one record is in one counting row.
#[derive(Debug, Clone)]
pub(super) struct Share {
    pub(super) key: Key,
    /// What the row is about, for whoever reads it without its key.
    labels: Vec<(&'static str, AttributeValue)>,
    /// Attributes that stay when they come to zero.
    sums: Vec<(&'static str, u64)>,
    /// The attribute that goes when it comes to zero: nothing tells of a deleted record's score.
    score: String,
}

/// The rows that count a similarity: its character's, and its character's on its day.
pub(super) fn shares(owner: Owner, record: &SimilarityRecord) -> [Share; 2] {
    let class_id = record.target_class;
    let class = ("class_id", AttributeValue::N(class_id.to_string()));
    let day = ("day", AttributeValue::S(record.day.to_string()));
    let sums = vec![
        (COUNT, 1),
        (MATCHES, u64::from(record.is_same_character)),
        (SCORE_TENTHS, record.score.tenths().into()),
    ];
    let score = score_attribute(record.score);
    [
        Share {
            key: Key::new(partition(owner), format!("TOTALS#{class_id:02}")),
            labels: vec![class.clone()],
            sums: sums.clone(),
            score: score.clone(),
        },
        Share {
            key: Key::new(
                partition(owner),
                format!("DAY#{}#{class_id:02}", record.day),
            ),
            labels: vec![class, day],
            sums,
            score,
        },
    ]
}

impl Share {
    /// The part of a transaction that adds the record. It has no condition, so writers never get in each other's way.
    pub(super) fn add(&self, table: &Table) -> Result<TransactWriteItem, StoreError> {
        let mut update = self.update(table);
        let mut labels = Vec::new();
        for (place, (name, value)) in self.labels.iter().enumerate() {
            labels.push(format!("#l{place} = :l{place}"));
            update = update
                .expression_attribute_names(format!("#l{place}"), *name)
                .expression_attribute_values(format!(":l{place}"), value.clone());
        }
        let mut sums = vec!["#score :one".to_owned()];
        for (place, (name, amount)) in self.sums.iter().enumerate() {
            sums.push(format!("#{place} :{place}"));
            update = update
                .expression_attribute_names(format!("#{place}"), *name)
                .expression_attribute_values(format!(":{place}"), number(*amount));
        }
        let update = update
            .update_expression(format!("SET {} ADD {}", labels.join(", "), sums.join(", ")))
            .expression_attribute_values(":one", number(1))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    /// The part of a transaction that takes the record back from its row as it was read; `None` when the row counts nothing.
    ///
    /// The last record takes its row along, the last of its score that score: nothing is left of what was deleted. What is the
    /// last is a condition, so a record written meanwhile makes the transaction fail, and it is tried with the new row.
    pub(super) fn take_back(
        &self,
        table: &Table,
        row: &Item,
    ) -> Result<Option<TransactWriteItem>, StoreError> {
        let read = |name: &str| row.get(name).and_then(whole).unwrap_or_default();
        match read(COUNT) {
            0 => Ok(None),
            1 => self.delete(table).map(Some),
            _ => self.subtract(table, read(&self.score) > 1).map(Some),
        }
    }

    fn delete(&self, table: &Table) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(table.name())
            .set_key(Some(self.key.to_attributes()))
            .condition_expression("#count = :one")
            .expression_attribute_names("#count", COUNT)
            .expression_attribute_values(":one", number(1))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }

    fn subtract(&self, table: &Table, score_stays: bool) -> Result<TransactWriteItem, StoreError> {
        let mut update = self.update(table);
        let mut sums = Vec::new();
        for (place, (name, amount)) in self.sums.iter().enumerate() {
            sums.push(format!("#{place} :{place}"));
            update = update
                .expression_attribute_names(format!("#{place}"), *name)
                .expression_attribute_values(format!(":{place}"), negative(*amount));
        }
        let (change, condition) = if score_stays {
            sums.push("#score :less".to_owned());
            update = update.expression_attribute_values(":less", negative(1));
            (String::new(), "#score > :one")
        } else {
            (" REMOVE #score".to_owned(), "#score = :one")
        };
        let update = update
            .update_expression(format!("ADD {}{change}", sums.join(", ")))
            .condition_expression(format!("#count > :one AND {condition}"))
            .expression_attribute_names("#count", COUNT)
            .expression_attribute_values(":one", number(1))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    fn update(&self, table: &Table) -> aws_sdk_dynamodb::types::builders::UpdateBuilder {
        Update::builder()
            .table_name(table.name())
            .set_key(Some(self.key.to_attributes()))
            .expression_attribute_names("#score", &self.score)
    }
}

fn number(amount: u64) -> AttributeValue {
    AttributeValue::N(amount.to_string())
}

fn negative(amount: u64) -> AttributeValue {
    AttributeValue::N(format!("-{amount}"))
}
