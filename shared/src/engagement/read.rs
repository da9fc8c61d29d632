//! The lines of the ledger.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CauseKind, Ledger};
use crate::Owner;
use crate::ids::RecordId;
use crate::store::page::Listing;
use crate::store::{Page, PageRequest, StoreError};

pub(super) const PREFIX: &str = "POINTS#";

/// What a line is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Something was done that earns points.
    Earned(CauseKind),
    /// Points were spent for this reward.
    Spent(String),
    /// Points are no longer due to whom they were given.
    TakenBack(CauseKind),
}

/// A line of the ledger. It is never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Names it.
    pub id: RecordId,
    /// What it is for.
    pub kind: LineKind,
    /// Points, fewer than none for those spent or taken back.
    pub points: i64,
    /// When.
    pub at: Timestamp,
}

impl Line {
    /// A new line.
    pub(super) fn new(kind: LineKind, points: i64, at: Timestamp) -> Self {
        Self {
            id: RecordId::generate(),
            kind,
            points,
            at,
        }
    }
}

impl Ledger {
    /// A page of somebody's lines, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn lines(
        &self,
        owner: Owner,
        request: PageRequest<RecordId>,
    ) -> Result<Page<Line, RecordId>, StoreError> {
        let listing = Listing::all(format!("USER#{owner}"), PREFIX.to_owned());
        self.table.newest_first(&listing, request).await
    }
}
