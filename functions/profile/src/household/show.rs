//! `GET /api/v1/users/me/family/{member}`

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use jiff::Timestamp;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidPath};
use nazar::ids::MemberId;

use super::member::MemberView;
use crate::Context;
use crate::answer::tagged;

/// Show a member of my family
#[utoipa::path(
    get,
    path = "/api/v1/users/me/family/{member}",
    operation_id = "member",
    tag = "family",
    security(("bearer" = [])),
    params(
        ("member" = MemberId, Path, description = "The member."),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer."),
    ),
    responses(
        (status = OK, description = "The member.", body = MemberView,
            headers(("ETag" = String, description = "Changes with the member."))),
        (status = NOT_MODIFIED, description = "As they were."),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn member(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidPath(id): ValidPath<MemberId>,
) -> Result<Response, Problem> {
    let today = super::zone(&context, &caller).await?.day(Timestamp::now());
    let found = context.households.member(caller.owner, id).await?;
    let member = found.ok_or_else(|| Problem::new(Code::NotFound))?;
    tagged(&asked, &MemberView::new(&member, today))
}
