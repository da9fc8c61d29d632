//! Predictions in the history.

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};
use nazar::http::{Caller, Code, List, PageQuery, Problem, ProblemBody, ValidPath, ValidQuery};
use nazar::ids::RecordId;
use nazar::jobs::RemovalMessage;
use nazar::objects::Purpose;

use super::item;
use super::query::{AbstainedQuery, Asked, HistoryQuery};
use super::view::PredictionItem;
use crate::Context;

/// List my predictions
///
/// Newest first. What is rare may make a page short, or empty: it is the last one only when it names no next.
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/history/predictions",
    operation_id = "list_predictions",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(PageQuery, HistoryQuery, AbstainedQuery),
    responses(
        (status = 200, description = "A page of my predictions.", body = List<PredictionItem>,
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
    ValidQuery(abstained): ValidQuery<AbstainedQuery>,
) -> Result<impl IntoResponse, Problem> {
    let selection = query.selection(abstained, &caller.zone)?;
    let asked = Asked::new("predictions", &selection, &page)?;
    let found = context
        .history
        .predictions(caller.owner, &selection, asked.request)
        .await?;
    item::page::<PredictionItem>(&context, &caller, found, &asked, &uri).await
}

/// Show one of my predictions
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/history/predictions/{id}",
    operation_id = "get_prediction",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The prediction.")),
    responses(
        (status = 200, description = "The prediction.", body = PredictionItem,
            headers(("ETag" = String, description = "For `If-None-Match`; changes while addresses of pictures still work."))),
        (status = 304, description = "It is the one that you have, and its addresses work for some minutes more."),
        (status = 404, description = "No prediction of mine.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    caller: Caller,
    headers: HeaderMap,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<Response, Problem> {
    let found = context.history.prediction(caller.owner, id).await?;
    item::one::<PredictionItem>(&context, &caller, &headers, id, found).await
}

/// Delete one of my predictions
///
/// With its pictures and its place in the statistics: all of it, or nothing.
#[utoipa::path(
    delete,
    path = "/api/v1/calligraphy/history/predictions/{id}",
    operation_id = "delete_prediction",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The prediction.")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 404, description = "No prediction of mine, or not any more.", body = ProblemBody,
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
    let found = context.history.prediction(owner, id).await?;
    let record = found.ok_or(Problem::new(Code::NotFound))?;
    let message = RemovalMessage {
        owner,
        removed: Purpose::Prediction,
        record: id,
    };
    let rows = context.history.remove_prediction(owner, &record);
    item::remove(&context, &message, rows).await
}
