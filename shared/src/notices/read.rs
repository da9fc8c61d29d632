//! Reading the inbox.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Kind, Message, NOTICE, Notices, key, notice_key, partition};
use crate::store::page::{self, Listing};
use crate::store::{AttributeValue, Page, PageRequest, StoreError};
use crate::{Owner, ids::RecordId};

/// A notice as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Kept {
    /// Names it.
    pub id: RecordId,
    /// What happened.
    pub message: Message,
    /// When it was told.
    pub at: Timestamp,
    /// When it was read; absent for one that is unread, or was read with all others.
    #[serde(default)]
    pub read_at: Option<Timestamp>,
    /// Whether it was read.
    #[serde(skip)]
    pub is_read: bool,
}

/// Which notices are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those that were not read.
    pub unread: bool,
    /// Only those of this kind.
    pub kind: Option<Kind>,
}

/// Up to where everything is read.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct ReadUpTo {
    pub(super) up_to: RecordId,
}

impl Notices {
    /// A page of the owner's notices, newest first.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn page(
        &self,
        owner: Owner,
        filter: Filter,
        request: PageRequest<RecordId>,
    ) -> Result<Page<Kept, RecordId>, StoreError> {
        let up_to = self.read_up_to(owner).await?;
        let mut listing = Listing::all(partition(owner), NOTICE.to_owned());
        let mut conditions = page::Filter::default();
        if filter.unread {
            conditions.require("attribute_not_exists(read_at)");
            listing = match up_to {
                Some(read) => listing.from(after(read)),
                None => listing,
            };
        }
        if let Some(kind) = filter.kind {
            conditions
                .require("#kind = :kind")
                .name("#kind", "kind")
                .value(":kind", AttributeValue::S(kind.to_string()));
        }
        let listing = listing.passing(conditions);
        let mut page = self
            .table
            .newest_first::<Kept, RecordId>(&listing, request)
            .await?;
        for notice in &mut page.items {
            notice.is_read = is_read(notice, up_to);
        }
        Ok(page)
    }

    /// One of the owner's notices.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn get(&self, owner: Owner, id: RecordId) -> Result<Option<Kept>, StoreError> {
        let place = notice_key(owner, id);
        let (found, up_to) =
            futures::try_join!(self.table.get::<Kept>(&place), self.read_up_to(owner))?;
        Ok(found.map(|mut notice| {
            notice.is_read = is_read(&notice, up_to);
            notice
        }))
    }

    pub(super) async fn read_up_to(&self, owner: Owner) -> Result<Option<RecordId>, StoreError> {
        let mark: Option<ReadUpTo> = self.table.get(&key(owner, "READ")).await?;
        Ok(mark.map(|mark| mark.up_to))
    }
}

/// Before every id that follows this one.
pub(super) fn after(id: RecordId) -> String {
    format!("{id}~")
}

fn is_read(notice: &Kept, up_to: Option<RecordId>) -> bool {
    notice.read_at.is_some() || up_to.is_some_and(|read| notice.id <= read)
}
