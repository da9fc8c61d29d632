//! `GET /api/v1/notifications`

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use garde::Validate;
use nazar::http::{
    Caller, List, Locale, PageQuery, Problem, ProblemBody, ValidQuery, cursor, paged,
};
use nazar::ids::RecordId;
use nazar::notices::{Filter, Kind};
use nazar::store::PageRequest;
use serde::Deserialize;

use super::view::NoticeView;
use crate::Context;

/// Which notices, and which page.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct NoticesQuery {
    /// `true` for those that were not read.
    #[serde(default)]
    #[garde(skip)]
    #[param(default = false)]
    unread: bool,
    /// Only those of this kind.
    #[garde(skip)]
    kind: Option<Kind>,
    /// Items a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    cursor: Option<String>,
}

/// List what I was told
///
/// Newest first, for ninety days. A page that is asked for with a filter may be short and still name a next one.
#[utoipa::path(
    get,
    path = "/api/v1/notifications",
    operation_id = "notifications",
    tag = "notifications",
    security(("bearer" = [])),
    params(NoticesQuery),
    responses(
        (status = OK, description = "A page of notices, in the language of `Accept-Language`.", body = List<NoticeView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = BAD_REQUEST, description = "The cursor is not one of this list.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn notifications(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<NoticesQuery>,
) -> Result<impl IntoResponse, Problem> {
    let kind = query.kind.map_or("-", Kind::as_str);
    let list = format!("notices {} {kind}", query.unread);
    let filter = Filter {
        unread: query.unread,
        kind: query.kind,
    };
    let page = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let request = PageRequest {
        limit: page.limit(),
        after: page.position::<RecordId>(&list)?,
    };
    let page = context.notices.page(caller.owner, filter, request).await?;
    let next_cursor = page.next.map(|id| cursor::encode(&list, &id)).transpose()?;
    let view = |notice| NoticeView::new(notice, locale);
    let items = page.items.into_iter().map(view).collect();
    Ok(paged(List { items, next_cursor }, &uri))
}
