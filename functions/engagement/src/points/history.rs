//! `GET /api/v1/gamification/points/history`

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use jiff::Timestamp;
use nazar::checks::private;
use nazar::engagement::{CauseKind, Line, LineKind};
use nazar::http::{
    Caller, List, Locale, PageQuery, Problem, ProblemBody, ValidQuery, cursor, paged,
};
use nazar::i18n::text;
use nazar::ids::RecordId;
use nazar::store::PageRequest;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;

/// The list's name in its cursors.
const LIST: &str = "points";

/// A line of the ledger.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PointsLine)]
pub(crate) struct LineView {
    /// Names it.
    id: RecordId,
    /// What earned the points, or earns them no more; absent for points that were spent.
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<CauseKind>,
    /// The reward that they were spent for.
    #[serde(skip_serializing_if = "Option::is_none")]
    reward: Option<String>,
    /// What it was, in the language of the answer.
    #[schema(example = "Dose taken on time")]
    description: String,
    /// Points; below nothing for points that were spent or taken back.
    #[schema(example = 5)]
    points: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl LineView {
    fn new(line: Line, locale: Locale) -> Self {
        let (cause, reward, id) = match line.kind {
            LineKind::Earned(cause) => (Some(cause), None, cause.as_str()),
            LineKind::TakenBack(cause) => (Some(cause), None, "taken_back"),
            LineKind::Spent(reward) => (None, Some(reward), "spent"),
        };
        Self {
            id: line.id,
            description: text(locale, &format!("engagement-cause-{id}"), None, &[]),
            cause,
            reward,
            points: line.points,
            at: line.at,
        }
    }
}

/// List what I earned and spent
///
/// Newest first. A line is never changed.
#[utoipa::path(
    get,
    path = "/api/v1/gamification/points/history",
    operation_id = "points_history",
    tag = "gamification",
    security(("bearer" = [])),
    params(PageQuery),
    responses(
        (status = OK, description = "A page of lines.", body = List<LineView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = BAD_REQUEST, description = "The cursor is not one of this list.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`limit` is not from 1 to 100.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn history(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<PageQuery>,
) -> Result<impl IntoResponse, Problem> {
    let request = PageRequest {
        limit: query.limit(),
        after: query.position::<RecordId>(LIST)?,
    };
    let page = context.ledger.lines(caller.owner, request).await?;
    let next_cursor = page.next.map(|id| cursor::encode(LIST, &id)).transpose()?;
    let items = page.items.into_iter();
    let list = List {
        items: items.map(|line| LineView::new(line, locale)).collect(),
        next_cursor,
    };
    Ok((private(), paged(list, &uri)))
}
