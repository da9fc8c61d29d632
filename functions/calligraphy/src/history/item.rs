//! What is done with items of the history, of either kind: a page of them, one of them, its deletion.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, Uri};
use nazar::Owner;
use nazar::http::{Caller, Code, List, Problem, cursor, paged};
use nazar::ids::RecordId;
use nazar::jobs::RemovalMessage;
use nazar::objects::Objects;
use nazar::store::{self, Page, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use super::query::Asked;
use super::removal;
use super::view::Tag;
use crate::Context;

/// An item as its owner sees it, made of its row.
pub(super) trait Item: Serialize + ToSchema + Send + Sized {
    /// The row.
    type Record: Serialize + Send + Sync;

    /// The item, with addresses of its pictures.
    ///
    /// # Errors
    /// `service-unavailable` when addresses cannot be signed.
    fn of(
        record: Self::Record,
        owner: Owner,
        objects: &Objects,
    ) -> impl Future<Output = Result<Self, Problem>> + Send;
}

/// One page of a list.
///
/// # Errors
/// As [`Item::of`].
pub(super) async fn page<I: Item>(
    context: &Context,
    caller: &Caller,
    found: Page<I::Record, RecordId>,
    asked: &Asked,
    uri: &Uri,
) -> Result<impl IntoResponse + use<I>, Problem> {
    let next = found.next.map(|id| cursor::encode(&asked.list, &id));
    let mut items = Vec::with_capacity(found.items.len());
    for record in found.items {
        items.push(I::of(record, caller.owner, &context.objects).await?);
    }
    let next_cursor = next.transpose()?;
    Ok(paged(List { items, next_cursor }, uri))
}

/// One item, or that it is the one that the client has.
///
/// # Errors
/// `not-found` without a row; as [`Item::of`].
pub(super) async fn one<I: Item>(
    context: &Context,
    caller: &Caller,
    headers: &HeaderMap,
    id: RecordId,
    found: Option<I::Record>,
) -> Result<Response, Problem> {
    let record = found.ok_or(Problem::new(Code::NotFound))?;
    let tag = Tag::of(&record, id, store::now())?;
    if let Some(unchanged) = tag.unchanged(headers) {
        return Ok(unchanged);
    }
    let item = I::of(record, caller.owner, &context.objects).await?;
    Ok(tag.with(item))
}

/// Deletes an item: `rows` removes its rows, and says whether they were still there.
///
/// # Errors
/// `not-found` when they were not; `service-unavailable` when nothing was deleted.
pub(super) async fn remove(
    context: &Context,
    message: &RemovalMessage,
    rows: impl Future<Output = Result<bool, StoreError>>,
) -> Result<StatusCode, Problem> {
    removal::announce(context, message).await?;
    if !rows.await? {
        return Err(Problem::new(Code::NotFound));
    }
    removal::finish(context, message).await;
    Ok(StatusCode::NO_CONTENT)
}
