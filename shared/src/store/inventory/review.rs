//! Reviews: one of a person for a pharmacy.

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Inventory, ModeratedReview, keys};
use crate::Owner;
use crate::catalogue::PharmacyId;
use crate::ids::RecordId;
use crate::store::page::{Filter, Listing};
use crate::store::{
    AttributeValue, Key, Page, PageRequest, StoreError, now, put_new, to_item, transact,
};

/// Tries against changes of the same review at the same time.
const ATTEMPTS: u32 = 3;

/// The number is not 1, 2, 3, 4 or 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stars are 1 to 5")]
pub struct StarsError;

/// One to five stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Stars(u8);

impl Stars {
    /// The number, 1 to 5.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Stars {
    type Error = StarsError;

    fn try_from(number: u8) -> Result<Self, StarsError> {
        (1..=5)
            .contains(&number)
            .then_some(Self(number))
            .ok_or(StarsError)
    }
}

impl From<Stars> for u8 {
    fn from(stars: Stars) -> Self {
        stars.0
    }
}

/// A review as everybody sees it: nothing in it says whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Names it; it stays when the review is changed.
    pub id: RecordId,
    /// How good the pharmacy is.
    pub stars: Stars,
    /// What else there is to say.
    pub text: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was changed, if it was.
    pub edited_at: Option<Timestamp>,
}

/// A review among its author's records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnReview {
    /// The pharmacy.
    pub pharmacy: PharmacyId,
    /// The review.
    #[serde(flatten)]
    pub review: Review,
    /// Counts the changes, from 1.
    pub version: u64,
}

/// What became of a review that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reviewed {
    /// It is the person's first of this pharmacy.
    New(ModeratedReview),
    /// It stands in the place of the one before, hidden if that was.
    Changed(ModeratedReview),
}

