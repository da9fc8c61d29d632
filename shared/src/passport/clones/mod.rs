//! The clone alarm: one serial number in the hands of several people.
//!
//! A serial number is given to one pack. When many people hold "it", most hold a copy, and a copied pack is as likely
//! as not a forged medicine. So packs are counted by the people who scanned them:
//!
//! ```text
//! keys table      PACKS          KEY            the secret with which packs are named, made at first use
//! history table   PACK#<name>    COUNT          how many people scanned the pack
//! history table   USER#<owner>   PACK#<name>    that this person did
//! ```
//!
//! - A pack's name is a keyed hash (HMAC-SHA-256) of item and serial number. Whoever reads the table without the secret
//!   cannot try serial numbers until one fits, as they could with a plain hash.
//! - The two rows are written by one transaction, on the condition that the person's is new. So nobody counts twice, however often
//!   or at how many places at once they scan.
//! - The count holds a number and nothing about people. The person's row stands in their own partition: it is in their export,
//!   and erasing them removes it. What stays is the number, so the alarm goes on without knowing who it was.
//! - A pack is forgotten five years after its first scan, longer than medicines keep. The person's row stays a year longer:
//!   were it gone first, the same person would count as a second one.
//!
//! The members of a household who each have an account scan the same pack rightly, so one other person is a notice and two are
//! the alarm ([`Suspicion`]). Pharmacists look without counting: they scan what they sell.

mod secret;
#[cfg(test)]
mod tests;

use aws_sdk_dynamodb::types::{TransactWriteItem, Update};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use self::secret::PackSecret;
use crate::Owner;
use crate::catalogue::Gtin;
use crate::store::{AttributeValue, Key, StoreError, Table, put_new, transact};

const YEAR_SECONDS: i64 = 366 * 24 * 60 * 60;
/// Seconds for which a pack is remembered.
const PACK_SECONDS: i64 = 5 * YEAR_SECONDS;
/// Seconds for which it is remembered that a person scanned it.
const PERSON_SECONDS: i64 = 6 * YEAR_SECONDS;

/// Counts of the people who scanned each pack. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Clones {
    history: Table,
    secret: PackSecret,
}

/// By whom else a pack was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Seen {
    /// How many other people scanned the same serial number of the same item.
    pub others: u32,
    /// What it comes to.
    pub suspicion: Suspicion,
}

/// What it comes to that others scanned the same serial number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Suspicion {
    /// Nobody else did. A first copy looks so too.
    None,
    /// One other person: it may be one's own household.
    Notice,
    /// Two or more others: a copied code is likely.
    Alarm,
}

/// That a person scanned a pack.
#[derive(Serialize)]
struct Scanned {
    expires_at: i64,
}

#[derive(Deserialize)]
struct Count {
    people: u32,
}

impl Clones {
    /// Counted in the history table, with the secret in the keys table.
    pub fn new(history: Table, keys: Table) -> Self {
        Self {
            history,
            secret: PackSecret::new(keys),
        }
    }

    /// Counts a person who holds the pack, once, and says who else did.
    ///
    /// # Errors
    /// Whatever the calls met. The pack then was not compared, which is to be said: it is not the same as unsuspicious.
    pub async fn saw(&self, owner: Owner, item: Gtin, serial: &str) -> Result<Seen, StoreError> {
        let name = self.secret.name(item, serial).await?;
        let now = Timestamp::now().as_second();
        let person = Key::new(format!("USER#{owner}"), format!("PACK#{name}"));
        let scanned = Scanned {
            expires_at: now + PERSON_SECONDS,
        };
        let actions = vec![
            put_new(&self.history, &person, &scanned)?,
            self.one_more(&count_key(&name), now + PACK_SECONDS)?,
        ];
        match transact(self.history.client(), actions).await {
            Ok(()) => {}
            // They are among the counted already.
            Err(error) if error.condition_failed_at(0) => {}
            Err(error) => return Err(error),
        }
        let people = self.people(&name).await?;
        Ok(Seen::by_others(people.saturating_sub(1)))
    }

    /// Says who scanned the pack without counting whoever asks.
    ///
    /// # Errors
    /// As [`Clones::saw`].
    pub async fn look(&self, item: Gtin, serial: &str) -> Result<Seen, StoreError> {
        let name = self.secret.name(item, serial).await?;
        Ok(Seen::by_others(self.people(&name).await?))
    }

    async fn people(&self, name: &str) -> Result<u32, StoreError> {
        let count: Option<Count> = self.history.get(&count_key(name)).await?;
        Ok(count.map_or(0, |count| count.people))
    }

    fn one_more(&self, key: &Key, expires_at: i64) -> Result<TransactWriteItem, StoreError> {
        let number = |value: i64| AttributeValue::N(value.to_string());
        let update = Update::builder()
            .table_name(self.history.name())
            .set_key(Some(key.to_attributes()))
            .update_expression("ADD people :one SET expires_at = if_not_exists(expires_at, :until)")
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":until", number(expires_at))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

fn count_key(name: &str) -> Key {
    Key::new(format!("PACK#{name}"), "COUNT")
}

impl Seen {
    fn by_others(others: u32) -> Self {
        let suspicion = match others {
            0 => Suspicion::None,
            1 => Suspicion::Notice,
            _ => Suspicion::Alarm,
        };
        Self { others, suspicion }
    }
}
