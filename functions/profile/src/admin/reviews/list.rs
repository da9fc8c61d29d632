//! `GET /api/v1/admin/reviews`

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use garde::Validate;
use nazar::http::{Admin, List, PageQuery, Problem, ProblemBody, ValidQuery, paged};
use nazar::people::audit::{self, Act};
use nazar::store::inventory::ReviewState;
use serde::Deserialize;

use super::ReviewView;
use crate::Context;
use crate::admin::{moderated, still};

/// Which reviews, and which page of them.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReviewsQuery {
    /// How they stand; `new` when absent.
    #[garde(skip)]
    #[param(inline)]
    state: Option<ReviewState>,
    /// Items a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    cursor: Option<String>,
}

/// List reviews of pharmacies
///
/// Of one state, newest first. A new review is shown at once and stands under `new` until somebody has looked at it, and
/// again when its author changes it. For administrators; that the list was read is written down.
#[utoipa::path(
    get,
    path = "/api/v1/admin/reviews",
    operation_id = "moderated_reviews",
    tag = "administration",
    security(("bearer" = [])),
    params(ReviewsQuery),
    responses(
        (status = OK, description = "A page of reviews.", body = List<ReviewView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = BAD_REQUEST, description = "The cursor is not one of this list.", body = ProblemBody, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`forbidden`: not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn reviews(
    State(context): State<Context>,
    admin: Admin,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<ReviewsQuery>,
) -> Result<impl IntoResponse, Problem> {
    let actor = still(&context, &admin).await?;
    let state = query.state.unwrap_or_default();
    let list = format!("moderated reviews {}", state.as_str());
    let page = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let read = async |request| {
        audit::note(context.accounts.table(), actor, Act::ListedReviews).await?;
        context.inventory.reviews_in(state, request).await
    };
    let list: List<ReviewView> = moderated(&list, &page, read).await?;
    Ok(paged(list, &uri))
}
