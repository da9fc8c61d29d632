//! The second filing of reviews and reports, by state.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use serde::{Deserialize, Serialize};

use super::super::Inventory;
use crate::catalogue::PharmacyId;
use crate::ids::RecordId;
use crate::store::page::Listing;
use crate::store::{Key, Page, PageRequest, StoreError, to_item};

const QUEUE: &str = "MODERATION";

/// Where a review or a report stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) id: RecordId,
    pub(super) pharmacy: PharmacyId,
}

/// A list: the kind of thing and the word of a state, as sort keys begin.
pub(super) type List = (&'static str, &'static str);

impl Inventory {
    /// Files a thing under a state.
    pub(super) fn filing(
        &self,
        list: List,
        place: &Place,
    ) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(&key(list, place.id), place)?))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// Takes it from there; that it is not there is no error.
    pub(super) fn unfiling(
        &self,
        list: List,
        id: RecordId,
    ) -> Result<TransactWriteItem, StoreError> {
        self.deleting(&key(list, id), None)
    }

    /// A page of what is filed under a state, newest first.
    pub(super) async fn filed(
        &self,
        list: List,
        request: PageRequest<RecordId>,
    ) -> Result<Page<Place, RecordId>, StoreError> {
        let listing = Listing::all(QUEUE.to_owned(), prefix(list));
        self.table.newest_first(&listing, request).await
    }
}

fn prefix((kind, state): List) -> String {
    format!("{kind}{state}#")
}

fn key(list: List, id: RecordId) -> Key {
    Key::new(QUEUE, format!("{}{id}", prefix(list)))
}
