//! Reading tallies: of all time, or of a stretch of days.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{History, Owner, Tally, partition};
use crate::store::{AttributeValue, Item, StoreError};

/// Something read, and what it cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<T> {
    /// What was read.
    pub value: T,
    /// Items that DynamoDB looked at for it, those that a filter dropped included.
    pub items_read: u64,
}

/// One character on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayTally {
    /// The day in the person's zone.
    pub day: Date,
    /// The character, 0-61.
    pub class_id: u8,
    /// What its similarities came to.
    pub tally: Tally,
}

impl History {
    /// The tallies of all time by character, of one or of all: at most as many items as there are characters.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn totals(
        &self,
        owner: Owner,
        class_id: Option<u8>,
    ) -> Result<Reading<BTreeMap<u8, Tally>>, StoreError> {
        let (first, last) = match class_id {
            Some(class) => (format!("TOTALS#{class:02}"), format!("TOTALS#{class:02}")),
            None => ("TOTALS#".to_owned(), "TOTALS#~".to_owned()),
        };
        let reading = self.tallied(owner, first, last, None).await?;
        let tallies = reading.value.iter().filter_map(|item| {
            let class: u8 = text(item, "sk")?.strip_prefix("TOTALS#")?.parse().ok()?;
            Some((class, Tally::from(item)))
        });
        Ok(Reading {
            value: tallies.collect(),
            items_read: reading.items_read,
        })
    }

    /// The tallies of each day and character from `first` to `last`, both included, oldest first: at most as many items as
    /// days times characters practised on them, however often.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn days(
        &self,
        owner: Owner,
        (first, last): (Date, Date),
        class_id: Option<u8>,
    ) -> Result<Reading<Vec<DayTally>>, StoreError> {
        let (first, last) = (format!("DAY#{first}#"), format!("DAY#{last}#~"));
        let reading = self.tallied(owner, first, last, class_id).await?;
        let days = reading.value.iter().filter_map(|item| {
            let (day, class) = text(item, "sk")?.strip_prefix("DAY#")?.split_once('#')?;
            Some(DayTally {
                day: day.parse().ok()?,
                class_id: class.parse().ok()?,
                tally: Tally::from(item),
            })
        });
        Ok(Reading {
            value: days.collect(),
            items_read: reading.items_read,
        })
    }

    /// Everything between two sort keys, of one character or of all.
    async fn tallied(
        &self,
        owner: Owner,
        first: String,
        last: String,
        class_id: Option<u8>,
    ) -> Result<Reading<Vec<Item>>, StoreError> {
        let mut call = self
            .table
            .client()
            .query()
            .table_name(self.table.name())
            .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
            .expression_attribute_values(":pk", AttributeValue::S(partition(owner)))
            .expression_attribute_values(":first", AttributeValue::S(first))
            .expression_attribute_values(":last", AttributeValue::S(last))
            .consistent_read(true);
        if let Some(class) = class_id {
            call = call
                .filter_expression("class_id = :class")
                .expression_attribute_values(":class", AttributeValue::N(class.to_string()));
        }
        let mut reading = Reading {
            value: Vec::new(),
            items_read: 0,
        };
        let mut pages = call.into_paginator().send();
        while let Some(page) = pages.next().await {
            let page = page.map_err(StoreError::from_sdk)?;
            reading.items_read += u64::try_from(page.scanned_count).unwrap_or_default();
            reading.value.extend(page.items.unwrap_or_default());
        }
        Ok(reading)
    }
}

fn text<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    item.get(name)?.as_s().ok().map(String::as_str)
}
