//! What badges are given for, gathered from where it is kept.

use jiff::Timestamp;
use nazar::engagement::Deeds;
use nazar::http::Caller;
use nazar::store::StoreError;

use crate::Context;

/// Counts what the caller has done until now. Of lists and family only the caller's own are counted.
pub(crate) async fn of(
    context: &Context,
    caller: &Caller,
    now: Timestamp,
) -> Result<Deeds, StoreError> {
    let owner = caller.owner;
    let (totals, streak, family, about, list) = tokio::try_join!(
        context.ledger.totals(owner, now),
        context.streaks.of(owner, &caller.zone, now),
        context.households.family(owner),
        context.households.about(owner),
        context.lists.all(owner)
    )?;
    let with = |has: fn(&nazar::store::medicine_list::Medication) -> bool| {
        list.iter().filter(|entry| has(&entry.medication)).count() as u64
    };
    Ok(Deeds {
        scans: totals.scans,
        days_in_a_row: u64::from(streak.sum.longest),
        members: family.len() as u64,
        checks: totals.checks,
        allergies: u64::from(about.health.allergies.is_some()),
        expiries: with(|medication| medication.expires_on.is_some()),
        stocks: with(|medication| medication.stock.is_some()),
        comparisons: totals.comparisons,
    })
}
