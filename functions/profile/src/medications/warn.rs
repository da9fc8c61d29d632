//! What a new medicine means beside those that are taken, and for the one who takes it.

use jiff::Timestamp;
use nazar::Zone;
use nazar::checks::{CheckView, Found, Held, find, warnings};
use nazar::household::Health;
use nazar::http::{Caller, Code, Locale, Problem};
use nazar::store::medicine_list::{Entry, Taker};

use super::view::named;
use crate::Context;

/// Checks an entry that was added against the rest of its list and against the health of the one who takes it. What has
/// ended is left out; what begins later is not.
pub(super) async fn of(
    context: &Context,
    caller: &Caller,
    (entry, found): (&Entry, Found),
    held: &Held,
    locale: Locale,
    zone: &Zone,
) -> Result<CheckView, Problem> {
    let today = zone.day(Timestamp::now());
    let list = context.lists.all_of(caller.owner, entry.member).await?;
    let others = list
        .iter()
        .filter(|other| other.id != entry.id)
        .filter(|other| other.medication.end_date.is_none_or(|last| last >= today))
        .map(|other| find(&held.data.catalogue, named(other)));
    let all: Vec<Found> = std::iter::once(found).chain(others).collect();
    let health = health(context, caller, entry.member).await?;
    Ok(warnings(held, &all, &health.about(today), locale))
}

async fn health(context: &Context, caller: &Caller, taker: Taker) -> Result<Health, Problem> {
    let Some(id) = taker else {
        return Ok(context.households.about(caller.owner).await?.health);
    };
    let member = context.households.member(caller.owner, id).await?;
    let member = member.ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(member.health)
}
