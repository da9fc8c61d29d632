//! What people say of a pharmacy.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use garde::Validate;
use http::StatusCode;
use jiff::Timestamp;
use nazar::catalogue::PharmacyId;
use nazar::engagement::Cause;
use nazar::http::{
    Caller, Code, FieldCode, PageQuery, Problem, ProblemBody, ValidJson, ValidPath, ValidQuery,
    cursor, next_link,
};
use nazar::ids::RecordId;
use nazar::store::inventory::{Decision, ModeratedReview, Reviewed, Stars};
use nazar::store::{self, PageRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::detail::held;
use crate::views::RatingView;

/// The list's name in its cursors.
const LIST: &str = "pharmacy-reviews";

/// A review.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"stars": 5, "text": "Kechasi ham ochiq, narxi toʻgʻri"}))]
pub(crate) struct ReviewRequest {
    /// One to five.
    #[garde(range(min = 1, max = 5))]
    #[schema(minimum = 1, maximum = 5)]
    stars: u8,
    /// What else there is to say. Everybody can read it.
    #[garde(inner(length(chars, min = 1, max = 2_000)))]
    #[schema(min_length = 1, max_length = 2_000)]
    text: Option<String>,
}

/// A review as everybody sees it. It does not say whose it is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReviewView {
    /// Names it.
    id: RecordId,
    /// One to five.
    #[schema(minimum = 1, maximum = 5)]
    stars: u8,
    /// What else there is to say.
    text: Option<String>,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it was changed, if it was.
    #[schema(value_type = Option<String>, format = DateTime)]
    edited_at: Option<Timestamp>,
    /// Whether it is yours.
    mine: bool,
    /// There when an administrator hid it: nobody else sees it, and it is in no rating.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<HiddenView>,
}

/// Why nobody else sees a review.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HiddenReview)]
pub(crate) struct HiddenView {
    /// Why, in the administrator's words.
    #[schema(example = "It names a person.")]
    reason: String,
    /// When it was hidden.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
}

impl HiddenView {
    fn of(decision: Decision) -> Self {
        Self {
            reason: decision.reason,
            since: decision.at,
        }
    }
}

impl ReviewView {
    fn of(shown: ModeratedReview, own: Option<RecordId>) -> Self {
        let is_hidden = shown.is_hidden();
        let review = shown.review;
        let decision = shown.decision.filter(|_| is_hidden);
        Self {
            mine: own == Some(review.id),
            hidden: decision.map(HiddenView::of),
            id: review.id,
            stars: review.stars.number(),
            text: review.text,
            created_at: review.created_at,
            edited_at: review.edited_at,
        }
    }
}

/// A page of reviews, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReviewPage {
    /// The page's reviews.
    items: Vec<ReviewView>,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// How all of them rate the pharmacy.
    rating: RatingView,
    /// How many gave one, two, three, four and five stars.
    #[schema(value_type = Vec<u64>, example = json!([0, 1, 0, 3, 14]))]
    stars: [u64; 5],
}

/// List a pharmacy's reviews
///
/// Newest first. With a token, your own says `mine`; one that an administrator hid is shown to its author alone, and says why.
#[utoipa::path(
    get,
    path = "/api/v1/pharmacies/{id}/reviews",
    operation_id = "list_pharmacy_reviews",
    tag = "pharmacies",
    params(("id" = PharmacyId, Path, description = "The pharmacy."), PageQuery),
    responses(
        (status = 200, description = "A page of reviews.", body = ReviewPage,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "The cursor is not one of this list.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "No such pharmacy.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(context): State<Context>,
    caller: Option<Caller>,
    OriginalUri(uri): OriginalUri,
    ValidPath(id): ValidPath<PharmacyId>,
    ValidQuery(query): ValidQuery<PageQuery>,
) -> Result<Response, Problem> {
    let directory = context.directory().await;
    held(&directory.data, &id)?;
    let list = format!("{LIST}:{id}");
    let request = PageRequest {
        limit: query.limit(),
        after: query.position::<RecordId>(&list)?,
    };
    let own = match caller {
        Some(caller) => context.inventory.own_review(caller.owner, &id).await?,
        None => None,
    };
    let own = own.map(|own| own.review.id);
    let (page, rating) = tokio::try_join!(
        context.inventory.reviews_of(&id, own, request),
        context.inventory.rating(&id),
    )?;
    let body = ReviewPage {
        items: page
            .items
            .into_iter()
            .map(|review| ReviewView::of(review, own))
            .collect(),
        next_cursor: page.next.map(|id| cursor::encode(&list, &id)).transpose()?,
        rating: rating.into(),
        stars: rating.counts(),
    };
    let headers = next_link(body.next_cursor.as_deref(), &uri);
    Ok((headers, Json(body)).into_response())
}

/// Review a pharmacy
///
/// One of you for each pharmacy: another one takes the place of the first. One that an administrator hid stays hidden when it
/// is changed, until an administrator restores it.
#[utoipa::path(
    post,
    path = "/api/v1/pharmacies/{id}/reviews",
    operation_id = "review_pharmacy",
    tag = "pharmacies",
    security(("bearer" = [])),
    params(
        ("id" = PharmacyId, Path, description = "The pharmacy."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe."),
    ),
    request_body = ReviewRequest,
    responses(
        (status = 201, description = "It is your first of this pharmacy.", body = ReviewView),
        (status = 200, description = "It stands in the place of the one before.", body = ReviewView),
        (status = 401, description = "No token, or not a good one.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "No such pharmacy.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "A field breaks its rule.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn review(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<PharmacyId>,
    ValidJson(request): ValidJson<ReviewRequest>,
) -> Result<(StatusCode, Json<ReviewView>), Problem> {
    let directory = context.directory().await;
    held(&directory.data, &id)?;
    let stars = Stars::try_from(request.stars)
        .map_err(|_| Problem::field("/stars", FieldCode::NotOneOf))?;
    let reviewed = context
        .inventory
        .review(caller.owner, &id, stars, request.text)
        .await?;
    let now = store::now();
    let cause = Cause::Review {
        pharmacy: id.to_string(),
        day: caller.zone.day(now),
    };
    context.ledger.reward(caller.owner, &cause, now).await;
    let (status, review) = match reviewed {
        Reviewed::New(review) => (StatusCode::CREATED, review),
        Reviewed::Changed(review) => (StatusCode::OK, review),
    };
    let own = Some(review.review.id);
    Ok((status, Json(ReviewView::of(review, own))))
}

/// Take my review back
#[utoipa::path(
    delete,
    path = "/api/v1/pharmacies/{id}/reviews/mine",
    operation_id = "delete_pharmacy_review",
    tag = "pharmacies",
    security(("bearer" = [])),
    params(("id" = PharmacyId, Path, description = "The pharmacy.")),
    responses(
        (status = 204, description = "It is gone, and the rating without it."),
        (status = 401, description = "No token, or not a good one.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "You have no review of this pharmacy.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn remove(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<PharmacyId>,
) -> Result<StatusCode, Problem> {
    if context.inventory.remove_review(caller.owner, &id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::new(Code::NotFound))
    }
}
