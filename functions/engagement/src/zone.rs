//! Where the caller's days begin and end: where their account says, at once. Their token may be of before it was changed.

use nazar::Zone;
use nazar::http::{Caller, Code, Problem};
use nazar::people::{User, keys};

use crate::Context;

/// The zone of the caller's account.
pub(crate) async fn of(context: &Context, caller: &Caller) -> Result<Zone, Problem> {
    let row = keys::profile(caller.owner.user_id());
    let user: Option<User> = context.accounts.get(&row).await?;
    let user = user.ok_or_else(|| Problem::new(Code::Unauthenticated))?;
    Ok(user.zone)
}

/// The caller, in the zone of their account.
pub(crate) async fn at_home(context: &Context, mut caller: Caller) -> Result<Caller, Problem> {
    caller.zone = of(context, &caller).await?;
    Ok(caller)
}
