//! Reviews of pharmacies, as administrators see and moderate them: a file for each operation.

pub(crate) mod decide;
pub(crate) mod list;
pub(crate) mod show;

use jiff::Timestamp;
use nazar::catalogue::PharmacyId;
use nazar::http::{Code, Problem};
use nazar::ids::RecordId;
use nazar::store::inventory::{ModeratedReview, ReviewState};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;

/// A review as administrators see it: it does not say whose it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ModeratedReview)]
pub(crate) struct ReviewView {
    /// Names the review.
    id: RecordId,
    /// The pharmacy.
    #[schema(example = "demo-yunusobod-1")]
    pharmacy: PharmacyId,
    /// One to five.
    #[schema(minimum = 1, maximum = 5)]
    stars: u8,
    /// What else it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When its author changed it, if they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    edited_at: Option<Timestamp>,
    /// How it stands.
    state: ReviewState,
    /// Why, by the last decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// When it was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
}

impl From<ModeratedReview> for ReviewView {
    fn from(moderated: ModeratedReview) -> Self {
        let review = moderated.review;
        let decided = moderated.decision;
        Self {
            id: review.id,
            pharmacy: moderated.pharmacy,
            stars: review.stars.number(),
            text: review.text,
            created_at: review.created_at,
            edited_at: review.edited_at,
            state: moderated.state,
            decided_at: decided.as_ref().map(|decision| decision.at),
            reason: decided.map(|decision| decision.reason),
        }
    }
}

async fn found(
    context: &Context,
    pharmacy: &PharmacyId,
    review: RecordId,
) -> Result<ModeratedReview, Problem> {
    let found = context.inventory.moderated_review(pharmacy, review).await?;
    found.ok_or_else(|| Problem::new(Code::NotFound))
}
