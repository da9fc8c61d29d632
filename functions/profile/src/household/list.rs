//! `GET /api/v1/users/me/family`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use jiff::Timestamp;
use nazar::http::{Caller, List, Problem};

use super::member::MemberView;
use crate::Context;
use crate::answer::tagged;

/// List my family
///
/// All of it on one page, in the order in which they were added: there are 20 at the most.
#[utoipa::path(
    get,
    path = "/api/v1/users/me/family",
    operation_id = "family",
    tag = "family",
    security(("bearer" = [])),
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer.")),
    responses(
        (status = OK, description = "My family.", body = List<MemberView>,
            headers(("ETag" = String, description = "Changes with the family."))),
        (status = NOT_MODIFIED, description = "As it was."),
    ),
)]
pub(crate) async fn family(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let today = super::zone(&context, &caller).await?.day(Timestamp::now());
    let members = context.households.family(caller.owner).await?;
    let members = members.iter().map(|member| MemberView::new(member, today));
    let list = List {
        items: members.collect(),
        next_cursor: None,
    };
    tagged(&asked, &list)
}
