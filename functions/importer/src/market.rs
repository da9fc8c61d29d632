//! Bringing an imported list of stock and prices into the inventory.

use nazar::catalogue::market::{KIND, Market, Offer};
use nazar::snapshots::{Current, Version};
use nazar::store::StoreError;
use nazar::store::inventory::{Inventory, Listed};

use crate::import::ImportError;

/// Whether the market in force is in the table to its last row.
///
/// # Errors
/// Whatever the call met.
pub(crate) async fn is_written(
    inventory: &Inventory,
    current: &Current,
) -> Result<bool, ImportError> {
    match current.snapshots.get(&KIND.parse()?) {
        Some(entry) => Ok(inventory.has_imported(entry.version).await?),
        None => Ok(true),
    }
}

/// Writes what the table does not have yet. The version of a market is noted when all of it is written, so what has been
/// written is not looked at again, and what broke off is taken up by the next import, whatever that is of.
///
/// # Errors
/// Whatever a call met.
pub(crate) async fn write(
    inventory: &Inventory,
    market: &Market,
    version: Version,
    progress: &(dyn Fn(&str) + Send + Sync),
) -> Result<(), StoreError> {
    if inventory.has_imported(version).await? {
        return Ok(());
    }
    let listed = market.all_offers().iter();
    let listed: Vec<Listed> = listed.filter_map(|offer| row(market, offer)).collect();
    let filled = inventory.fill(listed).await?;
    inventory.fill_months(market.all_history()).await?;
    inventory.note_imported(version).await?;
    progress(&format!(
        "{} offers written, {} were there as listed or later",
        filled.written, filled.kept
    ));
    Ok(())
}

fn row(market: &Market, offer: &Offer) -> Option<Listed> {
    Some(Listed {
        pharmacy: market.pharmacy(offer)?.id.clone(),
        medicine: offer.medicine.clone(),
        price: offer.price,
        quantity: offer.quantity,
        updated: offer.updated,
    })
}
