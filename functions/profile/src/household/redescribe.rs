//! `PATCH /api/v1/users/me/family/{member}`

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use http::HeaderMap;
use jiff::Timestamp;
use nazar::household::Written;
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::ids::MemberId;
use nazar::people::check_name;
use serde::Deserialize;
use utoipa::ToSchema;

use super::health::HealthChange;
use super::member::MemberView;
use crate::Context;
use crate::answer::{TRIES, changed, expect};

/// What is told of a member now; what is left out stays as it was.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"health": {"conditions": ["asthma"]}}))]
pub(crate) struct MemberChange {
    /// Their name, in any script.
    #[garde(inner(length(chars, max = 100), custom(check_name)))]
    #[schema(max_length = 100)]
    name: Option<String>,
    /// What they are to me, in my words.
    #[garde(inner(length(chars, max = 50), custom(check_name)))]
    #[schema(max_length = 50)]
    relation: Option<String>,
    /// What matters about them when they take medicines.
    #[garde(dive)]
    health: Option<HealthChange>,
}

/// Change what I tell of a member of my family
///
/// With `If-Match` only what was read is changed.
#[utoipa::path(
    patch,
    path = "/api/v1/users/me/family/{member}",
    operation_id = "change_member",
    tag = "family",
    security(("bearer" = [])),
    params(
        ("member" = MemberId, Path, description = "The member."),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of what was read."),
    ),
    request_body = MemberChange,
    responses(
        (status = OK, description = "The member as they are now.", body = MemberView,
            headers(("ETag" = String, description = "Changes with the member."))),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
        (status = PRECONDITION_FAILED, description = "`precondition-failed`: it has changed since it was read.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A field breaks a rule, or an allergy is not known.",
            body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_member(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidPath(id): ValidPath<MemberId>,
    ValidJson(body): ValidJson<MemberChange>,
) -> Result<Response, Problem> {
    let today = super::zone(&context, &caller).await?.day(Timestamp::now());
    for _ in 0..TRIES {
        let found = context.households.member(caller.owner, id).await?;
        let mut member = found.ok_or_else(|| Problem::new(Code::NotFound))?;
        expect(&asked, &MemberView::new(&member, today))?;
        if let Some(health) = &body.health {
            member.health = health.apply(&context, &member.health, today).await?;
        }
        if let Some(name) = &body.name {
            member.name.clone_from(name);
        }
        if let Some(relation) = &body.relation {
            member.relation.clone_from(relation);
        }
        if context.households.describe(caller.owner, &member).await? == Written::Yes {
            return changed(&MemberView::new(&member, today));
        }
    }
    Err(Problem::new(Code::Conflict))
}
