//! Reading a person's records newest first, a page at a time.
//!
//! Ids are ULIDs and stand at the end of the sort key, so a partition read backwards is newest first, and a page
//! starts from the last id of the one before: nothing is counted or skipped, and records that arrive meanwhile
//! neither repeat nor hide others.
//!
//! What a filter passes may be rare, so a page looks at [`REACH`] items at most: it may then be short, or empty, and
//! still name a next one. The cost of a page is bounded, whatever is asked for.

use std::fmt::Display;
use std::str::FromStr;

use aws_sdk_dynamodb::operation::query::QueryOutput;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::{AttributeValue, Item, Key, StoreError, Table, from_item, has_expired};

/// Most items that one page looks at. A record is about half a kilobyte, so this is half a megabyte.
const REACH: usize = 1_000;

/// Items a call asks for when a filter may drop most of them.
const FILTERED_CALL: usize = 250;

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

/// Which items a list has: those of one partition and prefix, between two ids, that pass a filter.
#[derive(Debug, Clone)]
pub(crate) struct Listing {
    pk: String,
    prefix: String,
    first: String,
    last: String,
    filter: Filter,
    reach: usize,
}

/// Conditions that all have to hold, in DynamoDB's language of expressions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    conditions: Vec<&'static str>,
    names: Vec<(&'static str, &'static str)>,
    values: Vec<(&'static str, AttributeValue)>,
}

impl Filter {
    /// One more condition.
    pub(crate) fn require(&mut self, condition: &'static str) -> &mut Self {
        self.conditions.push(condition);
        self
    }

    /// What a `#name` of a condition stands for.
    pub(crate) fn name(&mut self, placeholder: &'static str, name: &'static str) -> &mut Self {
        if !self.names.contains(&(placeholder, name)) {
            self.names.push((placeholder, name));
        }
        self
    }

    /// What a `:value` of a condition stands for.
    pub(crate) fn value(&mut self, placeholder: &'static str, value: AttributeValue) -> &mut Self {
        self.values.push((placeholder, value));
        self
    }
}

impl Listing {
    /// Everything filed under `pk` whose sort key is `prefix` and an id.
    pub(crate) fn all(pk: String, prefix: String) -> Self {
        Self {
            pk,
            // Ids are digits and capital letters.
            first: format!("{prefix}0"),
            last: format!("{prefix}~"),
            prefix,
            filter: Filter::default(),
            reach: REACH,
        }
    }

    /// Nothing before this id.
    pub(crate) fn from(mut self, id: impl Display) -> Self {
        self.first = format!("{}{id}", self.prefix);
        self
    }

    /// Nothing after this id.
    pub(crate) fn to(mut self, id: impl Display) -> Self {
        self.last = format!("{}{id}", self.prefix);
        self
    }

    /// Only what passes.
    pub(crate) fn passing(mut self, filter: Filter) -> Self {
        self.filter = filter;
        self
    }

    /// Looks at this many items a page instead.
    #[cfg(test)]
    pub(crate) fn within(mut self, reach: usize) -> Self {
        self.reach = reach;
        self
    }
}

impl Table {
    /// One page of a list.
    ///
    /// Expired items are skipped without making the page short.
    pub(crate) async fn newest_first<T, I>(
        &self,
        listing: &Listing,
        request: PageRequest<I>,
    ) -> Result<Page<T, I>, StoreError>
    where
        T: DeserializeOwned,
        I: Display + FromStr,
    {
        let limit = usize::from(request.limit.max(1));
        let now = Timestamp::now();
        let mut found: Vec<Item> = Vec::new();
        let mut reach = listing.reach;
        let mut start = request
            .after
            .map(|id| Key::new(&*listing.pk, format!("{}{id}", listing.prefix)).to_attributes());
        loop {
            // One more than asked for tells whether there is a next page.
            let wanted = if listing.filter.conditions.is_empty() {
                limit + 1 - found.len()
            } else {
                FILTERED_CALL
            };
            let answer = self.read_back(listing, start, wanted.min(reach)).await?;
            reach = reach.saturating_sub(
                usize::try_from(answer.scanned_count)
                    .unwrap_or(reach)
                    .max(1),
            );
            found.extend(
                answer
                    .items
                    .unwrap_or_default()
                    .into_iter()
                    .filter(|item| !has_expired(item, now)),
            );
            start = answer.last_evaluated_key;
            if start.is_none() || found.len() > limit || reach == 0 {
                break;
            }
        }
        let more = found.len() > limit;
        found.truncate(limit);
        let resume = if more { found.last() } else { start.as_ref() };
        Ok(Page {
            next: resume.map(|key| id_in(key, &listing.prefix)).transpose()?,
            items: found.into_iter().map(from_item).collect::<Result<_, _>>()?,
        })
    }

    async fn read_back(
        &self,
        listing: &Listing,
        start: Option<Item>,
        limit: usize,
    ) -> Result<QueryOutput, StoreError> {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let mut call = self
            .client()
            .query()
            .table_name(self.name())
            .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
            .expression_attribute_values(":pk", text(&listing.pk))
            .expression_attribute_values(":first", text(&listing.first))
            .expression_attribute_values(":last", text(&listing.last))
            .set_exclusive_start_key(start)
            .scan_index_forward(false)
            .consistent_read(true)
            .limit(i32::try_from(limit).unwrap_or(i32::MAX));
        if !listing.filter.conditions.is_empty() {
            call = call.filter_expression(listing.filter.conditions.join(" AND "));
        }
        for (placeholder, name) in &listing.filter.names {
            call = call.expression_attribute_names(*placeholder, *name);
        }
        for (placeholder, value) in &listing.filter.values {
            call = call.expression_attribute_values(*placeholder, value.clone());
        }
        call.send().await.map_err(StoreError::from_sdk)
    }
}

/// The id at the end of an item's sort key.
fn id_in<I: FromStr>(item: &Item, prefix: &str) -> Result<I, StoreError> {
    let sk = item.get("sk").and_then(|sk| sk.as_s().ok());
    sk.and_then(|sk| sk.strip_prefix(prefix)?.parse().ok())
        .ok_or_else(|| StoreError::refused("a sort key does not end in an id"))
}
