//! Reviews: shown from the moment they are written, until an administrator hides them.
//!
//! A hidden review counts in no rating and nobody sees it but its author, who reads why. If the author changes it, it stays
//! hidden: else a word more would bring it back. It is an administrator who restores it.

use aws_sdk_dynamodb::types::{Delete, Put, TransactWriteItem, Update};
use futures::future::try_join_all;
use serde::{Deserialize, Serialize};

use super::super::{Inventory, Review, keys};
use super::Decision;
use super::queue::{List, Place};
use crate::catalogue::PharmacyId;
use crate::ids::RecordId;
use crate::store::{AttributeValue, Page, PageRequest, StoreError, now, to_item, transact};

/// The condition of a change: the row is as it was read.
const AS_READ: &str = "#version = :seen";

/// How a review stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Everybody sees it; no administrator has looked at it as it is now.
    #[default]
    New,
    /// Everybody sees it; an administrator has accepted or restored it.
    Kept,
    /// Nobody sees it but its author, and it is in no rating.
    Hidden,
}

impl ReviewState {
    /// The word in rows and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Kept => "kept",
            Self::Hidden => "hidden",
        }
    }

    fn list(self) -> List {
        (keys::REVIEW, self.as_str())
    }
}

/// A review with what was decided about it, still without whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModeratedReview {
    /// The review.
    #[serde(flatten)]
    pub review: Review,
    /// The pharmacy.
    pub pharmacy: PharmacyId,
    /// How it stands.
    #[serde(default)]
    pub state: ReviewState,
    /// The last decision about what it says now, or the one that hid it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Counts changes by its author and by administrators, from 1.
    pub version: u64,
}

impl ModeratedReview {
    /// Whether nobody but its author sees it.
    pub fn is_hidden(&self) -> bool {
        self.state == ReviewState::Hidden
    }

    /// What its author says now, in the place of what stood there.
    pub(in super::super) fn written(
        pharmacy: &PharmacyId,
        before: Option<&Self>,
        review: Review,
    ) -> Self {
        let hidden = before.filter(|before| before.is_hidden());
        Self {
            review,
            pharmacy: pharmacy.clone(),
            state: hidden.map_or(ReviewState::New, |before| before.state),
            decision: hidden.and_then(|before| before.decision.clone()),
            version: before.map_or(1, |before| before.version + 1),
        }
    }

    fn place(&self) -> Place {
        Place {
            id: self.review.id,
            pharmacy: self.pharmacy.clone(),
        }
    }
}

impl Inventory {
    /// A page of the reviews of a state, of all pharmacies, newest first. One that goes while it is read is left out.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn reviews_in(
        &self,
        state: ReviewState,
        request: PageRequest<RecordId>,
    ) -> Result<Page<ModeratedReview, RecordId>, StoreError> {
        let page = self.filed(state.list(), request).await?;
        let places = page.items.iter();
        let found = places.map(|place| self.moderated_review(&place.pharmacy, place.id));
        let reviews = try_join_all(found).await?;
        Ok(Page {
            items: reviews.into_iter().flatten().collect(),
            next: page.next,
        })
    }

    /// One review, hidden or not, consistently.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn moderated_review(
        &self,
        pharmacy: &PharmacyId,
        id: RecordId,
    ) -> Result<Option<ModeratedReview>, StoreError> {
        self.table.get(&keys::review(pharmacy, id)).await
    }

    /// Decides about a review that still stands as it was read, together with another action such as the audit's row. The
    /// rating follows. `false`: it stands otherwise by now, or is gone.
    ///
    /// # Errors
    /// Whatever the call met.
    pub async fn decide_review(
        &self,
        seen: &ModeratedReview,
        state: ReviewState,
        reason: String,
        also: TransactWriteItem,
    ) -> Result<bool, StoreError> {
        let id = seen.review.id;
        let decision = Decision { reason, at: now() };
        let change = Update::builder()
            .table_name(self.table.name())
            .set_key(Some(keys::review(&seen.pharmacy, id).to_attributes()))
            .condition_expression(AS_READ)
            .update_expression("SET #state = :next, decision = :decision ADD #version :one")
            .expression_attribute_names("#state", "state")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":seen", number(seen.version))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":next", AttributeValue::S(state.as_str().to_owned()))
            .expression_attribute_values(":decision", serde_dynamo::to_attribute_value(&decision)?)
            .build()
            .map_err(StoreError::refused)?;
        let mut actions = vec![TransactWriteItem::builder().update(change).build(), also];
        if state != seen.state {
            actions.push(self.unfiling(seen.state.list(), id)?);
            actions.push(self.filing(state.list(), &seen.place())?);
        }
        let counted =
            |state: ReviewState| (state != ReviewState::Hidden).then_some(seen.review.stars);
        actions.extend(self.counting(&seen.pharmacy, counted(state), counted(seen.state))?);
        match transact(self.table.client(), actions).await {
            Ok(()) => Ok(true),
            Err(error) if error.condition_failed_at(0) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The actions by which an author's review takes the place of what stood there: the public row first, on the condition
    /// that no administrator was faster, then its filing and the rating.
    pub(in super::super) fn publishing(
        &self,
        before: Option<&ModeratedReview>,
        next: &ModeratedReview,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let key = keys::review(&next.pharmacy, next.review.id);
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(to_item(&key, next)?));
        let put = match before {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(seen) => put
                .condition_expression(AS_READ)
                .expression_attribute_names("#version", "version")
                .expression_attribute_values(":seen", number(seen.version)),
        };
        let put = put.build().map_err(StoreError::refused)?;
        let mut actions = vec![TransactWriteItem::builder().put(put).build()];
        if let Some(seen) = before.filter(|seen| seen.state != next.state) {
            actions.push(self.unfiling(seen.state.list(), seen.review.id)?);
        }
        actions.push(self.filing(next.state.list(), &next.place())?);
        if !next.is_hidden() {
            let fewer = before.map(|seen| seen.review.stars);
            actions.extend(self.counting(&next.pharmacy, Some(next.review.stars), fewer)?);
        }
        Ok(actions)
    }

    /// The actions by which a review goes, the public row first. A hidden one is in no rating.
    pub(in super::super) fn unpublishing(
        &self,
        seen: &ModeratedReview,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let key = keys::review(&seen.pharmacy, seen.review.id);
        let delete = Delete::builder()
            .table_name(self.table.name())
            .set_key(Some(key.to_attributes()))
            .condition_expression(AS_READ)
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":seen", number(seen.version))
            .build()
            .map_err(StoreError::refused)?;
        let mut actions = vec![
            TransactWriteItem::builder().delete(delete).build(),
            self.unfiling(seen.state.list(), seen.review.id)?,
        ];
        if !seen.is_hidden() {
            actions.extend(self.counting(&seen.pharmacy, None, Some(seen.review.stars))?);
        }
        Ok(actions)
    }
}

fn number(number: u64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}
