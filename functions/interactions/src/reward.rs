//! Counting checks, for a badge.

use nazar::checks::Found;
use nazar::engagement::Cause;
use nazar::http::Caller;
use nazar::store;

use crate::Context;

/// Counts a check of medicines that are known, once for each set of them. It earns no points.
pub(crate) async fn count(context: &Context, caller: &Caller, found: &[Found]) {
    let known = found.iter().filter(|one| one.problem.is_none());
    let mut medicines: Vec<String> = known
        .map(|one| match &one.id {
            Some(id) => id.to_string(),
            None => one.name.to_lowercase(),
        })
        .collect();
    medicines.sort_unstable();
    medicines.dedup();
    if medicines.len() < 2 {
        return;
    }
    let now = store::now();
    let day = caller.zone.day(now);
    let cause = Cause::Check { medicines, day };
    context.ledger.reward(caller.owner, &cause, now).await;
}
