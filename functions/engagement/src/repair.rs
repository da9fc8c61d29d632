//! Making up for points that a function could not give when they were earned.
//!
//! Whoever logs a dose is answered whether or not the points could be written. Doses of today and yesterday that were on
//! time and have no mark are therefore rewarded when their owner looks at their points. An award that is there is left as it
//! is, so this may run as often as anybody looks. Scans are made up for by the message that comes again, reviews by
//! the next writing.
//!
//! What is not due any more is put right here too: points of a review go while it is not shown.

use jiff::{Timestamp, ToSpan};
use nazar::engagement::on_time;
use nazar::http::Caller;
use nazar::store::StoreError;
use nazar::store::medicine_list::Taker;

use crate::Context;

/// Gives the points that are due and takes those that are not. What fails is logged and left for the next look.
pub(crate) async fn points(context: &Context, caller: &Caller, now: Timestamp) {
    if let Err(error) = doses(context, caller, now).await {
        tracing::warn!(%error, "doses could not be looked through");
    }
    if let Err(error) = reviews(context, caller, now).await {
        tracing::warn!(%error, "reviews could not be looked through");
    }
}

/// Settles the points of reviews. The function that hides a review does not know whose it is, so it is done here.
async fn reviews(context: &Context, caller: &Caller, now: Timestamp) -> Result<(), StoreError> {
    let owner = caller.owner;
    let awards = context.ledger.review_awards(owner).await?;
    if awards.is_empty() {
        return Ok(());
    }
    let reviewed = context.inventory.reviewed_by(owner).await?;
    for award in &awards {
        let is_shown = reviewed
            .iter()
            .any(|pharmacy| award.is_of(pharmacy.as_str()));
        context
            .ledger
            .settle_review(owner, award, is_shown, now)
            .await?;
    }
    Ok(())
}

/// Rewards the doses that were on time and are not rewarded yet.
async fn doses(context: &Context, caller: &Caller, now: Timestamp) -> Result<(), StoreError> {
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
