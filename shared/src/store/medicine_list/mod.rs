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
        self.table
            .newest_first(&partition(owner), ENTRY, request, |entry: &Entry| entry.id)
            .await
    }

    /// The owner's whole list, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn all(&self, owner: Owner) -> Result<Vec<Entry>, StoreError> {
        let request = PageRequest {
            // Beyond the most there can be, so that one page is all.
            limit: 2 * MAX_ENTRIES as u16,
            after: None,
        };
        Ok(self.page(owner, request).await?.items)
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
