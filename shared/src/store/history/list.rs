//! The history as lists, newest first, narrowed by what the person asks for.

use jiff::Timestamp;
use serde::Serialize;

use super::{
    History, Owner, PREDICTION, PredictionRecord, SIMILARITY, SimilarityRecord, filing_prefix,
    partition,
};
use crate::ids::RecordId;
use crate::store::page::{Filter, Listing};
use crate::store::{AttributeValue, Page, PageRequest, StoreError};

/// Which records a list has: those that all of these hold for.
///
/// One character's records are read from where they are filed by it, and times bound what is read. Everything else is a filter
/// over what is read, so that a page of a rare kind may be short.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Selection {
    /// The character: the recognised one of a prediction, the wanted one of a similarity.
    pub class_id: Option<u8>,
    /// The first and the last of a group of characters.
    pub classes: Option<(u8, u8)>,
    /// Sent at this moment or later, to the millisecond.
    pub from: Option<Timestamp>,
    /// Sent at this moment or earlier, to the millisecond.
    pub to: Option<Timestamp>,
    /// Whether it is the character that was wanted; predictions only match or not when one was named.
    pub matched: Option<bool>,
    /// Whether the model was too unsure to answer; similarities have no such thing, and pass.
    pub abstained: Option<bool>,
}

impl Selection {
    /// Whether no record can be in it, whatever there is.
    pub(super) fn is_impossible(&self) -> bool {
        self.class_id
            .zip(self.classes)
            .is_some_and(|(class, (first, last))| !(first..=last).contains(&class))
    }

    pub(super) fn listing(&self, owner: Owner, prefix: &str, filter: Filter) -> Listing {
        let prefix = match self.class_id {
            Some(class) => filing_prefix(prefix, class),
            None => prefix.to_owned(),
        };
        let mut listing = Listing::all(partition(owner), prefix).passing(filter);
        if let Some(moment) = self.from {
            listing = listing.from(RecordId::earliest(moment));
        }
        if let Some(moment) = self.to {
            listing = listing.to(RecordId::latest(moment));
        }
        listing
    }

    pub(super) fn prediction_filter(&self) -> Filter {
        let mut filter = Filter::default();
        if let (None, Some((first, last))) = (self.class_id, self.classes) {
            filter
                .require("#top[0].class_id BETWEEN :first_class AND :last_class")
                .name("#top", "top")
                .value(":first_class", number(first))
                .value(":last_class", number(last));
        }
        match self.matched {
            None => {}
            Some(true) => {
                filter
                    .require("wanted = #top[0].class_id")
                    .name("#top", "top");
            }
            Some(false) => {
                filter
                    .require("attribute_exists(wanted) AND wanted <> #top[0].class_id")
                    .name("#top", "top");
            }
        }
        if let Some(abstained) = self.abstained {
            filter
                .require("abstained = :abstained")
                .value(":abstained", AttributeValue::Bool(abstained));
        }
        filter
    }

    pub(super) fn similarity_filter(&self) -> Filter {
        let mut filter = Filter::default();
        if let (None, Some((first, last))) = (self.class_id, self.classes) {
            filter
                .require("target_class BETWEEN :first_class AND :last_class")
                .value(":first_class", number(first))
                .value(":last_class", number(last));
        }
        if let Some(matched) = self.matched {
            filter
                .require("is_same_character = :matched")
                .value(":matched", AttributeValue::Bool(matched));
        }
        filter
    }
}

impl History {
    /// The owner's predictions, newest first. A page may have fewer than asked for, even none, and still name a next one.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn predictions(
        &self,
        owner: Owner,
        selection: &Selection,
        page: PageRequest<RecordId>,
    ) -> Result<Page<PredictionRecord, RecordId>, StoreError> {
        if selection.is_impossible() {
            return Ok(nothing());
        }
        let filter = selection.prediction_filter();
        let listing = selection.listing(owner, PREDICTION, filter);
        self.table.newest_first(&listing, page).await
    }

    /// The owner's similarities, newest first. A page may have fewer than asked for, even none, and still name a next one.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn similarities(
        &self,
        owner: Owner,
        selection: &Selection,
        page: PageRequest<RecordId>,
    ) -> Result<Page<SimilarityRecord, RecordId>, StoreError> {
        if selection.is_impossible() {
            return Ok(nothing());
        }
        let filter = selection.similarity_filter();
        let listing = selection.listing(owner, SIMILARITY, filter);
        self.table.newest_first(&listing, page).await
    }
}

fn nothing<T>() -> Page<T, RecordId> {
    Page {
        items: Vec::new(),
        next: None,
    }
}

fn number(class_id: u8) -> AttributeValue {
    AttributeValue::N(class_id.to_string())
}