impl Inventory {
    /// Gives a review, or changes the one that the owner has given. The pharmacy's rating follows in the same transaction;
    /// one that an administrator hid stays hidden and uncounted.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn review(
        &self,
        owner: Owner,
        pharmacy: &PharmacyId,
        stars: Stars,
        text: Option<String>,
    ) -> Result<Reviewed, StoreError> {
        let mut attempt = 1;
        loop {
            let before = self.own_review(owner, pharmacy).await?;
            let shown = self.shown(pharmacy, before.as_ref()).await?;
            let review = review_now(before.as_ref(), stars, text.clone());
            let mut actions = vec![self.keeping(owner, pharmacy, before.as_ref(), &review)?];
            let next = ModeratedReview::written(pharmacy, shown.as_ref(), review);
            actions.extend(self.publishing(shown.as_ref(), &next)?);
            match transact(self.table.client(), actions).await {
                Ok(()) if before.is_some() => return Ok(Reviewed::Changed(next)),
                Ok(()) => return Ok(Reviewed::New(next)),
                Err(error) if is_overtaken(&error) && attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Takes the owner's review of a pharmacy back; `false` when there is none.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn remove_review(
        &self,
        owner: Owner,
        pharmacy: &PharmacyId,
    ) -> Result<bool, StoreError> {
        let mut attempt = 1;
        loop {
            let Some(own) = self.own_review(owner, pharmacy).await? else {
                return Ok(false);
            };
            let own_key = keys::own_review(owner, pharmacy);
            let mut actions = vec![self.deleting(&own_key, Some(own.version))?];
            if let Some(shown) = self.shown(pharmacy, Some(&own)).await? {
                actions.extend(self.unpublishing(&shown)?);
            }
            match transact(self.table.client(), actions).await {
                Ok(()) => return Ok(true),
                Err(error) if is_overtaken(&error) && attempt < ATTEMPTS => attempt += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// The owner's review of a pharmacy.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn own_review(
        &self,
        owner: Owner,
        pharmacy: &PharmacyId,
    ) -> Result<Option<OwnReview>, StoreError> {
        self.table.get(&keys::own_review(owner, pharmacy)).await
    }

    /// The pharmacies of which everybody sees a review of the owner's: neither taken back nor hidden.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn reviewed_by(&self, owner: Owner) -> Result<Vec<PharmacyId>, StoreError> {
        let listing = Listing::all(keys::of_person(owner), keys::REVIEW.to_owned());
        let mut reviewed = Vec::new();
        let mut after: Option<PharmacyId> = None;
        loop {
            let request = PageRequest { limit: 100, after };
            let page = self.table.newest_first::<OwnReview, _>(&listing, request);
            let page = page.await?;
            let shown = page
                .items
                .iter()
                .map(|own| self.shown(&own.pharmacy, Some(own)));
            let shown = futures::future::try_join_all(shown).await?;
            let visible = shown.into_iter().flatten();
            let visible = visible.filter(|review| !review.is_hidden());
            reviewed.extend(visible.map(|review| review.pharmacy));
            after = page.next;
            if after.is_none() {
                return Ok(reviewed);
            }
        }
    }

    /// A page of a pharmacy's reviews, newest first: those that are not hidden, and `own` whatever became of it.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn reviews_of(
        &self,
        pharmacy: &PharmacyId,
        own: Option<RecordId>,
        request: PageRequest<RecordId>,
    ) -> Result<Page<ModeratedReview, RecordId>, StoreError> {
        let mut filter = Filter::default();
        filter
            .require("(#state <> :hidden OR id = :own)")
            .name("#state", "state")
            .value(":hidden", AttributeValue::S("hidden".to_owned()))
            .value(
                ":own",
                own.map_or_else(nobody, |id| AttributeValue::S(id.to_string())),
            );
        let listing = Listing::all(keys::of_pharmacy(pharmacy), keys::REVIEW.to_owned());
        let listing = listing.passing(filter);
        self.table.newest_first(&listing, request).await
    }

    /// The public row of a review.
    async fn shown(
        &self,
        pharmacy: &PharmacyId,
        own: Option<&OwnReview>,
    ) -> Result<Option<ModeratedReview>, StoreError> {
        let Some(own) = own else { return Ok(None) };
        self.moderated_review(pharmacy, own.review.id).await
    }

    /// The action that keeps a review among its author's records.
    fn keeping(
        &self,
        owner: Owner,
        pharmacy: &PharmacyId,
        before: Option<&OwnReview>,
        review: &Review,
    ) -> Result<TransactWriteItem, StoreError> {
        let own = OwnReview {
            pharmacy: pharmacy.clone(),
            review: review.clone(),
            version: before.map_or(1, |own| own.version + 1),
        };
        let own_key = keys::own_review(owner, pharmacy);
        match before {
            None => put_new(&self.table, &own_key, &own),
            Some(seen) => self.putting(&own_key, &own, seen.version),
        }
    }

    /// Puts a row in the place of one that still has this version.
    fn putting(
        &self,
        key: &Key,
        own: &OwnReview,
        seen: u64,
    ) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(key, own)?))
            .condition_expression("#version = :seen")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":seen", AttributeValue::N(seen.to_string()))
            .build()
            .map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// Deletes a row; with a version, only one that still has it.
    pub(super) fn deleting(
        &self,
        key: &Key,
        seen: Option<u64>,
    ) -> Result<TransactWriteItem, StoreError> {
        let mut delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(key.to_attributes()));
        if let Some(seen) = seen {
            delete = delete
                .condition_expression("#version = :seen")
                .expression_attribute_names("#version", "version")
                .expression_attribute_values(":seen", AttributeValue::N(seen.to_string()));
        }
        let delete = delete.build().map_err(StoreError::refused)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

/// Whether the author changed their review at the same time, or an administrator decided about it.
fn is_overtaken(error: &StoreError) -> bool {
    error.condition_failed_at(0) || error.condition_failed_at(1)
}

/// What is equal to no id.
fn nobody() -> AttributeValue {
    AttributeValue::Null(true)
}

fn review_now(before: Option<&OwnReview>, stars: Stars, text: Option<String>) -> Review {
    let moment = now();
    match before {
        None => Review {
            id: RecordId::generate(),
            stars,
            text,
            created_at: moment,
            edited_at: None,
        },
        Some(own) => Review {
            id: own.review.id,
            stars,
            text,
            created_at: own.review.created_at,
            edited_at: Some(moment),
        },
    }
}
