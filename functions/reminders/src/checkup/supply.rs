//! What runs out, and what expires.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use nazar::notices::{Notice, Seen};
use nazar::store::StoreError;
use nazar::store::medicine_list::{Due, Refill};

use super::Look;

/// Days before a medicine runs out on which it is told: time for a prescription.
const SCARCE: i64 = 7;
/// Days before a pack expires on which it is told.
const EXPIRES_SOON: i64 = 14;

pub(super) async fn look(look: &Look<'_>, seen: &mut Seen) -> Result<u32, StoreError> {
    Ok(stock(look, seen).await? + expiry(look, seen).await?)
}

async fn stock(look: &Look<'_>, seen: &mut Seen) -> Result<u32, StoreError> {
    let entry = look.entry;
    if entry.medication.stock.is_none() {
        seen.scarce_since = None;
        return Ok(0);
    }
    let zone = &look.person.user.zone;
    let today = look.today;
    let doses = &look.context.doses;
    let doses = doses.between(look.owner, entry.member, today, today);
    let logged: BTreeSet<Due> = doses
        .await?
        .into_iter()
        .filter(|dose| dose.entry == entry.id)
        .filter_map(|dose| dose.due)
        .collect();
    let soon = today.saturating_add(SignedDuration::from_hours(24 * SCARCE));
    let on = match Refill::of(entry, today, zone, |due| logged.contains(&due)) {
        Refill::RunsOut { on, .. } if on <= soon => on,
        _ => {
            seen.scarce_since = None;
            return Ok(0);
        }
    };
    if seen.scarce_since.is_some() {
        return Ok(0);
    }
    seen.scarce_since = Some(today);
    let notice = Notice::runs_out(look.subject.clone(), on, today);
    look.tell(&notice).await
}

async fn expiry(look: &Look<'_>, seen: &mut Seen) -> Result<u32, StoreError> {
    let Some(on) = look.entry.medication.expires_on else {
        return Ok(0);
    };
    let soon = look
        .today
        .saturating_add(SignedDuration::from_hours(24 * EXPIRES_SOON));
    let is_over = on < look.today;
    if on > soon || seen.expiry == Some((on, is_over)) {
        return Ok(0);
    }
    seen.expiry = Some((on, is_over));
    let notice = Notice::expires(look.subject.clone(), on, is_over);
    look.tell(&notice).await
}
