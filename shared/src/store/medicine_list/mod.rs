//! The medicines that a person takes.
//!
//! ```text
//! USER#<owner>  MEDICINE#<id>            one entry
//! USER#<owner>  MEDICINE-OF#<medicine>   marks that the medicine is on the list: one entry for each
//! ```
//!
//! Entry and marker are written and deleted by one transaction, so a medicine is never twice on a list, whoever adds it
//! at the same time. A medicine that the catalogue does not have may be kept too, by its name: it is taken all the
//! same, and every check says that it could not be checked. A list is short by nature, so it is read whole.

mod entry;
mod write;

pub use entry::{Entry, Medication};
pub use write::Added;

use super::page::Listing;
use super::{Key, Page, PageRequest, StoreError, Table};
use crate::{Owner, ids::RecordId};

/// Most medicines on a list.
pub const MAX_ENTRIES: usize = 50;

const ENTRY: &str = "MEDICINE#";
const MARKER: &str = "MEDICINE-OF#";

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

    /// A page of the owner's list, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn page(
        &self,
        owner: Owner,
        request: PageRequest<RecordId>,
    ) -> Result<Page<Entry, RecordId>, StoreError> {
        let listing = Listing::all(partition(owner), ENTRY.to_owned());
        self.table.newest_first(&listing, request).await
    }

    /// The owner's whole list, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn all(&self, owner: Owner) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        let mut after = None;
        // Page after page: a medicine left out of a check would be a check that says too little.
        loop {
            let page = self.page(owner, PageRequest { limit: 100, after }).await?;
            entries.extend(page.items);
            if page.next.is_none() {
                return Ok(entries);
            }
            after = page.next;
        }
    }
}

fn partition(owner: Owner) -> String {
    format!("USER#{owner}")
}

fn entry_key(owner: Owner, id: RecordId) -> Key {
    Key::new(partition(owner), format!("{ENTRY}{id}"))
}

fn marker_key(owner: Owner, identity: &str) -> Key {
    Key::new(partition(owner), format!("{MARKER}{identity}"))
}
