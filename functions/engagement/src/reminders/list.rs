//! `GET /api/v1/reminders`

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use nazar::http::{Caller, List, PageQuery, Problem, ProblemBody, ValidQuery, cursor, paged};
use nazar::ids::RecordId;
use nazar::store::PageRequest;

use super::view::ReminderView;
use crate::Context;

const LIST: &str = "reminders";

/// List my reminders
///
/// Newest first.
#[utoipa::path(
    get,
    path = "/api/v1/reminders",
    operation_id = "reminders",
    tag = "reminders",
    security(("bearer" = [])),
    params(PageQuery),
    responses(
        (status = OK, description = "A page of reminders.", body = List<ReminderView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = BAD_REQUEST, description = "The cursor is not one of this list.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn reminders(
    State(context): State<Context>,
    caller: Caller,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<PageQuery>,
) -> Result<impl IntoResponse, Problem> {
    let request = PageRequest {
        limit: query.limit(),
        after: query.position::<RecordId>(LIST)?,
    };
    let page = context.reminders.page(caller.owner, request).await?;
    let next_cursor = page.next.map(|id| cursor::encode(LIST, &id)).transpose()?;
    let items = page.items.iter().map(ReminderView::from).collect();
    Ok(paged(List { items, next_cursor }, &uri))
}
