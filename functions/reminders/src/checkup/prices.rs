//! Prices that have fallen, and what can be had again.

use nazar::notices::{Notice, Seen};
use nazar::store::StoreError;

use super::Look;

/// A price is told when it is at most this part of the one before, in hundredths. Less is not worth a message.
const FALLEN: u64 = 90;

/// Compares the cheapest offer that is in stock with what was seen last. The price that is compared with rises with the
/// prices and falls only when it was told, so that many small steps down are told in the end.
pub(super) async fn look(look: &Look<'_>, seen: &mut Seen) -> Result<u32, StoreError> {
    let medicine = look.entry.medication.medicine.as_deref();
    let Some(medicine) = medicine.and_then(|id| id.parse().ok()) else {
        return Ok(0);
    };
    let cheapest = look.context.inventory.cheapest_of(&medicine).await?;
    let is_available = cheapest.is_some();
    let mut told = 0;
    if seen
        .is_available
        .is_some_and(|before| before != is_available)
    {
        let notice = Notice::stock(look.subject.clone(), is_available, look.today);
        told += look.tell(&notice).await?;
    }
    seen.is_available = Some(is_available);
    let Some(offer) = cheapest else {
        return Ok(told);
    };
    match seen.price {
        Some(before) if offer.price * 100 <= before * FALLEN => {
            let notice = Notice::cheaper(look.subject.clone(), before, offer.price, look.today);
            told += look.tell(&notice).await?;
            seen.price = Some(offer.price);
        }
        Some(before) => seen.price = Some(before.max(offer.price)),
        None => seen.price = Some(offer.price),
    }
    Ok(told)
}
