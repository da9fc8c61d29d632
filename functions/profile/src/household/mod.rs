//! Who I am, how I am, and my family: a file for each operation.

pub(crate) mod add;
pub(crate) mod allergies;
pub(crate) mod change;
mod health;
pub(crate) mod leave;
pub(crate) mod list;
mod member;
pub(crate) mod read;
pub(crate) mod redescribe;
pub(crate) mod settings;
pub(crate) mod show;

use nazar::Zone;
use nazar::http::{Caller, Problem};
use nazar::ids::MemberId;
use nazar::people::User;

use crate::Context;

/// The caller's account. One that was closed after the token was issued is nobody's any more.
pub(crate) async fn account(context: &Context, caller: &Caller) -> Result<User, Problem> {
    let found = context.accounts.get(caller.owner).await?;
    found.ok_or_else(|| Problem::unauthenticated(true))
}

/// Where the caller's days begin and end now; their token may have an older zone.
pub(crate) async fn zone(context: &Context, caller: &Caller) -> Result<Zone, Problem> {
    Ok(account(context, caller).await?.zone)
}

/// Makes sure that somebody is of the caller's family; nobody means the caller.
///
/// # Errors
/// `not-found` when there is no such member of theirs.
pub(crate) async fn must_be_family(
    context: &Context,
    caller: &Caller,
    member: Option<MemberId>,
) -> Result<(), Problem> {
    let Some(id) = member else { return Ok(()) };
    let found = context.households.member(caller.owner, id).await?;
    match found {
        Some(_) => Ok(()),
        None => Err(Problem::new(nazar::http::Code::NotFound)),
    }
}
