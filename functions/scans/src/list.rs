//! What I scanned before.

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use garde::Validate;
use nazar::http::moment::{self, End};
use nazar::http::{
    Caller, FieldCode, List, Locale, PageQuery, Problem, ProblemBody, ValidQuery, cursor, paged,
};
use nazar::ids::RecordId;
use nazar::scans::ScanView;
use nazar::store::PageRequest;
use nazar::store::scans::{ScanSelection, ScanSource, ScanStatus};
use serde::Deserialize;

use crate::Context;

/// What the list is narrowed by.
#[derive(Debug, Default, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ScansQuery {
    /// Only those that came to this.
    #[garde(skip)]
    status: Option<ScanStatus>,
    /// Only those of pictures, or of codes.
    #[garde(skip)]
    source: Option<ScanSource>,
    /// From then on, itself included: an RFC 3339 time, or a date, which is that day in the person's zone.
    #[garde(skip)]
    #[param(example = "2026-01-01")]
    from: Option<String>,
    /// Until then, itself included: an RFC 3339 time, or a date, which is that whole day in the person's zone.
    #[garde(skip)]
    #[param(example = "2026-01-31T09:30:00Z")]
    to: Option<String>,
}

impl ScansQuery {
    fn selection(&self, zone: &nazar::Zone) -> Result<ScanSelection, Problem> {
        let read = |text: &Option<String>, pointer: &'static str, end| match text {
            None => Ok(None),
            Some(text) => moment::read(text, end, zone)
                .map(Some)
                .ok_or_else(|| Problem::field(pointer, FieldCode::InvalidFormat)),
        };
        Ok(ScanSelection {
            status: self.status,
            source: self.source,
            from: read(&self.from, "/from", End::First)?,
            to: read(&self.to, "/to", End::Last)?,
        })
    }
}

/// List my scans
///
/// Newest first. What is rare may make a page short, or empty: it is the last one only when it names no next.
#[utoipa::path(
    get,
    path = "/api/v1/scans",
    operation_id = "list_scans",
    tag = "scans",
    security(("bearer" = [])),
    params(PageQuery, ScansQuery),
    responses(
        (status = 200, description = "A page of my scans.", body = List<ScanView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "The cursor is not one of this list, as it is narrowed.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation-failed`: a filter.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    OriginalUri(uri): OriginalUri,
    ValidQuery(page): ValidQuery<PageQuery>,
    ValidQuery(query): ValidQuery<ScansQuery>,
) -> Result<impl IntoResponse, Problem> {
    let selection = query.selection(&caller.zone)?;
    // The list's name in its cursors says what it is narrowed by: a cursor is good for the list that it came from.
    let narrowed = serde_json::to_string(&selection).map_err(Problem::internal)?;
    let name = format!("scans?{narrowed}");
    let request = PageRequest {
        limit: page.limit(),
        after: page.position::<RecordId>(&name)?,
    };
    let found = context
        .scans
        .list(caller.owner, &selection, request)
        .await?;
    let next_cursor = found
        .next
        .map(|id| cursor::encode(&name, &id))
        .transpose()?;
    let items = found
        .items
        .into_iter()
        .map(|record| ScanView::new(record, locale))
        .collect();
    Ok(paged(List { items, next_cursor }, &uri))
}
