//! The points of a scan that is looked at.
//!
//! A scan of a code ends here, and a severe interaction is found here. What the worker gave already is asked for again, which
//! changes nothing: a severe finding counts only beside the scan that it is of.

use jiff::SignedDuration;
use nazar::engagement::{Cause, recognised_medicine, scan_causes};
use nazar::http::Caller;
use nazar::store;
use nazar::store::scans::ScanRecord;

use crate::Context;

/// Scans that are older have had their points, or will not miss them.
const RECENT: SignedDuration = SignedDuration::from_hours(48);

/// Gives what a scan earned and does not have yet. The scan is answered whether or not that can be done.
pub(crate) async fn give(context: &Context, caller: &Caller, record: &ScanRecord, is_severe: bool) {
    let now = store::now();
    if now.duration_since(record.created_at) > RECENT {
        return;
    }
    let day = caller.zone.day(record.created_at);
    for cause in scan_causes(record, day) {
        context.ledger.reward(caller.owner, &cause, now).await;
    }
    if let Some(medicine) = recognised_medicine(record).filter(|_| is_severe) {
        let severe = Cause::SevereFinding { medicine, day };
        context.ledger.reward(caller.owner, &severe, now).await;
    }
}
