//! Similarities in the history.

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use nazar::http::{Caller, Code, List, PageQuery, Problem, ProblemBody, ValidPath, ValidQuery};
use nazar::ids::RecordId;
use nazar::jobs::RemovalMessage;
use nazar::objects::Purpose;

use super::item;
use super::query::{AbstainedQuery, Asked, HistoryQuery};
use super::view::SimilarityItem;
use crate::Context;

/// List my similarities
///
/// Newest first. What is rare may make a page short, or empty: it is the last one only when it names no next.
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/history/similarities",
    operation_id = "list_similarities",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(PageQuery, HistoryQuery),
    responses(
        (status = 200, description = "A page of my similarities.", body = List<SimilarityItem>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "The cursor is not one of this list, as it is narrowed.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`unknown-character`, or `validation-failed`: a filter.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(context): State<Context>,
    caller: Caller,
    OriginalUri(uri): OriginalUri,
    ValidQuery(page): ValidQuery<PageQuery>,
    ValidQuery(query): ValidQuery<HistoryQuery>,
) -> Result<impl IntoResponse, Problem> {
    let selection = query.selection(AbstainedQuery::default(), &caller.zone)?;
    let asked = Asked::new("similarities", &selection, &page)?;
    let found = context
        .history
        .similarities(caller.owner, &selection, asked.request)
        .await?;
    item::page::<SimilarityItem>(&context, &caller, found, &asked, &uri).await
}

/// Show one of my similarities
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/history/similarities/{id}",
    operation_id = "get_similarity",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The similarity; its job has the same id.")),
    responses(
        (status = 200, description = "The similarity.", body = SimilarityItem,
            headers(("ETag" = String, description = "For `If-None-Match`; changes while addresses of pictures still work."))),
        (status = 304, description = "It is the one that you have, and its addresses work for some minutes more."),
        (status = 404, description = "No similarity of mine.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    caller: Caller,
    headers: HeaderMap,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<Response, Problem> {
    let found = context.history.similarity(caller.owner, id).await?;
    item::one::<SimilarityItem>(&context, &caller, &headers, id, found).await
}

/// Delete one of my similarities
///
/// With its pictures, its feedback, its job and its share of the statistics: all of it, or nothing. What was learnt by it stays learnt: the
/// practice plan does not go back.
#[utoipa::path(
    delete,
    path = "/api/v1/calligraphy/history/similarities/{id}",
    operation_id = "delete_similarity",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The similarity.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, description = "No similarity of mine, or not any more.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 503, description = "`service-unavailable`: nothing was deleted.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn delete(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<StatusCode, Problem> {
    let owner = caller.owner;
    let found = context.history.similarity(owner, id).await?;
    let record = found.ok_or(Problem::new(Code::NotFound))?;
    let message = RemovalMessage {
        owner,
        removed: Purpose::Similarity,
        record: id,
    };
    let rows = context.history.remove_similarity(owner, &record);
    item::remove(&context, &message, rows).await
}
