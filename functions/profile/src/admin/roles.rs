//! `PUT` and `DELETE /api/v1/admin/users/{user}/roles/{role}`

use axum::extract::State;
use http::StatusCode;
use nazar::auth::Scope;
use nazar::http::{Admin, Code, Problem, ProblemBody, ValidPath};
use nazar::ids::UserId;
use nazar::people::audit;

use crate::Context;

/// Give somebody a role
///
/// Their tokens carry it from the next sign-in or refresh on. Giving a role that they have changes nothing.
#[utoipa::path(
    put,
    path = "/api/v1/admin/users/{user}/roles/{role}",
    operation_id = "give_role",
    tag = "administration",
    security(("bearer" = [])),
    params(
        ("user" = UserId, Path, description = "The person."),
        ("role" = String, Path, description = "`pharmacist` or `admin`.", example = "pharmacist"),
    ),
    responses(
        (status = NO_CONTENT, description = "They have the role."),
        (status = FORBIDDEN, description = "`forbidden`: not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such person or role.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn give(
    State(context): State<Context>,
    admin: Admin,
    ValidPath((person, role)): ValidPath<(UserId, String)>,
) -> Result<StatusCode, Problem> {
    set(&context, &admin, person, &role, true).await
}

/// Take a role from somebody
///
/// Tokens that they have carry it for 15 minutes at the most. Nobody takes their own administration away, so that somebody
/// is always left.
#[utoipa::path(
    delete,
    path = "/api/v1/admin/users/{user}/roles/{role}",
    operation_id = "take_role",
    tag = "administration",
    security(("bearer" = [])),
    params(
        ("user" = UserId, Path, description = "The person."),
        ("role" = String, Path, description = "`pharmacist` or `admin`.", example = "pharmacist"),
    ),
    responses(
        (status = NO_CONTENT, description = "They do not have the role."),
        (status = FORBIDDEN, description = "`forbidden`: not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "No such person or role.", body = ProblemBody, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`conflict`: the own administration.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn take(
    State(context): State<Context>,
    admin: Admin,
    ValidPath((person, role)): ValidPath<(UserId, String)>,
) -> Result<StatusCode, Problem> {
    set(&context, &admin, person, &role, false).await
}

async fn set(
    context: &Context,
    admin: &Admin,
    person: UserId,
    role: &str,
    has: bool,
) -> Result<StatusCode, Problem> {
    let actor = super::still(context, admin).await?;
    let role = match role {
        "pharmacist" => Scope::Pharmacist,
        "admin" => Scope::Admin,
        _ => return Err(Problem::new(Code::NotFound)),
    };
    if !has && role == Scope::Admin && person == actor {
        return Err(Problem::new(Code::Conflict));
    }
    let table = context.accounts.table();
    if !audit::set_role(table, actor, person, role, has).await? {
        return Err(Problem::new(Code::NotFound));
    }
    tracing::info!(actor = %actor, person = %person, role = role.as_str(), has, "role changed");
    Ok(StatusCode::NO_CONTENT)
}
