//! `GET /api/v1/admin/users`

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use jiff::Timestamp;
use nazar::auth::Scope;
use nazar::http::{
    Admin, List, Locale, PageQuery, Problem, ProblemBody, ValidQuery, cursor, paged,
};
use nazar::ids::UserId;
use nazar::people::{User, audit};
use nazar::store::PageRequest;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;

/// The list's name in its cursors.
const LIST: &str = "people";

/// Somebody with an account, as administrators see them: nothing of their health.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonView {
    /// Names the person.
    id: UserId,
    #[schema(example = "sunita")]
    username: String,
    #[schema(format = "email", example = "sunita@example.org")]
    email: String,
    /// Roles beyond that of a person with their own data.
    #[schema(value_type = Vec<String>, example = json!(["pharmacist"]))]
    roles: Vec<Scope>,
    /// The language of texts for them.
    language: Locale,
    /// When they signed up.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<User> for PersonView {
    fn from(user: User) -> Self {
        Self {
            id: user.id,
            username: user.username,
            email: user.email,
            roles: user.roles,
            language: user.language,
            created_at: user.created_at,
        }
    }
}

/// List everybody with an account
///
/// Newest first. For administrators; that the list was read is written down.
#[utoipa::path(
    get,
    path = "/api/v1/admin/users",
    operation_id = "people",
    tag = "administration",
    security(("bearer" = [])),
    params(PageQuery),
    responses(
        (status = OK, description = "A page of people.", body = List<PersonView>,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = FORBIDDEN, description = "`forbidden`: not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn people(
    State(context): State<Context>,
    admin: Admin,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<PageQuery>,
) -> Result<impl IntoResponse, Problem> {
    let actor = super::still(&context, &admin).await?;
    let request = PageRequest {
        limit: query.limit(),
        after: query.position::<UserId>(LIST)?,
    };
    let page = audit::people(context.accounts.table(), actor, request).await?;
    let next_cursor = page.next.map(|id| cursor::encode(LIST, &id)).transpose()?;
    let items = page.items.into_iter().map(PersonView::from).collect();
    Ok(paged(List { items, next_cursor }, &uri))
}
