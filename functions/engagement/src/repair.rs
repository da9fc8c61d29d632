//! Making up for points that a function could not give when they were earned.
//!
//! Whoever logs a dose is answered whether or not the points could be written. Doses of today and yesterday that were on
//! time and have no mark are therefore rewarded when their owner looks at their points. An award that is there is left as it
//! is, so this may run as often as anybody looks. Scans are made up for by the message that comes again, reviews by
//! the next writing.

use jiff::{Timestamp, ToSpan};
use nazar::engagement::on_time;
use nazar::http::Caller;
use nazar::store::StoreError;
use nazar::store::medicine_list::Taker;

use crate::Context;

/// Rewards the doses that were on time and are not rewarded yet. What fails is logged and left for the next look.
pub(crate) async fn doses(context: &Context, caller: &Caller, now: Timestamp) {
    if let Err(error) = all(context, caller, now).await {
        tracing::warn!(%error, "doses could not be looked through");
    }
}

async fn all(context: &Context, caller: &Caller, now: Timestamp) -> Result<(), StoreError> {
    of(context, caller, None, now).await?;
    for member in context.households.family(caller.owner).await? {
        of(context, caller, Some(member.id), now).await?;
    }
    Ok(())
}

async fn of(
    context: &Context,
    caller: &Caller,
    taker: Taker,
    now: Timestamp,
) -> Result<(), StoreError> {
    let today = caller.zone.day(now);
    let yesterday = today.saturating_sub(1.day());
    let logs = context
        .doses
        .between(caller.owner, taker, yesterday, today)
        .await?;
    if logs.is_empty() {
        return Ok(());
    }
    let entries = context.lists.all_of(caller.owner, taker).await?;
    for log in &logs {
        let entry = entries.iter().find(|entry| entry.id == log.entry);
        if let Some(cause) = entry.and_then(|entry| on_time(entry, log, &caller.zone)) {
            context.ledger.award(caller.owner, &cause, now).await?;
        }
    }
    Ok(())
}
