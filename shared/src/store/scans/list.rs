//! A person's scans as a list, newest first.

use jiff::Timestamp;
use serde::Serialize;

use super::{SCAN, ScanRecord, ScanSource, ScanStatus, Scans};
use crate::Owner;
use crate::ids::RecordId;
use crate::store::history::partition;
use crate::store::page::{Filter, Listing};
use crate::store::{AttributeValue, Page, PageRequest, StoreError};

/// Which scans a list has: those for which all of these hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ScanSelection {
    /// What they came to.
    pub status: Option<ScanStatus>,
    /// What they were made from.
    pub source: Option<ScanSource>,
    /// Sent at this moment or later, to the millisecond.
    pub from: Option<Timestamp>,
    /// Sent at this moment or earlier, to the millisecond.
    pub to: Option<Timestamp>,
}

impl Scans {
    /// The owner's scans, newest first. A page may have fewer than asked for, even none, and still name a next one.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn list(
        &self,
        owner: Owner,
        selection: &ScanSelection,
        page: PageRequest<RecordId>,
    ) -> Result<Page<ScanRecord, RecordId>, StoreError> {
        let mut filter = Filter::default();
        if let Some(status) = selection.status {
            filter
                .require("#status = :status")
                .name("#status", "status")
                .value(":status", AttributeValue::S(status.as_str().to_owned()));
        }
        if let Some(source) = selection.source {
            let word = match source {
                ScanSource::Image => "image",
                ScanSource::Code => "code",
            };
            filter
                .require("#source = :source")
                .name("#source", "source")
                .value(":source", AttributeValue::S(word.to_owned()));
        }
        let mut listing = Listing::all(partition(owner), SCAN.to_owned()).passing(filter);
        if let Some(moment) = selection.from {
            listing = listing.from(RecordId::earliest(moment));
        }
        if let Some(moment) = selection.to {
            listing = listing.to(RecordId::latest(moment));
        }
        self.table.newest_first(&listing, page).await
    }
}
