//! `GET /api/v1/admin/pharmacies/{pharmacy}/reviews/{review}`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use nazar::catalogue::PharmacyId;
use nazar::http::{Admin, Problem, ProblemBody, ValidPath};
use nazar::ids::RecordId;
use nazar::people::audit::{self, Act};

use super::{ReviewView, found};
use crate::Context;
use crate::admin::still;
use crate::answer::tagged;

/// Show a review, hidden or not
///
/// Its `ETag` makes sure that what is decided about is what was read.
#[utoipa::path(
    get,
    path = "/api/v1/admin/pharmacies/{pharmacy}/reviews/{review}",
    operation_id = "moderated_review",
    tag = "administration",
    security(("bearer" = [])),
    params(
        ("pharmacy" = PharmacyId, Path, description = "The pharmacy."),
        ("review" = RecordId, Path, description = "The review."),
    ),
    responses(
        (status = OK, description = "The review.", body = ReviewView,
            headers(("ETag" = String, description = "For `If-Match` of a decision."))),
        (status = NOT_MODIFIED, description = "As it was."),
        (status = FORBIDDEN, description = "`forbidden`: not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such review.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn review(
    State(context): State<Context>,
    admin: Admin,
    asked: HeaderMap,
    ValidPath((pharmacy, review)): ValidPath<(PharmacyId, RecordId)>,
) -> Result<Response, Problem> {
    let actor = still(&context, &admin).await?;
    audit::note(context.accounts.table(), actor, Act::ListedReviews).await?;
    tagged(
        &asked,
        &ReviewView::from(found(&context, &pharmacy, review).await?),
    )
}
