//! What a whole household takes.

use super::{ENTRY, Entry, MedicineLists, partition};
use crate::Owner;
use crate::ids::RecordId;
use crate::store::page::{Filter, Listing};
use crate::store::{PageRequest, StoreError};

impl MedicineLists {
    /// The entries of the owner and of everybody in their family, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn household(&self, owner: Owner) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        let mut after = None;
        // Page after page: a list that was cut would call a medicine new that somebody takes.
        loop {
            let listing =
                Listing::all(partition(owner), ENTRY.to_owned()).passing(Filter::default());
            let request: PageRequest<RecordId> = PageRequest { limit: 100, after };
            let page = self.table.newest_first(&listing, request).await?;
            entries.extend(page.items);
            if page.next.is_none() {
                return Ok(entries);
            }
            after = page.next;
        }
    }
}
