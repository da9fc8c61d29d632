//! `GET /api/v1/gamification/redemptions`

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use nazar::checks::private;
use nazar::http::{Caller, List, PageQuery, Problem, ProblemBody, ValidQuery, cursor, paged};
use nazar::ids::RecordId;
use nazar::store::PageRequest;

use super::view::RedemptionView;
use crate::Context;

/// The list's name in its cursors.
const LIST: &str = "redemptions";

/// List what I redeemed
///
/// With the codes, newest first, and whether they were used.
#[utoipa::path(
    get,
    path = "/api/v1/gamification/redemptions",
    operation_id = "redemptions",
    tag = "gamification",
    security(("bearer" = [])),
    params(PageQuery),
    responses(
        (status = OK, description = "A page of them.", body = List<RedemptionView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = BAD_REQUEST, description = "The cursor is not one of this list.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn redemptions(
    State(context): State<Context>,
    caller: Caller,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<PageQuery>,
) -> Result<impl IntoResponse, Problem> {
    let request = PageRequest {
        limit: query.limit(),
        after: query.position::<RecordId>(LIST)?,
    };
    let page = context.rewards.redemptions(caller.owner, request).await?;
    let next_cursor = page.next.map(|id| cursor::encode(LIST, &id)).transpose()?;
    let mut items = Vec::with_capacity(page.items.len());
    for redemption in page.items {
        let code = context.rewards.code(&redemption.code).await?;
        let used_at = code.and_then(|code| code.used_at);
        items.push(RedemptionView::new(redemption, used_at));
    }
    Ok((private(), paged(List { items, next_cursor }, &uri)))
}
