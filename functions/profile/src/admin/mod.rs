//! What administrators may see and change: a file for each operation. Whatever they do to people is written down.

pub(crate) mod audit;
pub(crate) mod data;
pub(crate) mod people;
pub(crate) mod reports;
pub(crate) mod reviews;
pub(crate) mod roles;

use nazar::auth::Scope;
use nazar::http::{Admin, Code, Problem};
use nazar::ids::UserId;

use crate::Context;

/// The administrator, who has to be one at this moment: their token may be older than the loss of the role.
async fn still(context: &Context, admin: &Admin) -> Result<UserId, Problem> {
    let owner = admin.caller().owner;
    let found = context.accounts.get(owner).await?;
    match found {
        Some(user) if user.roles.contains(&Scope::Admin) => Ok(user.id),
        _ => Err(Problem::new(Code::Forbidden)),
    }
}
