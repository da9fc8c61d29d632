//! `GET /api/v1/admin/reports`

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use garde::Validate;
use nazar::http::{Admin, List, PageQuery, Problem, ProblemBody, ValidQuery, paged};
use nazar::people::audit::{self, Act};
use nazar::store::inventory::ReportState;
use serde::Deserialize;

use super::ReportView;
use crate::Context;
use crate::admin::{moderated, still};

/// Which reports, and which page of them.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReportsQuery {
    /// How they stand; `open` when absent.
    #[garde(skip)]
    #[param(inline)]
    state: Option<ReportState>,
    /// Items a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    cursor: Option<String>,
}

/// List reports about pharmacies
///
/// Of one state, newest first. For administrators; that the list was read is written down.
#[utoipa::path(
    get,
    path = "/api/v1/admin/reports",
    operation_id = "moderated_reports",
    tag = "administration",
    security(("bearer" = [])),
    params(ReportsQuery),
    responses(
        (status = OK, description = "A page of reports.", body = List<ReportView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = BAD_REQUEST, description = "The cursor is not one of this list.", body = ProblemBody, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`forbidden`: not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn reports(
    State(context): State<Context>,
    admin: Admin,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<ReportsQuery>,
) -> Result<impl IntoResponse, Problem> {
    let actor = still(&context, &admin).await?;
    let state = query.state.unwrap_or_default();
    let list = format!("reports {}", state.as_str());
    let page = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let read = async |request| {
        audit::note(context.accounts.table(), actor, Act::ListedReports).await?;
        context.inventory.reports_in(state, request).await
    };
    let list: List<ReportView> = moderated(&list, &page, read).await?;
    Ok(paged(list, &uri))
}
