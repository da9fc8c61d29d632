//! What people want to be reminded of, and when.
//!
//! ```text
//! USER#<owner>  REMINDER#<id>     one reminder; wake_at in the index by-wake
//! ```
//!
//! A reminder is about a medicine on a list, and then follows the times that are planned there, or about a text with times
//! of its own. One about a medicine has the id of the list's entry: there is never a second one of it, and whoever changes
//! the entry finds it without looking ([`Reminders::follow`]).
//!
//! Times are what clocks show in the person's zone. The row holds the moment that comes of it next, which the scheduled
//! function finds in the index ([`crate::store::wake`]); a change of the times, or of the zone ([`Reminders::moved`]),
//! reckons it anew.

mod next;
mod reminder;
#[cfg(test)]
mod tests;
mod timetable;
mod write;

pub use next::next_after;
pub use reminder::{About, CATCH_UP, Given, Occurrence, Reminder};
pub use timetable::{DayOfWeek, Timetable};
pub use write::{Changed, Saved};

use super::page::Listing;
use super::{Key, Page, PageRequest, StoreError, Table};
use crate::{Owner, ids::RecordId};

/// Most reminders of a person: one for each medicine of a few lists, and more of their own.
pub const MAX_REMINDERS: usize = 100;

const REMINDER: &str = "REMINDER#";

/// The reminders, one person at a time.
#[derive(Debug, Clone)]
pub struct Reminders {
    table: Table,
}

impl Reminders {
    /// The reminders kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// A page of the owner's reminders, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn page(
        &self,
        owner: Owner,
        request: PageRequest<RecordId>,
    ) -> Result<Page<Reminder, RecordId>, StoreError> {
        let listing = Listing::all(partition(owner), REMINDER.to_owned());
        self.table.newest_first(&listing, request).await
    }

    /// All of the owner's reminders, newest first: [`MAX_REMINDERS`], or a few more.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn all(&self, owner: Owner) -> Result<Vec<Reminder>, StoreError> {
        let request = PageRequest {
            limit: 2 * MAX_REMINDERS as u16,
            after: None,
        };
        Ok(self.page(owner, request).await?.items)
    }

    /// One of the owner's reminders.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn get(&self, owner: Owner, id: RecordId) -> Result<Option<Reminder>, StoreError> {
        self.table.get(&key(owner, id)).await
    }

    /// The id in the sort key of a row that woke; `None` when it is no reminder.
    pub fn id_in(sk: &str) -> Option<RecordId> {
        sk.strip_prefix(REMINDER)?.parse().ok()
    }
}

fn partition(owner: Owner) -> String {
    format!("USER#{owner}")
}

fn key(owner: Owner, id: RecordId) -> Key {
    Key::new(partition(owner), format!("{REMINDER}{id}"))
}
