//! `PUT /api/v1/admin/pharmacies/{pharmacy}/reviews/{review}/state`

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use http::HeaderMap;
use nazar::catalogue::PharmacyId;
use nazar::http::{Admin, Code, FieldCode, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::ids::RecordId;
use nazar::people::audit::{self, Act};
use nazar::store::inventory::ReviewState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{ReviewView, found};
use crate::Context;
use crate::admin::still;
use crate::answer::{TRIES, changed, expect};

/// What is decided about a review.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"state": "hidden", "reason": "It names a person."}))]
pub(crate) struct ReviewDecision {
    /// `kept` accepts it, or restores one that was hidden; `hidden` hides it.
    #[garde(skip)]
    state: ReviewState,
    /// Why. Its author reads it when the review is hidden.
    #[garde(length(chars, min = 3, max = 500))]
    #[schema(min_length = 3, max_length = 500)]
    reason: String,
}

/// Accept, hide or restore a review
///
/// The rating follows in the same transaction as the decision and the audit. With `If-Match` nothing is decided about
/// words that its author has changed meanwhile.
#[utoipa::path(
    put,
    path = "/api/v1/admin/pharmacies/{pharmacy}/reviews/{review}/state",
    operation_id = "decide_review",
    tag = "administration",
    security(("bearer" = [])),
    params(
        ("pharmacy" = PharmacyId, Path, description = "The pharmacy."),
        ("review" = RecordId, Path, description = "The review."),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of what was read."),
    ),
    request_body = ReviewDecision,
    responses(
        (status = OK, description = "The review as it stands now.", body = ReviewView,
            headers(("ETag" = String, description = "Changes with the review."))),
        (status = FORBIDDEN, description = "`forbidden`: not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such review: perhaps its author took it back.", body = ProblemBody, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`conflict`: it was changed again and again at the same time.", body = ProblemBody, content_type = "application/problem+json"),
        (status = PRECONDITION_FAILED, description = "`precondition-failed`: it has changed since it was read.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "No reason, or no such state.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn decide_review(
    State(context): State<Context>,
    admin: Admin,
    asked: HeaderMap,
    ValidPath((pharmacy, review)): ValidPath<(PharmacyId, RecordId)>,
    ValidJson(body): ValidJson<ReviewDecision>,
) -> Result<Response, Problem> {
    let actor = still(&context, &admin).await?;
    for _ in 0..TRIES {
        let seen = found(&context, &pharmacy, review).await?;
        expect(&asked, &ReviewView::from(seen.clone()))?;
        let act = act(seen.state, body.state)?;
        let about = format!("{pharmacy}/{review}");
        let reason = body.reason.clone();
        let row = audit::deciding(context.accounts.table(), actor, act, about, reason.clone())?;
        let decided = context
            .inventory
            .decide_review(&seen, body.state, reason, row);
        if decided.await? {
            let now = found(&context, &pharmacy, review).await?;
            return changed(&ReviewView::from(now));
        }
    }
    Err(Problem::new(Code::Conflict))
}

/// What it is called to bring a review from one state to another.
fn act(before: ReviewState, next: ReviewState) -> Result<Act, Problem> {
    match (before, next) {
        (_, ReviewState::New) => Err(Problem::field("/state", FieldCode::NotOneOf)),
        (_, ReviewState::Hidden) => Ok(Act::HidReview),
        (ReviewState::Hidden, ReviewState::Kept) => Ok(Act::RestoredReview),
        (_, ReviewState::Kept) => Ok(Act::AcceptedReview),
    }
}
