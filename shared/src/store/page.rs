//! Reading a person's records newest first, a page at a time.
//!
//! Ids are ULIDs and stand at the end of the sort key, so a partition read backwards is newest first, and a page
//! starts from the last id of the one before: nothing is counted or skipped, and records that arrive meanwhile
//! neither repeat nor hide others.

use std::fmt::Display;

use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::{AttributeValue, Item, Key, StoreError, Table, from_item, has_expired};

/// Some records and where the next page starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T, I> {
    /// The records, newest first.
    pub items: Vec<T>,
    /// The id after which the next page starts; `None` when there is none.
    pub next: Option<I>,
}

/// What to read: the ids under one prefix of one partition.
#[derive(Debug, Clone, Copy)]
pub struct PageRequest<I> {
    /// Most records of a page, at least 1.
    pub limit: u16,
    /// The last id of the page before; `None` for the first page.
    pub after: Option<I>,
}

impl Table {
    /// One page of the items filed under `pk` whose sort key is `prefix` and an id.
    ///
    /// Expired items are skipped without making the page short. `id_of` names an item's id.
    pub(crate) async fn newest_first<T, I>(
        &self,
        pk: &str,
        prefix: &str,
        request: PageRequest<I>,
        id_of: impl Fn(&T) -> I,
    ) -> Result<Page<T, I>, StoreError>
    where
        T: DeserializeOwned,
        I: Display + Copy,
    {
        let limit = usize::from(request.limit.max(1));
        let now = Timestamp::now();
        let mut items: Vec<T> = Vec::new();
        let mut start = request
            .after
            .map(|id| Key::new(pk, format!("{prefix}{id}")).to_attributes());
        loop {
            // One more than asked for tells whether there is a next page.
            let wanted = limit + 1 - items.len();
            let answer = self.read_back(pk, prefix, start, wanted).await?;
            for item in answer.items.unwrap_or_default() {
                if !has_expired(&item, now) {
                    items.push(from_item(item)?);
                }
            }
            start = answer.last_evaluated_key;
            if start.is_none() || items.len() > limit {
                break;
            }
        }
        let more = items.len() > limit;
        items.truncate(limit);
        let next = if more { items.last().map(id_of) } else { None };
        Ok(Page { items, next })
    }

    async fn read_back(
        &self,
        pk: &str,
        prefix: &str,
        start: Option<Item>,
        limit: usize,
    ) -> Result<aws_sdk_dynamodb::operation::query::QueryOutput, StoreError> {
        self.client()
            .query()
            .table_name(self.name())
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned()))
            .set_exclusive_start_key(start)
            .scan_index_forward(false)
            .consistent_read(true)
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .send()
            .await
            .map_err(StoreError::from_sdk)
    }
}
