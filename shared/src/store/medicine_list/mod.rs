//! The medicines that a person takes, and those of their family.
//!
//! ```text
//! USER#<owner>  MEDICINE#<id>                     one entry, of the owner or of a member of the family
//! USER#<owner>  MEDICINE-OF#<medicine>            marks that the medicine is on the owner's own list: one entry for each
//! USER#<owner>  MEDICINE-OF#<member>#<medicine>   the same for a member's list
//! ```
//!
//! Entry and marker are written and deleted by one transaction, so a medicine is never twice on a list, whoever adds it
//! at the same time. A medicine that the catalogue does not have may be kept too, by its name: it is taken all the
//! same, and every check says that it could not be checked. Lists are short by nature, so they are read whole.
//!
//! An entry is changed over the version that was read ([`MedicineLists::replace`]): of two changes at the same time one
//! is told that it came second.

mod entry;
mod household;
mod plan;
mod refill;
#[cfg(test)]
mod tests;
mod write;

pub use entry::{Entry, Medication};
pub use plan::{Due, Plan, PlanFault};
pub use refill::{Refill, Unforeseen};
pub use write::{Added, Replaced};

pub(crate) use write::replacement;

use super::page::{Filter, Listing};
use super::{AttributeValue, Key, Page, PageRequest, StoreError, Table};
use crate::{
    Owner,
    ids::{MemberId, RecordId},
};

/// Most medicines on a list.
pub const MAX_ENTRIES: usize = 50;

/// Entries that a call for a whole family asks for.
const FAMILY_PAGE: u16 = 1_000;

const ENTRY: &str = "MEDICINE#";
const MARKER: &str = "MEDICINE-OF#";

/// Whose list within a family: a member's, or the owner's own for `None`.
pub type Taker = Option<MemberId>;

/// The lists, one person at a time.
#[derive(Debug, Clone)]
pub struct MedicineLists {
    table: Table,
}

impl MedicineLists {
    /// The lists kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// A page of one list of the owner's family, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn page(
        &self,
        owner: Owner,
        taker: Taker,
        request: PageRequest<RecordId>,
    ) -> Result<Page<Entry, RecordId>, StoreError> {
        let listing = Listing::all(partition(owner), ENTRY.to_owned()).passing(only(taker));
        self.table.newest_first(&listing, request).await
    }

    /// The owner's whole own list, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn all(&self, owner: Owner) -> Result<Vec<Entry>, StoreError> {
        self.all_of(owner, None).await
    }

    /// All lists of the owner's family together, newest first: one call for each thousand entries.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn of_family(&self, owner: Owner) -> Result<Vec<Entry>, StoreError> {
        let listing = Listing::all(partition(owner), ENTRY.to_owned());
        let mut entries = Vec::new();
        let mut after = None;
        loop {
            let request = PageRequest {
                limit: FAMILY_PAGE,
                after,
            };
            let page = self
                .table
                .newest_first::<Entry, RecordId>(&listing, request)
                .await?;
            entries.extend(page.items);
            if page.next.is_none() {
                return Ok(entries);
            }
            after = page.next;
        }
    }

    /// The whole list of somebody in the owner's family, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn all_of(&self, owner: Owner, taker: Taker) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        let mut after = None;
        // Page after page: a medicine left out of a check would be a check that says too little.
        loop {
            let request = PageRequest { limit: 100, after };
            let page = self.page(owner, taker, request).await?;
            entries.extend(page.items);
            if page.next.is_none() {
                return Ok(entries);
            }
            after = page.next;
        }
    }

    /// One entry of the owner's family.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn get(&self, owner: Owner, id: RecordId) -> Result<Option<Entry>, StoreError> {
        self.table.get(&entry_key(owner, id)).await
    }
}

/// Entries of one list.
fn only(taker: Taker) -> Filter {
    let mut filter = Filter::default();
    filter.name("#member", "member");
    match taker {
        None => filter.require("attribute_not_exists(#member)"),
        Some(member) => filter
            .require("#member = :member")
            .value(":member", AttributeValue::S(member.to_string())),
    };
    filter
}

fn partition(owner: Owner) -> String {
    format!("USER#{owner}")
}

fn entry_key(owner: Owner, id: RecordId) -> Key {
    Key::new(partition(owner), format!("{ENTRY}{id}"))
}

fn marker_key(owner: Owner, entry: &Entry) -> Key {
    let identity = &entry.identity;
    let sk = match entry.member {
        None => format!("{MARKER}{identity}"),
        Some(member) => format!("{MARKER}{member}#{identity}"),
    };
    Key::new(partition(owner), sk)
}
