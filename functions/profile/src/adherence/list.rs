//! `GET /api/v1/users/me/adherence`

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use garde::Validate;
use jiff::civil::Date;
use nazar::http::{Caller, List, PageQuery, Problem, ProblemBody, ValidQuery, cursor, paged};
use nazar::ids::MemberId;
use nazar::store::PageRequest;
use nazar::store::adherence::DoseKey;
use serde::Deserialize;

use super::view::DoseLogView;
use crate::Context;
use crate::household::must_be_family;

/// Which days, whose, and which page.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LogsQuery {
    /// The first day.
    #[garde(skip)]
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// The last day, itself included.
    #[garde(skip)]
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// A member of my family; me when absent.
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

impl LogsQuery {
    /// The list's name in its cursors, with its filters.
    fn name(&self) -> String {
        let day = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let whose = self
            .member
            .map_or_else(|| "me".to_owned(), |id| id.to_string());
        format!("doses of {whose} {} {}", day(self.from), day(self.to))
    }
}

/// List the doses that I logged, or for a member of my family
///
/// Newest first, by the day and time at which they were due.
#[utoipa::path(
    get,
    path = "/api/v1/users/me/adherence",
    operation_id = "doses",
    tag = "adherence",
    security(("bearer" = [])),
    params(LogsQuery),
    responses(
        (status = OK, description = "A page of doses.", body = List<DoseLogView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = BAD_REQUEST, description = "The cursor is not one of this list.", body = ProblemBody, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn doses(
    State(context): State<Context>,
    caller: Caller,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<LogsQuery>,
) -> Result<impl IntoResponse, Problem> {
    let list = query.name();
    let page = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let request = PageRequest {
        limit: page.limit(),
        after: page.position::<DoseKey>(&list)?,
    };
    must_be_family(&context, &caller, query.member).await?;
    let days = (query.from, query.to);
    let page = context
        .doses
        .page(caller.owner, query.member, days, request)
        .await?;
    let next_cursor = page
        .next
        .map(|key| cursor::encode(&list, &key))
        .transpose()?;
    let items = page.items.into_iter().map(DoseLogView::from).collect();
    Ok(paged(List { items, next_cursor }, &uri))
}
