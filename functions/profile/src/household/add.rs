//! `POST /api/v1/users/me/family`

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use jiff::Timestamp;
use nazar::household::{FamilyAdded, Health, Member};
use nazar::http::{Caller, Code, Problem, ProblemBody, ValidJson};
use nazar::people::check_name;
use serde::Deserialize;
use utoipa::ToSchema;

use super::health::HealthChange;
use super::member::MemberView;
use crate::Context;
use crate::answer::created;

/// Somebody whom I look after.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"name": "Азиз", "relation": "son", "health": {"birth_date": "2019-05-02", "allergies": []}}))]
pub(crate) struct NewMember {
    /// Their name, in any script.
    #[garde(length(chars, max = 100), custom(check_name))]
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// What they are to me, in my words.
    #[garde(length(chars, max = 50), custom(check_name))]
    #[schema(min_length = 1, max_length = 50)]
    relation: String,
    /// What matters about them when they take medicines.
    #[garde(dive)]
    health: Option<HealthChange>,
}

/// Add a member of my family
///
/// Their medicines and doses are kept apart from mine and from everybody else's.
#[utoipa::path(
    post,
    path = "/api/v1/users/me/family",
    operation_id = "add_member",
    tag = "family",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe.")),
    request_body = NewMember,
    responses(
        (status = CREATED, description = "They are one of my family.", body = MemberView,
            headers(("Location" = String, description = "The member."), ("ETag" = String, description = "Changes with the member."))),
        (status = CONFLICT, description = "`family-full`: there are 20.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A field breaks a rule, or an allergy is not known.",
            body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn add_member(
    State(context): State<Context>,
    caller: Caller,
    ValidJson(body): ValidJson<NewMember>,
) -> Result<Response, Problem> {
    let today = super::zone(&context, &caller).await?.day(Timestamp::now());
    let told = body.health.unwrap_or_default();
    let health = told.apply(&context, &Health::default(), today).await?;
    let member = Member::new(body.name, body.relation, health);
    match context.households.join(caller.owner, &member).await? {
        FamilyAdded::Yes => {
            let path = format!("/api/v1/users/me/family/{}", member.id);
            created(&path, &MemberView::new(&member, today))
        }
        FamilyAdded::Full => Err(Problem::new(Code::FamilyFull)),
    }
}
