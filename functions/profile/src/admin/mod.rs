//! What administrators may see and change: a file for each operation. Whatever they do to people is written down.

pub(crate) mod audit;
pub(crate) mod data;
pub(crate) mod people;
pub(crate) mod reports;
pub(crate) mod reviews;
pub(crate) mod roles;

use nazar::auth::Scope;
use nazar::http::{Admin, Code, List, PageQuery, Problem, cursor};
use nazar::ids::{RecordId, UserId};
use nazar::store::{Page, PageRequest, StoreError};

use crate::Context;

/// One page of what is moderated; `list` names it in its cursors, with the state that is asked for.
async fn moderated<T, V: From<T>>(
    list: &str,
    query: &PageQuery,
    read: impl AsyncFnOnce(PageRequest<RecordId>) -> Result<Page<T, RecordId>, StoreError>,
) -> Result<List<V>, Problem> {
    let request = PageRequest {
        limit: query.limit(),
        after: query.position::<RecordId>(list)?,
    };
    let page = read(request).await?;
    Ok(List {
        items: page.items.into_iter().map(V::from).collect(),
        next_cursor: page.next.map(|id| cursor::encode(list, &id)).transpose()?,
    })
}

/// The administrator, who has to be one at this moment: their token may be older than the loss of the role.
async fn still(context: &Context, admin: &Admin) -> Result<UserId, Problem> {
    let owner = admin.caller().owner;
    let found = context.accounts.get(owner).await?;
    match found {
        Some(user) if user.roles.contains(&Scope::Admin) => Ok(user.id),
        _ => Err(Problem::new(Code::Forbidden)),
    }
}
