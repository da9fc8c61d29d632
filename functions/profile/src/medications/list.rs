//! `GET /api/v1/users/me/medications`

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use garde::Validate;
use nazar::http::{Caller, List, PageQuery, Problem, ProblemBody, ValidQuery, cursor, paged};
use nazar::ids::{MemberId, RecordId};
use nazar::store::PageRequest;
use serde::Deserialize;

use super::view::MedicationView;
use crate::Context;
use crate::household::must_be_family;

/// Which page of whose list.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct MedicationsQuery {
    /// A member of my family; mine when absent.
    #[garde(skip)]
    member: Option<MemberId>,
    /// Items a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    cursor: Option<String>,
}

/// List the medicines that I take, or a member of my family
///
/// Newest first.
#[utoipa::path(
    get,
    path = "/api/v1/users/me/medications",
    operation_id = "medications",
    tag = "medicine list",
    security(("bearer" = [])),
    params(MedicationsQuery),
    responses(
        (status = 200, description = "A page of the list.", body = List<MedicationView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "The cursor is not one of this list.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "No member of my family.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn medications(
    State(context): State<Context>,
    caller: Caller,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<MedicationsQuery>,
) -> Result<impl IntoResponse, Problem> {
    let whose = query
        .member
        .map_or_else(|| "me".to_owned(), |id| id.to_string());
    let list = format!("medications of {whose}");
    let page = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let request = PageRequest {
        limit: page.limit(),
        after: page.position::<RecordId>(&list)?,
    };
    must_be_family(&context, &caller, query.member).await?;
    let held = context.data.get().await?;
    let page = context
        .lists
        .page(caller.owner, query.member, request)
        .await?;
    let next_cursor = page.next.map(|id| cursor::encode(&list, &id)).transpose()?;
    let entries = page.items.into_iter();
    let items = entries
        .map(|entry| MedicationView::new(entry, &held))
        .collect();
    Ok(paged(List { items, next_cursor }, &uri))
}
