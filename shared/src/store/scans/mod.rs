//! What a person scanned, and what was recognised.
//!
//! ```text
//! USER#<owner>  SCAN#<id>    one scan; <id> is its job's id where it came from a picture
//! ```
//!
//! A row holds what was seen and concluded, in codes and numbers: words are put to it when it is read, and what follows from it
//! (interactions, recalls, prices) is asked anew each time, because it changes while the scan does not. Where the person
//! was stands in the job alone. Pictures are not named: their keys follow from owner and id (`objects::ImageKey`).

mod candidate;
mod evidence;
mod list;
mod outcomes;
mod record;
mod seen;
mod write;

pub use candidate::{CandidateRecord, Difference};
pub use evidence::{Check, CheckRecord, Level, Verified};
pub use list::ScanSelection;
pub use outcomes::{MAX_OUTCOMES, ScanOutcome, ScanOutcomes};
pub use record::{
    ComparedWith, Confirmation, MineAnswer, MineRecord, Outcome, ScanRecord, ScanSource, ScanStatus,
};
pub use seen::{BoxRecord, CodeFault, CodeRecord, PillRecord, QualityRecord, SizeReference};

use super::history::partition;
use super::{Key, StoreError, Table};
use crate::Owner;
use crate::ids::RecordId;

const SCAN: &str = "SCAN#";

/// The scans of all persons, one person at a time.
#[derive(Debug, Clone)]
pub struct Scans {
    table: Table,
}

impl Scans {
    /// The scans kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// One of the owner's scans.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn get(&self, owner: Owner, id: RecordId) -> Result<Option<ScanRecord>, StoreError> {
        self.table.get(&scan_key(owner, id)).await
    }
}

/// Where a scan stands.
pub(crate) fn scan_key(owner: Owner, id: RecordId) -> Key {
    Key::new(partition(owner), format!("{SCAN}{id}"))
}
