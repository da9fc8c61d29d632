//! `GET /api/v1/admin/audit`

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use jiff::Timestamp;
use nazar::auth::Scope;
use nazar::http::{Admin, List, PageQuery, Problem, ProblemBody, ValidQuery, cursor, paged};
use nazar::ids::{RecordId, UserId};
use nazar::people::audit::{self, Act, AuditRow};
use nazar::store::PageRequest;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;

/// The list's name in its cursors.
const LIST: &str = "audit";

/// One thing that an administrator did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActView {
    /// Names the row.
    id: RecordId,
    /// The administrator.
    actor: UserId,
    /// What they did.
    act: Act,
    /// To whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<UserId>,
    /// Which role.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "pharmacist")]
    role: Option<Scope>,
    /// What it was about, where that is no person: a pharmacy, and its review or report.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "demo-yunusobod-1/01JD7Z3C9GQ2V5N8W4T6XKRB1M")]
    about: Option<String>,
    /// Why, in the administrator's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl From<AuditRow> for ActView {
    fn from(row: AuditRow) -> Self {
        Self {
            id: row.id,
            actor: row.actor,
            act: row.act,
            target: row.target,
            role: row.role,
            about: row.about,
            reason: row.reason,
            at: row.at,
        }
    }
}

/// List what administrators did
///
/// Newest first; kept for 400 days.
#[utoipa::path(
    get,
    path = "/api/v1/admin/audit",
    operation_id = "audit",
    tag = "administration",
    security(("bearer" = [])),
    params(PageQuery),
    responses(
        (status = OK, description = "A page of acts.", body = List<ActView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = FORBIDDEN, description = "`forbidden`: not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn acts(
    State(context): State<Context>,
    admin: Admin,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<PageQuery>,
) -> Result<impl IntoResponse, Problem> {
    super::still(&context, &admin).await?;
    let request = PageRequest {
        limit: query.limit(),
        after: query.position::<RecordId>(LIST)?,
    };
    let page = audit::acts(context.accounts.table(), request).await?;
    let next_cursor = page.next.map(|id| cursor::encode(LIST, &id)).transpose()?;
    let items = page.items.into_iter().map(ActView::from).collect();
    Ok(paged(List { items, next_cursor }, &uri))
}
